"""Stories of reading: find a prison, read who spoke of it, go on to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from geoapp.case.records import Key
from geoapp.case.view import other_end
from layers.projection import to_mercator
from tests.journeys.conftest import User


def test_find_a_facility_by_its_korean_name_and_read_what_is_linked(user: User) -> None:
    user.search_for("전거리")
    chongori = user.key_of("KY-12")
    user.bot.waitUntil(lambda: user.shown == chongori)
    assert user.window.inspector is not None
    words = user.words_in(user.window.inspector)
    assert "Kyohwaso No. 12" in words
    assert "전거리" in words
    assert user.window.session is not None
    view = user.window.session.view
    ends = [other_end(link, chongori) for link in view.links(chongori)]
    told = view.titles([key for key in ends if key.table in ("published_account", "organisation")])
    assert told
    for _, title in told.values():
        assert title[:30] in words


def test_walk_from_facility_to_account_to_organisation_to_facility(user: User) -> None:
    view = user.window.session.view if user.window.session else None
    assert view is not None
    facility, account, organisation = _chain(user)
    user.window.session.select([facility])  # type: ignore[union-attr]
    user.bot.waitUntil(lambda: user.shown == facility)
    for step in (account, organisation):
        user.walk_to(step, view.titles([step])[step][1][:40])
    assert user.window.inspector is not None
    user.follow(_first_listed_facility(user, organisation))
    user.bot.waitUntil(lambda: user.shown is not None and user.shown.table == "facility")
    for expected in (organisation, account, facility):
        user.press("Alt+Left")
        user.bot.waitUntil(lambda expected=expected: user.shown == expected)
    user.press("Alt+Right")
    user.bot.waitUntil(lambda: user.shown == account)


def _chain(user: User) -> tuple[Key, Key, Key]:
    """A facility, an account that speaks of it, and an organisation that runs facilities."""
    assert user.window.session is not None
    view = user.window.session.view

    def ends(key: Key, table: str) -> list[Key]:
        found = [other_end(link, key) for link in view.links(key)]
        return [end for end in found if end.table == table]

    for record in view.records("published_account"):
        facilities = ends(record.key, "facility")
        running = [o for o in ends(record.key, "organisation") if ends(o, "facility")]
        if facilities and running:
            return facilities[0], record.key, running[0]
    raise AssertionError("no account speaks of a facility and of who runs facilities")


def _first_listed_facility(user: User, organisation: Key) -> str:
    assert user.window.session is not None
    assert user.window.inspector is not None
    view = user.window.session.view
    words = user.words_in(user.window.inspector)
    ends = [other_end(link, organisation) for link in view.links(organisation)]
    titles = view.titles([key for key in ends if key.table == "facility"])
    return next(title for _, title in titles.values() if title in words)


def test_a_click_on_the_map_shows_the_feature_under_it(user: User) -> None:
    canvas = user.window.canvas
    key = user.key_of("KW-16")
    record = user.window.session.view.record(key)  # type: ignore[union-attr]
    assert record is not None
    assert record.geometry is not None
    user.bot.waitUntil(lambda: bool(canvas.content.layers), timeout=10000)
    canvas.centre_on(record.geometry.x, record.geometry.y, 60.0)
    x, y = canvas.view.to_pixels(to_mercator([[record.geometry.x, record.geometry.y]]))[0]
    QTest.mouseClick(
        canvas,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier(0),
        canvas.rect().topLeft() + type(canvas.rect().topLeft())(round(x), round(y)),
    )
    user.bot.waitUntil(lambda: user.shown == key)
