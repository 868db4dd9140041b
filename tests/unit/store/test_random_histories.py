"""A short round of the drill with random histories; `make drill` plays 300 of them."""

from pathlib import Path

import pytest

from tests.drill.random_histories import play


@pytest.mark.parametrize("seed", [3, 11, 12, 17, 29])
def test_whoever_meets_whom_all_hold_the_same_in_the_end(seed: int, tmp_path: Path) -> None:
    play(seed, tmp_path, 40, copies=seed % 3 == 0)
