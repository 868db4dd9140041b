"""A map written to a PNG file from a script, with or without a display."""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from geoapp.case.errors import CaseError
from geoapp.case.view import CaseView
from geoapp.ui import fonts
from geoapp.ui.canvas.snapshot import draw
from layers.view import Extent
from sample_data import folder


def mark(image: QImage, view: CaseView) -> None:
    """Note in a picture which state of which case it shows; PNG keeps that as text."""
    info = view.info()
    image.setText("Case", info.case)
    image.setText("Fingerprint", info.fingerprint)


def write_snapshot(
    view: CaseView,
    out: Path,
    bbox: Extent,
    size: tuple[int, int],
    layers: Collection[str],
    dark: bool,
) -> None:
    """Draw `bbox` (west, south, east, north in degrees). CaseError when it cannot be saved."""
    if QApplication.instance() is None:
        # Whatever display the terminal names, a picture needs none.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication.instance() or QApplication(["geoapp"])
    if isinstance(application, QApplication):
        application.setFont(fonts.app_font())
    image = draw(view, folder() / "overview", bbox, size, layers, dark=dark)
    mark(image, view)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise CaseError("The picture could not be made.")
    half = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    try:
        half.write_bytes(data.data())
        half.replace(out)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise CaseError(f"The picture cannot be saved as {out}: {error.strerror}.") from error
