"""Rows as they are read, and changes as they are written: the words between the parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shapely.geometry.base import BaseGeometry

from layers.schema import Field, FieldKind, Table
from layers.values import Position, UncertainDate

Value = str | int | float | bool | UncertainDate | Position | list[Any] | dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Key:
    """Which row: the table's name and the row's id."""

    table: str
    id: int


@dataclass(frozen=True, slots=True)
class Record:
    """One row. `values` holds every field of the statement by name, None when empty."""

    key: Key
    values: Mapping[str, Value]
    deleted: bool = False

    @property
    def code(self) -> str:
        """The row's code, or an empty text."""
        return str(self.values.get("code") or "")

    @property
    def geometry(self) -> BaseGeometry | None:
        """EPSG:4326, (lon, lat); None when the row is unlocated or never drawn."""
        position = self.values.get("geometry")
        return position.geometry if isinstance(position, Position) else None


@dataclass(frozen=True, slots=True)
class Change:
    """New values of one row by field name; a row that does not exist is made.

    A value of None empties the field. `deleted` marks the row, or takes the mark away.
    """

    key: Key
    values: Mapping[str, Value] = field(default_factory=dict)
    deleted: bool | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What was done, as an id with parameters; words are put to it by `ui` and `cli`."""

    id: str
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """One result of a search. `snippet` marks the found words with \\x02 and \\x03."""

    key: Key
    code: str
    title: str
    snippet: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What one ledger entry did to one field; `old` and `new` in the ledger's JSON form.

    `erased`: nothing else is known, as the content was destroyed; `field` is ``*`` for all of
    them. In an entry of kind ``erase`` it says that this entry destroyed it.
    """

    key: Key
    field: str
    old: Any
    new: Any
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the ledger as it is read."""

    hash: str
    replica: str
    sequence: int
    author: str
    utc: str
    kind: str
    message: Message
    reason: str
    changes: tuple[FieldChange, ...] = ()
    signer: str = ""
    """The public key of its signature, in hex; empty for an entry that is not signed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A change that a command wants made: all of it, or none.

    `kind` is edit, import, link, custody, resolve, undo or redo. `undoes` is the hash of
    the entry that an undo or redo takes back. `resolves` names the conflicts that it
    decides; its values are then written even where the row holds them already.
    """

    kind: str
    message: Message
    changes: tuple[Change, ...]
    reason: str = ""
    undoes: str | None = None
    resolves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A draft after its commit. `extent` is (west, south, east, north), old and new places."""

    hash: str
    keys: frozenset[Key]
    extent: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a verification found.

    `kind` is ledger, row, schema, search, place, content, older or damage. `sentence` says
    it to people and names table and number of the row; it repeats no content of the case.
    """

    kind: str
    sentence: str
    key: Key | None = None


def to_json(statement: Field, value: Value) -> Any:
    """The ledger's and the command line's form of a value of that field."""
    if isinstance(value, (UncertainDate, Position)):
        return value.to_json()
    return value


def from_json(statement: Field, value: Any) -> Value:
    """The inverse of `to_json`. Raises ValueError, KeyError or TypeError for another shape."""
    if value is None:
        return None
    if statement.kind is FieldKind.DATE:
        return UncertainDate.from_json(value)
    if statement.kind is FieldKind.POSITION:
        return Position.from_json(value)
    result: Value = value
    return result


def title(table: Table, values: Mapping[str, Value], language: str = "en") -> str:
    """The first title field that is not empty; Korean names first in Korean."""
    names = list(table.title)
    if language.startswith("ko"):
        names.sort(key=lambda name: not name.endswith("_ko"))
    for name in names:
        value = values.get(name)
        if value not in (None, ""):
            return str(value)
    return ""
