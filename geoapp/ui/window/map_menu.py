"""The menu of the right button on the map: what can be done with a feature, or with a place."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from geoapp.case.records import Key, title
from geoapp.session import Session
from geoapp.ui import icons
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.phrases import excerpt
from geoapp.ui.window.selecting import Selecting
from geoapp.ui.window.work_panels import WorkPanels
from layers.coordinates import written
from layers.projection import to_lonlat
from layers.schema import GeometryKind

_TOLD = ("testimony", "passage", "published_account", "transcript")


class MapMenu(QObject):
    """Made anew for each click; a feature that is not selected yet is selected first."""

    def __init__(self, canvas: MapCanvas, selecting: Selecting, work: WorkPanels) -> None:
        super().__init__(canvas)
        self._canvas, self._selecting, self._work = canvas, selecting, work
        self.language = "en"
        canvas.menu_wanted.connect(self._open)

    def _open(self, keys: list[Key], at: QPoint) -> None:
        session = self._selecting.session
        if session is None:
            return
        if keys and keys[0] not in session.selection:
            session.select(keys[:1], origin=self)
        menu = self.made(session, keys[0] if keys else None, at)
        menu.popup(self._canvas.mapToGlobal(at))

    def made(self, session: Session, key: Key | None, at: QPoint) -> QMenu:
        """The menu for a feature, or for the place at a pixel of the map."""
        menu = QMenu(self._canvas)
        menu.setObjectName("mapMenu")
        menu.aboutToHide.connect(menu.deleteLater)
        if key is not None:
            self._of_feature(menu, session, key)
        else:
            self._of_place(menu, at)
        return menu

    def _of_feature(self, menu: QMenu, session: Session, key: Key) -> None:
        record = session.view.record(key)
        if record is None:
            return
        name = title(session.statements[key.table], record.values, self.language) or record.code
        menu.addAction(excerpt(name, 60).replace("&", "&&")).setEnabled(False)
        menu.addSeparator()
        linker, writable = self._work.linker, not session.read_only
        if linker is not None and writable:
            menu.addAction(linker.action)
            if key.table not in _TOLD:
                account = menu.addAction(self.tr("Link an &account to it…"))
                account.triggered.connect(lambda: linker.link_account_to(key))
        zoom = menu.addAction(icons.icon("zoom to"), self.tr("&Zoom to it"))
        zoom.triggered.connect(lambda: self._selecting.zoom_to([key]))
        if not writable or record.geometry is None:
            return
        menu.addSeparator()
        kind = session.statements[key.table].geometry
        if kind is GeometryKind.POINT or record.geometry.geom_type == "Point":
            move = menu.addAction(self.tr("&Move it on the map"))
            move.triggered.connect(lambda: self._selecting.begin_move(key))
        else:
            menu.addAction(self._work.drawing.actions.reshape)

    def _of_place(self, menu: QMenu, at: QPoint) -> None:
        lon, lat = to_lonlat(self._canvas.view.to_world([at.x(), at.y()])).tolist()
        words = written(lon, lat, radius_m=2.0 * self._canvas.view.ground_resolution)
        copy = menu.addAction(self.tr("&Copy {0}").format(words))
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(words))
        centre = menu.addAction(self.tr("Ce&ntre the map here"))
        centre.triggered.connect(lambda: self._canvas.centre_on(lon, lat))
        menu.addSeparator()
        drawing = self._work.drawing.actions
        menu.addMenu(drawing.menu)
        menu.addActions([drawing.measure_line, drawing.measure_area])
