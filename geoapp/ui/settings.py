"""How the window was left: geometry, theme, language. In the profile folder, never in a case."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from geoapp.profile import folder


def settings() -> QSettings:
    """The settings file of this user's windows."""
    return QSettings(str(folder() / "window.ini"), QSettings.Format.IniFormat)


def text(name: str, default: str) -> str:
    """A remembered word, or `default`."""
    value = settings().value(name, default)
    return value if isinstance(value, str) else default


def remember(name: str, value: object) -> None:
    """Keep a value for the next start."""
    store = settings()
    store.setValue(name, value)
    store.sync()
