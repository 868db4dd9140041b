"""What is told beside a file that is looked at: its row, its custody log, its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from PySide6.QtCore import QCoreApplication

from geoapp.case.records import Key, Record
from geoapp.session import Session
from geoapp.ui.attachments.words import custody_lines, kind_in_words, name_of, size_in_words

CONTEXT = "attachments"


def _tr(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


def about(session: Session, record: Record, facts: Iterable[tuple[str, str]], language: str) -> str:
    """All of it as HTML; whatever comes from the case or the file is escaped."""
    parts = [_heading(name_of(record)), *_paragraphs(_row(session, record))]
    parts.append(_heading(_tr("Custody log")))
    parts += _paragraphs(custody_lines(session.view, record.key, language))
    if session.read_only:
        words = _tr("The case is open for reading only: looking at it is not logged.")
        parts.append(f'<p class="muted">{escape(words)}</p>')
    told = [f"{name}: {_meant(name, words)}" for name, words in facts]
    if told:
        parts += [_heading(_tr("What the file says of itself")), *_paragraphs(told)]
    return "".join(parts)


def _row(session: Session, record: Record) -> Iterator[str]:
    values = record.values
    size = values.get("bytes")
    facts = [kind_in_words(str(values.get("media_type") or ""))]
    if isinstance(size, int):
        facts.append(size_in_words(size))
        if size >= 1000:
            facts.append(_tr("{0} bytes").format(f"{size:,}"))
    yield " · ".join(facts)
    for label, name in (
        (_tr("File name"), "file_name"),
        (_tr("SHA-256"), "sha256"),
        (_tr("Physical original and where it lies"), "physical_original"),
    ):
        if values.get(name):
            yield f"{label}: {values[name]}"
    original = values.get("redaction_of")
    if isinstance(original, int):
        key = Key("attachment", original)
        code = session.view.titles([key]).get(key, ("…", ""))[0]
        yield _tr("Redacted copy of {0}").format(code)


def _meant(name: str, words: str) -> str:
    """What a camera says of how it was held is put into words, and not applied."""
    turns = {
        "3": _tr("held upside down; not turned here"),
        "6": _tr("to be turned right; not turned here"),
        "8": _tr("to be turned left; not turned here"),
    }
    return turns.get(words, words) if name == "Orientation" else words


def _heading(words: str) -> str:
    return f"<p><b>{escape(words)}</b></p>"


def _paragraphs(lines: Iterable[str]) -> list[str]:
    return [f'<p style="margin:0 0 6px 0">{escape(line)}</p>' for line in lines]
