"""Any file is read or answered with a sentence; any row of a table is accounted for."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geoapp.case.errors import CaseError
from geoapp.exchange import read_file, read_mapping, table_of

RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PIECES = st.sampled_from(
    [b",", b";", b"\t", b'"', b"\n", b"\r", b"\x00", b"\xff\xfe", b"\xb0\xa1", b"sep=;", b"{", b"["]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "features", "geometry", "properties", "coordinates", "id"]),
            inner | st.sampled_from(["Feature", "FeatureCollection", "Point", "Polygon"]),
            max_size=5,
        )
    ),
    max_leaves=20,
)


def answer(path: Path) -> str:
    """The encoding of a file that was read, or the sentence that says why it was not."""
    try:
        return read_file(path).encoding
    except CaseError as error:
        return str(error)


@given(st.lists(PIECES | st.binary(max_size=20), max_size=20).map(b"".join))
@settings(RELAXED, max_examples=200)
def test_any_bytes_are_read_or_answered_with_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(data)
    assert answer(path).endswith((".", "UTF-8", "UTF-16", "mark", "(EUC-KR)"))


@given(JSON)
@settings(RELAXED)
def test_any_json_is_read_or_answered_with_a_sentence(tmp_path: Path, data: Any) -> None:
    path = tmp_path / "any.geojson"
    path.write_text(json.dumps(data))
    assert answer(path).endswith((".", "UTF-8"))


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
ODD = CELLS | st.sampled_from(["T-1", "T-2", "41.5", "128.2", "nan", "2012", "yes", "-", "=1"])


@given(st.lists(st.lists(ODD, min_size=1, max_size=7), max_size=8), st.booleans())
@settings(RELAXED, max_examples=25)
def test_every_row_of_any_table_is_accounted_for(
    open_case: Any, rows: list[list[str]], update: bool
) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["code", "name", "lat", "lon", "persons", "date"])
    writer.writerows(rows)
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    with open_case() as case:
        report = case.take("any.csv", stream.getvalue(), "made_up", update=update)
        counted = sum(report[name] for name in ("added", "updated", "already", "rival"))
        assert report["read"] == len(filled)
        assert counted + len(report["refused"]) == len(filled)
        assert case.view.counts()["made_up"] == report["added"]


def test_old_line_ends_and_a_separator_line_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"code,name\rT-1,A\rT-2,B\r")
    assert [row.line for row in read_file(path).rows] == [2, 3]
    path.write_bytes(b"sep=;\r\ncode;name\r\nT-1;A,B\r\n")
    ((row),) = read_file(path).rows
    assert (row.line, row.cells) == (3, {"code": "T-1", "name": "A,B"})


def test_a_file_larger_than_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("code,name\n" + "T,A\n" * 10)
    monkeypatch.setattr("geoapp.exchange.text_files.LARGEST_FILE", 20)
    with pytest.raises(CaseError, match="at most 20"):
        read_file(path)
    monkeypatch.undo()
    monkeypatch.setattr("geoapp.exchange.csv_rows.MOST_ROWS", 5)
    with pytest.raises(CaseError, match="more than 5 rows"):
        read_file(path)


def test_a_mapping_is_json_of_texts(tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    path.write_text('{"Nr": "code", "x": null}')
    assert read_mapping(path) == {"Nr": "code", "x": ""}
    for wrong in ('{"Nr": 1}', "[1]", '{"Nr": ', "[" * 100_000):
        path.write_text(wrong)
        with pytest.raises(CaseError):
            read_mapping(path)


@pytest.mark.parametrize("name", ["facility.csv", "Penal facilities.csv", "시설.csv"])
def test_the_table_is_told_from_the_name_of_the_file(case: Any, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("code,name\nT-1,A\n")
    assert table_of(read_file(path), case.view.statements) == "facility"
    path = tmp_path / "list.csv"
    path.write_text("code,name\nT-1,A\n")
    with pytest.raises(CaseError, match="--as"):
        table_of(read_file(path), case.view.statements)
