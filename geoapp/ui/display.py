"""Whether a window can be shown at all: asked before Qt, which would end the program."""

from __future__ import annotations

import ctypes
import os
import sys

_NEEDED = "libxcb-cursor.so.0"


def missing() -> str | None:
    """A sentence that says why no window can be shown; None where one can."""
    if not sys.platform.startswith("linux") or _chosen_without_x():
        return None
    if not os.environ.get("DISPLAY"):
        return (
            "There is no display here to show a window on. The commands work without one; "
            "see: geoapp --help"
        )
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
        ctypes.CDLL(_NEEDED)
    except OSError:
        return f"A window needs the system's library {_NEEDED} (Debian: libxcb-cursor0)."
    if not _answers(xcb):
        return (
            f"The display “{os.environ['DISPLAY']}” does not answer, so that no window can be "
            "shown. The commands work without one; see: geoapp --help"
        )
    return None


def _chosen_without_x() -> bool:
    """Whether Qt will use something else than X, by choice or because it can."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform:
        return not platform.startswith("xcb")
    return bool(os.environ.get("WAYLAND_DISPLAY"))


def _answers(xcb: ctypes.CDLL) -> bool:
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed
