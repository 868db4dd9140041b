"""A locked case: nothing of it is left in the window, and everything is back afterwards."""

from __future__ import annotations

import gc
import time
import types
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from geoapp import app
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.case.view import CaseView
from geoapp.commands import geometry as drawn
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.store import CaseFile, slots
from geoapp.store.keys import Keys
from geoapp.store.slots import CaseKey
from geoapp.ui import settings
from geoapp.ui.dialogs.left_over import LeftOverDialog
from geoapp.ui.main_window import MainWindow
from geoapp.ui.window.left_off import left_off
from layers.schema import GeometryKind
from layers.values import Position

WORDS = "백두 산 words"
Settle = Callable[[MainWindow], None]
ROW, OTHER = Key("facility", 7), Key("facility", 8)
# Backwards, so that looking for a planted word does not find what it looks for.
PLANTED = ("retleknettiuQ", "루나매갈", "nekslovrojG")


def planted() -> list[str]:
    return [word[::-1] for word in PLANTED]


def plant(session: Session) -> None:
    tower, place, name = planted()
    changes = [
        Change(
            key,
            {
                "code": f"PL-{key.id}",
                "name_en": f"{tower} {key.id}",
                "name_ko": place,
                "note": f"as {name} said",
                "geometry": Position(shapely.Point(129.765, 41.98), 400.0, "building", name),
            },
        )
        for key in (ROW, OTHER)
    ]
    session.do(Draft("edit", Message("plant"), tuple(changes), reason=f"because of {tower}"))


def make(path: Path) -> None:
    session = Session.create(path, title=planted()[0], author="KB-2", passphrase=WORDS)
    plant(session)
    session.close()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})


def opened(qtbot: QtBot, path: Path, passphrase: str | None, settle: Settle) -> MainWindow:
    made = app.open_case_window(path, passphrase)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.activateWindow()
    qtbot.waitExposed(made)
    settle(made)
    return made


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, settle: Settle) -> Iterator[MainWindow]:
    """A window on an encrypted case with planted words, one row selected and zoomed to."""
    Profile().author = "KB-2"
    path = tmp_path / "sealed.gpkg"
    make(path)
    made = opened(qtbot, path, WORDS, settle)
    assert made.session is not None
    made.selecting.select_and_show(ROW)
    for dock in made.work.docks:
        dock.show()
    settle(made)
    yield made
    made.close()


def lock(qtbot: QtBot, window: MainWindow) -> None:
    window.case_menu.lock.trigger()
    qtbot.waitUntil(lambda: window.locked is not None and window.locking.page.isVisible())
    QApplication.processEvents()


def unlock(qtbot: QtBot, window: MainWindow, settle: Settle, words: str = WORDS) -> None:
    page = window.locking.page
    page.field.setText(words)
    qtbot.mouseClick(page.go, Qt.MouseButton.LeftButton)
    settle(window)


def told_by(thing: QObject) -> Iterator[str]:
    """Every text that a widget, action or model gives to eyes and to assistive technology."""
    names = "text toolTip windowTitle title accessibleName accessibleDescription toPlainText "
    names += "placeholderText statusTip whatsThis currentText currentMessage labelText"
    for name in names.split():
        read = getattr(thing, name, None)
        if callable(read):
            yield str(read())
    if isinstance(thing, QAbstractItemModel):
        for row in range(thing.rowCount()):
            columns = thing.columnCount() if isinstance(thing, QAbstractTableModel) else 1
            for column in range(columns):
                yield str(thing.index(row, column).data())


def texts_of(window: MainWindow) -> str:
    things: list[QObject] = [window, *window.findChildren(QObject)]
    for top in QApplication.topLevelWidgets():
        if not isinstance(top, MainWindow):
            things += [top, *top.findChildren(QObject)]
    found = [text for thing in things for text in told_by(thing)]
    return "\n".join([*found, QGuiApplication.clipboard().text()])


def in_memory(words: list[str]) -> list[str]:
    """Kinds of containers that still hold a text with one of these words."""
    gc.collect()
    found = []
    for thing in gc.get_objects():
        if isinstance(thing, types.FrameType):
            continue
        held = [r for r in gc.get_referents(thing) if isinstance(r, (str, bytes))]
        texts = [r if isinstance(r, str) else r.decode("utf-8", "ignore") for r in held]
        if any(word in text for text in texts for word in words) and held is not words:
            found.append(f"{type(thing).__name__}: {str(thing)[:120]}")
    return found


