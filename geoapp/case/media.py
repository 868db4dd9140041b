"""What kind of file something is, by its first bytes; a name can say anything."""

from __future__ import annotations

HEAD = 4096
"""How many bytes of the beginning `media_type` wants to see."""
UNKNOWN = "application/octet-stream"
TEXT = "text/plain"
PDF = "application/pdf"

SHOWN_AS_PICTURE = frozenset(
    {"image/jpeg", "image/png", "image/gif", "image/tiff", "image/bmp", "image/webp"}
    | {"image/avif", "image/jp2"}
)

_STARTS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"II+\x00", "image/tiff"),
    (0, b"MM\x00+", "image/tiff"),
    (0, b"\x00\x00\x00\x0cjP  ", "image/jp2"),
    (0, b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"\x1aE\xdf\xa3", "video/x-matroska"),
    (0, b"\x00\x00\x01\xba", "video/mpeg"),
    (0, b"\x00\x00\x01\xb3", "video/mpeg"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"%!PS", "application/postscript"),
)
_BRANDS = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"hevc": "image/heic",
    b"mif1": "image/heif",
    b"msf1": "image/heif",
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"qt  ": "video/quicktime",
}
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_PACKED = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"mimetypeapplication/vnd.oasis", "application/vnd.oasis.opendocument"),
    (b"Contents/section", "application/hwp+zip"),
    (b"mimetypeapplication/hwp+zip", "application/hwp+zip"),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/tiff": "tif",
    "image/bmp": "bmp",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/heic": "heic",
    "image/heif": "heif",
    "image/jp2": "jp2",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "audio/ogg": "ogg",
    "audio/flac": "flac",
    "audio/mp4": "m4a",
    "audio/amr": "amr",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/x-msvideo": "avi",
    "video/x-matroska": "mkv",
    "video/mpeg": "mpg",
    PDF: "pdf",
    TEXT: "txt",
    "application/zip": "zip",
    "application/rtf": "rtf",
    "application/gzip": "gz",
    _PACKED[0][1]: "docx",
    _PACKED[1][1]: "xlsx",
    _PACKED[2][1]: "pptx",
    "application/hwp+zip": "hwpx",
}


def media_type(head: bytes) -> str:
    """The media type that the first `HEAD` bytes of a file speak for; `UNKNOWN` if none."""
    for at, mark, name in _STARTS:
        if head.startswith(mark, at):
            return name
    found = _contained(head) or _loosely(head)
    return found or (TEXT if _is_text(head) else UNKNOWN)


def _contained(head: bytes) -> str | None:
    """Forms that hold others: what is inside decides."""
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return next((name for mark, name in _PACKED if mark in head), "application/zip")
    return None


def _loosely(head: bytes) -> str | None:
    """Forms whose mark is short, or not at the very beginning."""
    if b"%PDF-" in head[:1024]:
        return PDF
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return "image/bmp"
    if len(head) > 2 and head[0] == 0xFF and head[1] in (0xFB, 0xF3, 0xF2, 0xFA):
        return "audio/mpeg"
    return None


def _is_text(head: bytes) -> bool:
    """Text of any encoding that is read here; a character cut off at the end is no matter."""
    if not head:
        return False
    if head.startswith(_UTF16):
        return True
    if any(byte < 9 or 13 < byte < 32 for byte in head):
        return False
    return any(_decodes(head, codec) for codec in ("utf-8", "cp949"))


def _decodes(head: bytes, codec: str) -> bool:
    try:
        head.decode(codec)
    except UnicodeDecodeError as error:
        return len(head) >= HEAD and error.start >= len(head) - 4
    return True


def ending(media: str) -> str:
    """The usual ending of a file of this type, without a dot; ``bin`` if none is known."""
    return _ENDINGS.get(media, "bin")


def is_sound(media: str) -> bool:
    """Whether it is sound or film, which has to be played."""
    return media.startswith(("audio/", "video/"))
