"""Two people with a copy each: both change it, one merges and decides, both hold the same."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from geoapp.case.conflicts import Conflict
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.commands import edit
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.store import slots
from geoapp.ui.main_window import MainWindow
from geoapp.ui.merging.bundle_dialog import BundleDialog
from geoapp.ui.merging.dialogs import MergeDialog, ReportDialog
from layers.values import Position

WORDS = "백두 산 words"
CAMP, POST, OLD = Key("facility", 1), Key("facility", 2), Key("facility", 3)


def at(lon: float, lat: float) -> Position:
    return Position(shapely.Point(lon, lat), 400.0, "compound", "a sketch")


def row(key: Key, **values: object) -> Change:
    return Change(key, values)  # type: ignore[arg-type]


def write(session: Session, *changes: Change, reason: str = "") -> None:
    message = Message("edit", {"table": "facility", "id": "1"})
    session.do(Draft("edit", message, changes, reason))


class Desk:
    """Somebody's computer: a profile, a copy of the case, a window."""

    def __init__(self, bot: QtBot, folder: Path, author: str) -> None:
        folder.mkdir()
        self.bot, self.path = bot, folder / "case.gpkg"
        self.profile = Profile(folder / "profile")
        self.profile.author = author
        self.window: MainWindow | None = None

    def open(self) -> MainWindow:
        self.window = MainWindow(self.profile)
        self.bot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        session = Session.open(
            self.path, author=self.profile.author, profile=self.profile, passphrase=WORDS
        )
        self.window.show_session(session)
        self.settle()
        return self.window

    @property
    def session(self) -> Session:
        assert self.window is not None
        assert self.window.session is not None
        return self.window.session

    def settle(self) -> None:
        window = self.window
        assert window is not None
        until = time.monotonic() + 60
        while time.monotonic() < until:
            QApplication.processEvents()
            calm = window.content.settled and window.merging.settled and not window.jobs.busy
            if calm and window.canvas.is_settled:
                break
            time.sleep(0.005)
        QApplication.processEvents()

    def close(self) -> None:
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def merge(self, other: Path, *, both: bool, passphrase: str = WORDS) -> ReportDialog:
        window = self.window
        assert window is not None
        window.merging.merge_with(other)
        dialog = window.findChild(MergeDialog)
        assert isinstance(dialog, MergeDialog)
        dialog.field.setText("wrong")
        self.bot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        self.settle()
        assert "passphrase" in dialog.trouble.text().lower()
        dialog.field.setText(passphrase)
        dialog.both.setChecked(both)
        self.bot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        self.settle()
        report = window.findChild(ReportDialog)
        assert isinstance(report, ReportDialog), dialog.trouble.text()
        return report

    def conflicts(self) -> list[Conflict]:
        assert self.window is not None
        panel = self.window.merging.panel
        assert panel is not None
        return panel._found

    def choose(self, kind: str, field: str | None = None) -> QWidget:
        """Choose a conflict in the list; its page."""
        assert self.window is not None
        panel = self.window.merging.panel
        assert panel is not None
        (number,) = (
            n for n, one in enumerate(panel._found) if one.kind == kind and one.field == field
        )
        panel.list.setCurrentRow(number)
        QApplication.processEvents()
        assert panel.page is not None
        return panel.page

    def press(self, page: QWidget, name: str) -> None:
        button = page.findChild(QPushButton, name)
        assert isinstance(button, QPushButton), name
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()


@pytest.fixture
def desks(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Desk]]:
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})
    mine, theirs = Desk(qtbot, tmp_path / "a", "KB-2"), Desk(qtbot, tmp_path / "b", "HB-7")
    made = Session.create(
        mine.path, title="One", author="KB-2", profile=mine.profile, passphrase=WORDS
    )
    write(
        made,
        row(CAMP, code="KW-1", name_en="Camp 1", geometry=at(129.0, 41.0)),
        row(POST, code="KW-2", name_en="Post"),
        row(OLD, code="KW-3", name_en="Old"),
    )
    made.close()
    shutil.copy(mine.path, theirs.path)
    yield [mine, theirs]
    for desk in (mine, theirs):
        desk.close()


