"""Makes the pictures of the documentation: the real window on the sample case.

    python docs/pictures.py [NAME …]

Writes `docs/window.png` and, in English and Korean, the pictures of the manual.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PIL import Image
from PySide6.QtCore import QBuffer, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from geoapp.ui.main_window import MainWindow

HERE = Path(__file__).resolve().parent
MANUAL = HERE.parent / "geoapp" / "ui" / "manual" / "pictures"
WIDTH, HEIGHT = 1366, 768
NORTH_EAST = (127.2, 41.2, 131.2, 43.3)
COMPOUND = (131.7955, 40.3475, 131.8045, 40.3525)


def settle(seconds: float = 1.5) -> None:
    """Let workers finish; sleeping lets go of the interpreter, which they need."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)


class Studio:
    """One window in one language, and what to show in it."""

    def __init__(self, case: Path, language: str, window: MainWindow) -> None:
        self.case, self.language, self.window = case, language, window

    def choose(self, code: str) -> None:
        """Select one thing by its code."""
        session = self.window.session
        session.select(session.view.resolve(code))

    def look(self, bounds: tuple[float, float, float, float]) -> None:
        """Show this part of the map: west, south, east, north in degrees."""
        self.window.canvas.zoom_to(bounds)

    def arrange(self, number: int) -> None:
        """Set up the panels as the menu does."""
        wanted = f"action.layout.{number}"
        next(a for a in self.window.actions() if a.objectName() == wanted).trigger()

    def part(self, *widgets: QWidget, margin: int = 0) -> QRect:
        """The part of the window that some widgets take."""
        found = QRect()
        for widget in widgets:
            corner = widget.mapTo(self.window, QPoint(0, 0))
            found = found.united(QRect(corner, widget.size()))
        frame = found.adjusted(-margin, -margin, margin, margin)
        return frame.intersected(self.window.rect())

    # --- what is shown; each gives the part of the window, or a dialog of its own -----------

    def whole(self) -> QRect:
        """The window with a prison chosen."""
        self.arrange(1)
        self.choose("KY-12")
        self.look(NORTH_EAST)
        return self.window.rect()

    def search(self) -> QRect:
        """What a search finds."""
        self.window.activateWindow()
        self.window.search.setFocus()
        settle(0.3)
        self.window.search.setText("")
        typed = QInputMethodEvent()
        typed.setCommitString("온성")
        QApplication.sendEvent(self.window.search, typed)
        settle(2)
        popup = self.window.search.popup
        popup.all_wanted.emit()
        settle(1.5)
        seen = self.part(self.window.search, popup, margin=10)
        left = self.part(self.window.canvas).left()
        return QRect(left, seen.top(), seen.right() - left, seen.height())

    def claims(self) -> QRect:
        """Rival claims behind a field."""
        self.arrange(2)
        self.choose("KW-15")
        settle(1.5)
        marker = self.window.inspector.findChild(QWidget, "claims:status")
        marker.click()
        settle(1)
        top = self.part(self.window.inspector)
        return QRect(top.left(), top.top(), top.width(), min(top.height(), 620))

    def circles(self) -> QRect:
        """How well places are known."""
        self.arrange(2)
        self.window.session.select([])
        self.look((128.6, 41.6, 131.0, 43.2))
        settle(1)
        map_ = self.part(self.window.canvas)
        return QRect(map_.left(), map_.top() + 40, map_.width(), min(map_.height() - 40, 430))

    def importing(self) -> QWidget:
        """An import with odd rows."""
        file = self.case.parent / "posts.csv"
        file.write_text(
            "code,name,lat,lon,built\n"
            "GP-901,Post at the bend,42.91,129.83,2021-05\n"
            "GP-902,Post by the bridge,129.86,42.94,spring 2021\n"
            "GP-903,Post on the hill,,,before 2020\n"
            "GP-904,Post at the ford,42.9x,129.80,2021\n",
            encoding="utf-8",
        )
        self.window.rows.import_file(file)
        settle(1.5)
        dialog = self.window.findChild(QWidget, "importDialog")
        choice = dialog.tables
        choice.setCurrentIndex(choice.findData("guard_post"))
        dialog.resize(760, 400)
        settle(1.5)
        return dialog

    def reader(self) -> QRect:
        """A testimony with its passages."""
        self.arrange(3)
        session = self.window.session
        testimony = session.view.resolve("T-101")[0]
        self.window.work.read(testimony)
        settle(1.5)
        for _ in range(2):
            self.window.work.reader.setFocus()
            self.window.work.reader.desk.step(1)
        settle(1)
        return self.part(self.window.work.reader_dock)

    def link(self) -> QRect:
        """Linking a testimony to a gate."""
        self.arrange(2)
        self.choose("T-103")
        self.look(COMPOUND)
        settle(2)
        linker = self.window.work.linker
        linker.link_selected()
        settle(1)
        line = QApplication.focusWidget()
        QTest.keyClicks(line, "gate")
        settle(1.5)
        return self.part(linker.picker, margin=12)

    def timeline(self) -> QRect:
        """A range of dates."""
        from datetime import date

        from geoapp.case.timespan import TimeRange

        self.arrange(1)
        self.look((124.0, 38.0, 131.0, 43.0))
        settle(1)
        within = TimeRange(date(2012, 1, 1), date(2017, 12, 31))
        self.window.session.set_time_range(within)
        settle(2)
        return self.part(self.window.work.timeline_dock)

    def table(self) -> QRect:
        """All facilities as a table."""
        self.arrange(4)
        table = self.window.work.table
        table.show_table("facility")
        settle(1.5)
        self.choose("KY-12")
        settle(1)
        whole = self.part(self.window.work.table_dock)
        return QRect(whole.left(), whole.top(), whole.width(), min(whole.height(), 330))

    def drawing(self) -> QRect:
        """A fence being drawn."""
        from layers.projection import to_mercator
        from layers.schema import GeometryKind

        self.arrange(2)
        self.window.session.select([])
        self.look(COMPOUND)
        settle(2.5)
        canvas, drawing = self.window.canvas, self.window.work.drawing
        drawing.start("barrier", GeometryKind.LINE)
        places = [(131.7992, 40.3477), (131.7992, 40.3484), (131.8012, 40.3484)]
        for lonlat in places:
            x, y = canvas.view.to_pixels(to_mercator(list(lonlat))).tolist()
            QTest.mouseMove(canvas, QPoint(round(x), round(y)))
            QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
        self._hover(QPointF(x + 90, y + 30))
        settle(1)
        return self.part(canvas)

    def _hover(self, at: QPointF) -> None:
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QMouseEvent

        none = Qt.MouseButton.NoButton
        held = Qt.KeyboardModifier.NoModifier
        canvas = self.window.canvas
        seen = QPointF(canvas.mapToGlobal(at.toPoint()))
        event = QMouseEvent(QEvent.Type.MouseMove, at, seen, none, none, held)
        QApplication.sendEvent(canvas, event)

    def imagery(self) -> QRect:
        """The invented compound and its layers."""
        self.arrange(2)
        self.choose("IC-1")
        self.look(COMPOUND)
        settle(3)
        return self.part(self.window.tree, self.window.canvas)


