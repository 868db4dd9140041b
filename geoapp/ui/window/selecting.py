"""Between the map, the search, the inspector and the one selection of the session."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from shapely import Point

from geoapp.case.errors import CaseError
from geoapp.case.records import Key, title
from geoapp.commands import edit
from geoapp.session import Selected, Session
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.dialogs.messages import ReasonDialog, say
from geoapp.ui.loading import LonLatExtent
from geoapp.ui.panels.search_results import Result
from geoapp.ui.window.place_mark import PlaceMark
from geoapp.ui.window.status import Status
from layers.coordinates import written
from layers.projection import to_lonlat, to_mercator
from layers.values import Position

CLOSEST = 2.0
AROUND = 45.0
"""Mercator metres per pixel at which a place is looked at: with the best imagery of it, and
where there is only the overview map, which shows nothing finer."""
_RADII = 4.0


class Selecting(QObject):
    """Keeps map and session agreed on what is selected, and moves points.

    `finest` gives the Mercator metres per pixel of the imagery at a place, None without any.
    """

    def __init__(
        self,
        canvas: MapCanvas,
        status: Status,
        finest: Callable[[float, float], float | None],
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._status, self._finest = canvas, status, finest
        self.session: Session | None = None
        self.mark = PlaceMark(canvas)
        canvas.clicked.connect(self._clicked)
        canvas.area_selected.connect(self._select)
        canvas.point_moved.connect(self._point_moved)

    def open(self, session: Session) -> None:
        """Follow this session."""
        self.session = session
        session.selected.connect(self._selected)

    def close(self) -> None:
        """Follow no session."""
        if self.session is not None:
            self.session.selected.disconnect(self._selected)
        self.session = None
        self.mark.clear()
        self._canvas.set_selection([])
        self._status.show_selection(0)

    def choose(self, result: Result) -> None:
        """Go to what the search found."""
        if result.key is not None:
            self.select_and_show(result.key)
        elif result.lonlat is not None:
            self.look_at(*result.lonlat)
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def select_and_show(self, key: Key) -> None:
        """Select a row, and look at it where it has a place."""
        if self.session is not None:
            self.session.select([key], origin=self)
            self.zoom_to([key])

    def look_at(self, lon: float, lat: float) -> None:
        """Look at a place in degrees, as closely as the map has something to show; mark it."""
        finest = self.worth(lon, lat)
        resolution = self._canvas.view.resolution
        self._canvas.centre_on(lon, lat, finest if resolution > finest else None)
        self.mark.show_at(lon, lat)

    def zoom_to(self, keys: list[Key]) -> None:
        """Look at these rows, as far as they have a place, with some of what is around."""
        boxes = [box for key in keys if (box := self._box(key)) is not None]
        if boxes:
            west, south, east, north = zip(*boxes, strict=True)
            self._canvas.zoom_to((min(west), min(south), max(east), max(north)))

    def _box(self, key: Key) -> LonLatExtent | None:
        """West, south, east, north in degrees; wider than the row where it is but a point."""
        record = self.session.view.record(key) if self.session is not None else None
        position = record.values.get("geometry") if record is not None else None
        if not isinstance(position, Position) or position.geometry is None:
            return None
        west, south, east, north = position.geometry.bounds
        if (west, south) != (east, north):
            return west, south, east, north
        finest = self.worth(west, south)
        reach = max((position.radius_m or 0.0) * _RADII, finest * self._canvas.height() / 2.0)
        x, y = to_mercator([west, south]).tolist()
        corners = to_lonlat([[x - reach, y - reach], [x + reach, y + reach]]).tolist()
        return (*corners[0], *corners[1])

    def worth(self, lon: float, lat: float) -> float:
        """The finest resolution at which the map has something to show at a place."""
        known = self._finest(lon, lat)
        return AROUND if known is None else min(max(known, CLOSEST), AROUND)

    def zoom_to_selection(self) -> None:
        """Look at what is selected."""
        if self.session is not None:
            self.zoom_to(list(self.session.selection))

    def _clicked(self, keys: list[Key], modifiers: Qt.KeyboardModifier) -> None:
        if self.session is None:
            return
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            old = self.session.selection
            left = [key for key in old if key not in keys]
            added = [key for key in keys if key not in old]
            self._select(left + added)
        else:
            self._select(keys)

    def _select(self, keys: list[Key]) -> None:
        if self.session is not None:
            self.session.select(keys, origin=self._canvas)

    def _selected(self, selected: Selected) -> None:
        self.mark.clear()
        self._canvas.set_selection(selected.keys)
        self._status.show_selection(len(selected.keys))

    def begin_move(self, key: Key) -> None:
        """Let the user drag a point to its place."""
        if self.session is None or self.session.read_only:
            return
        self.zoom_to([key])
        if not self._canvas.begin_move(key):
            words = self.tr("Only a point on the map can be moved. Enter a position instead.")
            say(self._canvas.window(), words, warning=False)

    def _point_moved(self, table: str, id: object, lon: float, lat: float) -> None:
        session = self.session
        if session is None:
            return
        key = Key(table, int(str(id)))
        record = session.view.record(key)
        if record is None:
            return
        old = record.values.get("geometry")
        position = moved(
            old if isinstance(old, Position) else None,
            lon,
            lat,
            self._canvas.view.ground_resolution,
            self.tr("placed on the map by hand"),
        )
        name = title(session.statements[table], record.values) or record.code
        words = self.tr(
            "Move “{0}” to {1}?\n\nThe place it had stays beside it as a claim."
        ).format(name, written(lon, lat, radius_m=position.radius_m))

        def go(reason: str) -> None:
            try:
                session.do(edit.edit(session.view, key, {"geometry": position}, reason), self)
            except CaseError as error:
                say(self._canvas.window(), str(error))

        dialog = ReasonDialog(self.tr("Move"), words, self.tr("Move"), go, self._canvas.window())
        dialog.open()


def moved(old: Position | None, lon: float, lat: float, pixel_m: float, found_by: str) -> Position:
    """A position placed by hand, (lon, lat) in degrees; never more precise than before.

    Where nobody had said how precise it is, that stays unsaid. A hand on a map places
    nothing finer than the ground that two pixels cover.
    """
    radius = old.radius_m if old is not None else None
    if radius is not None:
        radius = max(radius, 2.0 * pixel_m)
    precision = old.precision if old is not None else None
    return Position(Point(lon, lat), radius, precision, found_by)
