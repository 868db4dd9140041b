"""One text to read: passages on coloured ground, labels in the margin, words to select."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from geoapp.case.passages import Stretch
from geoapp.case.records import Key
from geoapp.case.transcripts import paragraphs
from geoapp.ui import theme
from geoapp.ui.panels.inspector.document import mixed
from geoapp.ui.panels.reader import tints
from geoapp.ui.panels.reader.content import Page, Passage
from geoapp.ui.panels.reader.margin import Margin
from geoapp.ui.panels.reader.offsets import Offsets

LINE_HEIGHT = 140.0  # percent
GAP = 10.0  # pixels below a paragraph
_BLANK_LINE = 1.0  # pixels, as the gap already sets paragraphs apart


class Sheet(QTextEdit):
    """Read-only text with passages. Positions are code points everywhere but inside.

    Signals: `chosen(Key)` when a passage was clicked, or Enter pressed within it;
    `words_selected(bool)` once a selection by mouse or keys stands, or is gone;
    `letters(int)` +1 or -1 for larger or smaller ones, by Ctrl and the wheel.
    """

    chosen = Signal(Key)
    words_selected = Signal(bool)
    letters = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = Page(None, "")
        self.offsets = Offsets("")
        self.paragraphs: list[Stretch] = []
        self.selected: Key | None = None
        self._lit: frozenset[Key] = frozenset()
        self._found: Sequence[Stretch] = ()
        self._found_at = -1
        self._beside: tuple[Stretch, ...] = ()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setStyleSheet(
            "QTextEdit { border: 1px solid transparent; border-radius: 0; padding: 0 }"
            "QTextEdit:focus { border: 1px solid palette(link); padding: 0 }"
        )
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(6)
        self.margin = Margin(self)
        self.margin.chosen.connect(self.chosen)
        self.verticalScrollBar().valueChanged.connect(self.margin.update)
        self.document().documentLayout().documentSizeChanged.connect(self.margin.rearrange)
        theme.current().changed.connect(self.colour)

    # --- what is shown -----------------------------------------------------------

    def show_page(self, page: Page) -> None:
        """Show a text with its passages. The same text keeps its place and selection."""
        before, self.page = self.page, page
        if (page.words, page.transcript) != (before.words, before.transcript):
            self.setExtraSelections([])
            self.offsets = Offsets(page.words)
            self.paragraphs = paragraphs(page.words)
            self._found, self._found_at, self._beside = (), -1, ()
            self.setPlainText(self.offsets.shown)
            self._space()
        self.margin.rearrange()
        self.colour()

    def _space(self) -> None:
        """Lines apart for reading; blank lines shrink, as paragraphs are set apart anyway."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        block = self.document().begin()
        while block.isValid():
            form = QTextBlockFormat()
            if block.text().strip():
                form.setLineHeight(LINE_HEIGHT, _height(proportional=True))
                form.setBottomMargin(GAP)
            else:
                form.setLineHeight(_BLANK_LINE, _height(proportional=False))
            QTextCursor(block).setBlockFormat(form)
            block = block.next()
        cursor.endEditBlock()

    def set_pixels(self, pixels: int) -> None:
        """The size of the letters."""
        font = QFont(self.font())
        font.setPixelSize(pixels)
        self.setFont(font)
        self.margin.rearrange()

    def select_passage(self, key: Key | None) -> None:
        """Show a passage as the chosen one."""
        if key != self.selected:
            self.selected = key
            self.colour()
            self.margin.update()

    def light(self, keys: Iterable[Key]) -> None:
        """Make passages stand out, such as those that speak of a feature."""
        self._lit = frozenset(keys)
        self.colour()
        self.margin.update()

    @property
    def lit(self) -> frozenset[Key]:
        """The passages that stand out."""
        return self._lit

    def show_found(self, found: Sequence[Stretch], at: int) -> None:
        """Mark what a search found; `at` is the one looked at."""
        self._found, self._found_at = found, at
        self.colour()
        if 0 <= at < len(found):
            self.bring(found[at])

    @property
    def beside(self) -> tuple[Stretch, ...]:
        """The paragraphs that say what the passage chosen in the other text says."""
        return self._beside

    def show_beside(self, paragraphs: Iterable[Stretch]) -> None:
        """Put a quiet ground under paragraphs that belong to a passage of the other text."""
        wanted = tuple(paragraphs)
        if wanted != self._beside:
            self._beside = wanted
            self.colour()

    # --- positions ---------------------------------------------------------------

    def cursor_over(self, stretch: Stretch) -> QTextCursor:
        """A cursor that selects a stretch."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.offsets.to_document(stretch.start))
        end = self.offsets.to_document(stretch.end)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def top_of(self, position: int) -> float:
        """How far down the document the line of a code point begins, in pixels."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.offsets.to_document(position))
        return float(self.cursorRect(cursor).top() + self.verticalScrollBar().value())

    def selection(self) -> Stretch | None:
        """The selected words; None when there are none."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self.offsets.stretch(cursor.selectionStart(), cursor.selectionEnd())

    def deselect(self) -> None:
        """Let go of the selected words without scrolling to where they are."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            value = self.verticalScrollBar().value()
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(value)

    def passage_at(self, position: int) -> Passage | None:
        """The shortest passage that holds a code point."""
        here = [
            p
            for p in self.page.passages
            if p.stretch is not None and p.stretch.start <= position < p.stretch.end
        ]
        return min(here, key=_length, default=None)

    def _passage_under(self, spot: QPoint) -> Passage | None:
        cursor = self.cursorForPosition(spot)
        rect = self.cursorRect(cursor)
        if not rect.top() - 4 <= spot.y() <= rect.bottom() + 4:
            return None
        position = cursor.position() - (1 if rect.left() > spot.x() else 0)
        return self.passage_at(self.offsets.to_text(max(position, 0)))

    def bring(self, stretch: Stretch) -> None:
        """Scroll so that a stretch is seen, a third down where it was out of sight."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top = self.top_of(stretch.start)
        bottom = self.top_of(max(stretch.start, stretch.end - 1)) + 2 * self.fontMetrics().height()
        if top < bar.value() or min(bottom, top + height) > bar.value() + height:
            bar.setValue(round(top - height / 3))

    # --- colours -----------------------------------------------------------------

    def colour(self) -> None:
        """Put grounds and lines under passages and under what a search found."""
        dark = theme.current().dark
        marks = [self._marked(stretch, _quiet()) for stretch in self._beside]
        for passage in sorted(self.page.passages, key=_length, reverse=True):
            if passage.stretch is not None:
                marks.append(self._marked(passage.stretch, self._form(passage, dark)))
        for number, stretch in enumerate(self._found):
            marks.append(self._marked(stretch, self._found_form(number == self._found_at)))
        self.setExtraSelections(marks)

    def _marked(self, stretch: Stretch, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = self.cursor_over(stretch)
        mark.format = form
        return mark

    def _form(self, passage: Passage, dark: bool) -> QTextCharFormat:
        kind = passage.kinds[0]
        form = QTextCharFormat()
        form.setBackground(tints.ground(kind, dark))
        form.setUnderlineColor(tints.line(kind, dark))
        style = QTextCharFormat.UnderlineStyle
        if kind is tints.Kind.NONE:
            form.setUnderlineStyle(style.DashUnderline)
        if passage.key in self._lit:
            form.setUnderlineStyle(style.SingleUnderline)
        if passage.key == self.selected:
            ground, line = tints.ground(kind, dark), tints.line(kind, dark)
            form.setBackground(mixed(ground, line, 0.3))
            form.setUnderlineStyle(style.SingleUnderline)
        return form

    def _found_form(self, current: bool) -> QTextCharFormat:
        form = QTextCharFormat()
        tokens = theme.current().tokens
        form.setBackground(QColor(tokens.warning if current else tokens.warning_ground))
        form.setForeground(QColor(tokens.surface if current else tokens.warning))
        return form

    # --- hands -------------------------------------------------------------------

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses a passage; a drag leaves words selected."""
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        has_words = self.textCursor().hasSelection()
        self.words_selected.emit(has_words)
        if not has_words and (passage := self._passage_under(event.position().toPoint())):
            self.chosen.emit(passage.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the passage at the cursor."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            position = self.offsets.to_text(self.textCursor().position())
            if passage := self.passage_at(position):
                self.chosen.emit(passage.key)
                return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Words selected by keys are settled once the keys are up."""
        super().keyReleaseEvent(event)
        if not event.isAutoRepeat():
            self.words_selected.emit(self.textCursor().hasSelection())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel change the size of the letters in all texts."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.letters.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Resting on a passage tells what it is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = self.viewport().mapFromGlobal(event.globalPos())
            passage = self._passage_under(spot)
            tip = self.margin.describe(passage) if passage is not None else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return bool(super().event(event))

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied are the stored words, with none of their blanks or breaks changed."""
        data = QMimeData()
        if stretch := self.selection():
            data.setText(stretch.words(self.page.words))
        return data

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The margin is as high as the text, and narrower where there is little room."""
        super().resizeEvent(event)
        self.margin.fit()

    def make_room(self, width: int) -> None:
        """Keep the left side free for the margin."""
        if self.viewportMargins().left() != width:
            self.setViewportMargins(width, 0, 0, 0)


def _height(proportional: bool) -> int:
    types = QTextBlockFormat.LineHeightTypes
    chosen = types.ProportionalHeight if proportional else types.FixedHeight
    return int(chosen.value)


def _length(passage: Passage) -> int:
    return passage.stretch.end - passage.stretch.start if passage.stretch else 0


def _quiet() -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(QColor(theme.current().tokens.hover))
    return form
