"""The colours of the timeline, taken from the palette of the widget alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours in use."""

    base: QColor
    band: QColor
    text: QColor
    muted: QColor
    line: QColor
    accent: QColor
    chosen: QColor

    @classmethod
    def of(cls, palette: QPalette) -> Inks:
        """From the palette of a widget."""
        role = QPalette.ColorRole
        return cls(
            base=palette.color(role.Base),
            band=palette.color(role.AlternateBase),
            text=palette.color(role.Text),
            muted=palette.color(role.PlaceholderText),
            line=palette.color(role.Mid),
            accent=palette.color(role.Accent),
            chosen=palette.color(role.BrightText),
        )


def faded(colour: QColor, alpha: float) -> QColor:
    """The colour with an opacity of 0 to 1."""
    return QColor(colour.red(), colour.green(), colour.blue(), round(255 * alpha))
