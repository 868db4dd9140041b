"""A small bar beside selected words: mark them, link them to the map, claim from them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.ui import theme
from geoapp.ui.forms.choice import ChoiceBox
from layers.values import BASIS


class WordsBar(QFrame):
    """Floats over the text it belongs to, and never covers the words themselves.

    Signals: `mark(str, str)` with label and basis code, either may be empty;
    `link()`; `claim()`; `closed()` by Esc.
    """

    mark = Signal(str, str)
    link = Signal()
    claim = Signal()
    closed = Signal()

    def __init__(self, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._beside, self._line = QPoint(), 0
        self.setObjectName("readerWordsBar")
        self.setAccessibleName(self.tr("Selected words"))
        self.setAutoFillBackground(True)
        self.mark_button = self._button(self.tr("Mark passage"), "Ctrl+M", self.ask)
        self.link_button = self._button(self.tr("Link to map…"), "Ctrl+L", self.link.emit)
        self.claim_button = self._button(self.tr("Claim from this…"), "Ctrl+E", self.claim.emit)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for button in (self.mark_button, self.link_button, self.claim_button):
            buttons.addWidget(button)
        self.form = self._form(language)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 5, 6, 5)
        column.setSpacing(4)
        column.addLayout(buttons)
        column.addWidget(self.form)
        theme.current().changed.connect(self._dress)
        self._dress()
        self.hide()

    def _dress(self) -> None:
        tokens = theme.current().tokens
        self.setStyleSheet(
            f"QFrame#readerWordsBar {{ background: {tokens.raised}; border-radius: 6px;"
            f" border: 1px solid {tokens.strong_border} }}"
        )

    def _button(self, text: str, keys: str, slot: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(f"{text} ({keys})")
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _form(self, language: str) -> QWidget:
        form = QWidget(self)
        self.label = QLineEdit(form)
        self.label.setPlaceholderText(self.tr("Margin label"))
        self.label.setAccessibleName(self.tr("Margin label"))
        self.label.returnPressed.connect(self._save)
        self.basis = ChoiceBox(BASIS, language, form)
        self.basis.setAccessibleName(self.tr("Basis of knowledge"))
        self.basis.setToolTip(self.tr("Basis of knowledge; empty: not assessed"))
        self.save_button = QPushButton(self.tr("Mark"), form)
        self.save_button.setProperty("primary", "true")
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(self._save)
        basis = QLabel(self.tr("Basis"), form)
        row = QHBoxLayout(form)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.label, 2)
        row.addWidget(basis)
        row.addWidget(self.basis, 1)
        row.addWidget(self.save_button)
        form.hide()
        return form

    @property
    def asking(self) -> bool:
        """Whether label and basis are being entered."""
        return self.isVisible() and not self.form.isHidden()

    def offer(self, beside: QPoint, line: int) -> None:
        """Appear below a point of the parent, or above it where there is no room.

        `line` is the height of the line that must stay in sight, in pixels.
        """
        self.form.hide()
        self._beside, self._line = beside, line
        self._settle()
        self.show()
        self.raise_()

    def _settle(self) -> None:
        self.adjustSize()
        parent = self._over
        x = min(max(self._beside.x(), 4), max(parent.width() - self.width() - 4, 4))
        below = self._beside.y() + 6
        above = self._beside.y() - self._line - self.height() - 6
        y = below if below + self.height() <= parent.height() or above < 0 else above
        self.move(x, max(min(y, parent.height() - self.height()), 0))

    def ask(self) -> None:
        """Ask for label and basis."""
        self.label.clear()
        self.basis.show_code(None)
        self.form.show()
        self._settle()
        self.label.setFocus()

    def _save(self) -> None:
        self.mark.emit(self.label.text().strip(), self.basis.code() or "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the bar; the words stay selected."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
            return
        super().keyPressEvent(event)
