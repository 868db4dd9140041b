"""The colours of the interface, light and dark, and the Qt palette made of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QColor, QPalette

# A grey that shows on light and on dark; a style sheet draws no arrow of its own.
_DOWN = Path(__file__).with_name("down.svg").as_posix()


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


def stylesheet(tokens: Tokens) -> str:
    """What the palette cannot say: spacing, hairlines, the focus ring."""
    check = (Path(__file__).parent / "pictures" / tokens.check).as_posix()
    return f"""
QMainWindow::separator {{ background: {tokens.border}; width: 1px; height: 1px; }}
QMainWindow::separator:hover {{ background: {tokens.accent}; }}
QToolBar {{ background: {tokens.window}; border: 0; border-bottom: 1px solid {tokens.border};
  padding: 4px 6px; spacing: 2px; }}
QToolBar::separator {{ background: {tokens.border}; width: 1px; margin: 5px 5px; }}
QToolButton {{ border: 1px solid transparent; border-radius: 5px; padding: 4px; }}
QToolButton:hover {{ background: {tokens.hover}; }}
QToolButton:checked {{ background: {tokens.selected}; color: {tokens.selected_text}; }}
QToolButton:focus {{ border-color: {tokens.accent}; }}
QPushButton {{ background: {tokens.surface}; border: 1px solid {tokens.strong_border};
  border-radius: 5px; padding: 5px 14px; min-height: 18px; }}
QPushButton:hover {{ background: {tokens.hover}; }}
QPushButton:focus {{ border: 2px solid {tokens.accent}; padding: 4px 13px; }}
QPushButton:disabled {{ border-color: {tokens.border}; color: {tokens.muted}; }}
QPushButton[primary="true"] {{ background: {tokens.accent}; color: {tokens.accent_text};
  border-color: {tokens.accent}; }}
QPushButton[primary="true"]:focus {{ border-color: {tokens.text}; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox {{
  background: {tokens.surface}; border: 1px solid {tokens.strong_border}; border-radius: 5px;
  padding: 4px 7px; selection-background-color: {tokens.accent};
  selection-color: {tokens.accent_text}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus,
QDoubleSpinBox:focus {{ border: 2px solid {tokens.accent}; padding: 3px 6px; }}
QComboBox::drop-down {{ border: 0; width: 24px; }}
QComboBox::down-arrow {{ image: url("{_DOWN}"); width: 12px; height: 12px; }}
QTextBrowser, QTextBrowser:focus {{ background: transparent; border: 0; padding: 0; }}
QTreeView, QListView, QTableView {{ background: {tokens.surface}; border: 0; outline: 0; }}
QTreeView:focus, QListView:focus, QTableView:focus {{ border: 1px solid {tokens.accent}; }}
QTreeView::item {{ padding: 1px 2px; }}
QListView::item {{ padding: 3px 2px; }}
QTreeView::item:hover {{ background: {tokens.hover}; }}
QTreeView::item:selected, QListView::item:selected {{ background: {tokens.selected};
  color: {tokens.selected_text}; }}
QWidget#dockTitle {{ background: {tokens.window}; border-bottom: 1px solid {tokens.border}; }}
QFrame#searchPopup {{ background: {tokens.surface}; border: 1px solid {tokens.strong_border};
  border-radius: 6px; }}
QFrame#authorBanner {{ background: {tokens.raised}; border: 0;
  border-bottom: 1px solid {tokens.border}; }}
QCheckBox::indicator, QTreeView::indicator, QListView::indicator {{ width: 14px; height: 14px;
  border: 1px solid {tokens.strong_border}; border-radius: 3px; background: {tokens.surface}; }}
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {{
  background: {tokens.accent}; border-color: {tokens.accent}; image: url("{check}"); }}
QCheckBox::indicator:indeterminate, QTreeView::indicator:indeterminate {{
  background: {tokens.border}; }}
QCheckBox::indicator:focus, QCheckBox::indicator:hover {{ border-color: {tokens.accent}; }}
QHeaderView::section {{ background: {tokens.window}; color: {tokens.muted}; border: 0;
  border-bottom: 1px solid {tokens.border}; padding: 4px 6px; }}
QMenuBar {{ background: {tokens.window}; }}
QMenuBar::item {{ padding: 5px 9px; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {tokens.hover}; }}
QMenu {{ background: {tokens.surface}; border: 1px solid {tokens.border}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {tokens.selected}; color: {tokens.selected_text}; }}
QMenu::item:disabled {{ color: {tokens.muted}; }}
QMenu::separator {{ background: {tokens.border}; height: 1px; margin: 4px 8px; }}
QStatusBar {{ background: {tokens.window}; border-top: 1px solid {tokens.border}; }}
QStatusBar::item {{ border: 0; }}
QStatusBar QToolButton {{ padding: 1px 8px; }}
QToolTip {{ background: {tokens.raised}; color: {tokens.text};
  border: 1px solid {tokens.border}; padding: 4px 6px; }}
QLabel[role="muted"] {{ color: {tokens.muted}; }}
QLabel[role="state"] {{ color: {tokens.muted}; border: 1px solid {tokens.border};
  border-radius: 9px; padding: 2px 9px; background: {tokens.surface}; }}
QLabel[role="warning"] {{ color: {tokens.warning}; border: 1px solid {tokens.warning};
  border-radius: 9px; padding: 2px 9px; background: {tokens.warning_ground}; }}
QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
QScrollBar::handle {{ background: {tokens.border}; border-radius: 4px; margin: 2px;
  min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {tokens.strong_border}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
