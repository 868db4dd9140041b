"""Writing files so that there is either the old one or the whole new one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from geoapp.case.errors import CaseError


def check_free(folder: Path, names: list[str], *, overwrite: bool) -> None:
    """CaseError when the folder is no folder, or a file is there and may not be replaced."""
    if folder.exists() and not folder.is_dir():
        raise CaseError(f"“{folder}” is a file. Name a folder to write into.")
    there = [name for name in names if os.path.lexists(folder / name)]
    if there and not overwrite:
        raise CaseError(
            f"Nothing was written: “{there[0]}” is already in “{folder}”. "
            "Name another folder, or say that files may be overwritten."
        )


def write_all(folder: Path, texts: Mapping[str, str]) -> list[Path]:
    """Write UTF-8 texts by file name, each as a whole. CaseError when the disk refuses."""
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            _write(folder / name, text)
            written.append(folder / name)
    except OSError as error:
        done = f" Written so far: {', '.join(p.name for p in written)}." if written else ""
        raise CaseError(
            f"“{folder}” could not be written to: {error.strerror or error}.{done}"
        ) from None
    return written


def _write(path: Path, text: str) -> None:
    handle, temporary = tempfile.mkstemp(prefix=".export-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
