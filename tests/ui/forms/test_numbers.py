"""Numbers in forms: what is written is what is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoapp.ui.forms.editor import UnreadableError
from geoapp.ui.forms.plain import read_number
from geoapp.ui.phrases import number_in_words

LARGEST = 2**53 - 1


@given(st.integers(-LARGEST, LARGEST))
def test_whole_numbers_come_back(value: int) -> None:
    assert read_number(number_in_words(value), whole=True) == value


@given(st.floats(-1e15, 1e15, allow_nan=False))
def test_decimals_come_back_exactly(value: float) -> None:
    assert read_number(number_in_words(value), whole=False) == value


@pytest.mark.parametrize("text", ["1,5", "12,00", "1.5.2", "inf", "nan", "1e400", "５ｘ", "0x10"])
def test_what_is_no_number_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(UnreadableError, match="is not a number"):
        read_number(text, whole=False)


def test_a_fraction_is_no_whole_number() -> None:
    with pytest.raises(UnreadableError, match="not a whole number"):
        read_number("1.5", whole=True)


def test_nothing_is_unknown_and_not_zero() -> None:
    assert read_number("  ", whole=True) is None
    assert read_number("0", whole=True) == 0
