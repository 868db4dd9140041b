"""The colours of the interface, light and dark, and the Qt palette made of them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Tokens:
    """Named colours as ``#rrggbb``. Text on its ground has a contrast of at least 4.5.

    `check`: the picture of a check mark in the colour of `accent_text`.
    """

    window: str
    surface: str
    raised: str
    border: str
    strong_border: str
    text: str
    muted: str
    accent: str
    accent_text: str
    selected: str
    selected_text: str
    hover: str
    warning: str
    warning_ground: str
    check: str


LIGHT = Tokens(
    window="#f3f5f7",
    surface="#ffffff",
    raised="#fafbfc",
    border="#d8dee5",
    strong_border="#7a8898",
    text="#1a232e",
    muted="#566373",
    accent="#1a5fa6",
    accent_text="#ffffff",
    selected="#d6e6f7",
    selected_text="#10263e",
    hover="#e8edf3",
    warning="#8a4b00",
    warning_ground="#fdf1df",
    check="check_white.svg",
)
DARK = Tokens(
    window="#1b2026",
    surface="#22282f",
    raised="#2a3139",
    border="#3a434d",
    strong_border="#7b8896",
    text="#e7ebf0",
    muted="#a7b2be",
    accent="#74b3f2",
    accent_text="#0c1a28",
    selected="#2b4a6b",
    selected_text="#f2f7fc",
    hover="#313a44",
    warning="#f2b866",
    warning_ground="#3a2f1d",
    check="check_black.svg",
)


def contrast(first: str, second: str) -> float:
    """The WCAG contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    rgb = QColor(colour)
    return (
        0.2126 * linear(rgb.redF()) + 0.7152 * linear(rgb.greenF()) + 0.0722 * linear(rgb.blueF())
    )


def qt_palette(tokens: Tokens) -> QPalette:
    """The palette of every widget."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.raised,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.selected,
        role.HighlightedText: tokens.selected_text,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Accent: tokens.accent,
        role.BrightText: tokens.warning,
        role.Light: tokens.surface,
        role.Midlight: tokens.border,
        role.Mid: tokens.border,
        role.Dark: tokens.strong_border,
        role.Shadow: tokens.strong_border,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    faded = QColor(tokens.muted)
    faded.setAlpha(140)
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, faded)
    return palette
