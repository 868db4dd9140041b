"""Portable mode in the window: Qt keeps nothing on the computer either."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication, QSettings, Qt

from geoapp import portable


def leave_nothing() -> None:
    """Keep Qt from remembering folders and files; does nothing outside portable mode.

    Qt's own file dialog notes the folders it was in among the settings of its maker, and
    those of a desktop have lists of files used lately.
    """
    if not portable.on():
        return
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, os.devnull)
