"""Every control of the real window says what it is to somebody who cannot see it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from geoapp.case.records import Key
from geoapp.ui.main_window import MainWindow

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
CODES = ("KW-25", "A-013", "ORG-MSS", "R14a", "B-1", "T-101")


def unnamed(window: QWidget) -> list[str]:
    """The controls without a name, each with the widgets it lies in."""
    found = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, CONTROLS) or isinstance(widget, QScrollBar) or _inner(widget):
            continue
        if not widget.isVisibleTo(window):  # some get their words only when they are shown
            continue
        face = QAccessible.queryAccessibleInterface(widget)
        if face is None or not face.text(QAccessible.Text.Name).strip():
            found.append(_where(widget))
    return found


def _inner(widget: QWidget) -> bool:
    """Parts that Qt itself puts into a control: that control bears the name."""
    parent = widget.parentWidget()
    inside = (QComboBox, QAbstractSpinBox, QAbstractItemView, QMenu, QLineEdit)
    if widget.objectName().startswith("qt_") or isinstance(parent, inside):
        return True
    return type(parent).__name__ == "QComboBoxPrivateContainer" or (
        type(widget).__module__ == "PySide6.QtWidgets"
        and type(widget).__name__ in {"QHeaderView", "QTableCornerButton"}
    )


def _where(widget: QWidget | None) -> str:
    names = []
    while widget is not None:
        names.append(f"{type(widget).__name__} {widget.objectName()}".strip())
        widget = widget.parentWidget()
    return " < ".join(names[:5])


def test_every_control_has_a_name(
    window: MainWindow, one: Callable[[str], Key], settle: Callable[[MainWindow], None]
) -> None:
    assert unnamed(window) == []
    assert window.session is not None
    for code in CODES:
        window.session.select([one(code)])
        settle(window)
        assert unnamed(window) == [], code


def test_a_control_without_a_name_would_be_found(window: MainWindow) -> None:
    bare = QLineEdit(window)
    bare.show()
    assert [where.split(" <")[0] for where in unnamed(window)] == ["QLineEdit"]
    bare.deleteLater()


def test_the_welcome_page_names_its_controls(window: MainWindow) -> None:
    assert window.close_case()
    assert unnamed(window.welcome) == []
