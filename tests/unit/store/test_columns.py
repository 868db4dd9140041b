"""Values go into columns and into the ledger, and come back as they were."""

from __future__ import annotations

import json

import pytest
from case_samples import BY_KIND, TRIAL, rows_of_trial
from hypothesis import given
from hypothesis import strategies as st

from geoapp.case.records import from_json, to_json
from geoapp.case.tables import TABLES
from geoapp.store.canonical_json import canonical
from geoapp.store.checking import checked
from geoapp.store.columns import Layout, cells_of, check_statement, columns_of
from geoapp.store.statement_form import canonical as stated
from geoapp.store.statement_form import from_json as statement_from_json
from geoapp.store.statement_form import merged
from layers import schema as s
from layers.schema import Field, FieldKind, Table


@given(rows_of_trial)
def test_values_come_back_from_columns_as_they_were(values: dict[str, object]) -> None:
    layout = Layout.of(TRIAL)
    cells: list[object] = [None] * len(layout.names)
    kept = {}
    for name, value in values.items():
        field = TRIAL.field(name)
        kept[name] = checked(TRIAL, field, value)
        cells[layout.slices[name]] = cells_of(field, kept[name])
    record = layout.record((1, 0, *cells))
    for name, value in kept.items():
        assert record.values[name] == value


@given(st.data())
def test_values_come_back_from_the_ledger_as_they_were(data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(TRIAL.fields))
    value = checked(TRIAL, field, data.draw(BY_KIND[field.kind]))
    text = canonical(to_json(field, value))
    assert from_json(field, json.loads(text)) == value
    assert canonical(json.loads(text)) == text


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_statement_survives_its_own_json(table: Table) -> None:
    check_statement(table)
    again = statement_from_json(json.loads(stated(table)))
    assert again == table
    assert stated(again) == stated(table)


def simple(*fields: Field, name: str = "simple") -> Table:
    return Table(name, s.Text("A", "가"), s.Text("A", "가"), "A", (), fields)


@pytest.mark.parametrize(
    "table",
    [
        simple(name='x"; DROP TABLE facility; --'),
        simple(name="ledger_change"),
        simple(name="gpkg_contents"),
        simple(s.text("id", "I", "가")),
        simple(s.text("deleted", "D", "가")),
        simple(s.text("Größe", "G", "가")),
        simple(s.text("when_words", "W", "가"), s.date("when", "W", "가")),
    ],
    ids=["sql", "own", "core", "id", "deleted", "letters", "columns meet"],
)
def test_a_statement_that_cannot_be_a_table_is_refused(table: Table) -> None:
    with pytest.raises(ValueError, match="cannot be the name"):
        check_statement(table)


def test_what_a_file_holds_in_another_form_keeps_that_form() -> None:
    held = simple(s.text("size", "Size", "크기"), s.text("gone", "Gone", "없음"))
    ours = simple(s.integer("size", "How large", "크기"), s.text("new", "New", "새"))
    both = merged(ours, held)
    assert both.field("size").kind is FieldKind.TEXT
    assert [field.name for field in both] == ["size", "new", "gone"]


def test_columns_say_what_they_hold() -> None:
    assert columns_of(TRIAL, TRIAL.field("happened")) == (
        ("happened_earliest", "TEXT"),
        ("happened_latest", "TEXT"),
        ("happened_words", "TEXT"),
    )
    assert columns_of(TRIAL, TRIAL.field("geometry"))[0] == ("geom", "GEOMETRY")
