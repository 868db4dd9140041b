"""What it is: symbol, names, code, grades, and what one can do with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from geoapp.case.records import title
from geoapp.commands.erasing import SUBJECTS
from geoapp.ui.panels.inspector.chips import Chips
from geoapp.ui.panels.inspector.content import Content
from geoapp.ui.panels.inspector.grades import grades
from geoapp.ui.panels.inspector.symbol import Emblem
from layers.coordinates import written
from layers.schema import GeometryKind
from layers.values import Position

OUR_RENDERING = "our rendering"
SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class Header(QWidget):
    """The head of the inspector.

    Signals: `zoom()`, `move_point()`, `edit()`, `remove()`, `withdraw()` when an action is chosen;
    `section(str)` when a chip leads to a part of the inspector.
    """

    zoom = Signal()
    move_point = Signal()
    edit = Signal()
    remove = Signal()
    withdraw = Signal()
    section = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: Content | None = None
        self._emblem = Emblem(self)
        self._kind = _words(self, QPalette.ColorRole.PlaceholderText)
        self._title = _words(self)
        self._title.setFont(_larger(self._title.font()))
        self._other = _words(self)
        self.chips = Chips(self)
        self.chips.activated.connect(self.section)
        self._arrange()

    def _arrange(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(1)
        for label in (self._kind, self._title, self._other):
            names.addWidget(label)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._emblem, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(names, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.chips)
        layout.addLayout(self._actions())

    def _actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._zoom = self._button(self.tr("Zoom to"), self.zoom)
        self._move = self._button(self.tr("Move"), self.move_point)
        self._edit = self._button(self.tr("Edit"), self.edit)
        self._move.setToolTip(self.tr("Move the point on the map"))
        self._edit.setToolTip(self.tr("Edit all fields; F2 or a double click edits one"))
        self._more = QPushButton(self.tr("More"), self)
        self._more.setAccessibleName(self.tr("More actions"))
        menu = QMenu(self._more)
        self.copy_code = _action(menu, self.tr("Copy code"))
        self.copy_code.triggered.connect(lambda: self._copy(self._code()))
        self.copy_place = _action(menu, self.tr("Copy coordinates"))
        self.copy_place.triggered.connect(lambda: self._copy(self._place()))
        menu.addSeparator()
        self.delete = _action(menu, self.tr("Mark as deleted…"))
        self.delete.triggered.connect(self.remove)
        self.withdrawal = _action(menu, self.tr("Consent withdrawn…"))
        self.withdrawal.triggered.connect(self.withdraw)
        self._more.setMenu(menu)
        for button in (self._zoom, self._move, self._edit, self._more):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _button(self, text: str, signal: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        button.clicked.connect(signal)
        return button

    def show_content(self, content: Content, language: str, writable: bool) -> None:
        """Show the head of another row."""
        self._content = content
        table, values = content.table, content.record.values
        self._show_symbol(content)
        kind = table.label.in_language(language)
        self._kind.setText(" · ".join(filter(None, (kind, content.record.code))))
        name = title(table, values, language)
        self._title.setText(name or content.record.code or kind)
        self._show_other_name(content, language, name)
        self.chips.show_chips(grades(content, language))
        geometry = content.record.geometry
        located = geometry is not None
        alive = not content.record.deleted
        self._zoom.setVisible(table.geometry is not GeometryKind.NONE)
        self._zoom.setEnabled(located)
        self._move.setVisible(geometry is not None and geometry.geom_type == "Point")
        self._move.setEnabled(alive and writable)
        self._edit.setEnabled(alive and writable)
        self.delete.setEnabled(alive and writable)
        self.withdrawal.setVisible(table.name in SUBJECTS)
        left = any(value is not None for value in values.values())
        self.withdrawal.setEnabled(writable and left)
        self.copy_code.setEnabled(bool(content.record.code))
        self.copy_place.setEnabled(located)

    def _show_symbol(self, content: Content) -> None:
        symbology = content.table.symbology
        if symbology is None:
            self._emblem.show_symbol(None)
            return
        category = content.record.values.get(symbology.by) if symbology.by else None
        self._emblem.show_symbol(symbology.symbol(str(category) if category else None))

    def _show_other_name(self, content: Content, language: str, name: str) -> None:
        values = content.record.values
        korean = str(values.get("name_ko") or "")
        english = title(content.table, values, "en")
        other = english if name == korean else korean
        lines = [other if other != name else ""]
        if korean and values.get("name_ko_basis") == OUR_RENDERING:
            if other == korean:
                lines = [f"{other} ({self.tr('our rendering')})"]
            else:
                lines.append(self.tr("The Korean name is our rendering."))
        self._other.setText("\n".join(filter(None, lines)))
        self._other.setVisible(any(lines))

    def _code(self) -> str:
        return self._content.record.code if self._content else ""

    def _place(self) -> str:
        position = self._content.record.values.get("geometry") if self._content else None
        if not isinstance(position, Position) or position.geometry is None:
            return ""
        middle = position.geometry.representative_point()
        return written(middle.x, middle.y, radius_m=position.radius_m)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def chip_texts(self) -> list[str]:
        """The words of the grades that show."""
        return self.chips.texts()

    def texts(self) -> tuple[str, str, str]:
        """(kind and code, title, name in the other language), as shown."""
        return self._kind.text(), self._title.text(), self._other.text()


def _larger(font: QFont) -> QFont:
    """For the title; fonts are given in pixels or in points."""
    larger = QFont(font)
    larger.setBold(True)
    if font.pixelSize() > 0:
        larger.setPixelSize(round(font.pixelSize() * 1.3))
    else:
        larger.setPointSizeF(font.pointSizeF() * 1.3)
    return larger


def _words(parent: QWidget, role: QPalette.ColorRole | None = None) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(SELECTABLE)
    if role is not None:
        label.setForegroundRole(role)
    return label


def _action(menu: QMenu, text: str) -> QAction:
    action = QAction(text, menu)
    menu.addAction(action)
    return action
