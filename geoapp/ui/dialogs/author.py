"""Asks once under which name or code the ledger shall record changes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.ui import icons, theme


class AuthorBox(QWidget):
    """A field for the name, with a sentence on what it is for. `given(str)`."""

    given = Signal(str)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("authorBox")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.field = QLineEdit(name, self)
        self.field.setObjectName("authorField")
        self.field.setMinimumWidth(160)
        self.field.setMaximumWidth(300)
        self.field.setAccessibleName(self.tr("Name or code for the ledger"))
        self.field.setPlaceholderText(self.tr("for example KB-2"))
        self._keep = QPushButton(self.tr("Use this name"), self)
        self._keep.clicked.connect(self._give)
        self.field.returnPressed.connect(self._give)
        self.field.textChanged.connect(self._edited)
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self._keep)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addLayout(row)
        self.show_name(name)

    def show_name(self, name: str) -> None:
        """Show the name in use; an empty one is asked for."""
        self._name = name
        if name:
            self._words.setText(self.tr("Your changes are recorded under this name or code."))
        else:
            self._words.setText(
                self.tr(
                    "Every change is recorded in the case's ledger. Under which name or code "
                    "shall yours appear? A code is enough, and safer than a name."
                )
            )
        self.field.setText(name)
        self._edited(name)

    def _edited(self, text: str) -> None:
        self._keep.setEnabled(bool(text.strip()) and text.strip() != self._name)

    def _give(self) -> None:
        name = self.field.text().strip()
        if name and name != self._name:
            self.given.emit(name)


class AuthorBanner(QFrame):
    """Asks above the map, without being in the way of looking around. `given(str)`."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("authorBanner")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.box = AuthorBox(parent=self)
        self.box.given.connect(self.given)
        self._later = QToolButton(self)
        self._later.setAccessibleName(self.tr("Not now"))
        self._later.setToolTip(self.tr("Not now; nothing can be changed until then"))
        self._later.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 8, 10)
        row.addWidget(self.box, 1)
        row.addWidget(self._later, 0, Qt.AlignmentFlag.AlignTop)
        theme.current().changed.connect(self._dress)
        self._dress()

    def ask(self, name: str) -> None:
        """Show the name in use and let it be changed."""
        self.box.show_name(name)
        self.show()
        self.box.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.field.selectAll()

    def _dress(self) -> None:
        self._later.setIcon(icons.icon("remove"))
