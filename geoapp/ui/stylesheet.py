"""What the palette cannot say: spacing, hairlines, the focus ring."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from string import Template

from geoapp.ui.palette import Tokens

_SHEET = Template("""
QMainWindow::separator { background: $border; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QToolBar { background: $window; border: 0; border-bottom: 1px solid $border;
  padding: 4px 6px; spacing: 2px; }
QToolBar::separator { background: $border; width: 1px; margin: 5px 5px; }
QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:checked { background: $selected; color: $selected_text; }
QToolButton:focus { border-color: $accent; }
QPushButton { background: $surface; border: 1px solid $strong_border;
  border-radius: 5px; padding: 5px 14px; min-height: 18px; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 13px; }
QPushButton:disabled { border-color: $border; color: $muted; }
QPushButton[primary="true"] { background: $accent; color: $accent_text;
  border-color: $accent; }
QPushButton[primary="true"]:disabled { background: $border; color: $muted; border-color: $border; }
QPushButton[primary="true"]:focus { border-color: $text; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox {
  background: $surface; border: 1px solid $strong_border; border-radius: 5px;
  padding: 4px 7px; selection-background-color: $accent;
  selection-color: $accent_text; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus,
QDoubleSpinBox:focus { border: 2px solid $accent; padding: 3px 6px; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url("$pictures/down.svg"); width: 12px; height: 12px; }
QTextBrowser, QTextBrowser:focus { background: transparent; border: 0; padding: 0; }
QTreeView, QListView, QTableView { background: $surface; border: 0; outline: 0; }
QTreeView:focus, QListView:focus, QTableView:focus { border: 1px solid $accent; }
QTreeView::item { padding: 1px 2px; }
QListView::item { padding: 3px 2px; }
QTreeView::item:hover { background: $hover; }
QTreeView::item:selected, QListView::item:selected { background: $selected;
  color: $selected_text; }
QWidget#dockTitle { background: $window; border-bottom: 1px solid $border; }
QFrame#drawingBar, QFrame#newRowForm, QFrame#typedSegment { background: $window;
  border: 1px solid $strong_border; border-radius: 6px; }
QFrame#searchPopup { background: $surface; border: 1px solid $strong_border;
  border-radius: 6px; }
QFrame#authorBanner { background: $raised; border: 0;
  border-bottom: 1px solid $border; }
QCheckBox::indicator, QTreeView::indicator, QListView::indicator { width: 14px; height: 14px;
  border: 1px solid $strong_border; border-radius: 3px; background: $surface; }
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {
  background: $accent; border-color: $accent; image: url("$pictures/$check"); }
QCheckBox::indicator:indeterminate, QTreeView::indicator:indeterminate {
  background: $border; }
QCheckBox::indicator:focus, QCheckBox::indicator:hover { border-color: $accent; }
QRadioButton::indicator { border-radius: 8px; background: $surface; }
QRadioButton::indicator:unchecked { width: 14px; height: 14px; border: 1px solid $strong_border; }
QRadioButton::indicator:unchecked:disabled { border-color: $border; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; }
QRadioButton::indicator:focus, QRadioButton::indicator:hover { border-color: $accent; }
QHeaderView::section { background: $window; color: $muted; border: 0;
  border-bottom: 1px solid $border; padding: 4px 6px; }
QMenuBar { background: $window; }
QMenuBar::item { padding: 5px 9px; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: $selected; color: $selected_text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { background: $border; height: 1px; margin: 4px 8px; }
QStatusBar { background: $window; border-top: 1px solid $border; }
QStatusBar::item { border: 0; }
QStatusBar QToolButton { padding: 1px 8px; }
QTabBar { qproperty-drawBase: 0; }
QToolTip { background: $raised; color: $text;
  border: 1px solid $border; padding: 4px 6px; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="state"] { color: $muted; border: 1px solid $border;
  border-radius: 9px; padding: 2px 9px; background: $surface; }
QLabel[role="warning"] { color: $warning; border: 1px solid $warning;
  border-radius: 9px; padding: 2px 9px; background: $warning_ground; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px;
  min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $strong_border; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def stylesheet(tokens: Tokens) -> str:
    """The style sheet of the application in these colours."""
    pictures = Path(__file__).with_name("pictures").as_posix()
    return _SHEET.substitute(asdict(tokens), pictures=pictures)
