"""Read-only text as tall as its content, with links that mouse and keyboard can follow."""

from __future__ import annotations

from html import escape
from math import ceil

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from geoapp.case.records import Key


class Document(QTextBrowser):
    """Text with links. Whatever comes from a case must have gone through `html.escape`.

    Signals: `followed(str, str)` with the scheme and the rest of a link.
    """

    followed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.document().setDocumentMargin(2)
        self.viewport().setAutoFillBackground(False)
        self.anchorClicked.connect(self._split)
        self._html = ""

    def set_body(self, html: str) -> None:
        """Show this text. `html` is ours; every piece of data in it is escaped.

        What matters less has the class ``muted``.
        """
        self._html = html
        self.document().setDefaultStyleSheet(f".muted {{ color: {_muted()} }}")
        self.setHtml(html)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel, which is what scrolls."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """A new theme brings new colours for links."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._html:
            self.set_body(self._html)

    def loadResource(self, type: int, name: QUrl | str) -> object:
        """Nothing is ever fetched, whatever a text asks for."""
        return None

    def _fit(self) -> None:
        document = self.document()
        document.setTextWidth(self.viewport().width())
        margins = self.contentsMargins()
        self.setFixedHeight(ceil(document.size().height()) + margins.top() + margins.bottom())

    def _split(self, url: QUrl) -> None:
        scheme, _, rest = url.toString().partition(":")
        self.followed.emit(scheme, rest)


def _muted() -> str:
    """The colour of placeholders, which themes make weaker than text and still readable."""
    palette = QGuiApplication.palette()
    ink = palette.color(QPalette.ColorRole.PlaceholderText)
    return mixed(palette.color(QPalette.ColorRole.Window), ink, ink.alphaF()).name()


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour on the way from `one` to `other`; `share` runs from 0 to 1."""
    return QColor(
        round(one.red() + (other.red() - one.red()) * share),
        round(one.green() + (other.green() - one.green()) * share),
        round(one.blue() + (other.blue() - one.blue()) * share),
    )


def link_to(key: Key, text: str) -> str:
    """A link to a row, its words escaped."""
    return anchor(f"row:{key.table}/{key.id}", text)


def anchor(target: str, text: str) -> str:
    """A link, its words escaped."""
    return f'<a href="{escape(target)}" style="text-decoration:none">{escape(text)}</a>'


def key_of(rest: str) -> Key:
    """The row that a link made by `link_to` names."""
    table, _, id = rest.rpartition("/")
    return Key(table, int(id))
