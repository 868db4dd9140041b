"""What was typed and not saved when the case was locked, to be copied where it belongs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

_LINES = 4


class LeftOverDialog(QDialog):
    """Lists (name of the field, words). Nothing is kept of it once it is closed."""

    def __init__(self, words: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("leftOver")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Not saved before the case was locked"))
        self.resize(520, 380)
        about = QLabel(
            self.tr(
                "These words had been typed and not saved. Copy them where they belong: "
                "they are gone when this window is closed."
            ),
            self,
        )
        about.setWordWrap(True)
        inner = QWidget()
        fields = QVBoxLayout(inner)
        for name, text in words:
            label = QLabel(name, inner)
            label.setTextFormat(Qt.TextFormat.PlainText)
            box = QPlainTextEdit(text, inner)
            box.setReadOnly(True)
            box.setTabChangesFocus(True)
            box.setAccessibleName(name or self.tr("Words that were typed"))
            box.setFixedHeight(box.fontMetrics().lineSpacing() * _LINES + 16)
            label.setBuddy(box)
            fields.addWidget(label)
            fields.addWidget(box)
        fields.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        for part in (about, area, buttons):
            column.addWidget(part)
