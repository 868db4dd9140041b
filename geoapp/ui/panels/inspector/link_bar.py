"""The way from a row to new links: to accounts of it, or to anything else."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from geoapp.commands.usual_ties import NEVER, SAID
from geoapp.ui.panels.inspector.content import Content


class LinkBar(QWidget):
    """Two buttons.

    Signals: `account()` to link an account to the row; `link()` to link it to anything.
    """

    account = Signal()
    link = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._account = QPushButton(self.tr("Link account"), self)
        self._account.setObjectName("linkAccount")
        self._account.setToolTip(self.tr("Testimonies, passages and accounts that speak of this"))
        self._account.clicked.connect(self.account)
        self._link = QPushButton(self.tr("Link to…"), self)
        self._link.setObjectName("linkTo")
        self._link.setToolTip(self.tr("Link this to a place, an event, anything (L)"))
        self._link.clicked.connect(self.link)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in (self._account, self._link):
            button.setAccessibleName(button.text())
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)

    def show_content(self, content: Content, writable: bool) -> None:
        """Offer what makes sense for a row."""
        name = content.table.name
        self.setVisible(name not in NEVER and not content.record.deleted)
        said = name in SAID
        self._account.setVisible(not said)
        self._link.setText(self.tr("Link to map…") if said else self.tr("Link to…"))
        self._link.setAccessibleName(self._link.text())
        for button in (self._account, self._link):
            button.setEnabled(writable)