def diverge(mine: Desk, theirs: Desk) -> None:
    """A value, a place, a deletion, a code and a new thing: all different on both sides."""
    a, b = mine.session, theirs.session
    a.do(edit.edit(a.view, CAMP, {"name_en": "Camp 14"}, "as printed"))
    b.do(edit.edit(b.view, CAMP, {"name_en": "Camp 15"}, "as W-3 said"))
    a.do(edit.edit(a.view, CAMP, {"geometry": at(129.1, 41.1)}, "seen on imagery"))
    b.do(edit.edit(b.view, CAMP, {"geometry": at(129.3, 41.2)}, "drawn by W-3"))
    a.do(edit.remove(a.view, OLD, "entered twice"))
    b.do(edit.edit(b.view, OLD, {"note": "it is another one"}))
    write(a, row(Key("person", 11), code="P-9", note="one"))
    write(b, row(Key("person", 12), code="P-9", note="two"))
    write(a, row(Key("facility", 21), code="KW-7", name_en="Twin", geometry=at(126.0, 40.0)))
    write(b, row(Key("facility", 22), code="KW-8", name_en="Twin", geometry=at(126.002, 40.0)))


def state(session: Session) -> dict[str, object]:
    view = session.view
    rows = {
        table.name: sorted(
            (r.key.id, r.deleted, sorted((n, repr(v)) for n, v in r.values.items()))
            for r in view.records(table.name)
        )
        for table in view.statements
    }
    return {"rows": rows, "heads": view.info().heads}


def words_in(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_both_edit_one_decides_both_are_equal(desks: list[Desk], qtbot: QtBot) -> None:
    mine, theirs = desks
    mine.open()
    theirs.open()
    diverge(mine, theirs)
    theirs.close()
    window = mine.window
    assert window is not None
    assert not window.merging.count.isVisible()

    report = mine.merge(theirs.path, both=True)
    received = report.findChild(QLabel, "merged:received")
    assert isinstance(received, QLabel)
    assert received.text() == "5"
    found = mine.conflicts()
    assert sorted(one.kind for one in found) == ["alike", "code", "deleted", "field", "field"]
    assert window.merging.count.text() == "Conflicts: 5"
    show = report.findChild(QPushButton, "showConflicts")
    assert isinstance(show, QPushButton)
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)
    mine.settle()
    panel = window.merging.panel
    assert panel is not None
    assert panel.isVisible()

    page = mine.choose("field", "name_en")
    told = words_in(page)
    for words in ("Camp 14", "Camp 15", "KB-2", "HB-7", "as printed", "as W-3 said", "mine"):
        assert words in told
    editor = page.editor  # type: ignore[attr-defined]
    editor.focusProxy().selectAll()
    QTest.keyClicks(editor.focusProxy(), "Camp 16")
    reason = page.reason  # type: ignore[attr-defined]
    QTest.keyClicks(reason, "both misread it")
    mine.press(page, "takeValue")
    record = mine.session.view.record(CAMP)
    assert record is not None
    assert record.values["name_en"] == "Camp 16"
    assert mine.session.view.history(CAMP)[0].reason == "both misread it"

    # The places of both sides are marked, and both are in sight; leaving takes the marks away.
    page = mine.choose("field", "geometry")
    assert panel.marks.letters == "AB"
    west, south, east, north = window.canvas.view.extent
    for lon, lat in ((129.1, 41.1), (129.3, 41.2)):
        from layers.projection import to_mercator

        x, y = to_mercator([lon, lat]).tolist()
        assert west < x < east
        assert south < y < north
    window.merging.dock.hide()
    mine.settle()
    assert panel.marks.letters == ""
    qtbot.mouseClick(window.merging.count, Qt.MouseButton.LeftButton)
    mine.settle()
    assert panel.marks.letters == "AB"
    theirs_at = next(
        n
        for n, v in enumerate(page.conflict.versions)
        if not v.mine  # type: ignore[attr-defined]
    )
    mine.press(page, f"keep:{'AB'[theirs_at]}")
    record = mine.session.view.record(CAMP)
    assert record is not None
    position = record.values["geometry"]
    assert isinstance(position, Position)
    assert position.geometry is not None
    assert position.geometry.x == 129.3

    page = mine.choose("deleted")
    keeps = next(
        n
        for n, v in enumerate(page.conflict.versions)
        if v.value is False  # type: ignore[attr-defined]
    )
    mine.press(page, f"keep:{'AB'[keeps]}")
    page = mine.choose("code", "code")
    code = page.code  # type: ignore[attr-defined]
    assert code.text() not in ("", "P-9")
    mine.press(page, "giveCode")
    page = mine.choose("alike")
    assert "Twin" in words_in(page)
    mine.press(page, "notTheSame")
    assert mine.conflicts() == []
    assert not window.merging.count.isVisible()
    assert panel.nothing.isVisible()

    theirs.open()
    report = theirs.merge(mine.path, both=False)
    report.close()
    assert theirs.conflicts() == []
    assert state(theirs.session) == state(mine.session)
    assert mine.session.verify() == []
    assert theirs.session.verify() == []
    shared = {record.code for record in theirs.session.view.records("person")}
    assert len(shared) == 2


