"""A small real case with one testimony in two languages, and a reader on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shapely import Point

from geoapp.case.records import Key
from geoapp.commands import edit, link, passages, transcripts
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.ui.panels.reader import Reader
from layers.values import Position

KOREAN = (
    "문: 언제 오셨습니까? 😀\n\n"
    "답: 가을이었습니다. 정문은 쇠로 되어 있었고 두 명이 서 있었습니다.\n\n"
    "문: 울타리는요?\n\n"
    "답: 철조망은 두 줄이었습니다. 안쪽은 새것이었습니다."
)
ENGLISH = (
    "Q: When did you come? 😀\n\n"
    "A: It was autumn. The main gate was of iron and two people stood there, all day long.\n\n"
    "Q: And the fence?\n\n"
    "A: There were two rows of wire. The inner one was new."
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.create(
        tmp_path / "c.gpkg", title="T", author="K-7", profile=Profile(tmp_path / "p")
    )
    yield session
    session.close()


@pytest.fixture
def keys(session: Session) -> dict[str, Key]:
    def do(draft: object) -> Key:
        session.do(draft)  # type: ignore[arg-type]
        return draft.changes[0].key  # type: ignore[attr-defined,no-any-return]

    view = session.view
    camp = do(
        edit.create(
            view,
            "facility",
            {
                "code": "F-9",
                "name_en": "Camp nine",
                "status": "operating",
                "geometry": Position(Point(129.0, 40.0), 50.0, "compound", "test"),
            },
        )
    )
    person = do(edit.create(view, "person", {"code": "W-7"}))
    values = {"title": "A witness", "language": "ko", "fictional": True, "witness": person.id}
    draft = transcripts.new_testimony(
        view, values, KOREAN, translation=ENGLISH, translation_language="en"
    )
    testimony = do(draft)
    original = draft.changes[1].key

    def mark(words: str, label: str) -> Key:
        start = KOREAN.index(words)
        return do(passages.mark(view, original, start, start + len(words), label, "saw"))

    gate = mark("정문은 쇠로 되어", "gate")
    fence = mark("철조망은 두 줄", "fence")
    do(link.link(view, gate, camp, "speaks of", stance="supports"))
    account = do(
        edit.create(
            view,
            "published_account",
            {"code": "A-9", "title": "Report", "summary": "Somebody said so.", "paragraph": "12"},
        )
    )
    return {
        "camp": camp,
        "testimony": testimony,
        "original": original,
        "translation": draft.changes[2].key,
        "gate": gate,
        "fence": fence,
        "account": account,
    }


@pytest.fixture
def reader(qtbot: QtBot, session: Session, keys: dict[str, Key]) -> Reader:
    widget = Reader(session)
    widget.resize(900, 600)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget
