"""Go to: typed coordinates in any usual form, or a pasted map link."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from geoapp.ui import theme
from geoapp.ui.refusals import said
from layers.coordinates import CoordinateError, Form, parse, written

_PAIR = re.compile(r"[\s\d.,;+-]+")
_DECIMALS = re.compile(r"\d\.(\d+)")
_DEGREE_M = 111_000.0
_SECOND_M = 15.0


def fineness(text: str) -> float:
    """How many metres typed coordinates may be off, by the digits they have."""
    if not _PAIR.fullmatch(text):
        return _SECOND_M
    digits = max((len(found) for found in _DECIMALS.findall(text)), default=0)
    return float(0.5 * _DEGREE_M * 10.0**-digits)


class GotoDialog(QDialog):
    """Reads while one types and says how it understood. `chosen(lon, lat)` in degrees."""

    chosen = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gotoDialog")
        self.setWindowTitle(self.tr("Go to"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(540)
        self._lonlat: tuple[float, float] | None = None
        self.field = QLineEdit(self)
        self.field.setAccessibleName(self.tr("Coordinates or map link"))
        self.field.setPlaceholderText("41.2532, 129.7481")
        self.field.textChanged.connect(self._read)
        label = QLabel(self.tr("&Coordinates or map link"), self)
        label.setBuddy(self.field)
        self.answer = QLabel(self)
        self.answer.setProperty("role", "muted")
        self.answer.setWordWrap(True)
        self.answer.setMinimumHeight(44)
        self.answer.setTextFormat(Qt.TextFormat.PlainText)
        self.answer.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        go = self.buttons.addButton(self.tr("Go"), QDialogButtonBox.ButtonRole.AcceptRole)
        theme.make_primary(go)
        go.setDefault(True)
        self._go = go
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        for widget in (label, self.field, self.answer, self.buttons):
            column.addWidget(widget)
        self._read("")

    def _read(self, text: str) -> None:
        self._lonlat = None
        if not text.strip():
            self.answer.setText(
                self.tr("Decimal degrees, degrees and minutes, UTM, MGRS, or a link to a map.")
            )
        else:
            try:
                self._lonlat = parse(text)
            except CoordinateError as error:
                self.answer.setText(said(str(error)))
            else:
                forms = (Form.DECIMAL, Form.DMS, Form.MGRS)
                radius = fineness(text)
                self.answer.setText(
                    "   ·   ".join(written(*self._lonlat, f, radius) for f in forms)
                )
        self._go.setEnabled(self._lonlat is not None)

    def _accept(self) -> None:
        if self._lonlat is not None:
            self.chosen.emit(*self._lonlat)
            self.accept()
