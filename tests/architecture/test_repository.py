"""What must never enter the repository, and what must stand in it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def tracked(repository: Path) -> list[Path]:
    if not (repository / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=repository, capture_output=True, check=True
    ).stdout
    return [repository / name for name in listed.decode().split("\0") if name]


def test_no_file_is_above_three_megabytes(tracked: list[Path]) -> None:
    assert [p.name for p in tracked if p.is_file() and p.stat().st_size > 3_000_000] == []


def test_the_sample_data_stay_below_eight_megabytes(repository: Path) -> None:
    sizes = [p.stat().st_size for p in (repository / "sample_data").rglob("*") if p.is_file()]
    assert sum(sizes) < 8_000_000


def test_the_lock_file_has_hashes_and_names_no_host(repository: Path) -> None:
    lines = (repository / "requirements.lock").read_text("utf-8").splitlines()
    pins = [line for line in lines if "==" in line]
    assert pins
    assert sum("--hash=sha256:" in line for line in lines) >= len(pins)
    assert [line for line in lines if "://" in line or line.startswith("--index")] == []


def test_the_readme_opens_with_the_two_commands(repository: Path) -> None:
    words = (repository / "README.md").read_text("utf-8")
    top = words[: words.index("##") if "##" in words else len(words)]
    assert "make run" in top
    assert "make test" in top