KINDS = (Session, CaseFile, CaseView, CaseKey, Keys)


def alive() -> list[object]:
    gc.collect()
    return [thing for thing in gc.get_objects() if isinstance(thing, KINDS)]


@pytest.fixture
def strangers() -> list[object]:
    """What other tests of the same process left; made before the window is."""
    return alive()


def test_nothing_of_the_case_is_left(
    strangers: list[object], qtbot: QtBot, window: MainWindow, settle: Settle
) -> None:
    assert window.session is not None
    path = window.session.path
    QGuiApplication.clipboard().setText(planted()[2])
    window.undoing.name()
    window.history.action.trigger()
    window.case_menu._show_properties()
    settle(window)
    assert window.history.panel is not None
    assert planted()[0] in window.history.panel.text.toPlainText()
    for word in planted():
        assert word in texts_of(window)
    picture = window.grab().toImage()
    lock(qtbot, window)
    assert window.session is None
    assert window.windowTitle() == "geoapp"
    assert window.menus.states.protection.text() == "Locked"
    assert [f.name for f in path.parent.iterdir() if f.name.startswith("sealed")] == [path.name]
    seen = texts_of(window)
    assert [word for word in planted() if word in seen] == []
    assert path.name in window.locking.page.name.text()
    assert window.grab().toImage() != picture
    assert not window.canvas.isVisible()
    assert not window.layers_dock.isVisible()
    known = {id(thing) for thing in strangers}
    assert [type(thing).__name__ for thing in alive() if id(thing) not in known] == []
    words = planted()
    left = [found for found in in_memory(words) if not found.startswith("list: ['Qu")]
    assert left == []
    assert not window.actions_.open_case.isEnabled()
    assert not window.case_menu.lock.isEnabled()


def test_back_to_the_same_place(qtbot: QtBot, window: MainWindow, settle: Settle) -> None:
    assert window.session is not None
    window.session.select([ROW, OTHER])
    window.layers_dock.hide()
    settle(window)
    window.canvas.set_view(replace(window.canvas.view, x=14_000_000.0, y=5_000_000.0))
    before = window.canvas.view
    lock(qtbot, window)
    unlock(qtbot, window, settle, "wrong")
    assert "Wrong passphrase" in window.locking.page.trouble.text()
    assert window.session is None
    unlock(qtbot, window, settle)
    assert window.session is not None
    assert window.locked is None
    assert window.session.selection == (ROW, OTHER)
    assert window.canvas.view == before
    assert not window.layers_dock.isVisible()
    assert window.inspector_dock.isVisible()
    assert window.session.can_undo
    assert window.actions_.open_case.isEnabled()


def test_a_form_is_open_again_with_what_was_typed(
    qtbot: QtBot, window: MainWindow, settle: Settle
) -> None:
    assert window.inspector is not None
    window.inspector.edit()
    assert window.inspector.form is not None
    editor = window.inspector.form.editors["note"]
    QTest.keyClicks(editor.focusProxy(), "half a sent")
    typed = editor.focusProxy().toPlainText()
    lock(qtbot, window)
    assert "half a sent" not in texts_of(window)
    assert "kept until then" in window.locking.page.name.text()
    unlock(qtbot, window, settle)
    assert window.inspector is not None
    assert window.inspector.form is not None
    assert window.inspector.form.editors["note"].focusProxy().toPlainText() == typed
    assert window.findChild(LeftOverDialog) is None
    window.inspector.form.save()
    assert window.session is not None
    record = window.session.view.record(ROW)
    assert record is not None
    assert record.values["note"] == typed


def test_words_from_elsewhere_are_shown(qtbot: QtBot, window: MainWindow, settle: Settle) -> None:
    assert window.inspector is not None
    window.inspector.page.header.remove.emit()
    prompt = window.inspector.page.prompt
    qtbot.waitUntil(prompt.isVisible)
    QTest.keyClicks(prompt.reason, "it is twice in here")
    lock(qtbot, window)
    unlock(qtbot, window, settle)
    dialog = window.findChild(LeftOverDialog)
    assert isinstance(dialog, LeftOverDialog)
    assert "it is twice in here" in "\n".join(
        told for w in dialog.findChildren(QWidget) for told in told_by(w)
    )
    dialog.close()


