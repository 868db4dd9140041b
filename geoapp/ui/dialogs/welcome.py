"""The welcome page: what a window shows while no case is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from geoapp.ui import icons, theme
from geoapp.ui.dialogs.author import AuthorBox
from geoapp.ui.fonts import app_font

_WIDTH = 780
_PATH = Qt.ItemDataRole.UserRole


class WelcomePage(QScrollArea):
    """Open the sample case, a new one, a file, or a case from before."""

    sample_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    case_wanted = Signal(object)
    forgotten = Signal(object)
    author_given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAccessibleName(self.tr("Welcome"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        page = QWidget(self)
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self._write_heading()
        self._buttons = self._make_buttons()
        self._column.addSpacing(14)
        self.author = AuthorBox(parent=page)
        self.author.given.connect(self.author_given)
        self._column.addWidget(self.author)
        self._column.addSpacing(14)
        self._recent_heading = self._heading(self.tr("Recent cases"), 15)
        self.recent = self._make_recent()
        inner = QWidget(page)
        inner.setLayout(self._column)
        inner.setMaximumWidth(_WIDTH)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(inner, 8)
        row.addStretch(1)
        whole = QVBoxLayout(page)
        whole.setContentsMargins(24, 24, 24, 24)
        whole.addStretch(1)
        whole.addLayout(row)
        whole.addStretch(2)
        self.setWidget(page)
        theme.current().changed.connect(self._dress)

    def show_profile(self, author: str, recent: Sequence[Path]) -> None:
        """Show the name in use and the cases opened before."""
        self.author.show_name(author)
        self.recent.clear()
        for path in recent:
            item = QListWidgetItem(path.name, self.recent)
            item.setData(_PATH, path)
            item.setText(f"{path.name}\n{path.parent}")
            item.setToolTip(str(path))
            if not path.exists():
                item.setForeground(self.palette().placeholderText())
                item.setText(f"{path.name}\n" + self.tr("no longer at {0}").format(path.parent))
        rows = min(len(recent), 5)
        height = sum(self.recent.sizeHintForRow(row) + 2 for row in range(rows))
        self.recent.setFixedHeight(height + 12)
        self._recent_heading.setVisible(bool(recent))
        self.recent.setVisible(bool(recent))

    def ask_for_author(self) -> None:
        """Point at the field that is still empty."""
        self.author.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(self.author)

    def _write_heading(self) -> None:
        self._heading(self.tr("What happened, and where"), 26)
        words = QLabel(
            self.tr(
                "Tie testimony to prisons, border fences and crossings on the map. Everything "
                "stays in one file on this computer; nothing is sent anywhere."
            )
        )
        words.setWordWrap(True)
        words.setFont(app_font(15))
        words.setProperty("role", "muted")
        self._column.addWidget(words)
        self._column.addSpacing(12)

    def _heading(self, text: str, pixels: int) -> QLabel:
        label = QLabel(text)
        label.setFont(app_font(pixels, bold=True))
        label.setWordWrap(True)
        self._column.addWidget(label)
        return label

    def _make_buttons(self) -> dict[str, QPushButton]:
        sample = self._button(
            "sample",
            self.tr("Open the sample case"),
            self.tr("Published facts, and an invented case to try everything on."),
        )
        theme.make_primary(sample)
        sample.setObjectName("openSample")
        sample.clicked.connect(self.sample_wanted)
        new = self._button("new", self.tr("New case…"), self.tr("Start an empty case file."))
        new.clicked.connect(self.new_wanted)
        opened = self._button("open", self.tr("Open case…"), self.tr("Go on with a case file."))
        opened.clicked.connect(self.open_wanted)
        return {"sample": sample, "new": new, "open": opened}

    def _button(self, icon: str, text: str, what: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleDescription(what)
        button.setIconSize(QSize(20, 20))
        button.setMinimumHeight(40)
        button.setMinimumWidth(220)
        button.setProperty("icon name", icon)
        words = QLabel(what)
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(button)
        row.addWidget(words, 1)
        self._column.addLayout(row)
        return button

    def _make_recent(self) -> QListWidget:
        listed = QListWidget()
        listed.setObjectName("recentCases")
        listed.setAccessibleName(self.tr("Recent cases"))
        listed.setSpacing(1)
        listed.itemActivated.connect(lambda item: self.case_wanted.emit(item.data(_PATH)))
        self._column.addWidget(listed)
        return listed

    def _dress(self) -> None:
        tokens = theme.current().tokens
        for name, button in self._buttons.items():
            if button.property("primary"):
                button.setIcon(icons.pixmap(name, tokens.accent_text, 2))
            else:
                button.setIcon(icons.icon(name))

    def showEvent(self, event: object) -> None:
        """Icons follow the theme, which may have changed meanwhile."""
        self._dress()
        super().showEvent(event)  # type: ignore[arg-type]
