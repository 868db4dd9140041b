"""A question with one line for the reason, asked inside the inspector and never in its way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.errors import CaseError


class ReasonPrompt(QFrame):
    """Asks for a reason and then acts. A refusal is shown as a sentence, the words stay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reasonPrompt")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._act: Callable[[str], None] | None = None
        self._question = QLabel(self)
        self._question.setWordWrap(True)
        self._question.setTextFormat(Qt.TextFormat.PlainText)
        self.reason = QLineEdit(self)
        self.reason.setPlaceholderText(self.tr("Reason"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.returnPressed.connect(self.confirm)
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setForegroundRole(QPalette.ColorRole.BrightText)
        self._confirm = QPushButton(self)
        self._confirm.setAutoDefault(False)
        self._confirm.clicked.connect(self.confirm)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.hide)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._confirm)
        layout = QVBoxLayout(self)
        for widget in (self._question, self.reason, self.problem):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        self.hide()

    def ask(self, question: str, verb: str, act: Callable[[str], None]) -> None:
        """Show the question; `act` gets the reason and may raise CaseError."""
        self._act = act
        self._question.setText(question)
        self._confirm.setText(verb)
        self._confirm.setAccessibleName(verb)
        self.reason.clear()
        self.problem.hide()
        self.show()
        self.reason.setFocus()

    def confirm(self) -> None:
        """Act with the reason given so far."""
        if self._act is None:
            return
        try:
            self._act(self.reason.text().strip())
        except CaseError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the question."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)
