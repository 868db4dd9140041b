"""A short round of the drill with random histories; `make drill` plays 300 of them."""

from pathlib import Path

import pytest

from geoapp.store import slots
from tests.drill.random_histories import options_of, play


@pytest.mark.parametrize("seed", [3, 11, 12, 17, 29])
def test_whoever_meets_whom_all_hold_the_same_in_the_end(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})
    play(seed, tmp_path, 40, **options_of(seed))
