"""The small bar above the map that says what is being drawn and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from geoapp.ui import theme

_TOP, _EDGE = 40, 10  # what the map says of itself at its upper edge stays legible
_REFUSED_MS = 6000


class Bar(QFrame):
    """Words and buttons. Each button is known by a name: `pressed(name)` says which."""

    pressed = Signal(str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("drawingBar")
        self.setAccessibleName(self.tr("Drawing"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._over = over
        self._words = ""
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 8, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self.label)
        self.buttons: dict[str, QPushButton] = {}
        for name, words in self._all_buttons().items():
            self.buttons[name] = self._button(name, words)
        theme.make_primary(self.buttons["finish"])
        self._back = QTimer(self, singleShot=True, interval=_REFUSED_MS)
        self._back.timeout.connect(self._show_words)
        over.installEventFilter(self)
        self.hide()

    def _all_buttons(self) -> dict[str, str]:
        return {
            "finish": self.tr("Finish"),
            "continue": self.tr("Continue"),
            "interrupt": self.tr("Interrupt"),
            "show": self.tr("Show"),
            "copy": self.tr("Copy"),
            "discard": self.tr("Discard"),
            "close": self.tr("Close"),
        }

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(f"drawing.{name}")
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self.pressed.emit(name))
        button.hide()
        self._row.addWidget(button)
        return button

    def say(self, words: str, buttons: Sequence[str]) -> None:
        """Show words and these buttons only."""
        for name, button in self.buttons.items():
            button.setVisible(name in buttons)
        self._words = words
        if not self._back.isActive():
            self._show_words()
        self.show()
        self.raise_()
        self.place()

    def refuse(self, sentence: str) -> None:
        """Show for a while why something cannot be done."""
        self.label.setText(sentence)
        self.label.setProperty("role", "warning")
        self._dress()
        self._back.start()

    def leave(self) -> None:
        """Nothing is drawn any more."""
        self._back.stop()
        self._words = ""
        self.hide()

    def _show_words(self) -> None:
        if self.label.text() == self._words and self.label.property("role") is None:
            return
        self.label.setText(self._words)
        self.label.setProperty("role", None)
        self._dress()

    def _dress(self) -> None:
        self.label.style().unpolish(self.label)
        self.label.style().polish(self.label)
        self.place()

    def place(self) -> None:
        """At the upper edge, in the middle."""
        most = max(self._over.width() - 2 * _EDGE, 120)
        self.setMaximumWidth(most)
        self.label.setWordWrap(False)
        if self.sizeHint().width() > most:
            self.label.setWordWrap(True)
            self.setFixedWidth(most)
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(most)
        self.adjustSize()
        self.move((self._over.width() - self.width()) // 2, _TOP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay where it belongs when the map grows or shrinks."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return False
