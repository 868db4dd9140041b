"""What somebody typed or chose in the controls of a widget, as plain values, and back again."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

KEPT_APART = "keptApart"
"""The property of a control whose words must not be kept with those of the case."""
_CONTROLS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QCheckBox)


def typed(widget: QWidget) -> list[Any]:
    """The state of every control in a widget, in the order in which they were made."""
    return [_state(control) for control in _controls(widget)]


def retype(widget: QWidget, states: list[Any]) -> bool:
    """Give the controls of a like widget these states. Whether all of them took theirs."""
    controls = _controls(widget)
    for control, state in zip(controls, states, strict=False):
        _put(control, state)
    return typed(widget) == states


def unsaved_words(widget: QWidget) -> list[tuple[str, str]]:
    """(name, text) of each visible text in a widget that somebody typed and nobody saved.

    Never what is typed unseen, such as a passphrase, nor what is kept apart from the case.
    """
    found = []
    for control in widget.findChildren(QWidget):
        words = _modified(control)
        if words and control.isVisible():
            found.append((control.accessibleName() or control.objectName(), words))
    return found


def _controls(widget: QWidget) -> list[QWidget]:
    inside = (QComboBox,)
    return [
        child
        for child in widget.findChildren(QWidget)
        if isinstance(child, _CONTROLS) and not isinstance(child.parentWidget(), inside)
    ]


def _state(control: QWidget) -> Any:
    if isinstance(control, QLineEdit):
        return control.text()
    if isinstance(control, (QPlainTextEdit, QTextEdit)):
        return control.toPlainText()
    if isinstance(control, QComboBox):
        return [control.currentIndex(), control.currentText()]
    return control.isChecked() if isinstance(control, QCheckBox) else None


def _put(control: QWidget, state: Any) -> None:
    if isinstance(control, QLineEdit):
        control.setText(str(state))
    elif isinstance(control, (QPlainTextEdit, QTextEdit)):
        control.setPlainText(str(state))
    elif isinstance(control, QComboBox) and isinstance(state, list):
        control.setCurrentIndex(int(state[0]))
        control.setEditText(str(state[1]))
    elif isinstance(control, QCheckBox):
        control.setChecked(bool(state))


def _modified(control: QWidget) -> str:
    if control.property(KEPT_APART):
        return ""
    if isinstance(control, QLineEdit):
        seen = control.echoMode() == QLineEdit.EchoMode.Normal
        return control.text().strip() if seen and control.isModified() else ""
    if isinstance(control, (QPlainTextEdit, QTextEdit)) and not control.isReadOnly():
        return control.toPlainText().strip() if control.document().isModified() else ""
    return ""