def test_an_unfinished_drawing_is_drawn_on(
    qtbot: QtBot, window: MainWindow, settle: Settle
) -> None:
    drawing = window.work.drawing
    drawing.start("barrier", GeometryKind.LINE)
    for x in (300, 400, 500):
        QTest.mouseClick(
            window.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0), pos_of(window, x)
        )
    assert drawing.tool is not None
    shape = drawing.tool.tracing.settled
    assert len(shape.corners) == 3
    lock(qtbot, window)
    unlock(qtbot, window, settle)
    drawing = window.work.drawing
    assert drawing.tool is not None
    assert drawing.tool.is_in_use
    assert drawing.tool.tracing.settled == shape
    assert window.session is not None
    assert [u.shape for u in drawn.unfinished(window.session.view)] == [shape]


def pos_of(window: MainWindow, x: int):  # type: ignore[no-untyped-def]
    return window.canvas.rect().center() + type(window.canvas.rect().center())(x - 400, x // 10)


def test_locked_while_a_question_is_open(qtbot: QtBot, window: MainWindow, settle: Settle) -> None:
    from PySide6.QtCore import QTimer

    box = QMessageBox(window)
    box.setText("still here?")
    QTimer.singleShot(0, window.locking._quiet)
    box.exec()
    qtbot.waitUntil(lambda: window.locked is not None)
    QApplication.processEvents()
    unlock(qtbot, window, settle)
    assert window.session is not None


def test_a_plain_case_says_that_it_cannot_be_locked(
    qtbot: QtBot, tmp_path: Path, settle: Settle
) -> None:
    path = tmp_path / "plain.gpkg"
    Session.create(path, title="Plain", author="KB-2").close()
    made = opened(qtbot, path, None, settle)
    made.case_menu.lock.trigger()
    box = made.findChild(QMessageBox, "message")
    assert isinstance(box, QMessageBox)
    assert "not encrypted" in box.text()
    box.close()
    assert made.session is not None
    assert not made.locking.idle.watching
    made.close()


def test_it_locks_when_nobody_is_there(qtbot: QtBot, window: MainWindow) -> None:
    assert window.locking.idle.watching
    handle = window.windowHandle()
    window.locking.idle.watch(1.0)
    until = time.monotonic() + 1.6
    while time.monotonic() < until:
        QTest.mouseMove(handle, window.rect().center())
        QTest.keyClick(handle, Qt.Key.Key_Shift)
        QApplication.processEvents()
        time.sleep(0.005)
    assert window.locked is None
    qtbot.waitUntil(lambda: window.locked is not None, timeout=20_000)
    assert not window.locking.idle.watching


def test_how_long_is_remembered(qtbot: QtBot, window: MainWindow) -> None:
    (never,) = (a for a in window.findChildren(QAction) if a.objectName() == "action.idle0")
    never.trigger()
    assert settings.text("lockWhenIdle", "") == "0"
    assert not window.locking.idle.watching


def test_typed_words_are_asked_about_before_they_are_dropped(
    qtbot: QtBot, window: MainWindow, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.inspector is not None
    window.inspector.edit()
    assert window.inspector.form is not None
    QTest.keyClicks(window.inspector.form.editors["note"].focusProxy(), "x")
    lock(qtbot, window)
    answers = iter([False, True])
    monkeypatch.setattr("geoapp.ui.window.locking.agrees_to_discard", lambda *_: next(answers))
    qtbot.mouseClick(window.locking.page.leave, Qt.MouseButton.LeftButton)
    assert window.locked is not None
    qtbot.mouseClick(window.locking.page.leave, Qt.MouseButton.LeftButton)
    assert window.locked is None
    assert window.welcome.isVisible()
    assert window.menus.states.protection.isHidden()


def test_what_is_kept_is_sealed(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session is not None
    open_form = left_off(window, window.session)
    lock(qtbot, window)
    assert window.locked is not None
    assert b"facility" in open_form
    assert b"facility" not in window.locked.sealed


def test_the_window_can_change_its_language_while_locked(
    qtbot: QtBot, window: MainWindow, settle: Settle
) -> None:
    lock(qtbot, window)
    window._change_language("ko")
    qtbot.waitUntil(lambda: window.language == "ko")
    assert window.locking.page.isVisible()
    unlock(qtbot, window, settle)
    assert window.session is not None
    window._change_language("en")
    qtbot.waitUntil(lambda: window.language == "en")
    settle(window)
    assert isinstance(window.menus.case, QMenu)
