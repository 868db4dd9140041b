"""A window on a copy of the sample case, and hands: keys, clicks, looking for words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from geoapp.app import application, open_case_window
from geoapp.case.records import Key
from geoapp.profile import Profile
from geoapp.ui.main_window import MainWindow


class User:
    """Somebody in front of the window."""

    def __init__(self, bot: QtBot, path: Path) -> None:
        self.bot = bot
        self.path = path
        self.window = self._open()

    def _open(self) -> MainWindow:
        window = open_case_window(self.path)
        window.resize(1366, 768)
        window.activateWindow()
        self.bot.waitUntil(window.isActiveWindow)
        return window

    @property
    def shown(self) -> Key | None:
        """The row that the inspector shows."""
        inspector = self.window.inspector
        return inspector.current if inspector is not None else None

    def field(self, key: Key, name: str) -> object:
        assert self.window.session is not None
        record = self.window.session.view.record(key)
        assert record is not None
        return record.values[name]

    def key_of(self, code: str) -> Key:
        assert self.window.session is not None
        (key,) = self.window.session.view.resolve(code)
        return key

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()

    def reopen(self) -> None:
        self.close()
        self.window = self._open()

    def press(self, keys: str) -> None:
        """A shortcut, sent to whatever has the focus."""
        self.window.activateWindow()
        self.bot.waitUntil(self.window.isActiveWindow)
        target = self.window.focusWidget() or self.window
        QTest.keySequence(target, keys)

    def search_for(self, words: str) -> None:
        """Ctrl+K, type, wait for results, Enter."""
        QTest.keySequence(self.window, "Ctrl+K")
        box = self.window.search
        self.bot.waitUntil(box.hasFocus)
        box.selectAll()
        type_words(box, words)
        self.bot.waitUntil(lambda: box.results.isVisible() and box.results.model().rowCount() > 0)
        QTest.keyClick(box, Qt.Key.Key_Return)

    def words_in(self, panel: QWidget) -> str:
        """All words a person can read in a panel."""
        labels = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
        texts = [t.toPlainText() for t in panel.findChildren(QTextBrowser) if t.isVisible()]
        return "\n".join(labels + texts)

    def walk_to(self, key: Key, words: str) -> None:
        """Follow a link and see that it leads there."""
        inspector = self.window.inspector
        assert inspector is not None
        self.bot.waitUntil(lambda: _settled(inspector))
        self.follow(words)
        self.bot.waitUntil(lambda: self.shown == key)

    def follow(self, words: str) -> None:
        """Click, with the mouse, on a link in the inspector whose words are these."""
        assert self.window.inspector is not None
        for browser in self.window.inspector.findChildren(QTextBrowser):
            if browser.isVisible() and (spot := _spot(browser, words)) is not None:
                QTest.mouseClick(
                    browser.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0), spot
                )
                return
        raise AssertionError(f"no link “{words}” in: {self.words_in(self.window.inspector)}")


def _settled(panel: QWidget) -> bool:
    """Whether no text of a panel is about to be laid out anew."""
    return not any(timer.isActive() for timer in panel.findChildren(QTimer))


def type_words(target: QWidget, words: str) -> None:
    """Type as a person does: Latin by keys, Hangul through the input method."""
    if words.isascii():
        QTest.keyClicks(target, words)
        return
    for syllable in words:
        event = QInputMethodEvent()
        event.setCommitString(syllable)
        QApplication.sendEvent(target, event)


def _spot(browser: QTextBrowser, words: str) -> QPoint | None:
    """The middle of a link's first letters, in the coordinates of the viewport."""
    cursor = browser.document().find(words)
    while not cursor.isNull():
        if cursor.charFormat().isAnchor():
            cursor.setPosition(cursor.selectionStart() + 1)
            return browser.cursorRect(cursor).center() + QPoint(2, 0)
        cursor = browser.document().find(words, cursor)
    return None


@pytest.fixture
def user(qtbot: QtBot, tmp_path: Path, sample_path: Path) -> Iterator[User]:
    application()
    Profile().author = "K-7"
    path = tmp_path / "case.gpkg"
    shutil.copy(sample_path, path)
    person = User(qtbot, path)
    yield person
    person.close()
