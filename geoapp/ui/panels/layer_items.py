"""What an item of the layer tree stands for."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QTreeWidgetItem, QWidget

_WHAT = Qt.ItemDataRole.UserRole
_ARGUMENT = Qt.ItemDataRole.UserRole + 1
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class What(IntEnum):
    """The kinds of items; the argument is given behind each."""

    NOTHING = 0
    LAYER = 1  # str, the table's name
    UNLOCATED = 2  # str, the table's name
    ROW = 3  # Key
    NAMES = 4
    IMAGERY = 5  # int, the number of the file
    BASE = 6
    GROUND = 7  # the heading over place names, imagery and overview map


def describe(item: QTreeWidgetItem, what: What, argument: object) -> None:
    """Note what an item stands for."""
    item.setData(0, _WHAT, int(what))
    item.setData(0, _ARGUMENT, argument)


def meaning(item: QTreeWidgetItem | None) -> tuple[What, object]:
    """What an item stands for."""
    if item is None:
        return What.NOTHING, None
    return What(item.data(0, _WHAT) or 0), item.data(0, _ARGUMENT)


def name(item: QTreeWidgetItem) -> str:
    """A name that stays the same when the tree is filled again."""
    what, argument = meaning(item)
    return str(argument) if what is What.LAYER else f"{what.name} {argument}"


def checked(yes: bool) -> Qt.CheckState:
    """The state of a check box."""
    return Qt.CheckState.Checked if yes else Qt.CheckState.Unchecked


class Fader(QWidget):
    """The slider for the opacity of an imagery file."""

    faded = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        label = QLabel(self.tr("Opacity"), self)
        label.setProperty("role", "muted")
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, 100)
        self.slider.setAccessibleName(self.tr("Opacity of the imagery"))
        self.slider.valueChanged.connect(lambda percent: self.faded.emit(percent / 100))
        label.setBuddy(self.slider)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 8)
        row.addWidget(label)
        row.addWidget(self.slider)
