"""A field that names another row: found by words or code, never by number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from geoapp.case.parts import NOT_HERE
from geoapp.case.records import Key, Value
from geoapp.case.view import CaseView
from geoapp.ui.forms.editor import Editor, UnreadableError
from layers.schema import Field

SHOWN = 12
ROWS = 6


class ReferenceEditor(Editor):
    """A search line with what it finds beneath. Clearing the line empties the field."""

    def __init__(
        self, field: Field, language: str, view: CaseView, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, language, parent)
        self._view = view
        self._table = field.refers_to or ""
        self._picked: int | None = None
        self.line = QLineEdit(self)
        self.line.setClearButtonEnabled(True)
        self.line.setPlaceholderText(self.tr("Find by name, code or words"))
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self.found = QListWidget(self)
        self.found.setAccessibleName(self.tr("Found"))
        self.found.itemClicked.connect(self._pick)
        self.found.itemActivated.connect(self._pick)
        self.found.hide()
        self._arrange(self.line, self.found)

    def _show(self, value: Value) -> None:
        self._picked = value if isinstance(value, int) else None
        self._write(self._name(self._picked))

    def _name(self, id: int | None) -> str:
        if id is None:
            return ""
        key = Key(self._table, id)
        code, title = self._view.titles([key]).get(key, ("", ""))
        words = " ".join(dict.fromkeys(filter(None, (code, title))))
        if not words and self._view.elsewhere([key]):
            return NOT_HERE.in_language(self.language)
        return words or self.tr("a row marked as deleted")

    def _write(self, words: str) -> None:
        self.line.blockSignals(True)
        self.line.setText(words)
        self.line.setCursorPosition(0)
        self.line.blockSignals(False)
        self.found.hide()

    def _state(self) -> object:
        return (self._picked, self.line.text().strip() if self._picked is None else "")

    def _read(self) -> Value:
        if self._picked is None and self.line.text().strip():
            kind = self._label()
            words = self.tr("Choose a row from the list, or clear the line ({kind}).")
            raise UnreadableError(words.replace("{kind}", kind))
        return self._picked

    def _label(self) -> str:
        if self._table not in self._view.statements:
            return self._table
        return self._view.statements[self._table].label.in_language(self.language)

    def _typed(self, text: str) -> None:
        self._picked = None
        self._list(text.strip())
        self._changed()

    def _list(self, words: str) -> None:
        self.found.clear()
        for key, code, title in self._matches(words)[:SHOWN]:
            shown = " ".join(dict.fromkeys(filter(None, (code, title))))
            item = QListWidgetItem(shown or str(key.id), self.found)
            item.setData(Qt.ItemDataRole.UserRole, key.id)
        count = self.found.count()
        row = self.found.sizeHintForRow(0) if count else 0
        self.found.setFixedHeight(row * min(count, ROWS) + 4)
        self.found.setVisible(count > 0)

    def _matches(self, words: str) -> list[tuple[Key, str, str]]:
        if not words:
            return []
        exact = [key for key in self._view.resolve(words) if key.table == self._table]
        names = self._view.titles(exact)
        first = [(key, *names.get(key, ("", ""))) for key in exact]
        hits = self._view.search(words, SHOWN, [self._table])
        more = [(hit.key, hit.code, hit.title) for hit in hits if hit.key not in exact]
        return [*first, *more]

    def _pick(self, item: QListWidgetItem) -> None:
        id = item.data(Qt.ItemDataRole.UserRole)
        self._picked = id
        self._write(self._name(id))
        self.line.setFocus()
        self._changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes into the list; Enter takes the only or the chosen row."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and not self.found.isHidden():
                self.found.setFocus()
                self.found.setCurrentRow(0)
                return True
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not self.found.isHidden() and self.found.count() == 1:
                self._pick(self.found.item(0))
                return True
        return super().eventFilter(watched, event)
