"""The timeline of a case, and the range of dates that filters the whole window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QElapsedTimer, QLocale, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.records import Key
from geoapp.case.timeline import Lane, lanes, tables
from geoapp.case.timespan import TimeRange
from geoapp.case.view import other_end
from geoapp.session import Filtered, Selected, Session, Touched
from geoapp.ui.jobs import Jobs, Progress
from geoapp.ui.panels.timeline.chart import Chart, Spot
from geoapp.ui.panels.timeline.gutter import Gutter
from geoapp.ui.panels.timeline.header import Header
from geoapp.ui.panels.timeline.scale import FIRST, LAST
from geoapp.ui.panels.timeline.wording import (
    lane_in_words,
    range_in_words,
    row_in_words,
    rule,
)
from geoapp.ui.phrases import excerpt
from geoapp.ui.seen import is_seen

_BETWEEN_MS = 120
_LISTED = 40
_TIED = 8


class Timeline(QWidget):
    """Lanes of what happened when. `range_changed` carries a TimeRange, or None for all of time.

    A drag tells the session of its range as it goes, a few times a second, and at its end.
    Reads the case when it is shown, and again when a row of a lane was written; with `jobs`
    beside the window, without them at once.
    """

    range_changed = Signal(object)

    def __init__(
        self,
        session: Session,
        language: str = "en",
        parent: QWidget | None = None,
        *,
        jobs: Jobs | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName(self.tr("Timeline"))
        self._session = session
        self._language = language
        self._jobs = jobs
        self._stale = self._unmarked = True
        self._since = QElapsedTimer()
        self.header = Header(self)
        self.gutter = Gutter(self)
        self.chart = Chart(self)
        self.setFocusProxy(self.chart)
        self._arrange()
        self._connect()
        self.set_language(language)
        self._show_filter()

    def _arrange(self) -> None:
        body = QWidget(self)
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.gutter)
        row.addWidget(self.chart, 1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(scroll, 1)

    def _connect(self) -> None:
        self.header.ranged.connect(self._typed)
        self.header.undated_toggled.connect(self._toggle_undated)
        self.header.zoomed.connect(self.chart.zoom)
        self.header.fitted.connect(self.chart.fit)
        self.gutter.undated_asked.connect(self._list_undated)
        self.chart.ranged.connect(self._dragged)
        self.chart.chosen.connect(self._chosen)
        self.chart.pointed.connect(self._pointed)
        self.chart.scaled.connect(self._show_span)
        session = self._session
        session.changed.connect(self._case_changed)
        session.selected.connect(self._selected)
        session.filtered.connect(self._filtered)
        self.leave = _leaving(session, self._case_changed, self._selected, self._filtered)
        self.destroyed.connect(self.leave)

    @property
    def time_range(self) -> TimeRange | None:
        """The range that is chosen; None for all of time."""
        return self._session.view.filter.time

    def set_range(self, within: TimeRange | None) -> None:
        """Choose a range for the whole window."""
        undated = self._session.view.filter.undated and within is not None
        self._session.set_time_range(within, undated=undated, origin=self)

    def set_language(self, language: str) -> None:
        """Names and months in this language."""
        self._language = language
        korean = language.startswith("ko")
        self.chart.locale_ = QLocale(
            QLocale.Language.Korean if korean else QLocale.Language.English
        )
        self._tell_lanes()
        self.chart.update()

    # --- the case ------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Read the case if it has changed while nobody looked."""
        super().showEvent(event)
        self._catch_up()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The same, where it comes from behind the tab of another panel."""
        super().paintEvent(event)
        if self._stale or self._unmarked:
            QTimer.singleShot(0, self, self._catch_up)

    def _catch_up(self) -> None:
        if not is_seen(self):
            return
        if self._stale:
            self.refresh()
        elif self._unmarked:
            self._mark(reveal=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep most of the width for the lanes."""
        super().resizeEvent(event)
        self.gutter.fit_into(event.size().width())

    def refresh(self) -> None:
        """Read the lanes anew if they are not what the case holds."""
        if self._stale:
            self.reload()

    def reload(self) -> None:
        """Read the lanes anew."""
        self._stale = False
        session = self._session
        if self._jobs is None:
            self._take(lanes(session.view))
            return

        def work(_progress: Progress) -> list[Lane]:
            with session.new_view() as view:
                return lanes(view)

        self._jobs.start(work, self._take, lane="timeline")

    def _take(self, found: list[Lane]) -> None:
        self.chart.show_lanes(found)
        self._mark(reveal=False)
        self._tell_lanes()
        self._show_span()

    def _case_changed(self, touched: Touched) -> None:
        if any(key.table in tables() for key in touched.written.keys):
            self._stale = True
            if is_seen(self):
                self.refresh()

    def _selected(self, selected: Selected) -> None:
        self._unmarked = True
        if is_seen(self):
            self._mark(reveal=selected.origin is not self)

    def _mark(self, reveal: bool) -> None:
        """Mark the selection, and what it is tied to when that can be taken in at a glance."""
        self._unmarked = False
        chosen, view = self._session.selection, self._session.view
        tied: set[Key] = set()
        for key in chosen if len(chosen) <= _TIED else ():
            tied |= {other_end(link, key) for link in view.links(key)}
            tied |= {record.key for record in view.referring(key)}
        self.chart.show_selection(chosen, tied - set(chosen), reveal)

    def _chosen(self, keys: list[Key], added: bool) -> None:
        before = [k for k in self._session.selection if k not in keys] if added else []
        self._session.select([*before, *keys], origin=self)

    # --- the range -----------------------------------------------------------------

    def _typed(self, within: TimeRange | None) -> None:
        self.set_range(within)
        self._say("")

    def _toggle_undated(self, undated: bool) -> None:
        self._session.set_time_range(self.time_range, undated=undated, origin=self)

    def _dragged(self, within: TimeRange | None, ended: bool) -> None:
        self.header.show_range(within, self._session.view.filter.undated)
        if ended or not self._since.isValid() or self._since.elapsed() >= _BETWEEN_MS:
            self.set_range(within)
            self._since.start()
        if ended:
            self._since.invalidate()

    def _filtered(self, filtered: Filtered) -> None:
        self._show_filter()
        self.range_changed.emit(filtered.time)

    def _show_filter(self) -> None:
        chosen = self._session.view.filter
        self.chart.show_range(chosen.time)
        self.header.show_range(chosen.time, chosen.undated)
        self._tell_lanes()

    # --- words ---------------------------------------------------------------------

    def _tell_lanes(self) -> None:
        within, shown = self.time_range, self.chart.lanes
        self.gutter.show_lanes(shown, within, self._language)
        self._describe()

    def _describe(self) -> None:
        within, shown = self.time_range, self.chart.lanes
        said = [lane_in_words(lane, within, self._language) for lane in shown]
        said.append(self.tr("Range: {0}").format(range_in_words(within)))
        self.chart.setAccessibleDescription("\n".join([*said, rule()]))

    def _show_span(self) -> None:
        scale = self.chart.scale
        days = (max(int(scale.start), FIRST), min(int(scale.end), LAST))
        self.gutter.show_span(" – ".join(str(date.fromordinal(day)) for day in days))

    def _pointed(self, spot: Spot | None) -> None:
        self._say("" if spot is None else self._in_words(spot))
        if spot is None or not self.chart.hasFocus():
            self._describe()
            return
        self.chart.setAccessibleDescription(self.chart.said)
        event = QAccessibleEvent(self.chart, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)

    def _say(self, words: str) -> None:
        self.chart.said = words
        self.header.told.say(words)

    def _in_words(self, spot: Spot) -> str:
        keys = self.chart.keys_at(spot)
        if len(keys) == 1:
            return row_in_words(self._session.view, keys[0], self._language, self.time_range)
        lane = self.chart.lanes[spot[0]].label.in_language(self._language)
        names = [name for name, _ in zip(self._titles(keys[:4]), range(3), strict=False)]
        more = " …" if len(keys) > len(names) else ""
        return f"{lane}: {len(keys)} · " + "; ".join(names) + more

    def _titles(self, keys: list[Key]) -> list[str]:
        known = self._session.view.titles(keys)
        return [known[key][1] or known[key][0] for key in keys if key in known]

    def _list_undated(self, lane: Lane, button: QToolButton) -> None:
        self.undated_menu(lane).popup(button.mapToGlobal(QPoint(0, button.height())))

    def undated_menu(self, lane: Lane) -> QMenu:
        """The undated rows of a lane by title; choosing one selects it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keys = [Key(lane.table, id) for id in (*lane.undated, *lane.undated_aside)]
        every = menu.addAction(self.tr("Select all {0} undated rows").format(len(keys)))
        every.triggered.connect(lambda: self._session.select(keys, origin=self))
        menu.addSeparator()
        shown = keys[:_LISTED]
        for key in shown:
            words = row_in_words(self._session.view, key, self._language, None)
            action = menu.addAction(excerpt(words, 90).replace("&", "&&"))
            action.triggered.connect(lambda _=False, k=key: self._session.select([k], origin=self))
        if len(keys) > len(shown):
            left = self.tr("… and {0} more").format(len(keys) - len(shown))
            menu.addAction(left).setEnabled(False)
        return menu


def _leaving(
    session: Session,
    changed: Callable[[Touched], None],
    selected: Callable[[Selected], None],
    filtered: Callable[[Filtered], None],
) -> Callable[..., None]:
    """Stops following the session, without asking anything of a widget that is gone."""

    def leave(*_: object) -> None:
        session.changed.disconnect(changed)
        session.selected.disconnect(selected)
        session.filtered.disconnect(filtered)

    return leave
