"""What waits for somebody's decision after people worked side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geoapp.case.records import Key

FIELD, DELETED, CODE, ALIKE = "field", "deleted", "code", "alike"


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a conflict: which entry says it, by whom, when, and what.

    `value` is in the ledger's form: of a field its value; of a deletion whether the row is
    deleted; of equal codes and of rows that look alike the number of one of the rows.
    `mine`: the side of this machine, or where it wrote none the one that was here first.
    """

    entry: str
    author: str
    utc: str
    value: Any
    mine: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict that is open.

    `kind` is ``field`` (side by side, different values were written), ``deleted`` (a row was
    deleted while somebody changed it), ``code`` (rows of a table have the same code) or
    ``alike`` (two rows made side by side seem to be one thing). `id` names it for as long as
    it is open, such as ``field:facility:12:name_en``, ``deleted:facility:12``,
    ``code:facility:KW-01`` or ``alike:facility:12:34``. `versions` are ordered as their
    entries are; the last one is what a field shows now.
    """

    id: str
    kind: str
    keys: tuple[Key, ...]
    field: str | None
    versions: tuple[Version, ...]
