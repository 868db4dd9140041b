"""A map written to a PNG file from a script, with or without a display."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QGuiApplication

from geoapp.case.errors import CaseError
from geoapp.case.view import CaseView
from geoapp.ui import fonts
from geoapp.ui.canvas.snapshot import draw
from layers.view import Extent
from sample_data import folder


def write_snapshot(
    view: CaseView,
    out: Path,
    bbox: Extent,
    size: tuple[int, int],
    layers: Collection[str],
    dark: bool,
) -> None:
    """Draw `bbox` (west, south, east, north in degrees). CaseError when it cannot be saved."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication(["geoapp"])
    if isinstance(application, QGuiApplication):
        application.setFont(fonts.app_font())
    image = draw(view, folder() / "overview", bbox, size, layers, dark=dark)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise CaseError("The picture could not be made.")
    try:
        out.write_bytes(data.data())
    except OSError as error:
        raise CaseError(f"The picture cannot be saved as {out}: {error.strerror}.") from error