def test_conflicts_wait_for_another_day_and_twins_are_joined(
    desks: list[Desk], qtbot: QtBot
) -> None:
    mine, theirs = desks
    mine.open()
    theirs.open()
    diverge(mine, theirs)
    theirs.close()
    mine.merge(theirs.path, both=False).close()
    assert len(mine.conflicts()) == 5
    mine.close()
    mine.open()
    window = mine.window
    assert window is not None
    assert window.merging.count.text() == "Conflicts: 5"
    window.merging.show()
    mine.settle()
    page = mine.choose("alike")
    comparison = page.findChild(QWidget, "comparison")
    assert isinstance(comparison, QWidget)
    assert "KW-7" in words_in(comparison)
    assert "KW-8" in words_in(comparison)
    mine.press(page, "keep:A")
    twins = [r for r in mine.session.view.records("facility") if r.values["name_en"] == "Twin"]
    assert len(twins) == 1
    assert len(mine.conflicts()) == 4
    # What was typed stays while somebody decides elsewhere in the window.
    page = mine.choose("field", "name_en")
    reason = page.reason  # type: ignore[attr-defined]
    QTest.keyClicks(reason, "half a reason")
    mine.session.do(edit.edit(mine.session.view, POST, {"note": "x"}))
    mine.settle()
    panel = window.merging.panel
    assert panel is not None
    assert panel.page is page
    assert reason.text() == "half a reason"


def test_a_bundle_goes_from_one_to_the_other(desks: list[Desk], tmp_path: Path) -> None:
    mine, theirs = desks
    window = mine.open()
    heads = mine.session.view.info().heads
    mine.session.do(edit.edit(mine.session.view, POST, {"note": "from far away"}))
    out = tmp_path / "news.bundle"
    window.merging.write_bundle(out)
    dialog = window.findChild(BundleDialog)
    assert isinstance(dialog, BundleDialog)
    dialog.since.setPlainText("\n".join(heads))
    dialog.own.setChecked(True)
    assert not dialog.go.isEnabled()
    dialog.field.setText("for HB")
    dialog.again.setText("for HB")
    mine.bot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    mine.settle()
    box = window.findChild(QMessageBox, "message")
    assert isinstance(box, QMessageBox)
    assert "1 entries" in box.text()
    assert mine.session.view.info().fingerprint in box.text()
    box.close()
    theirs.open()
    theirs.merge(out, both=True, passphrase="for HB").close()
    record = theirs.session.view.record(POST)
    assert record is not None
    assert record.values["note"] == "from far away"


def test_another_case_is_refused_with_a_sentence(
    desks: list[Desk], tmp_path: Path, qtbot: QtBot
) -> None:
    mine, _theirs = desks
    window = mine.open()
    other = tmp_path / "other.gpkg"
    Session.create(other, title="Other", author="X", profile=mine.profile).close()
    window.merging.merge_with(other)
    dialog = window.findChild(MergeDialog)
    assert isinstance(dialog, MergeDialog)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    mine.settle()
    assert "another case" in dialog.trouble.text()
    assert dialog.isVisible()
    dialog.reject()
