"""A light panel that floats over the window, keeps its place and gives the focus back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QWidget,
)

from geoapp.ui import icons, theme
from geoapp.ui.dialogs.messages import agrees_to_discard
from geoapp.ui.palette import Tokens

_ROOM = 12


class Popover(QFrame):
    """Floats at the top of `over` inside the window that `over` is in.

    It is no window of its own, so the map behind it stays usable. Esc calls
    `go_back`. Signals: `closed()` when it went away.
    """

    closed = Signal()

    def __init__(self, over: QWidget, name: str, width: int, height: int) -> None:
        super().__init__(over.window())
        self.setObjectName(name)
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._over = over
        self._size = (width, height)
        self._beside = False
        self._before: QWidget | None = None
        self.hide()
        for watched in (over, over.window()):
            watched.installEventFilter(self)
        theme.current().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setStyleSheet(_style(self.objectName(), theme.current().tokens))

    def appear(self, first: QWidget) -> None:
        """Show the panel with the focus in one of its parts."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.place()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def disappear(self) -> None:
        """Hide the panel and give the focus back to where it was."""
        if not self.isVisible():
            return
        self.hide()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._over.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def set_size(self, width: int, height: int, beside: bool = False) -> None:
        """Take another size, never larger than the window; `beside` leaves the map free."""
        self._size, self._beside = (width, height), beside
        self.place()

    def place(self) -> None:
        """Stand at the top of what it floats over, or at the right edge of the window."""
        window = self._over.window()
        width = min(self._size[0], window.width() - 2 * _ROOM)
        corner = self._over.mapTo(window, QPoint(0, 0))
        left = corner.x() + (self._over.width() - width) // 2
        if self._beside:
            left = window.width()
        left = max(_ROOM, min(left, window.width() - width - _ROOM))
        top = max(_ROOM, corner.y() + _ROOM)
        height = min(self._size[1], window.height() - top - _ROOM)
        self.setGeometry(left, top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the window or the map changes its size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    @property
    def has_entries(self) -> bool:
        """Whether something was entered that is not saved."""
        return False

    def may_drop(self) -> bool:
        """Whether nothing would be lost, or the user agrees to lose it."""
        if not self.has_entries:
            return True
        return agrees_to_discard(
            self._over.window(),
            self.tr("What you entered for a link or claim is not saved. Discard it?"),
            self.tr("Discard"),
            self.tr("Keep it"),
        )

    def go_back(self) -> None:
        """Esc: one stage back; here that is to close."""
        self.disappear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back; no other key leaves the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Esc belongs to the panel while it has the focus, whatever the window makes of it."""
        asked = event.type() is QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and self.takes(event):
            event.accept()
            return True
        return super().event(event)

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key means something here, so that no shortcut may have it."""
        return event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Head(QWidget):
    """The title of a panel, and a button to close it."""

    closing = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = QLabel(self)
        self._kind.setProperty("role", "muted")
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        close = QToolButton(self)
        close.setIcon(icons.icon("remove"))
        close.setAutoRaise(True)
        close.setAccessibleName(self.tr("Close"))
        close.setToolTip(self.tr("Close (Esc)"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.closing)
        self._close = close
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._kind)
        row.addWidget(self._title, 1)
        row.addWidget(close)
        theme.current().changed.connect(self._dress)

    def _dress(self) -> None:
        self._close.setIcon(icons.icon("remove"))

    def show_words(self, kind: str, title: str) -> None:
        """What is done, and to what."""
        self._kind.setText(kind)
        self._title.setText(title)
        self._title.setMinimumWidth(40)

    def words(self) -> str:
        """What the head says."""
        return f"{self._kind.text()} {self._title.text()}"


def problem_label(parent: QWidget) -> QLabel:
    """A place for a sentence about what went wrong; hidden until there is one."""
    label = QLabel(parent)
    label.setObjectName("problem")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.hide()
    return label


def _style(name: str, tokens: Tokens) -> str:
    return f"""
QFrame#{name} {{ background: {tokens.window}; border: 1px solid {tokens.strong_border};
  border-radius: 8px; }}
QPushButton[primary="true"]:disabled {{ background: {tokens.raised}; color: {tokens.muted};
  border-color: {tokens.border}; }}
QLabel#problem {{ color: {tokens.warning}; }}
QListView {{ border: 1px solid {tokens.border}; border-radius: 5px; }}
QToolButton[role="chip"] {{ border: 1px solid {tokens.border}; border-radius: 11px;
  padding: 3px 10px; background: {tokens.surface}; color: {tokens.text}; }}
QToolButton[role="chip"]:hover {{ background: {tokens.hover}; }}
QToolButton[role="chip"]:checked {{ background: {tokens.selected}; color: {tokens.selected_text};
  border-color: {tokens.accent}; }}
QToolButton[role="chip"]:focus {{ border-color: {tokens.accent}; }}
QToolButton[role="link"] {{ border: 1px solid {tokens.border}; border-radius: 5px;
  padding: 4px 9px; background: {tokens.surface}; }}
QToolButton[role="link"]:hover {{ background: {tokens.hover}; }}
QToolButton[role="link"]:focus {{ border-color: {tokens.accent}; }}
"""
