"""Several things are selected: a list to choose one from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from geoapp.case.records import Key
from geoapp.case.view import CaseView
from geoapp.ui.panels.inspector.content import names

FIRST = 500


class Choices(QWidget):
    """A list of rows.

    Signals: `chosen(Key)` on Enter or a click.
    """

    chosen = Signal(Key)

    def __init__(self, view: CaseView, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._language = language
        self._keys: tuple[Key, ...] = ()
        self._count = QLabel(self)
        self._count.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setObjectName("inspectorChoices")
        self.list.setAccessibleName(self.tr("Selected things"))
        self.list.setWordWrap(True)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.addWidget(self._count)
        layout.addWidget(self.list, 1)

    def show_keys(self, keys: tuple[Key, ...]) -> None:
        """List these rows."""
        self._keys = keys
        self.refresh()

    def refresh(self) -> None:
        """Read the names again."""
        words = self.tr("{n} things are selected. Choose one to read about it.")
        if len(self._keys) > FIRST:
            words += " " + self.tr("The first {first} are listed.").replace("{first}", str(FIRST))
        self._count.setText(words.replace("{n}", str(len(self._keys))))
        known = names(self._view, self._keys[:FIRST], self._language)
        self.list.clear()
        for key in self._keys[:FIRST]:
            code, name = known.get(key, ("", ""))
            kind = self._view.statements[key.table].label.in_language(self._language)
            about = " · ".join(filter(None, (kind, code if code != name else "")))
            item = QListWidgetItem(f"{name or code or key.id}\n{about}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, key)

    def _choose(self, item: QListWidgetItem) -> None:
        key = item.data(Qt.ItemDataRole.UserRole)
        # Some desktops report one click as click and as activation; the first hides the list.
        if isinstance(key, Key) and self.isVisible():
            self.chosen.emit(key)
