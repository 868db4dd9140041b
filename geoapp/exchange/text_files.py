"""From the bytes of a file to its text, or a sentence that says why not."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from geoapp.case.errors import CaseError
from geoapp.exchange.rows import LARGEST_FILE

_CONTAINERS = (
    (b"PK\x03\x04", "It is a packed file (a spreadsheet or an archive). Save it as CSV UTF-8."),
    (b"\xd0\xcf\x11\xe0", "It is an old spreadsheet. Save it as CSV UTF-8."),
    (b"SQLite format 3", "It is a database or GeoPackage, not a CSV or GeoJSON file."),
    (b"%PDF", "It is a PDF document, not a CSV or GeoJSON file."),
)
KOREAN = "CP949 (EUC-KR)"


def read_bytes(path: Path) -> bytes:
    """The content of a file. CaseError when it cannot be read or is too large."""
    try:
        if path.is_dir():
            raise CaseError(f"“{path.name}” is a folder. Name the files in it.")
        if path.exists() and not path.is_file():
            raise CaseError(f"“{path.name}” is not an ordinary file.")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise CaseError(
                f"“{path.name}” has {size:,} bytes; at most {LARGEST_FILE:,} are read. Split it."
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise CaseError(f"There is no file “{path.name}”.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise CaseError(f"“{path.name}” could not be read: {reason}.") from None
    if not data.strip():
        raise CaseError(f"“{path.name}” is empty.")
    return data


def sha256(data: bytes) -> str:
    """The SHA-256 of a file's content, in hex."""
    return hashlib.sha256(data).hexdigest()


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text and the name of its encoding: UTF-8, UTF-16, or CP949, of which EUC-KR is a part.

    CaseError with a line number when it is none of them, or no text at all.
    """
    for mark, sentence in _CONTAINERS:
        if data.startswith(mark):
            raise CaseError(f"“{name}” could not be read. {sentence}")
    text, encoding = _decoded(data, name)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise CaseError(f"“{name}” is not a text file: line {line} holds a zero byte.")
    return text, encoding


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    if data.startswith(codecs.BOM_UTF8):
        return _strict(data, "utf-8-sig", "UTF-8", name), "UTF-8 with byte order mark"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data, "utf-16", "UTF-16", name), "UTF-16"
    if (text := _utf16_without_mark(data)) is not None:
        return text, "UTF-16"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        return _korean(data, name, error.start), KOREAN


def _strict(data: bytes, codec: str, label: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        # In UTF-16 a line ends with one byte 0A and one byte 00; counting 0A is near enough.
        line = data.count(b"\n", 0, error.start) + 1
        raise CaseError(
            f"“{name}” begins like {label}, but line {line} holds bytes that are not."
        ) from None


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 has zero bytes on one side only, and its line ends are characters of their own."""
    even, odd = data[0:4000:2].count(0), data[1:4000:2].count(0)
    if min(even, odd) > max(even, odd) // 10 or not even + odd:
        return None
    try:
        text = data.decode("utf-16-le" if odd > even else "utf-16-be")
    except UnicodeDecodeError:
        return None
    return text if "\n" in text or b"\n" not in data else None


def _korean(data: bytes, name: str, bad: int) -> str:
    try:
        text = data.decode("cp949")
        if re.search("[가-힣]", text):
            return text
    except UnicodeDecodeError:
        pass
    line = data.count(b"\n", 0, bad) + 1
    raise CaseError(
        f"“{name}” could not be read: line {line} holds bytes that are neither UTF-8 nor "
        "UTF-16 nor CP949 (EUC-KR). Save it as UTF-8."
    )
