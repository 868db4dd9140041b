"""What is shown of an attachment, read and opened on a worker thread."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from geoapp.case.errors import CaseError, DamagedCaseError
from geoapp.case.media import PDF, SHOWN_AS_PICTURE, TEXT, is_sound
from geoapp.case.records import Key, Record, Written
from geoapp.case.view import CaseView
from geoapp.commands.attachments import existing
from geoapp.exchange.text_files import decode
from geoapp.session import Session
from geoapp.session.attachments import content_of, viewed
from geoapp.ui.jobs import Progress
from geoapp.viewing import Page, Viewing

PIXELS = 24_000_000
MOST_TEXT = 8 << 20
MOST_PAGES_FILE = 700 << 20
CONTEXT = "attachments"


def _tr(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


@dataclass(frozen=True, slots=True)
class Looked:
    """What can be shown: pages, a text, or a sentence why there is nothing to see.

    `viewing` is open and belongs to whoever gets this. `written`: the entry in the custody
    log; None when nothing was shown, or nothing can be written.
    """

    words: str = ""
    text: str | None = None
    viewing: Viewing | None = None
    pages: int = 0
    facts: tuple[tuple[str, str], ...] = ()
    first: QImage | None = None
    written: Written | None = None


def look(session: Session, attachment: Key, progress: Progress) -> Looked:
    """Open an attachment, and enter that into its custody log before anybody sees it."""
    with session.new_view() as view:
        record = existing(view, attachment)
        media = str(record.values.get("media_type") or "")
        size = view.content_size(attachment)
        if size is None:
            return Looked(_tr("The content of this attachment is not in this file."))
        if media == PDF or media in SHOWN_AS_PICTURE:
            return _pages(session, view, record, media, size, progress)
        if media == TEXT and size <= MOST_TEXT:
            return _text(session, view, record)
    if is_sound(media):
        return Looked(_tr("Sound and film cannot be played here. Take it out to play it."))
    return Looked(_tr("Files of this kind cannot be shown here. Take it out to open it."))


def _pages(
    session: Session, view: CaseView, record: Record, media: str, size: int, progress: Progress
) -> Looked:
    if size > MOST_PAGES_FILE:
        return Looked(_tr("This file is too large to be shown here. Take it out to open it."))
    viewing = Viewing()
    progress.when_cancelled(viewing.close)
    try:
        told = viewing.open(media, size, _hashed(view, record))
        first = image_of(viewing.page(0, PIXELS))
        progress.check()
        written = viewed(session, record.key)
    except BaseException:
        viewing.close()
        raise
    return Looked("", None, viewing, told.pages, told.facts, first, written)


def _hashed(view: CaseView, record: Record) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for part in view.content(record.key):
        digest.update(part)
        yield part
    _check(digest.hexdigest(), record)


def _check(sha256: str, record: Record) -> None:
    if sha256 != record.values.get("sha256"):
        raise DamagedCaseError(
            _tr(
                "What the case holds of this attachment does not match its SHA-256 any more. "
                "It was changed or swapped, so it is not shown. Verify the case."
            )
        )


def _text(session: Session, view: CaseView, record: Record) -> Looked:
    data = content_of(view, record.key, MOST_TEXT)
    _check(hashlib.sha256(data).hexdigest(), record)
    try:
        text, encoding = decode(data, record.code)
    except CaseError:
        return Looked(_tr("This text is in an encoding that cannot be read here. Take it out."))
    written = viewed(session, record.key)
    return Looked("", text, facts=((_tr("Encoding"), encoding),), written=written)


def image_of(page: Page) -> QImage:
    """A page as a picture that owns its pixels."""
    form = QImage.Format.Format_RGB888
    return QImage(page.rgb, page.width, page.height, 3 * page.width, form).copy()
