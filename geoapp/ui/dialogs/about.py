"""What keys there are, and whose work the program stands on."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from geoapp.ui.fonts import app_font
from geoapp.ui.icons import SIZE
from geoapp.ui.menu_words import plain

_PARTS = (
    ("PySide6_Essentials", "Qt for Python", "LGPL-3.0"),
    ("apsw-sqlite3mc", "APSW and SQLite3 Multiple Ciphers", "MIT and zlib"),
    ("shapely", "Shapely and GEOS", "BSD-3-Clause and LGPL-2.1"),
    ("pyproj", "pyproj and PROJ", "MIT"),
    ("rasterio", "Rasterio and GDAL", "BSD-3-Clause and MIT"),
    ("geopandas", "GeoPandas", "BSD-3-Clause"),
    ("pyogrio", "pyogrio", "MIT"),
    ("numpy", "NumPy", "BSD-3-Clause"),
    ("pillow", "Pillow", "MIT-CMU"),
    ("mgrs", "mgrs", "MIT"),
    ("noto-cjk-sans-otc", "Noto Sans CJK", "SIL Open Font License 1.1"),
)


class _Closing(QDialog):
    """A dialog that is only read."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 18, 20, 16)
        self.column.setSpacing(12)

    def finish(self) -> None:
        """Add the button that closes it."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)


class ShortcutsDialog(_Closing):
    """All keys: those of the actions, and what mouse and keys do on the map."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget) -> None:
        super().__init__(parent=parent, title="")
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(self.tr("Shortcuts"))
        inner = QWidget(self)
        grid = QGridLayout(inner)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(5)
        rows = [
            (" / ".join(keys.toString() for keys in action.shortcuts()), plain(action.text()))
            for action in actions
            if not action.shortcut().isEmpty()
        ]
        for number, (keys, what) in enumerate([*self._on_the_map(), *rows]):
            left = QLabel(keys, inner)
            left.setFont(app_font(12, bold=True))
            grid.addWidget(left, number, 0)
            right = QLabel(what, inner)
            right.setWordWrap(True)
            grid.addWidget(right, number, 1)
        scrolled = QScrollArea(self)
        scrolled.setFrameShape(QScrollArea.Shape.NoFrame)
        scrolled.setWidgetResizable(True)
        scrolled.setWidget(inner)
        self.column.addWidget(scrolled)
        self.finish()
        self.resize(640, 28 * SIZE)

    def _on_the_map(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Wheel"), self.tr("Zoom at the pointer; with Ctrl in small steps")),
            (self.tr("Drag"), self.tr("Move the map; with Shift select by rectangle")),
            (self.tr("Middle button, Space + drag"), self.tr("Move the map with any tool")),
            (self.tr("Click"), self.tr("Select; with Shift add to the selection")),
            (self.tr("Arrows, Page Up, Page Down"), self.tr("Move the map, zoom in, zoom out")),
            (self.tr("Tab, Enter"), self.tr("From place to place on the map, select it")),
            (self.tr("Esc"), self.tr("Back out of what is going on; nothing drawn is lost")),
        ]


class AboutDialog(_Closing):
    """The version, and the credits of the map, the facts and the parts."""

    def __init__(self, credits: Iterable[str], parent: QWidget) -> None:
        super().__init__(parent=parent, title="")
        self.setObjectName("aboutDialog")
        self.setWindowTitle(self.tr("About geoapp"))
        name = QLabel(f"geoapp {_version('geoapp')}", self)
        name.setFont(app_font(20, bold=True))
        words = QLabel(
            self.tr(
                "Ties testimony to penal facilities, border barriers and crossings. "
                "Works without a network and sends nothing anywhere."
            ),
            self,
        )
        words.setWordWrap(True)
        text = QPlainTextEdit(self)
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("Credits and licences"))
        text.setPlainText(self._credits(credits))
        for widget in (name, words, text):
            self.column.addWidget(widget)
        self.finish()
        self.resize(600, 480)

    def _credits(self, credits: Iterable[str]) -> str:
        lines = [self.tr("Map on the screen"), *dict.fromkeys(line for line in credits if line)]
        lines += ["", self.tr("Facts of the sample case")]
        lines += [
            self.tr("Published reports and lists; origin and licence of each file are in"),
            "sample_data/README.md",
        ]
        lines += ["", self.tr("Parts and their licences")]
        lines += [f"{name} {_version(part)} – {licence}" for part, name, licence in _PARTS]
        return "\n".join(lines)


def _version(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return ""
