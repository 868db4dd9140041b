"""The toolbar's icons: drawn from paths on a 20 by 20 grid in the colour of the text."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from geoapp.ui import theme

SIZE = 20

PATHS: Mapping[str, str] = {
    "select": '<path d="M5 2.8 15.6 9.6 10.8 10.7 13.4 16 11 17.1 8.5 11.9 5 15.2z"/>',
    "rectangle": '<path d="M3 3.5h14v13H3z" stroke-dasharray="2.6 1.9"/>',
    "pan": '<path d="M10 2v16M2 10h16M7.8 4.2 10 2l2.2 2.2M7.8 15.8 10 18l2.2-2.2'
    'M4.2 7.8 2 10l2.2 2.2M15.8 7.8 18 10l-2.2 2.2"/>',
    "zoom in": '<circle cx="8.5" cy="8.5" r="5.7"/>'
    '<path d="M12.8 12.8 17.5 17.5M8.5 6v5M6 8.5h5"/>',
    "zoom out": '<circle cx="8.5" cy="8.5" r="5.7"/><path d="M12.8 12.8 17.5 17.5M6 8.5h5"/>',
    "zoom selection": '<circle cx="8.5" cy="8.5" r="5.7"/>'
    '<path d="M12.8 12.8 17.5 17.5"/><circle cx="8.5" cy="8.5" r="1.6" fill="{c}"/>',
    "full extent": '<path d="M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M7.3 7.3h5.4v5.4H7.3z"/>',
    "go to": '<circle cx="10" cy="10" r="5.4"/><path d="M10 1.8v4.4M10 13.8v4.4M1.8 10h4.4'
    'M13.8 10h4.4"/><circle cx="10" cy="10" r="0.8" fill="{c}"/>',
    "undo": '<path d="M7 4 3 8l4 4M3.4 8H12a4.4 4.4 0 0 1 0 8.8H8"/>',
    "redo": '<path d="M13 4l4 4-4 4M16.6 8H8a4.4 4.4 0 0 0 0 8.8h4"/>',
    "back": '<path d="M12.5 4 6.5 10l6 6"/>',
    "forward": '<path d="M7.5 4l6 6-6 6"/>',
    "add imagery": '<path d="M11 16.5H2.5V4h15v6.5M2.5 13.5 7 9l3.2 3.2M10.4 12.4 13 10l2 1.6'
    'M15.5 13v6M12.5 16h6"/><circle cx="12.8" cy="6.9" r="1.1"/>',
    "draw": '<path d="M3 17l1-4L13.5 3.5l3 3L7 16zM11.5 5.5l3 3"/>',
    "measure": '<path d="M2.5 13.5 13.5 2.5l4 4-11 11zM5.5 10.5l1.8 1.8M8.5 7.5l1.8 1.8'
    'M11.5 4.5l1.8 1.8"/>',
    "search": '<circle cx="8.5" cy="8.5" r="5.4"/><path d="M12.6 12.6 17 17"/>',
    "open": '<path d="M2.5 16V4.5h5l2 2h7V9M2.5 16l2.6-7h13l-2.6 7z"/>',
    "new": '<path d="M4.5 2.5h7l4 4v11h-11zM11.5 2.5v4h4M10 9.5v5M7.5 12h5"/>',
    "sample": '<path d="M2.5 5 7.5 3l5 2 5-2v12l-5 2-5-2-5 2zM7.5 3v12M12.5 5v12"/>',
    "turn right": '<path d="M15.8 6.2A7 7 0 1 0 17 10M16.6 2.6v4h-4"/>',
    "turn left": '<path d="M4.2 6.2A7 7 0 1 1 3 10M3.4 2.6v4h4"/>',
    "black out": '<path d="M2.5 3.5h15v13h-15z"/><path d="M5 8h10v4H5z" fill="{c}"/>',
    "black out all": '<path d="M2.5 3.5h15v13h-15z"/><path d="M4.5 5.5h11v9h-11z" fill="{c}"/>',
    "remove": '<path d="M5 5l10 10M15 5 5 15"/>',
    "zoom to": '<circle cx="10" cy="10" r="3"/><path d="M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4"/>',
    "unlocated": '<path d="M10 17.5C6.6 13.6 4.8 10.7 4.8 8.2a5.2 5.2 0 0 1 10.4 0'
    'C15.2 10.7 13.4 13.6 10 17.5zM8 6.2l4 4M12 6.2l-4 4"/>',
}


def icon(name: str) -> QIcon:
    """The icon of that name in the theme's colours. KeyError if there is none."""
    tokens = theme.current().tokens
    made = QIcon()
    made_of = ((QIcon.Mode.Normal, tokens.text), (QIcon.Mode.Disabled, tokens.strong_border))
    for mode, colour in made_of:
        for scale in (1, 2):
            made.addPixmap(pixmap(name, colour, scale), mode)
    return made


def pixmap(name: str, colour: str, scale: float = 1, size: int = SIZE) -> QPixmap:
    """One icon in one colour, `size` device-independent pixels wide."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">'
        f'<g fill="none" stroke="{colour}" stroke-width="1.5" stroke-linecap="round" '
        f'stroke-linejoin="round">{PATHS[name].replace("{c}", colour)}</g></svg>'
    )
    drawn = QPixmap(round(size * scale), round(size * scale))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn
