"""Entries of another file, checked before anything of them is believed.

An entry is taken only if its header has the form and the hash it should have, counts what its
parents count and itself, and bears the signature it names; if its changes are those its
header names, stand at their own rows, and hold what the statements allow. The sentence
of whatever is wrong names entries, tables and rows, and repeats no word of their content.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import apsw
from shapely.errors import ShapelyError

from geoapp.case.errors import CaseError, MergeRefusedError, NewerCaseError
from geoapp.case.records import Key, from_json
from geoapp.case.tables import Statements
from geoapp.store.audit import Header, change_problem, header_of, short, signature_problem
from geoapp.store.checking import LARGEST_ID, check_key, checked
from geoapp.store.connection import rows
from geoapp.store.convergence import DELETED, ERASED, RESTATED, Known, Told, Vectors
from geoapp.store.ledger import UNSEEN, merkle_root
from geoapp.store.row_changes import known_of, vectors_of
from geoapp.store.schema import SCHEMA

ONE_ENTRY = "SELECT tbl, id, content, salt, leaf FROM ledger_change WHERE entry = ?"
"""The changes of an entry, as `Given` takes them."""

_OWN_NAMES = {"@table", "@id"}
UNREADABLE = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    RecursionError,
    OverflowError,
    ShapelyError,
)


class Given(NamedTuple):
    """A change as it lies in a ledger."""

    table: str | None
    id: int | None
    content: str | None
    salt: bytes | None
    leaf: bytes

    @property
    def key(self) -> Key | None:
        """The row it is of; None where only its leaf is known."""
        return None if self.table is None or self.id is None else Key(self.table, self.id)

    def without_content(self, *, known: bool) -> Given:
        """Its leaf alone; with `known` also which row it is of."""
        if known:
            return self._replace(content=None, salt=None)
        unseen = UNSEEN if self.key is None else None
        return Given(None, unseen, None, None, self.leaf)


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that only the other file has. Its changes are read when they are needed."""

    hash: bytes
    text: str
    signature: bytes | None
    header: Header

    def told(self, given: Given) -> Told:
        """A change of it as folding takes it."""
        header = self.header
        content = None if given.content is None else json.loads(given.content)
        order = (header["replica"], header["sequence"], header["lamport"], header["kind"])
        return Told(self.hash, *order, content, given.leaf)


def refuse(problem: str) -> MergeRefusedError:
    """What is said when the other file is not sound."""
    return MergeRefusedError(
        f"The other file is not sound, so nothing was taken from it. {problem} "
        "Check it with “geoapp verify”, and take a good copy of it."
    )


def new_entries(ours: apsw.Connection, theirs: apsw.Connection, case: str) -> list[NewEntry]:
    """The entries that only the other file has, by (lamport, hash), each with a sound header.

    MergeRefusedError for anything unsound, forks and missing ancestors; NewerCaseError for
    entries of a newer version of the program.
    """
    known = {hash for (hash,) in ours.execute("SELECT hash FROM ledger")}
    unknown = [hash for (hash,) in theirs.execute("SELECT hash FROM ledger") if hash not in known]
    found = []
    for hash in unknown:
        one = "SELECT header, signature FROM ledger WHERE hash = ?"
        for text, signature in rows(theirs, one, (hash,)):
            found.append(_checked(hash, text, signature, case))
    found.sort(key=lambda entry: (entry.header["lamport"], entry.hash))
    _check_forks(ours, found)
    _check_descent(ours, found)
    return found


def _checked(hash: Any, text: Any, signature: Any, case: str) -> NewEntry:
    header, problems = header_of(hash, text)
    if header is None:
        _refuse_newer(text)
        raise refuse(problems[0])
    _check_form(header)
    if header["case"] != case:
        raise refuse(f"Entry {short(hash.hex())} belongs to another case.")
    problem = signature_problem(header, hash, signature)
    if problem is not None:
        raise refuse(problem)
    return NewEntry(hash, text, signature, header)


def _check_form(header: Header) -> None:
    if header["schema"] > SCHEMA:
        raise _newer(header["schema"])
    if max(header["sequence"], header["lamport"]) > LARGEST_ID:
        raise refuse("An entry counts further than anybody can.")


def _refuse_newer(text: object) -> None:
    """A header of another form may be one of a later version."""
    try:
        schema = json.loads(str(text))["schema"]
    except UNREADABLE:
        return
    if type(schema) is int and schema > SCHEMA:
        raise _newer(schema)


def _newer(schema: int) -> NewerCaseError:
    return NewerCaseError(
        f"The other file holds entries of a newer version of the program (form {schema}, this "
        f"version knows up to {SCHEMA}), so nothing was taken from it. Install the newer version "
        "here first, then merge again."
    )


def _check_forks(ours: apsw.Connection, entries: Iterable[NewEntry]) -> None:
    seen: dict[tuple[str, int], bytes] = {}
    for entry in entries:
        place = (entry.header["replica"], entry.header["sequence"])
        held = rows(ours, "SELECT hash FROM ledger_order WHERE replica = ? AND sequence = ?", place)
        if held or place in seen:
            raise MergeRefusedError(
                f"Both files have an entry {place[1]} of replica {place[0]}, and they are not the "
                "same: one file was made by copying the other, and both were written to under one "
                "number, so they cannot be merged. Nothing was written. Keep both files, go on "
                "with one of them, and bring over what only the other has: “geoapp export” "
                "there, “geoapp import” here. To work on two machines, give the other one a copy "
                "of the file and let its program open it: it then writes under a number of its own."
            )
        seen[place] = entry.hash


