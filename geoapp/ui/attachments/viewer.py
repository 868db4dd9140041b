"""The window in which one attachment is looked at, and blacked out for a redacted copy."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QImage
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.errors import CaseError
from geoapp.case.records import Key, Written
from geoapp.commands.attachments import existing
from geoapp.session import Session, Touched
from geoapp.session.attachments import redacted_copy
from geoapp.ui import icons, theme
from geoapp.ui.attachments.about import about
from geoapp.ui.attachments.looking import PIXELS, Looked, image_of, look
from geoapp.ui.attachments.sheet import STEP, Sheet
from geoapp.ui.attachments.words import name_of
from geoapp.ui.dialogs.messages import ReasonDialog, Waiting, agrees_to_discard, say
from geoapp.ui.jobs import Jobs, Progress
from geoapp.ui.panels.inspector.document import Document

SIDE = 300


class AttachmentViewer(QWidget):
    """Shows one attachment from memory. Close it to end the process that holds it open.

    Signals: `closed(Key)`; `take_out_wanted(Key)`; `copied(Key)` with a new redacted copy.
    """

    closed = Signal(Key)
    take_out_wanted = Signal(Key)
    copied = Signal(Key)

    def __init__(
        self, session: Session, attachment: Key, jobs: Jobs, language: str, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("attachmentViewer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._jobs, self._language = session, jobs, language
        self.attachment = attachment
        self._looked = Looked()
        self._page = 0
        self._job = 0
        self._make_parts()
        self._make_actions()
        self._arrange()
        self.describe()
        self._connect()
        self.resize(1040, 680)
        self._job = jobs.start(
            lambda progress: look(session, attachment, progress), self._show, failed=self._sorry
        )

    # --- parts -------------------------------------------------------------------

    def _make_parts(self) -> None:
        self.sheet = Sheet(self)
        self.sheet.setAccessibleName(self.tr("Page"))
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Text"))
        self.words = QLabel(self.tr("Opening…"), self)
        self.words.setObjectName("viewerWords")
        self.words.setWordWrap(True)
        self.words.setMargin(40)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.stack = QStackedWidget(self)
        for part in (self.words, self.sheet, self.text):
            self.stack.addWidget(part)
        self.facts = Document(self)
        self.facts.setAccessibleName(self.tr("About this file"))
        self.position = QLabel(self)
        self.position.setMargin(6)
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        self.hint.setMargin(8)
        self.hint.setVisible(False)

    def _make_actions(self) -> None:
        self.previous = self._action(self.tr("Page before"), "back", "PgUp")
        self.next = self._action(self.tr("Next page"), "forward", "PgDown")
        self.larger = self._action(self.tr("Zoom in"), "zoom in", "Ctrl++")
        self.smaller = self._action(self.tr("Zoom out"), "zoom out", "Ctrl+-")
        self.whole = self._action(self.tr("Whole page"), "full extent", "Ctrl+0")
        self.left = self._action(self.tr("Turn left"), "turn left", "Ctrl+L")
        self.right = self._action(self.tr("Turn right"), "turn right", "Ctrl+R")
        self.blacken = self._action(self.tr("Black out"), "black out", "B")
        self.blacken.setCheckable(True)
        self.blacken_all = self._action(self.tr("Black out what shows"), "black out all", "Shift+B")
        self.take_back = self._action(self.tr("Take the last rectangle back"), "undo", "Ctrl+Z")
        self._dress()

    def _action(self, text: str, icon: str, keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(keys)
        action.setToolTip(f"{text} ({keys})")
        action.setData(icon)
        action.setEnabled(False)
        return action

    def _dress(self) -> None:
        self.sheet.dress()
        for action in self._all():
            action.setIcon(icons.icon(str(action.data())))

    def _all(self) -> tuple[QAction, ...]:
        paging = (self.previous, self.next)
        looking = (self.larger, self.smaller, self.whole, self.left, self.right)
        return (*paging, *looking, self.blacken, self.blacken_all, self.take_back)

    def _arrange(self) -> None:
        bar = QToolBar(self)
        bar.addActions([self.previous, self.next])
        bar.addWidget(self.position)
        bar.addSeparator()
        bar.addActions([self.larger, self.smaller, self.whole, self.left, self.right])
        bar.addSeparator()
        bar.addActions([self.blacken, self.blacken_all, self.take_back])
        self.save = QPushButton(self.tr("Save redacted copy…"), self)
        self.save.setObjectName("saveRedactedCopy")
        self.save.setEnabled(False)
        self.out = QPushButton(self.tr("Take out…"), self)
        self.out.setObjectName("takeOut")
        self.out.setEnabled(not self._session.read_only)
        ends = QHBoxLayout()
        ends.setContentsMargins(10, 4, 10, 10)
        ends.addWidget(self.save)
        ends.addWidget(self.out)
        ends.addStretch(1)
        side = QScrollArea(self)
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(side)
        lines = QVBoxLayout(inner)
        lines.addWidget(self.facts)
        lines.addStretch(1)
        side.setWidget(inner)
        right = QVBoxLayout()
        right.addWidget(side, 1)
        right.addLayout(ends)
        panel = QWidget(self)
        panel.setLayout(right)
        panel.setFixedWidth(SIDE)
        right.setContentsMargins(0, 0, 0, 0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.stack, 1)
        middle.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.hint)
        column.addLayout(middle, 1)

    def _connect(self) -> None:
        for action, slot in (
            (self.previous, lambda: self._go(self._page - 1)),
            (self.next, lambda: self._go(self._page + 1)),
            (self.larger, lambda: self.sheet.zoom(STEP)),
            (self.smaller, lambda: self.sheet.zoom(1 / STEP)),
            (self.whole, self.sheet.fit),
            (self.left, lambda: self.sheet.turn(-90)),
            (self.right, lambda: self.sheet.turn(90)),
            (self.blacken_all, self.sheet.blacken_visible),
            (self.take_back, self.sheet.take_back),
        ):
            action.triggered.connect(slot)
        self.blacken.toggled.connect(self._set_blackens)
        self.sheet.boxes_changed.connect(self._enable)
        self.save.clicked.connect(self._ask_save)
        self.out.clicked.connect(lambda: self.take_out_wanted.emit(self.attachment))
        theme.current().changed.connect(self._dress)

    # --- what is shown -------------------------------------------------------------

    def describe(self) -> None:
        """Read row and custody log anew."""
        try:
            record = existing(self._session.view, self.attachment)
        except CaseError:
            return
        self.setWindowTitle(name_of(record))
        self.facts.set_body(about(self._session, record, self._looked.facts, self._language))

    def _show(self, looked: Looked) -> None:
        self._job = 0
        self._looked = looked
        if looked.first is not None:
            self._show_page(looked.first)
            self.stack.setCurrentWidget(self.sheet)
            self.sheet.setFocus()
        elif looked.text is not None:
            self.text.setPlainText(looked.text)
            self.stack.setCurrentWidget(self.text)
            self.text.setFocus()
        else:
            self.words.setText(looked.words)
        self._enable()
        self._tell(looked.written)
        self.describe()

    def _tell(self, written: Written | None) -> None:
        if written is not None:
            self._session.changed(Touched(written, self))

    def _show_page(self, image: QImage) -> None:
        self.sheet.show_page(self._page, image)
        pages = self._looked.pages
        self.position.setText(f"{self._page + 1} / {pages}" if pages > 1 else "")
        for action in (self.previous, self.next):
            action.setVisible(pages > 1)

    def _go(self, number: int) -> None:
        viewing = self._looked.viewing
        if viewing is None or self._job or not 0 <= number < self._looked.pages:
            return

        def work(progress: Progress) -> QImage:
            progress.when_cancelled(viewing.close)
            return image_of(viewing.page(number, PIXELS))

        def done(image: QImage) -> None:
            self._job, self._page = 0, number
            self._show_page(image)
            self._enable()

        self._job = self._jobs.start(work, done, failed=self._sorry)
        self._enable()

    def _enable(self) -> None:
        pages = self._looked.pages if not self._job else 0
        self.previous.setEnabled(self._page > 0 and pages > 0)
        self.next.setEnabled(self._page + 1 < pages)
        shown = self._looked.first is not None
        for action in (self.larger, self.smaller, self.whole, self.left, self.right):
            action.setEnabled(shown)
        paints = shown and not self._session.read_only
        self.blacken.setEnabled(paints)
        self.blacken_all.setEnabled(paints and self.blacken.isChecked())
        boxes = self.sheet.boxes
        self.take_back.setEnabled(bool(boxes.get(self._page)))
        self.save.setEnabled(bool(boxes) and not self._job)

    def _sorry(self, error: Exception) -> None:
        self._job = 0
        if not isinstance(error, CaseError):
            raise error
        if self._looked.first is None:
            self.words.setText(str(error))
        else:
            say(self, str(error))
        self._enable()

    # --- blacking out ------------------------------------------------------------------

    def _set_blackens(self, on: bool) -> None:
        self.sheet.set_blackens(on)
        self.hint.setText(
            self.tr(
                "Drag over what must not be seen, on every page. The copy holds new pixels only: "
                "nothing lies under the black, and everything the file says of itself is dropped."
            )
        )
        self.hint.setVisible(on)
        self._enable()

    def _ask_save(self) -> None:
        count = sum(len(some) for some in self.sheet.boxes.values())
        words = self.tr(
            "{0} rectangles are blacked out. The copy becomes an attachment of its own that names "
            "this one; the original stays as it is."
        )
        ReasonDialog(
            self.tr("Save redacted copy"), words.format(count), self.tr("Save"), self._save, self
        ).open()

    def _save(self, reason: str) -> None:
        viewing, session, original = self._looked.viewing, self._session, self.attachment
        if viewing is None:
            return
        boxes, turned = self.sheet.boxes, self.sheet.turned
        waiting = Waiting(self._jobs, self.tr("Making the redacted copy…"), self, can_stop=False)

        def work(progress: Progress) -> tuple[Written, Key]:
            progress.when_cancelled(viewing.close)
            return redacted_copy(session, original, viewing.blackened(boxes, turned), reason=reason)

        def done(made: tuple[Written, Key]) -> None:
            waiting.end()
            self._job = 0
            self.sheet.forget_boxes()
            self.blacken.setChecked(False)
            self._tell(made[0])
            self.describe()
            self.copied.emit(made[1])

        def failed(error: Exception) -> None:
            waiting.end()
            self._sorry(error)

        self._job = self._jobs.start(work, done, failed=failed)
        waiting.follow(self._job)
        self._enable()

    # --- the end ------------------------------------------------------------------------

    def may_leave(self) -> bool:
        """Ask about rectangles that were drawn and not saved; False to stay."""
        if not self.sheet.boxes:
            return True
        words = self.tr("The rectangles you drew are not saved as a redacted copy.")
        return agrees_to_discard(self, words, self.tr("Discard"), self.tr("Keep looking"))

    def leave(self) -> None:
        """Close without asking."""
        self.sheet.forget_boxes()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End what is running for this file."""
        if not self.may_leave():
            event.ignore()
            return
        self._jobs.cancel(self._job)
        if self._looked.viewing is not None:
            self._looked.viewing.close()
        theme.current().changed.disconnect(self._dress)
        self.closed.emit(self.attachment)
        super().closeEvent(event)
