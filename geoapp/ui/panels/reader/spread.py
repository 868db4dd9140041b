"""Transcript and translation beside each other, paragraph by paragraph."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from geoapp.case.records import Key
from geoapp.ui.panels.reader.content import Page, Passage
from geoapp.ui.panels.reader.sheet import GAP, Sheet

NARROW = 420
"""Pixels below which two texts stand one above the other."""


class Layout(StrEnum):
    """Which texts are shown."""

    BOTH = "both"
    ORIGINAL = "original"
    TRANSLATION = "translation"


class Spread(QWidget):
    """Two sheets that scroll together; beside each other, equal paragraphs share their height.

    Signals: `chosen(Key)` for a passage; `words_selected(bool)`; `layout_changed()`.
    """

    chosen = Signal(Key)
    words_selected = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = Layout.BOTH
        self._scrolling = False
        self._aligned: tuple[object, ...] = ()
        self._kept: tuple[int, list[float]] | None = None
        self._split = QSplitter(self)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(5)
        self.original, self.translation = Sheet(self), Sheet(self)
        self.original.setObjectName("readerOriginal")
        self.translation.setObjectName("readerTranslation")
        self.original.setAccessibleName(self.tr("Transcript"))
        self.translation.setAccessibleName(self.tr("Translation"))
        self.active = self.original
        for sheet in self.sheets:
            self._split.addWidget(sheet)
            sheet.chosen.connect(self.chosen)
            sheet.words_selected.connect(lambda on, s=sheet: self._selected(s, on))
            sheet.verticalScrollBar().valueChanged.connect(lambda _, s=sheet: self._scroll_with(s))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.align)
        self._split.splitterMoved.connect(lambda *_: self._later.start())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._split)
        self._split.setSizes([560, 440])
        self.setFocusProxy(self.original)

    @property
    def sheets(self) -> tuple[Sheet, Sheet]:
        """Original, translation."""
        return self.original, self.translation

    @property
    def layout_shown(self) -> Layout:
        """Which texts are asked for."""
        return self._layout

    @property
    def has_both(self) -> bool:
        """Whether there is a translation at all."""
        return bool(self.translation.page.words)

    @property
    def stacked(self) -> bool:
        """Whether the texts stand one above the other."""
        return self._split.orientation() is Qt.Orientation.Vertical

    def show_pages(self, pages: tuple[Page, ...], *, keep: bool = False) -> None:
        """Show the original and its translation, as far as there are any.

        `keep`: they are other words of the same testimony, so that whoever reads goes on
        at the paragraph they were at.
        """
        same = [sheet.page.transcript for sheet in self.sheets]
        at = self.original.verticalScrollBar().value()
        kept = (at, _tops(self.original)) if keep and at else None
        empty = Page(None, "")
        # A text that is being put in moves its scroll bar before its paragraphs are there.
        self._scrolling = True
        for sheet, page in zip(self.sheets, (*pages, empty, empty), strict=False):
            sheet.show_page(page)
        self._scrolling = False
        self._aligned = ()
        self._arrange()
        if same != [sheet.page.transcript for sheet in self.sheets]:
            self.original.verticalScrollBar().setValue(0)
            # Where the paragraphs will be is known only once they stand side by side.
            self._kept = kept

    def set_layout(self, layout: Layout) -> None:
        """Show both texts, or one of them."""
        self._layout = layout
        self._aligned = ()
        self._arrange()

    def set_pixels(self, pixels: int) -> None:
        """The size of the letters in both texts."""
        for sheet in self.sheets:
            sheet.set_pixels(pixels)
        self._aligned = ()
        self._later.start()

    def _arrange(self) -> None:
        both = self._layout is Layout.BOTH and self.has_both
        only = self.translation if self._layout is Layout.TRANSLATION else self.original
        if not self.has_both:
            only = self.original
        for sheet in self.sheets:
            sheet.setVisible(both or sheet is only)
        if self.active.isHidden():
            self.active = only
        self.setFocusProxy(self.active)
        wide = self.width() >= NARROW
        self._split.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        for sheet in self.sheets:
            sheet.margin.fit()
        self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has other lines, and may have no room for two texts abreast."""
        super().resizeEvent(event)
        self._arrange()

    def align(self) -> None:
        """Give paragraphs of the same number the same height in both texts."""
        abreast = not any(sheet.isHidden() for sheet in self.sheets) and not self.stacked
        state = (abreast, *(sheet.viewport().width() for sheet in self.sheets))
        if state == self._aligned:
            return
        self._aligned = state
        for sheet in self.sheets:
            _set_gaps(sheet, [GAP] * len(sheet.paragraphs))
        if abreast:
            heights = [_heights(sheet) for sheet in self.sheets]
            common = [max(pair) for pair in zip(*heights, strict=False)]
            for sheet, own in zip(self.sheets, heights, strict=True):
                wanted = zip(common, own, strict=False)
                _set_gaps(sheet, [GAP + whole - part for whole, part in wanted])
        for sheet in self.sheets:
            sheet.margin.rearrange()
        if self._kept is not None:
            (at, tops), self._kept = self._kept, None
            bar = self.original.verticalScrollBar()
            bar.setValue(round(_carried_over(at, tops, _tops(self.original))))

    def _scroll_with(self, sheet: Sheet) -> None:
        """The other text shows the same paragraph at its top."""
        other = self.translation if sheet is self.original else self.original
        if self._scrolling or other.isHidden() or sheet.isHidden():
            return
        self._scrolling = True
        here, there = _tops(sheet), _tops(other)
        value = sheet.verticalScrollBar().value()
        other.verticalScrollBar().setValue(round(_carried_over(value, here, there)))
        self._scrolling = False

    def _selected(self, sheet: Sheet, on: bool) -> None:
        if on:
            (self.translation if sheet is self.original else self.original).deselect()
        self.active = sheet
        self.words_selected.emit(on)

    def select_passage(self, passage: Passage | None) -> None:
        """Show a passage as the chosen one, in sight, and its paragraph in the other text."""
        self._show_beside(passage)
        for sheet in self.sheets:
            sheet.select_passage(passage.key if passage else None)
            if passage and passage.stretch and passage in sheet.page.passages:
                if sheet.isHidden():
                    self.set_layout(Layout.BOTH)
                sheet.bring(passage.stretch)

    def _show_beside(self, passage: Passage | None) -> None:
        """Paragraphs of the same number belong together where both texts have as many."""
        parted = len(self.original.paragraphs) == len(self.translation.paragraphs)
        for sheet, other in (self.sheets, self.sheets[::-1]):
            here = passage is not None and passage in other.page.passages and parted
            stretch = passage.stretch if passage is not None and here else None
            pairs = zip(sheet.paragraphs, other.paragraphs, strict=False)
            sheet.show_beside(
                own
                for own, far in pairs
                if stretch is not None and stretch.start < far.end and far.start < stretch.end
            )


