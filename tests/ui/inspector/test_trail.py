"""Back and forward: like a browser, whatever the order of steps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geoapp.case.records import Key
from geoapp.ui.panels.inspector.trail import Trail

KEYS = st.integers(1, 4).map(lambda id: Key("facility", id))


@given(st.lists(KEYS, min_size=1))
def test_back_retraces_every_visit_and_forward_returns(visits: list[Key]) -> None:
    trail = Trail()
    for key in visits:
        trail.visit(key)
    distinct = [k for i, k in enumerate(visits) if i == 0 or k != visits[i - 1]]
    seen = [trail.current]
    while (key := trail.back()) is not None:
        seen.append(key)
    assert seen == distinct[::-1]
    ahead = [trail.current]
    while (key := trail.forward()) is not None:
        ahead.append(key)
    assert ahead == distinct


def test_a_visit_after_going_back_forgets_what_lay_ahead() -> None:
    trail = Trail()
    for id in (1, 2, 3):
        trail.visit(Key("facility", id))
    trail.back()
    trail.visit(Key("facility", 9))
    assert not trail.can_forward
    assert trail.back() == Key("facility", 2)
