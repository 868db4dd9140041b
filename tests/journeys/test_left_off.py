"""Stories of coming back: an encrypted case is found as it was left, which nobody else reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import shapely
from pytestqt.qtbot import QtBot

from geoapp.app import open_case_window
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.case.timespan import TimeRange
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.ui.main_window import MainWindow
from layers.values import Position

PLACE = Key("facility", 77)
WORDS = "a passphrase for this test"


def _opened(path: Path, passphrase: str | None, qtbot: QtBot) -> MainWindow:
    window = open_case_window(path, passphrase)
    window.resize(1366, 768)
    qtbot.waitExposed(window)
    return window


def _made(path: Path, passphrase: str | None) -> None:
    session = Session.create(path, title="Left", author="K", passphrase=passphrase)
    position = Position(shapely.Point(127.5, 40.25), 50.0, "compound", None)
    session.do(
        Draft(
            "edit",
            Message("create", {"table": PLACE.table, "id": str(PLACE.id)}),
            (Change(PLACE, {"code": "KW-77", "name_en": "Place", "geometry": position}),),
        )
    )
    session.close()


def _look_and_close(window: MainWindow) -> tuple[float, float]:
    assert window.session is not None
    window.session.select([PLACE])
    window.session.set_time_range(TimeRange(date(2010, 1, 1), date(2015, 12, 31)))
    window.canvas.centre_on(127.5, 40.25, 20.0)
    where = (window.canvas.view.x, window.canvas.view.y)
    window.close()
    window.deleteLater()
    return where


def test_an_encrypted_case_is_found_as_it_was_left(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "left.gpkg"
    _made(path, WORDS)
    x, y = _look_and_close(_opened(path, WORDS, qtbot))
    kept = (Profile().folder / "profile.json").read_text("utf-8")
    assert "left_off" in kept
    for told in ("facility", "2010-01-01", "resolution", f"{x:.1f}"):
        assert told not in kept
    window = _opened(path, WORDS, qtbot)
    assert window.session is not None
    assert window.session.selection == (PLACE,)
    assert window.session.view.filter.time == TimeRange(date(2010, 1, 1), date(2015, 12, 31))
    view = window.canvas.view
    assert (view.x, view.y, view.resolution) == pytest.approx((x, y, 20.0))
    window.session.select([])
    window.session.set_time_range(None)
    old = window.tree
    window._change_language("ko")
    qtbot.waitUntil(lambda: window.tree is not old)
    assert window.session.selection == ()
    assert window.session.view.filter.time is None
    window.close()
    window.deleteLater()


def test_nothing_is_kept_of_where_a_plain_case_was_looked_at(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "plain.gpkg"
    _made(path, None)
    _look_and_close(_opened(path, None, qtbot))
    assert "left_off" not in (Profile().folder / "profile.json").read_text("utf-8")
