from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from case_samples import STATEMENTS

from geoapp.store import CaseFile, StoreReader


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    return tmp_path / "border 사건.gpkg"


@pytest.fixture
def case(case_path: Path) -> Iterator[CaseFile]:
    with CaseFile.create(
        case_path, title="Border", author="K.", replica="one", statements=STATEMENTS
    ) as case:
        yield case


@pytest.fixture
def reader(case: CaseFile) -> Iterator[StoreReader]:
    with case.reader() as reader:
        yield reader
