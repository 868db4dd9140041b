"""Undo and redo over random histories, also after closing and opening again."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from case_samples import draft, facility
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geoapp.case.errors import CaseError, NothingToWriteError
from geoapp.case.records import Change, Draft, Key, Message, Value
from geoapp.case.tables import Statements
from geoapp.store import CaseFile
from layers.facility import FACILITY

FEW = Statements((FACILITY,))
State = dict[int, tuple[str | None, str | None]]


@contextmanager
def new_case() -> Iterator[CaseFile]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.gpkg"
        with CaseFile.create(path, title="T", author="K.", replica="one", statements=FEW) as case:
            yield case


def state(case: CaseFile) -> State:
    """What can be seen: rows that are not removed, by id."""
    with case.reader() as reader:
        return {
            record.key.id: (str(record.values["name_en"]), str(record.values["note"]))
            for record in reader.records("facility")
        }


def undo(case: CaseFile) -> str:
    entry = case.undoable()
    assert entry is not None
    return case.write(case.undo_draft(entry), "K.").hash


def redo(case: CaseFile) -> str:
    entry = case.redoable()
    assert entry is not None
    return case.write(case.undo_draft(entry, "redo"), "K.").hash


names = st.sampled_from(["a", "b", "c", None])
rows = st.builds(
    Change,
    st.builds(Key, st.just("facility"), st.integers(1, 3)),
    st.fixed_dictionaries({}, optional={"name_en": names, "note": names}),
    st.sampled_from([None, None, None, True, False]),
)
steps = st.lists(
    st.lists(rows, min_size=1, max_size=3) | st.sampled_from(["undo", "redo", "reopen"]),
    max_size=14,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(steps)
def test_undo_and_redo_walk_through_the_states(steps: list[list[Change] | str]) -> None:
    """A model of plain lists of states must agree at every step."""
    with new_case() as first:
        case, path = first, first.path
        past: list[State] = []
        future: list[State] = []
        now = state(case)
        for step in steps:
            if step == "reopen":
                case.close()
                case = CaseFile.open(path, replica="one", statements=FEW)
            elif step == "undo" and past:
                undo(case)
                future.append(now)
                now = past.pop()
            elif step == "redo" and future:
                redo(case)
                past.append(now)
                now = future.pop()
            elif not isinstance(step, str):
                try:
                    case.write(draft(*step), "K.")
                except CaseError:
                    pass
                else:
                    past.append(now)
                    future.clear()
                    now = state(case)
            assert state(case) == now
            assert (case.undoable() is None) == (not past)
            assert (case.redoable() is None) == (not future)
        assert case.check_entries() == []
        case.close()


def values(case: CaseFile, id: int) -> dict[str, Value]:
    with case.reader() as reader:
        record = reader.record(Key("facility", id))
        assert record is not None
        return {**record.values, "deleted": record.deleted}


def test_undo_leaves_what_was_overwritten_since() -> None:
    with new_case() as case:
        case.write(draft(facility(1, name_en="a", note="a")), "K.")
        case.write(draft(facility(1, name_en="b", note="b")), "K.")
        mine = case.undoable()
        assert mine is not None
        case.replica = "two"
        case.write(draft(facility(1, note="theirs")), "L.")
        case.replica = "one"
        assert case.undoable() == mine
        case.write(case.undo_draft(mine), "K.")
        assert values(case, 1)["name_en"] == "a"
        assert values(case, 1)["note"] == "theirs"


def test_undo_with_nothing_left_to_restore_still_leaves_the_stack() -> None:
    with new_case() as case:
        case.write(draft(facility(1, name_en="a")), "K.")
        case.write(draft(facility(1, name_en="b")), "K.")
        case.replica = "two"
        case.write(draft(facility(1, name_en="theirs")), "L.")
        case.replica = "one"
        entry = case.undoable()
        assert entry is not None
        written = case.write(case.undo_draft(entry), "K.")
        assert written.keys == frozenset()
        assert values(case, 1)["name_en"] == "theirs"
        assert case.undoable() != entry


def test_what_an_entry_made_is_marked_and_comes_back() -> None:
    with new_case() as case:
        case.write(draft(facility(1, name_en="a")), "K.")
        undo(case)
        assert values(case, 1)["deleted"] is True
        assert values(case, 1)["name_en"] == "a"
        redo(case)
        assert values(case, 1)["deleted"] is False
        undo(case)
        assert values(case, 1)["deleted"] is True


def test_the_entry_of_an_undo_names_what_it_takes_back() -> None:
    with new_case() as case:
        written = case.write(draft(facility(1, name_en="a"), kind="import"), "K.")
        undo(case)
        with case.reader() as reader:
            newest = reader.entries(1)[0]
        assert newest.kind == "undo"
        assert newest.message == Message("undo", {"entry": written.hash, "of": "test"})


def test_an_undo_of_nothing_is_refused() -> None:
    with new_case() as case:
        assert case.undoable() is None
        for wrong in ("00" * 32, "no hash"):
            with pytest.raises(CaseError, match="no such entry"):
                case.undo_draft(wrong)
        with pytest.raises(CaseError, match="no such entry"):
            case.write(Draft("undo", Message("undo"), (), "", "00" * 32), "K.")
        with pytest.raises(CaseError, match="takes back"):
            case.write(Draft("undo", Message("undo"), ()), "K.")


def test_a_change_without_effect_is_no_entry() -> None:
    with new_case() as case:
        case.write(draft(facility(1, name_en="a")), "K.")
        before = case.tip()
        with pytest.raises(NothingToWriteError):
            case.write(draft(facility(1, name_en="a")), "K.")
        assert case.tip() == before