PICTURES: dict[str, Callable[[Studio], QRect | QWidget]] = {
    "window": Studio.whole,
    "search": Studio.search,
    "claims": Studio.claims,
    "circles": Studio.circles,
    "import": Studio.importing,
    "reader": Studio.reader,
    "link": Studio.link,
    "timeline": Studio.timeline,
    "table": Studio.table,
    "drawing": Studio.drawing,
    "imagery": Studio.imagery,
}


def save(picture: object, path: Path, *, smooth: bool) -> None:
    """Few colours make the file a third of its size; those of single symbols must be kept."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    image = Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
    many = image.quantize(176, Image.Quantize.MEDIANCUT).getpalette() or []
    rare = image.quantize(80, Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*many[: 176 * 3], *rare[: 80 * 3]])
    dither = Image.Dither.FLOYDSTEINBERG if smooth else Image.Dither.NONE
    few = image.quantize(palette=palette, dither=dither)
    few.save(path, optimize=True)


def shoot(language: str, name: str, folder: Path, sample: Path) -> None:
    """One picture, in a window of its own, so that none depends on another."""
    from geoapp.app import open_case_window
    from geoapp.profile import Profile
    from geoapp.ui import settings
    from geoapp.ui.window import remembered

    profile = folder / f"{language}-{name}"
    profile.mkdir()
    os.environ["GEOAPP_PROFILE"] = str(profile)
    settings.remember("language", language)
    Profile().author = "K-7"
    case = profile / sample.name
    shutil.copy(sample, case)
    window = open_case_window(case)
    window.resize(WIDTH, HEIGHT)
    # Without a display the screen is smaller than the window, which was arranged for that.
    remembered.arrange(window, window._default_state)
    settle(2)
    shown = PICTURES[name](Studio(case, language, window))
    settle(1.5)
    picture = window.grab(shown) if isinstance(shown, QRect) else shown.grab()
    MANUAL.mkdir(parents=True, exist_ok=True)
    # The shaded land shows steps without dithering; imagery hides them.
    smooth = name in ("window", "circles")
    save(picture, MANUAL / f"{name}-{language}.png", smooth=smooth)
    if name == "window" and language == "en":
        save(picture, HERE / "window.png", smooth=True)
    for widget in QApplication.topLevelWidgets():
        widget.close()
    settle(0.3)


def main(names: list[str]) -> None:
    """Make the named pictures, or all of them, in both languages."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["GEOAPP_PROFILE"] = place
        from geoapp.app import application
        from geoapp.sample import sample_case

        application()
        sample = sample_case(folder)
        for language in ("en", "ko"):
            for name in names or PICTURES:
                shoot(language, name, folder, sample)


if __name__ == "__main__":
    main(sys.argv[1:])
