"""Files in words: kind, size, what happened to them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from geoapp.case.custody import log
from geoapp.case.evidence import CUSTODY
from geoapp.case.media import PDF, TEXT, is_sound
from geoapp.case.records import Key, Record
from geoapp.case.view import CaseView

CONTEXT = "attachments"


def _tr(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


def size_in_words(size: int | None) -> str:
    """``12 bytes``, ``1.4 MB``; empty when nobody knows."""
    if size is None:
        return ""
    if size < 1000:
        return _tr("{n} bytes").replace("{n}", str(size))
    units = ("kB", "MB", "GB")
    step = min((len(str(size)) - 1) // 3, len(units))
    value = size / 1000**step
    return f"{value:.1f} {units[step - 1]}" if value < 10 else f"{value:.0f} {units[step - 1]}"


def kind_in_words(media: str) -> str:
    """What kind of file it is, as people call it."""
    if media.startswith("image/"):
        return _tr("picture")
    if is_sound(media):
        return _tr("film") if media.startswith("video/") else _tr("sound")
    if media == PDF:
        return _tr("PDF document")
    return _tr("text") if media == TEXT else _tr("file")


def custody_lines(view: CaseView, attachment: Key, language: str) -> list[str]:
    """The custody log, a line for each event, newest first."""
    lines = []
    for event in reversed(log(view, attachment)):
        values = event.values
        moment = str(values.get("utc") or "")[:19].replace("T", " ")
        kind = CUSTODY.label_of(str(values.get("kind") or ""), language)
        parts = [f"{moment} UTC", kind, str(values.get("by") or "")]
        if values.get("note"):
            parts.append(str(values["note"]))
        lines.append(" · ".join(parts))
    return lines


def name_of(record: Record) -> str:
    """What an attachment is called in lists."""
    title = str(record.values.get("title") or record.values.get("file_name") or "")
    return " · ".join(filter(None, (record.code, title))) or str(record.key.id)