def _set_gaps(sheet: Sheet, gaps: list[float]) -> None:
    """The room below each paragraph, in pixels."""
    document = sheet.document()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for paragraph, gap in zip(sheet.paragraphs, gaps, strict=False):
        block = document.findBlock(sheet.offsets.to_document(max(paragraph.end - 1, 0)))
        form = block.blockFormat()
        if form.bottomMargin() != gap:
            form.setBottomMargin(gap)
            QTextCursor(block).setBlockFormat(form)
    cursor.endEditBlock()


def _tops(sheet: Sheet) -> list[float]:
    """Where each paragraph begins and the text ends, in pixels from its top."""
    tops = [sheet.top_of(paragraph.start) for paragraph in sheet.paragraphs]
    return [0.0, *tops, float(sheet.document().size().height())]


def _heights(sheet: Sheet) -> list[float]:
    return [lower - upper for upper, lower in pairwise(_tops(sheet)[1:])]


def _carried_over(value: float, here: list[float], there: list[float]) -> float:
    """The same place between the same paragraphs of another text."""
    last = min(len(here), len(there)) - 1
    for number in range(last):
        if value < here[number + 1]:
            height = max(here[number + 1] - here[number], 1.0)
            share = (value - here[number]) / height
            return there[number] + share * (there[number + 1] - there[number])
    return there[last]
