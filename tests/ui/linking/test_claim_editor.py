"""Claims about one field: a new one from a passage, adopting another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest

from geoapp.commands import claims, edit
from geoapp.ui.forms.choice import ChoiceEditor
from geoapp.ui.forms.dates import DateEditor
from tests.ui.linking.conftest import Desk


def status(desk: Desk) -> object:
    record = desk.session.view.record(desk.keys["KW-1"])
    assert record is not None
    return record.values["status"]


def standing(desk: Desk) -> dict[object, object]:
    found = desk.session.view.claims(desk.keys["KW-1"])
    return {c.values["value"]: c.values["rank"] for c in found if c.values["attribute"] == "status"}


def test_a_claim_from_a_passage_in_one_step(desk: Desk, heard: Callable[[], list[str]]) -> None:
    desk.linker.claim_for(desk.keys["KW-1"], "status", desk.keys["Q"])
    panel = desk.linker.claims
    assert panel.editors["passage"].value() == desk.keys["Q"].id
    assert panel.editors["basis"].value() == "saw"
    value = panel.editors["value"]
    assert isinstance(value, ChoiceEditor)
    QTest.keyClicks(value.box.lineEdit(), "closed")
    time = panel.editors["time"]
    assert isinstance(time, DateEditor)
    QTest.keyClicks(time.line, "spring 2014")
    QTest.keyClick(time.line, Qt.Key.Key_Return)
    assert not panel.isVisible()
    (claim,) = desk.session.view.claims(desk.keys["KW-1"])
    assert (claim.values["value"], claim.values["rank"]) == ("closed", "open")
    assert claim.values["passage"] == desk.keys["Q"].id
    assert claim.values["time"].words == "spring 2014"
    assert status(desk) is None
    assert "Claim added" in heard()[-1]


def test_a_new_claim_may_be_shown_at_once(desk: Desk) -> None:
    desk.session.do(edit.edit(desk.session.view, desk.keys["KW-1"], {"status": "operating"}))
    desk.linker.claim_for(desk.keys["KW-1"], "status", desk.keys["Q"])
    panel = desk.linker.claims
    value = panel.editors["value"]
    assert isinstance(value, ChoiceEditor)
    QTest.keyClicks(value.box.lineEdit(), "closed")
    QTest.mouseClick(panel.adopt_now, Qt.MouseButton.LeftButton)
    panel.adopt_now.setChecked(True)
    QTest.mouseClick(panel.save_button, Qt.MouseButton.LeftButton)
    assert status(desk) == "closed"
    assert standing(desk) == {"operating": "open", "closed": "adopted"}
    desk.session.undo()
    assert status(desk) == "operating"
    assert standing(desk) == {"operating": "adopted"}


def test_a_rival_is_adopted_with_a_reason(desk: Desk) -> None:
    camp = desk.keys["KW-1"]
    desk.session.do(edit.edit(desk.session.view, camp, {"status": "operating"}))
    draft = claims.add_claim(desk.session.view, camp, "status", "disputed", basis="rumour")
    desk.session.do(draft)
    desk.linker.claim_for(camp, "status")
    panel = desk.linker.claims
    assert "disputed" in panel.claims.toPlainText()
    panel.claims.anchorClicked.emit(QUrl(f"adopt:{draft.changes[0].key.id}"))
    QTest.keyClicks(panel.prompt.reason, "two letters")
    QTest.keyClick(panel.prompt.reason, Qt.Key.Key_Return)
    assert status(desk) == "disputed"
    assert desk.session.view.entries(1)[0].reason == "two letters"
    assert standing(desk) == {"operating": "open", "disputed": "adopted"}


def test_a_claim_without_a_value_is_refused_and_nothing_is_lost(desk: Desk) -> None:
    desk.linker.claim_for(desk.keys["KW-1"], "status", desk.keys["Q"])
    panel = desk.linker.claims
    QTest.keyClicks(panel.editors["reason"].focusProxy(), "typed")
    QTest.mouseClick(panel.save_button, Qt.MouseButton.LeftButton)
    assert "value is empty" in panel.problem.text()
    desk.press(Qt.Key.Key_Escape)
    desk.linker.claim_for(desk.keys["KW-1"], "status", desk.keys["Q"])
    assert panel.editors["reason"].value() == "typed"
