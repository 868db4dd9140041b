"""The history: of a row in the inspector, of the whole case in its panel, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from geoapp import app
from geoapp.case.errors import CaseError
from geoapp.case.ledger_lines import Wanted
from geoapp.case.records import Change, Draft, FieldChange, Key, Message
from geoapp.commands import edit
from geoapp.commands.restoring import can_restore, restore_value
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.session.taking_back import take_back
from geoapp.ui.main_window import MainWindow
from geoapp.ui.panels.ledger.model import PAGE
from geoapp.ui.panels.ledger.panel import LedgerPanel

CAMP = Key("facility", 1)
Settle = Callable[[MainWindow], None]


def write(session: Session, *changes: Change, reason: str = "", kind: str = "edit") -> str:
    message = Message("edit", {"table": "facility", "id": "1"})
    return session.do(Draft(kind, message, changes, reason)).hash


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.create(tmp_path / "case.gpkg", title="One", author="KB-2")
    write(made, Change(CAMP, {"code": "KW-1", "name_en": "Camp 1", "note": "first"}))
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, session: Session, settle: Settle) -> Iterator[MainWindow]:
    Profile().author = "KB-2"
    session.do(edit.edit(session.view, CAMP, {"name_en": "Camp 14"}, "as printed"))
    session.do(edit.edit(session.view, CAMP, {"note": "second"}, "more was said"))
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.show_session(session)
    settle(made)
    yield made
    made.close()


# --- restoring and taking back --------------------------------------------------------------


def test_a_value_of_before_is_restored_by_a_claim(session: Session) -> None:
    session.do(edit.edit(session.view, CAMP, {"name_en": "Camp 14"}, "as printed"))
    session.do(restore_value(session.view, CAMP, "name_en", "Camp 1", "it was right"))
    record = session.view.record(CAMP)
    assert record is not None
    assert record.values["name_en"] == "Camp 1"
    claims = [claim.values for claim in session.view.claims(CAMP)]
    adopted = [values["value"] for values in claims if values["rank"] == "adopted"]
    assert adopted == ["Camp 1"]
    assert "Camp 14" in [values["value"] for values in claims]
    assert session.view.history(CAMP)[0].reason == "it was right"
    session.undo()
    record = session.view.record(CAMP)
    assert record is not None
    assert record.values["name_en"] == "Camp 14"
    assert session.verify() == []


def test_what_can_be_restored(session: Session) -> None:
    def may(name: str, new: object, *, erased: bool = False, key: Key = CAMP) -> bool:
        return can_restore(session.view, FieldChange(key, name, None, new, erased))

    assert may("note", "zero")
    assert not may("note", "first")
    assert not may("note", "zero", erased=True)
    assert not may("no such field", "zero")
    assert not may("note", "zero", key=Key("facility", 99))
    assert may("deleted", True)
    session.do(edit.remove(session.view, CAMP))
    assert not may("note", "zero")
    assert may("deleted", False)
    session.do(restore_value(session.view, CAMP, "deleted", False))
    record = session.view.record(CAMP)
    assert record is not None
    assert not record.deleted
    with pytest.raises(CaseError, match="does not fit"):
        restore_value(session.view, CAMP, "geometry", "nonsense")


def test_an_earlier_entry_is_taken_back(session: Session) -> None:
    hash = write(session, Change(CAMP, {"note": "second", "name_ko": "일호"}))
    write(session, Change(CAMP, {"note": "third"}))
    session.do(take_back(session, hash, "it was another camp"))
    record = session.view.record(CAMP)
    assert record is not None
    assert record.values["note"] == "third"
    assert record.values["name_ko"] is None
    assert session.view.history(CAMP)[0].reason == "it was another camp"
    with pytest.raises(CaseError, match="Nothing is left"):
        take_back(session, hash, "")
    assert session.verify() == []


# --- the row --------------------------------------------------------------------------------


def test_a_value_is_restored_in_the_inspector(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session is not None
    window.session.select([CAMP])
    assert window.inspector is not None
    page = window.inspector.page
    section = page.section("history")
    assert section is not None
    section.open()
    text = page.history.toPlainText()
    assert "Reason: as printed" in text
    assert "not signed" in text
    first = window.session.view.history(CAMP)[-1]
    (number,) = (n for n, c in enumerate(first.changes) if c.field == "note")
    page.history.anchorClicked.emit(QUrl(f"restore:{first.hash}/{number}"))
    assert page.prompt.isVisible()
    page.prompt.reason.setText("the first was right")
    page.prompt.confirm()
    record = window.session.view.record(CAMP)
    assert record is not None
    assert record.values["note"] == "first"
    assert "the first was right" in page.history.toPlainText()


def test_an_entry_is_undone_in_the_inspector(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session is not None
    window.session.select([CAMP])
    assert window.inspector is not None
    page = window.inspector.page
    section = page.section("history")
    assert section is not None
    section.open()
    renamed = next(e for e in window.session.view.history(CAMP) if e.reason == "as printed")
    page.history.anchorClicked.emit(QUrl(f"undo:{renamed.hash}"))
    page.prompt.confirm()
    record = window.session.view.record(CAMP)
    assert record is not None
    assert (record.values["name_en"], record.values["note"]) == ("Camp 1", "second")


# --- the whole case -------------------------------------------------------------------------


def shown(window: MainWindow) -> LedgerPanel:
    assert not window.history.dock.isVisible()
    window.history.action.trigger()
    QApplication.processEvents()
    assert window.history.panel is not None
    assert window.history.panel.isVisible()
    return window.history.panel


def listed(panel: LedgerPanel) -> list[str]:
    model = panel.model
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def test_the_panel_lists_entries_and_tells_what_each_did(qtbot: QtBot, window: MainWindow) -> None:
    panel = shown(window)
    assert panel.model.rowCount() == 4
    assert "Note: first → second" in panel.text.toPlainText()
    panel.list.selectRow(1)
    assert "Camp 1 → Camp 14" in panel.text.toPlainText()
    assert "Reason: as printed" in panel.text.toPlainText()
    panel.text.anchorClicked.emit(QUrl("row:facility/1"))
    assert window.session is not None
    assert window.session.selection == (CAMP,)
    window.session.do(edit.edit(window.session.view, CAMP, {"note": "third"}))
    assert panel.model.rowCount() == 5


def test_the_panel_restores_and_undoes(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session is not None
    panel = shown(window)
    panel.list.selectRow(2)
    entry = panel._entry
    assert entry is not None
    (number,) = (n for n, c in enumerate(entry.changes) if c.field == "note")
    panel.text.anchorClicked.emit(QUrl(f"restore:{entry.hash}/{number}"))
    panel.prompt.confirm()
    record = window.session.view.record(CAMP)
    assert record is not None
    assert record.values["note"] == "first"
    panel.text.anchorClicked.emit(QUrl(f"undo:{panel._entry.hash}"))
    panel.prompt.confirm()
    record = window.session.view.record(CAMP)
    assert record is not None
    assert record.values["note"] == "second"


def test_it_is_filtered_by_author_table_and_day(window: MainWindow) -> None:
    session = window.session
    assert session is not None
    session.author = "KB-3"
    session.do(Draft("edit", Message("create"), (Change(Key("person", 3), {"code": "P-1"}),)))
    panel = shown(window)
    filters = panel.filters
    filters.authors.setCurrentIndex(filters.authors.findData("KB-3"))
    filters.authors.activated.emit(0)
    assert listed(panel) == ["KB-3"]
    filters.clear.click()
    assert len(listed(panel)) == 5
    filters.tables.setCurrentIndex(filters.tables.findData("person"))
    filters.tables.activated.emit(0)
    assert listed(panel) == ["KB-3"]
    filters.clear.click()
    filters.until.setText("2001-01-01")
    filters.until.editingFinished.emit()
    assert listed(panel) == []
    assert panel.text.toPlainText() == "No entry is like this."
    filters.until.setText("not a day")
    filters.until.editingFinished.emit()
    assert len(listed(panel)) == 5
    day = session.view.entry(session.view.info().heads[0]).utc[:10]
    assert len(session.view.ledger_page(Wanted(since=day, until=day))) == 5


def test_a_long_ledger_is_read_page_by_page(window: MainWindow) -> None:
    session = window.session
    assert session is not None
    for number in range(PAGE + 20):
        session.write(
            Draft("edit", Message("create"), (Change(Key("person", number + 1), {"note": "x"}),))
        )
    panel = shown(window)
    model = panel.model
    assert model.rowCount() == PAGE
    assert model.canFetchMore(model.index(-1, -1))
    model.fetchMore(model.index(-1, -1))
    assert model.rowCount() == PAGE + 24
    assert not model.canFetchMore(model.index(-1, -1))
    hashes = [model.line(row).entry.hash for row in range(model.rowCount())]
    assert hashes == [entry.hash for entry in session.view.entries()]
    window.history.action.trigger()
    app.application().processEvents()
