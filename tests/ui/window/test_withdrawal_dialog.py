"""Withdrawal in the window: the degrees, the list, typing the code, and the tombstone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from geoapp.case.records import Key
from geoapp.session.erasing import Degree
from geoapp.ui.erasing.dialog import WithdrawalDialog
from geoapp.ui.erasing.outcome import OutcomeDialog
from geoapp.ui.main_window import MainWindow

WAIT = 60_000


def asked(window: MainWindow, qtbot: QtBot, key: Key, degree: Degree) -> WithdrawalDialog:
    """The dialog on a row, with its list."""
    assert window.session is not None
    window.session.select([key])
    window.withdrawals.action.trigger()
    dialog = window.findChild(WithdrawalDialog)
    assert dialog is not None
    dialog.choose(degree)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=WAIT)
    return dialog


def outcome(window: MainWindow, qtbot: QtBot) -> OutcomeDialog:
    qtbot.waitUntil(lambda: window.findChild(OutcomeDialog) is not None, timeout=WAIT)
    found = window.findChild(OutcomeDialog)
    assert found is not None
    return found


def leaves(dialog: WithdrawalDialog) -> list[QTreeWidgetItem]:
    tree = dialog.listing
    groups = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    return [group.child(number) for group in groups for number in range(group.childCount())]


def test_a_testimony_is_destroyed_after_its_code_was_typed(
    window: MainWindow, qtbot: QtBot, one: Callable[[str], Key], tmp_path: Path
) -> None:
    session = window.session
    assert session is not None
    key = one("T-103")
    words = session.view.records("passage")
    quote = next(str(r.values["quote"]) for r in words if r.values["testimony"] == key.id)
    dialog = asked(window, qtbot, key, Degree.DESTROY)
    places = [leaf for leaf in leaves(dialog) if leaf.text(0).startswith("Place IP-Q")]
    assert [leaf.text(1) for leaf in places] == ["destroyed"]
    places[0].setCheckState(0, Qt.CheckState.Unchecked)
    assert places[0].text(1) == "stays as it is"
    dialog.listing.setCurrentItem(places[0])
    assert "Q-103" in dialog.detail.text()
    assert not dialog.go.isEnabled()
    dialog.confirm.setText("T-10")
    assert not dialog.go.isEnabled()
    dialog.confirm.setText(" t-103 ")
    assert dialog.go.isEnabled()
    dialog.reason.setText("letter of 3 March")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    told = outcome(window, qtbot)
    assert "agrees with its ledger" in told.head.text()
    assert quote not in told.text()
    told.save(tmp_path / "list.txt")
    assert "Documentation team" in (tmp_path / "list.txt").read_text("utf-8")
    told.close()
    assert session.view.resolve("T-103") == []
    assert session.view.resolve("IP-QUARTERS") != []
    inspector = window.inspecting.inspector
    assert inspector is not None
    assert inspector.current == key
    banner = inspector.page._deleted
    assert "Destroyed on" in banner.words.text()
    assert "letter of 3 March" in banner.words.text()
    assert banner.restore_button.isHidden()
    assert not inspector.page.header.withdrawal.isEnabled()
    assert window.withdrawals.ask(key) is None
    inspector.page.go_to("history")
    history = inspector.page.history.toPlainText()
    assert "content destroyed" in history
    assert "Officer" not in history
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=WAIT)
    window.findChild(object, "message").close()


def test_no_new_use_marks_it_and_can_be_undone(
    window: MainWindow, qtbot: QtBot, one: Callable[[str], Key]
) -> None:
    session, inspector = window.session, window.inspecting.inspector
    assert session is not None
    assert inspector is not None
    key = one("W-101")
    dialog = asked(window, qtbot, key, Degree.NO_NEW_USE)
    assert dialog.listing.isHidden()
    assert dialog.confirm.isHidden()
    assert dialog.go.isEnabled()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    outcome(window, qtbot).close()
    content = inspector.page.content
    assert content is not None
    assert content.withdrawn
    session.undo()
    assert inspector.page.content is not None
    assert not inspector.page.content.withdrawn
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=WAIT)


def test_it_is_offered_only_for_what_can_be_withdrawn(
    window: MainWindow, qtbot: QtBot, one: Callable[[str], Key]
) -> None:
    session, inspector = window.session, window.inspecting.inspector
    assert session is not None
    assert inspector is not None
    for code, offered in (("T-101", True), ("W-101", True), ("KW-14", False)):
        session.select([one(code)])
        assert window.withdrawals.action.isEnabled() == offered
        assert inspector.page.header.withdrawal.isVisible() == offered
    session.select([])
    assert not window.withdrawals.action.isEnabled()
