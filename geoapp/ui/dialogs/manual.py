"""The manual, in the language of the window. Reads only files of the program itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from geoapp.ui import language

FOLDER = Path(__file__).resolve().parent.parent / "manual"
_MARGIN = 24


class _Page(QTextBrowser):
    """Shows the text with its pictures as wide as there is room, never wider than they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("manualText")
        self.setOpenLinks(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(_MARGIN)
        self.anchorClicked.connect(lambda link: self.go_to(link.fragment()))
        self._text = ""

    def show_text(self, text: str) -> None:
        """Show a page of Markdown from its top."""
        self._text = text
        self.setMarkdown(text)
        self._space_out()

    def _space_out(self) -> None:
        """Room between paragraphs, and more above headings: Markdown comes without any."""
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            form = block.blockFormat()
            form.setTopMargin(16.0 if form.headingLevel() else 0.0)
            form.setBottomMargin(3.0 if block.textList() else 9.0)
            form.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setPosition(block.position())
            if cursor.currentTable() is None and "\ufffc" not in block.text():
                cursor.setBlockFormat(form)
            block = block.next()

    def go_to(self, fragment: str) -> None:
        """Show the section whose heading begins with the number that a link begins with."""
        number = fragment.partition("-")[0]
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text().startswith(f"{number}. "):
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(round(top))
                return
            block = block.next()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures of the manual alone; anything else there is not, wherever it lies."""
        link = QUrl(name)
        path = FOLDER / "pictures" / link.fileName()
        ours = link.isRelative() and path.is_file()
        if kind != QTextDocument.ResourceType.ImageResource.value or not ours:
            return None
        image = QImage(str(path))
        room = self.viewport().width() - 2 * _MARGIN - 16
        if room < image.width():
            smooth = Qt.TransformationMode.SmoothTransformation
            ratio = self.devicePixelRatioF()
            image = image.scaledToWidth(round(room * ratio), smooth)
            image.setDevicePixelRatio(ratio)
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            shown = self.verticalScrollBar()
            part = shown.value() / max(shown.maximum(), 1)
            self.show_text(self._text)
            shown.setValue(round(part * shown.maximum()))


class ManualDialog(QDialog):
    """A window beside the main one, so that one can read and do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("manualDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Manual"))
        self.page = _Page(self)
        self.page.setAccessibleName(self.tr("Manual"))
        file = FOLDER / f"{language.chosen()}.md"
        self.page.show_text(file.read_text(encoding="utf-8"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.page)
        column.addWidget(buttons)
        self.resize(860, 700)
        self.page.setFocus()
