from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from map_samples import measure

from layers.labels import Label, LabelStyle, Room, Wanted, place

WANTED = st.lists(
    st.builds(
        Wanted,
        st.text("abcdefgh", min_size=1, max_size=12),
        st.floats(0, 600),
        st.floats(0, 400),
        st.sampled_from([0.0, 4.0, 9.0]),
        st.just(LabelStyle.FEATURE),
        st.booleans(),
        st.sampled_from([0.0, 35.0, -10.0]),
    ),
    max_size=60,
)


def overlap(a: Label, b: Label) -> bool:
    return (
        a.x < b.x + b.width - 1e-9
        and b.x < a.x + a.width - 1e-9
        and a.y < b.y + b.height - 1e-9
        and b.y < a.y + a.height - 1e-9
    )


@given(WANTED)
def test_no_label_lies_over_another(wanted: list[Wanted]) -> None:
    placed = place(wanted, measure, Room(600, 400))
    assert not any(overlap(a, b) for a, b in itertools.combinations(placed, 2))
    if wanted:
        assert placed


@given(WANTED)
def test_no_label_lies_over_a_symbol(wanted: list[Wanted]) -> None:
    symbols = np.array([[100.0, 100.0, 140.0, 130.0], [300.0, 50.0, 320.0, 390.0]])
    for label in place(wanted, measure, Room(600, 400, symbols)):
        for left, top, right, bottom in symbols.tolist():
            box = Label("", left, top, right - left, bottom - top, LabelStyle.FEATURE)
            assert not overlap(label, box)


def test_the_first_wins() -> None:
    wanted = [Wanted(text, 50.0, 50.0, 0.0, LabelStyle.TOWN) for text in ("first", "second")]
    assert [label.text for label in place(wanted, measure, Room(600, 400))] == ["first"]


def test_another_side_is_tried_before_giving_up() -> None:
    wanted = [Wanted(text, 50.0, 50.0, 5.0, LabelStyle.TOWN) for text in ("first", "second")]
    right, left = place(wanted, measure, Room(600, 400))
    assert right.x > 50.0
    assert left.x + left.width < 50.0


def test_what_is_taken_outside_of_the_picture_does_no_harm() -> None:
    outside = np.array([[-9000.0, -9000.0, -8000.0, -8000.0], [-50.0, 10.0, 5.0, 60.0]])
    room = Room(600, 400, outside)
    assert not room.is_free(-10.0, 20.0, 10.0, 30.0)
    assert room.is_free(10.0, 20.0, 60.0, 30.0)
    assert not room.is_free(590.0, 20.0, 5000.0, 30.0)
