"""How the window was left: geometry, theme, language. In the profile folder, never in a case.

In portable mode it is known only while the program runs.
"""

from __future__ import annotations

from PySide6.QtCore import QSettings

from geoapp import portable
from geoapp.profile import folder

_known: dict[str, object] = {}


def _file() -> QSettings:
    return QSettings(str(folder() / "window.ini"), QSettings.Format.IniFormat)


def value(name: str) -> object:
    """What is remembered under a name; None for nothing."""
    return _known.get(name) if portable.on() else _file().value(name)


def text(name: str, default: str) -> str:
    """A remembered word, or `default`."""
    known = value(name)
    return known if isinstance(known, str) else default


def remember(name: str, value: object) -> None:
    """Keep a value for the next start."""
    if portable.on():
        _known[name] = value
        return
    store = _file()
    store.setValue(name, value)
    store.sync()