def _check_descent(ours: apsw.Connection, entries: Iterable[NewEntry]) -> None:
    """Each entry counts exactly what its parents count, and itself."""
    coming: dict[str, Header] = {}
    known = _Held(ours)
    for entry in entries:
        name = short(entry.hash.hex())
        vector: dict[str, int] = {}
        highest = 0
        for parent in entry.header["parents"]:
            header = coming.get(parent) or known(parent)
            if header is None:
                raise _missing(entry.header, parent)
            highest = max(highest, header["lamport"])
            for replica, number in header["version_vector"].items():
                vector[replica] = max(number, vector.get(replica, 0))
        replica, sequence = entry.header["replica"], entry.header["sequence"]
        if sequence != vector.get(replica, 0) + 1:
            raise refuse(f"Entry {name} is not the next one of its replica.")
        if entry.header["version_vector"] != {**vector, replica: sequence}:
            raise refuse(f"Entry {name} does not count what it descends from.")
        if entry.header["lamport"] != highest + 1:
            raise refuse(f"Entry {name} is not the next one after what it descends from.")
        coming[entry.hash.hex()] = entry.header


class _Held:
    """Headers of our own ledger, by hash."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._headers: dict[str, Header | None] = {}

    def __call__(self, hash: str) -> Header | None:
        if hash not in self._headers:
            self._headers[hash] = self._read(hash)
        return self._headers[hash]

    def _read(self, hash: str) -> Header | None:
        try:
            entry = bytes.fromhex(hash)
        except ValueError:
            return None
        if entry.hex() != hash:
            return None
        found = rows(self._connection, "SELECT header FROM ledger WHERE hash = ?", (entry,))
        header: Header | None = json.loads(found[0][0]) if found else None
        return header


def _missing(header: Header, parent: str) -> MergeRefusedError:
    return MergeRefusedError(
        f"The other file goes on from entry {short(parent)}, which neither it nor this case has "
        f"(entry {header['sequence']} of replica {header['replica']} follows it). Nothing was "
        "written. If it is a bundle, it begins too late: have it made again with the heads that "
        "“geoapp info” shows for this case, or merge with the whole case instead."
    )


def changes_of(theirs: apsw.Connection, entry: NewEntry, statements: Statements) -> list[Given]:
    """The changes of an entry, each checked. MergeRefusedError for anything unsound."""
    given = [
        Given(*change) for change in theirs.execute(f"{ONE_ENTRY} ORDER BY rowid", (entry.hash,))
    ]
    name = entry.hash.hex()
    try:
        root = merkle_root(change.leaf for change in given).hex()
        for change in given:
            check_change(name, entry.header["kind"], change, statements)
    except UNREADABLE as error:
        raise refuse(f"A change in entry {short(name)} has another form than changes have.") from (
            error
        )
    if root != entry.header["merkle_root"]:
        raise refuse(f"The changes of entry {short(name)} are not those that its header names.")
    return given


def check_change(entry: str, kind: str, given: Given, statements: Statements) -> None:
    """MergeRefusedError unless a change is sound; or what unreadable content raises."""
    problem = change_problem(entry, given)
    if problem is not None:
        raise refuse(problem)
    key = given.key
    if key is None:
        if given.table is not None or given.content is not None or given.id not in (None, UNSEEN):
            raise refuse(f"A change in entry {short(entry)} does not say which row it is of.")
        return
    if type(key.table) is not str:
        raise refuse(f"A change in entry {short(entry)} stands at no table.")
    check_key(key)
    if given.content is not None:
        _check_content(entry, kind, key, json.loads(given.content), statements)


def _check_content(
    entry: str, kind: str, key: Key, content: Mapping[str, Any], statements: Statements
) -> None:
    if key.table not in statements:
        raise refuse(f"Entry {short(entry)} tells of a table that the file does not state.")
    table = statements[key.table]
    marks = {name for name in content if name[:1] == "@"} - _OWN_NAMES
    if marks and (kind != "erase" or not _marks_fit(marks, content)):
        raise refuse(f"A change in entry {short(entry)} claims to erase, and may not.")
    stated = {field.name for field in table}
    for name in content.keys() - marks - _OWN_NAMES:
        if name == DELETED:
            if type(content[name]) is not bool:
                raise refuse(f"Entry {short(entry)} marks {_row(key)} in no known way.")
        elif name not in stated:
            raise refuse(f"Entry {short(entry)} tells of a field that {_row(key)} cannot have.")
        else:
            _check_value(entry, key, name, content[name], statements)


def _check_value(entry: str, key: Key, name: str, value: Any, statements: Statements) -> None:
    table = statements[key.table]
    field = table.field(name)
    try:
        checked(table, field, from_json(field, value))
    except (*UNREADABLE, CaseError) as error:
        raise refuse(
            f"Entry {short(entry)} holds something in “{name}” of {_row(key)} that cannot be there."
        ) from error


def _marks_fit(marks: set[str], content: Mapping[str, Any]) -> bool:
    return marks <= {ERASED, RESTATED} and all(
        isinstance(content[mark], list) and all(isinstance(name, str) for name in content[mark])
        for mark in marks
    )


def _row(key: Key) -> str:
    return f"row {key.id} of “{key.table}”"


def all_vectors(ours: apsw.Connection, entries: Iterable[NewEntry]) -> Vectors:
    """What our entries know, and those that come in."""
    coming = {entry.hash: known_of(entry.header) for entry in entries}
    held = vectors_of(ours)

    def known(entry: bytes) -> Known:
        found = coming.get(entry)
        return held(entry) if found is None else found

    return known
