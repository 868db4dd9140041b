"""The status line: where the pointer is, at what scale, how much is selected."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QStatusBar, QToolButton

from geoapp import portable
from geoapp.ui import portably, settings
from layers.coordinates import CoordinateError, Form, written
from layers.view import View

_DPI_METRES = 0.0254 / 96.0


class Status(QStatusBar):
    """Follows the map. A click on the position changes how it is written."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setSizeGripEnabled(False)
        known = settings.text("coordinates", Form.DECIMAL)
        self._form = Form(known) if known in list(Form) else Form.DECIMAL
        self._lonlat: tuple[float, float] | None = None
        self._pixel_m = 100.0
        self.position = QToolButton(self)
        self.position.setObjectName("position")
        self.position.setToolTip(
            self.tr("Position of the pointer. Click: another form; right click: copy")
        )
        self.position.setMinimumWidth(250)
        self.position.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.position.customContextMenuRequested.connect(self._menu)
        self.position.clicked.connect(self._cycle)
        self.scale = QLabel(self)
        self.scale.setMinimumWidth(110)
        self.scale.setAccessibleName(self.tr("Scale"))
        self.scale.setContentsMargins(12, 0, 12, 0)
        self.selection = QLabel(self)
        self.selection.setContentsMargins(12, 0, 12, 0)
        self.selection.setAccessibleName(self.tr("Selection"))
        self.portable = QLabel(self.tr("Portable: nothing stays on this computer"), self)
        self.portable.setObjectName("portable")
        self.portable.setContentsMargins(12, 0, 12, 0)
        self.portable.setToolTip(
            self.tr(
                "No settings, no list of recent cases and no log are kept here. What an encrypted "
                "case needs to know of you lies sealed beside it."
            )
        )
        self.identities = QLabel(self)
        self.identities.setObjectName("identityState")
        self.identities.setProperty("role", "warning")
        self.show_mode()
        self.show_identities("")
        self.addPermanentWidget(self.identities)
        self.addPermanentWidget(self.portable)
        self.addPermanentWidget(self.selection)
        self.addPermanentWidget(self.scale)
        self.addPermanentWidget(self.position)
        self._write()

    def show_mode(self) -> None:
        """Say whether portable mode is on; a case that was opened may have turned it on."""
        portably.leave_nothing()
        self.portable.setVisible(portable.on())

    def show_identities(self, name: str) -> None:
        """Say that the names of persons can be seen, from which file; empty if they cannot."""
        words = self.tr("Identity file open")
        self.identities.setText(words)
        self.identities.setToolTip(name)
        self.identities.setAccessibleName(f"{words}: {name}")
        self.identities.setVisible(bool(name))

    @property
    def form(self) -> Form:
        """How positions are written."""
        return self._form

    def show_position(self, lon: float, lat: float) -> None:
        """The pointer is here, degrees."""
        self._lonlat = (lon, lat)
        self._write()

    def show_view(self, view: View) -> None:
        """The map is looked at like this."""
        self._pixel_m = view.ground_resolution
        scale = view.ground_resolution / _DPI_METRES
        digits = 10 ** max(len(str(round(scale))) - 2, 0)
        self.scale.setText(self.tr("about 1:{0}").format(f"{round(scale / digits) * digits:,}"))
        self._write()

    def show_selection(self, count: int) -> None:
        """So many rows are selected."""
        self.selection.setText(self.tr("%n selected", "", count) if count else "")

    def written(self, form: Form | None = None) -> str:
        """The position as text, no finer than a pixel of the map; empty when unknown."""
        if self._lonlat is None:
            return ""
        try:
            return written(*self._lonlat, form or self._form, self._pixel_m)
        except CoordinateError:
            return ""

    def _write(self) -> None:
        text = self.written() or "–"
        self.position.setText(text)
        self.position.setAccessibleName(self.tr("Position of the pointer: {0}").format(text))

    def _cycle(self) -> None:
        forms = list(Form)
        self._form = forms[(forms.index(self._form) + 1) % len(forms)]
        settings.remember("coordinates", str(self._form))
        self._write()

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        for form in Form:
            text = self.written(form)
            if text:
                action = menu.addAction(self.tr("Copy {0}").format(text))
                action.triggered.connect(
                    lambda _=False, t=text: QGuiApplication.clipboard().setText(t)
                )
        if not menu.isEmpty():
            menu.exec(self.position.mapToGlobal(at))
        menu.deleteLater()
