"""Stories of linking: from a passage to a facility and back, three actions each."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from geoapp.case.records import Key
from geoapp.commands import edit
from geoapp.commands.link import Tie, tie_of
from geoapp.session import Session
from geoapp.ui.linking import Linker
from geoapp.ui.linking.picker import LinkPicker
from layers.projection import to_mercator
from tests.journeys.conftest import User, type_words

QUOTE = "Behind the station there was a wall, and we were taken through a side gate"


@dataclass
class Linking:
    """Somebody who links, and how many actions it took.

    An action is one press of a key that means something, one click, or one
    uninterrupted typing of words.
    """

    user: User
    actions: list[str] = field(default_factory=list)

    @property
    def session(self) -> Session:
        assert self.user.window.session is not None
        return self.user.window.session

    @property
    def linker(self) -> Linker:
        assert self.user.window.work.linker is not None
        return self.user.window.work.linker

    @property
    def picker(self) -> LinkPicker:
        return self.linker.picker

    def add(self, table: str, **values: object) -> Key:
        draft = edit.create(self.session.view, table, values)  # type: ignore[arg-type]
        self.session.do(draft)
        return draft.changes[0].key

    def ties(self, key: Key) -> list[Tie]:
        return [tie_of(record) for record in self.session.view.links(key)]

    def settle(self) -> None:
        window = self.user.window
        self.user.bot.waitUntil(
            lambda: window.content.settled and not window.jobs.busy and window.canvas.is_settled,
            timeout=30_000,
        )

    def press(self, keys: str) -> None:
        self.actions.append(keys)
        QTest.keySequence(self.user.window.focusWidget() or self.user.window, keys)

    def type(self, words: str) -> None:
        self.actions.append(words)
        target = self.user.window.focusWidget()
        assert target is not None
        type_words(target, words)
        self.user.bot.waitUntil(lambda: self.picker._finding.is_answered, timeout=30_000)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.actions.append("click")
        QTest.mouseClick(
            widget,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            at or widget.rect().center(),
        )

    def pixel(self, lon: float, lat: float) -> QPoint:
        x, y = self.user.window.canvas.view.to_pixels(to_mercator([lon, lat])).tolist()
        return QPoint(round(x), round(y))

    def shown(self, key: Key, words: str) -> None:
        """Select a row and wait until the inspector shows these words of it."""
        self.session.select([key])
        inspector = self.user.window.inspector
        assert inspector is not None
        self.user.bot.waitUntil(lambda: words in self.user.words_in(inspector), timeout=30_000)


@pytest.fixture
def work(user: User) -> Linking:
    linking = Linking(user)
    linking.settle()
    return linking


@pytest.fixture
def passage(work: Linking) -> Key:
    told = work.add("testimony", code="T-900", title="Account of W-900")
    return work.add("passage", code="Q-900", quote=QUOTE, testimony=told.id, basis="saw")


def test_from_a_selected_passage_to_a_facility_in_three_actions(
    work: Linking, passage: Key
) -> None:
    camp = work.user.key_of("KW-25")
    work.session.select([passage])
    work.user.window.canvas.setFocus()
    work.press("L")
    work.type("KW-25")
    work.press("Return")
    assert len(work.actions) == 3
    assert Tie(passage, camp, "speaks of", "mentions") in work.ties(camp)
    work.shown(passage, "KW-25")
    work.shown(camp, "Q-900")
    work.user.press("Ctrl+Z")
    work.user.bot.waitUntil(lambda: work.ties(passage) == [])


def test_from_a_facility_to_a_passage_in_three_actions(work: Linking, passage: Key) -> None:
    camp = work.user.key_of("KW-25")
    work.session.select([camp])
    inspector = work.user.window.inspector
    assert inspector is not None
    button = inspector.findChild(QPushButton, "linkAccount")
    assert button is not None
    work.click(button)
    work.type("side gate")
    work.press("Return")
    assert len(work.actions) == 3
    assert Tie(passage, camp, "speaks of", "mentions") in work.ties(camp)
    work.shown(camp, "Q-900")
    work.shown(passage, "KW-25")


def test_a_passage_finds_a_facility_by_its_korean_name(work: Linking, passage: Key) -> None:
    work.session.select([passage])
    work.user.window.canvas.setFocus()
    work.press("L")
    work.type("청진 관리소")
    work.press("Return")
    assert [tie.end for tie in work.ties(passage)] == [work.user.key_of("KW-25")]


def test_a_place_is_dropped_and_stays(work: Linking, passage: Key) -> None:
    work.user.window.canvas.centre_on(129.72, 41.83, 20.0)
    work.settle()
    work.session.select([passage])
    work.user.window.canvas.setFocus()
    work.press("L")
    work.press("Ctrl+D")
    work.click(work.user.window.canvas, work.pixel(129.70, 41.82))
    type_words(work.user.window.focusWidget() or work.user.window, "the side gate")
    work.press("Return")
    (tie,) = work.ties(passage)
    assert tie.end.table == "place"
    work.shown(tie.end, "Q-900")
    work.settle()
    layers = {layer.name: layer for layer in work.user.window.canvas.content.layers}
    assert tie.end.id in layers["place"].index_of
    work.user.reopen()
    record = work.session.view.record(tie.end)
    assert record is not None
    assert record.values["name"] == "the side gate"
    position = record.values["geometry"]
    assert (position.precision, position.radius_m) == ("compound", 250.0)  # type: ignore[union-attr]
    assert work.ties(passage) == [tie]


def test_the_keys_of_the_picker_are_its_own(work: Linking, passage: Key) -> None:
    """Ctrl+N, Ctrl+M and Ctrl+1 mean something else elsewhere in the window."""
    docks = [dock.isVisible() for dock in work.user.window.work.docks]
    work.session.select([passage])
    work.user.window.canvas.setFocus()
    work.press("L")
    work.press("Ctrl+2")
    assert work.picker.page.fields.stance.code() == "contradicts"
    work.press("Ctrl+N")
    assert work.picker.new.isVisible()
    work.press("Esc")
    work.press("Ctrl+M")
    assert work.picker.pick.active
    work.press("Esc")
    work.press("Esc")
    assert not work.picker.isVisible()
    assert work.session.selection == (passage,)
    assert [dock.isVisible() for dock in work.user.window.work.docks] == docks


def test_several_at_once_are_one_undo(work: Linking, passage: Key) -> None:
    work.session.select([passage])
    work.user.window.canvas.setFocus()
    work.press("L")
    work.type("kwanliso")
    for keys in ("Down", "Space", "Down", "Space", "Down", "Space", "Return"):
        work.press(keys)
    assert len(work.ties(passage)) == 3
    work.user.window.canvas.setFocus()
    work.user.press("Ctrl+Z")
    work.user.bot.waitUntil(lambda: work.ties(passage) == [])


def test_a_feature_is_picked_on_the_map(work: Linking, passage: Key) -> None:
    camp = work.user.key_of("KW-25")
    work.session.select([camp])
    work.user.window.selecting.zoom_to([camp])
    work.session.select([passage])
    work.settle()
    record = work.session.view.record(camp)
    assert record is not None
    assert record.geometry is not None
    at = record.geometry.representative_point()
    work.user.window.canvas.setFocus()
    work.press("L")
    work.press("Ctrl+M")
    work.click(work.user.window.canvas, work.pixel(at.x, at.y))
    work.press("Return")
    assert [tie.end for tie in work.ties(passage)] == [camp]
    assert work.session.selection == (passage,)


def test_a_link_is_changed_turned_and_removed_from_the_inspector(
    work: Linking, passage: Key
) -> None:
    camp = work.user.key_of("KW-25")
    work.session.select([passage])
    work.user.window.canvas.setFocus()
    work.press("L")
    work.type("KW-25")
    work.press("Return")
    work.shown(passage, "KW-25")
    work.user.follow("Change…")
    editor = work.linker.editor
    assert editor.isVisible()
    work.press("Ctrl+1")
    work.press("Return")
    assert [tie.stance for tie in work.ties(passage)] == ["supports"]
    work.shown(passage, "supports")
    work.user.follow("Change…")
    work.click(editor.fields.turn)
    assert [(tie.start, tie.end) for tie in work.ties(passage)] == [(camp, passage)]
    work.click(editor.remove_button)
    assert work.ties(passage) == []
    for expected in (camp, passage):
        work.user.press("Ctrl+Z")
        work.user.bot.waitUntil(lambda: len(work.ties(passage)) == 1)
        assert work.ties(passage)[0].start == expected
