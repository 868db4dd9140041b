"""The language of the window and of the names in it: English or Korean, the system's at first."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from geoapp.ui import settings

LANGUAGES = ("en", "ko")
_OURS = Path(__file__).parent / "translations"
_installed: dict[str, list[QTranslator]] = {}


def chosen() -> str:
    """The language last chosen here; the system's when none was, English when it is neither."""
    known = settings.text("language", "")
    if known in LANGUAGES:
        return known
    korean = QLocale.system().language() == QLocale.Language.Korean
    return "ko" if korean else "en"


def speak(language: str) -> None:
    """Let everything that is made from now on speak a language. Needs an application.

    What exists already keeps its words: the window is made anew by whoever asks for this.
    """
    if language == spoken():
        return
    for translator in _installed.pop(spoken(), ()):
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()
    if language != "en":
        # Our own words come last, for Qt asks the newest first.
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        _installed[language] = [_install(f"qtbase_{language}", qt)]
        _installed[language] += [_install(f"geoapp_{language}", str(_OURS))]


def spoken() -> str:
    """The language that speaks now."""
    return next(iter(_installed), "en")


def otherwise(text: str) -> str:
    """What a text of the window is called in the other of its languages; empty if nothing."""
    return _pairs(spoken()).get(text, "")


@cache
def _pairs(of: str) -> dict[str, str]:
    """The texts of one language with what they are in the other."""
    # Our own file, as installed with the program.
    words = ElementTree.parse(_OURS / "geoapp_ko.ts")  # noqa: S314
    pairs = [
        (message.findtext("source", ""), message.findtext("translation", ""))
        for message in words.iter("message")
    ]
    if of == "en":
        return dict(pairs)
    return {korean: english for english, korean in pairs}


def _install(name: str, folder: str) -> QTranslator:
    translator = QTranslator(QCoreApplication.instance())
    translator.load(name, folder)
    QCoreApplication.installTranslator(translator)
    return translator
