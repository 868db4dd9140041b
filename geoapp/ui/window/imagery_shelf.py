"""The imagery files that are shown with a case on this machine."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from geoapp.profile import Profile
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.jobs import Jobs, Progress
from geoapp.ui.loading import LonLatExtent
from geoapp.ui.panels.layer_tree import ImageryRow, LayerTree
from geoapp.ui.refusals import said
from layers.basemap import resolution_at
from layers.imagery import ImageryError, TileSource, open_source
from layers.projection import to_lonlat, to_mercator
from layers.view import Extent


@dataclass(frozen=True, slots=True)
class _Shelved:
    path: Path
    source: TileSource
    number: int
    row: ImageryRow


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file that was opened, or the sentence that says why it was not."""

    path: Path
    source: TileSource | str


def _open(path: Path, apart_from: Collection[Path]) -> _Opened:
    try:
        return _Opened(path, open_source(path, apart_from=apart_from))
    except ImageryError as error:
        return _Opened(path, said(str(error)))


class ImageryShelf(QObject):
    """Opens imagery on a worker, puts it on the map, and remembers it in the profile.

    Paths stay on this machine; the case never holds them. `refused(str)` and
    `remarked(str)` give a sentence: about a file just chosen, about one of those from before.
    """

    refused = Signal(str)
    remarked = Signal(str)

    def __init__(self, canvas: MapCanvas, tree: LayerTree, jobs: Jobs, profile: Profile) -> None:
        super().__init__(canvas)
        self._canvas, self._tree, self._jobs, self._profile = canvas, tree, jobs, profile
        self._case = ""
        self.apart_from: tuple[Path, ...] = ()
        """The case that is open: never to be opened as imagery, which would drop its locks."""
        self._files: list[_Shelved] = []
        self._absent: list[Path] = []
        tree.imagery_toggled.connect(self._toggle)
        tree.imagery_faded.connect(self._fade)
        tree.imagery_removed.connect(self._remove)
        tree.imagery_zoom.connect(self._zoom_to)

    @property
    def paths(self) -> list[Path]:
        """The files on the map, lowest first."""
        return [file.path for file in self._files]

    def finest(self, lon: float, lat: float) -> float | None:
        """Mercator metres per pixel of the best imagery shown at a place in degrees."""
        x, y = to_mercator([lon, lat]).tolist()
        found = [
            resolution_at(file.source.max_zoom)
            for file in self._files
            if file.row.visible and _holds(file.source.extent, x, y)
        ]
        return min(found, default=None)

    def on_top(self, lon: float, lat: float) -> tuple[str, float] | None:
        """Name and Mercator metres per pixel of the topmost imagery shown at a place in degrees."""
        x, y = to_mercator([lon, lat]).tolist()
        for file in reversed(self._files):
            if file.row.visible and _holds(file.source.extent, x, y):
                return file.row.name, resolution_at(file.source.max_zoom)
        return None

    def open(self, case: str, packaged: list[Path]) -> None:
        """Put the files on the map that were shown with this case before.

        `packaged`: those that come with the program, for a case never shown here.
        """
        self._case = case
        remembered = self._profile.imagery(case)
        paths = packaged if remembered is None else remembered
        if paths:
            self._start(paths, zoom=False)

    def ask(self) -> None:
        """Ask for imagery files and put them on the map."""
        names, _ = QFileDialog.getOpenFileNames(
            self._canvas.window(),
            self.tr("Add imagery"),
            "",
            self.tr("Imagery (*.mbtiles *.tif *.tiff);;All files (*)"),
        )
        for name in names:
            self.add(Path(name))

    def add(self, path: Path) -> None:
        """Put one more file on the map and look at it."""
        if path not in self.paths:
            self._start([path], zoom=True)

    def close(self) -> None:
        """Take all files off the map."""
        self._remember_looks()
        for file in self._files:
            self._canvas.remove_imagery(file.number)
        self.shutdown()
        self._tree.show_imagery([])
        self._case = ""

    def shutdown(self) -> None:
        """Close all files."""
        for file in self._files:
            file.source.close()
        self._files, self._absent = [], []

    def _start(self, paths: list[Path], *, zoom: bool) -> None:
        apart = self.apart_from

        def work(_progress: Progress) -> list[_Opened]:
            return [_open(path, apart) for path in paths]

        case = self._case
        self._jobs.start(work, lambda opened: self._take(case, opened, zoom))

    def _take(self, case: str, opened: list[_Opened], zoom: bool) -> None:
        """Put on the map what could be opened; what could not stays remembered if it was before."""
        for file in opened:
            if isinstance(file.source, str):
                if zoom:
                    self.refused.emit(file.source)
                else:
                    self._absent.append(file.path)
                    self.remarked.emit(file.source)
            elif case != self._case or file.path in self.paths:
                file.source.close()
            else:
                self._shelve(file.path, file.source)
        self._changed()
        if zoom and not isinstance(opened[-1].source, str):
            self._zoom_to(0)

    def _shelve(self, path: Path, source: TileSource) -> None:
        number = self._canvas.add_imagery(source)
        visible, opacity = self._profile.imagery_looks(self._case).get(path, (True, 1.0))
        about = f"{path.name}\n{source.credit}".strip()
        row = ImageryRow(source.name or path.name, about, visible, opacity)
        self._files.append(_Shelved(path, source, number, row))
        self._canvas.set_imagery_opacity(number, opacity if visible else 0.0)
        if source.remark:
            self.remarked.emit(source.remark)

    def _changed(self) -> None:
        self._tree.show_imagery([file.row for file in reversed(self._files)])
        self._profile.remember_imagery(self._case, [*self._absent, *self.paths])

    def _remember_looks(self) -> None:
        looks = {file.path: (file.row.visible, file.row.opacity) for file in self._files}
        if self._case and looks:
            self._profile.remember_imagery_looks(self._case, looks)

    def _at(self, row: int) -> int:
        """The position of a row of the tree, which shows the topmost file first."""
        return len(self._files) - 1 - row

    def _toggle(self, row: int, visible: bool) -> None:
        at = self._at(row)
        file = self._files[at]
        self._canvas.set_imagery_opacity(file.number, file.row.opacity if visible else 0.0)
        self._files[at] = replace(file, row=replace(file.row, visible=visible))
        self._remember_looks()

    def _fade(self, row: int, opacity: float) -> None:
        at = self._at(row)
        file = self._files[at]
        if file.row.visible:
            self._canvas.set_imagery_opacity(file.number, opacity)
        self._files[at] = replace(file, row=replace(file.row, opacity=opacity))

    def _remove(self, row: int) -> None:
        file = self._files.pop(self._at(row))
        self._canvas.remove_imagery(file.number)
        file.source.close()
        self._changed()

    def _zoom_to(self, row: int) -> None:
        west, south, east, north = self._files[self._at(row)].source.extent
        corners = to_lonlat([[west, south], [east, north]]).tolist()
        extent: LonLatExtent = (*corners[0], *corners[1])
        self._canvas.zoom_to(extent)


def _holds(extent: Extent, x: float, y: float) -> bool:
    west, south, east, north = extent
    return west <= x <= east and south <= y <= north
