"""The attachments of a row, as a part of the inspector."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.custody import attached, redactions
from geoapp.case.records import Key, Record
from geoapp.case.view import CaseView
from geoapp.commands.usual_ties import NEVER
from geoapp.ui.attachments.words import kind_in_words, name_of, size_in_words

MOST_LINES = 6
_KEY = Qt.ItemDataRole.UserRole


class _Names(QListWidget):
    """As tall as what it lists, up to a few entries; Return opens.

    No pictures of the contents: to see one is to look at it, and that is logged.
    """

    opened = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.itemDoubleClicked.connect(lambda _item: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens; everything else as in any list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def fit(self) -> None:
        """Take the height of what is listed."""
        count = min(self.count(), MOST_LINES)
        rows = sum(self.sizeHintForRow(number) for number in range(count))
        self.setFixedHeight(rows + 2 * self.frameWidth() + 4)


class AttachmentShelf(QWidget):
    """Lists files and offers what can be done with them.

    Signals: `opened(Key)`, `taken_out(Key)`, `redacted(Key)` for an attachment; `add()` to
    take in more; `row_wanted(Key)` to show its row; `link_wanted(Key)` to change its link.
    """

    opened = Signal(Key)
    taken_out = Signal(Key)
    redacted = Signal(Key)
    add = Signal()
    row_wanted = Signal(Key)
    link_wanted = Signal(Key)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: Key | None = None
        self._links: dict[Key, Key] = {}
        self._writable = False
        self.names = _Names(self)
        self.names.setObjectName("attachmentNames")
        self.names.opened.connect(lambda: self._emit(self.opened))
        self.names.currentItemChanged.connect(lambda *_: self._enable())
        self.names.customContextMenuRequested.connect(self._show_menu)
        self.open_button = self._button(self.tr("Open"), "openAttachment")
        self.open_button.clicked.connect(lambda: self._emit(self.opened))
        self.out_button = self._button(self.tr("Take out…"), "takeOutAttachment")
        self.out_button.setToolTip(self.tr("Write a copy outside the case; this is logged"))
        self.out_button.clicked.connect(lambda: self._emit(self.taken_out))
        self.more_button = self._button(self.tr("More"), "moreOfAttachment")
        self.more_button.setAccessibleName(self.tr("More about this attachment"))
        self.menu = QMenu(self.more_button)
        self.redact_action = self.menu.addAction(self.tr("Redacted copy from a file…"))
        self.redact_action.triggered.connect(lambda: self._emit(self.redacted))
        self.row_action = self.menu.addAction(self.tr("Show all its fields"))
        self.row_action.triggered.connect(lambda: self._emit(self.row_wanted))
        self.link_action = self.menu.addAction(self.tr("Change or remove the link…"))
        self.link_action.triggered.connect(self._change_link)
        self.more_button.setMenu(self.menu)
        self.add_button = self._button(self.tr("Add files…"), "addAttachments")
        self.add_button.clicked.connect(self.add)
        self._hint = QLabel(self.tr("or drop them here"), self)
        self._hint.setProperty("role", "muted")
        self._arrange()

    def _arrange(self) -> None:
        self._doing = QWidget(self)
        doing = QHBoxLayout(self._doing)
        adding = QHBoxLayout()
        doing.setContentsMargins(0, 0, 0, 0)
        for button in (self.open_button, self.out_button, self.more_button):
            doing.addWidget(button)
        adding.addWidget(self.add_button)
        adding.addWidget(self._hint)
        for line in (doing, adding):
            line.setSpacing(4)
            line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.names)
        column.addWidget(self._doing)
        column.addLayout(adding)
        self.names.hide()
        self._doing.hide()

    def _button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        return button

    def wanted(self, row: Key, deleted: bool) -> bool:
        """Whether a row can have attachments, or is one."""
        return not deleted and row.table not in NEVER

    def heading(self, row: Key, count: int) -> str:
        """The words above the list."""
        if row.table == "attachment":
            return self.tr("The file, and redacted copies of it")
        return self.tr("Attachments ({0})").format(count)

    def show_row(self, view: CaseView, row: Key, writable: bool, has_any: bool = True) -> int:
        """List the attachments of a row, or an attachment and its copies; how many there are.

        `has_any`: False if it is known already that there are none, so that nothing is asked.
        """
        chosen = self._current() if row == self._row else None
        adds = row.table != "attachment"
        self._row, self._writable = row, writable
        self.add_button.setVisible(adds)
        self.add_button.setEnabled(writable)
        self._hint.setVisible(adds and writable)
        if not has_any and not self.names.count():
            return 0
        records = self._records(view, row) if has_any else []
        self._links = _links(view, row) if records else {}
        self._list(view, records, chosen)
        self.names.setAccessibleName(self.heading(row, len(records)))
        self._enable()
        return len(records)

    def _list(self, view: CaseView, records: list[Record], chosen: Key | None) -> None:
        self.names.clear()
        codes = view.titles(_originals(records))
        for record in records:
            item = QListWidgetItem(self._words(view, record, codes))
            item.setData(_KEY, record.key)
            self.names.addItem(item)
            if record.key == chosen or self.names.count() == 1:
                self.names.setCurrentItem(item)
        self.names.setVisible(bool(records))
        self._doing.setVisible(bool(records))
        self.names.fit()

    def _records(self, view: CaseView, row: Key) -> list[Record]:
        if row.table != "attachment":
            return attached(view, row)
        return [*view.records("attachment", [row.id]), *redactions(view, row)]

    def _words(self, view: CaseView, record: Record, codes: dict[Key, tuple[str, str]]) -> str:
        values = record.values
        size = values.get("bytes")
        facts = [kind_in_words(str(values.get("media_type") or ""))]
        facts.append(size_in_words(size if isinstance(size, int) else None))
        original = values.get("redaction_of")
        if isinstance(original, int):
            code = codes.get(Key("attachment", original), ("…", ""))[0]
            facts.append(self.tr("redacted copy of {0}").format(code))
        if view.content_size(record.key) is None:
            facts.append(self.tr("its content is not in this file"))
        return f"{name_of(record)}\n{' · '.join(filter(None, facts))}"

    def _current(self) -> Key | None:
        item = self.names.currentItem()
        key = None if item is None else item.data(_KEY)
        return key if isinstance(key, Key) else None

    def _emit(self, signal: SignalInstance) -> None:
        key = self._current()
        if key is not None:
            signal.emit(key)

    def _change_link(self) -> None:
        key = self._current()
        if key in self._links:
            self.link_wanted.emit(self._links[key])

    def _enable(self) -> None:
        key = self._current()
        self.open_button.setEnabled(key is not None)
        self.out_button.setEnabled(key is not None and self._writable)
        self.redact_action.setEnabled(key is not None and self._writable)
        self.row_action.setVisible(key is not None and key != self._row)
        self.link_action.setVisible(key in self._links)
        self.link_action.setEnabled(self._writable)

    def _show_menu(self, at: QPoint) -> None:
        if self.names.itemAt(at) is not None:
            self.menu.popup(self.names.viewport().mapToGlobal(at))


def _originals(records: list[Record]) -> list[Key]:
    ids = [record.values.get("redaction_of") for record in records]
    return [Key("attachment", id) for id in ids if isinstance(id, int)]


def _links(view: CaseView, row: Key) -> dict[Key, Key]:
    """The link that ties each attachment to a row."""
    found = {}
    for link in view.links(row):
        for side in ("from", "to"):
            table, id = link.values.get(f"{side}_table"), link.values.get(f"{side}_id")
            if table == "attachment" and isinstance(id, int) and Key("attachment", id) != row:
                found[Key("attachment", id)] = link.key
    return found
