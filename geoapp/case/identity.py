"""Numbers and codes of new rows."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable, Iterator

from geoapp.case.records import Key
from geoapp.case.view import CaseView
from layers.schema import Table

LARGEST_ID = 2**53 - 1


def new_key(table: str) -> Key:
    """A random id from 1 to 2**53 - 1, which every program reads back exactly."""
    return Key(table, secrets.randbelow(LARGEST_ID) + 1)


def key_said_by(table: str, words: bytes) -> Key:
    """The id that follows from some bytes, the same on every machine.

    For what is the same thing whoever makes it, so that two laptops make one row of it.
    """
    number = int.from_bytes(hashlib.sha256(words).digest(), "big")
    return Key(table, number % LARGEST_ID + 1)


def free_codes(view: CaseView, table: str) -> Iterator[str]:
    """The free codes of a table one after the other, such as A-017, A-018.

    Codes are for people: two laptops may give the same one, and then a person decides. In a
    field copy the codes of rows that stayed at home are taken as well, and so is whatever
    rows had that were destroyed: no code ever means somebody else.
    """
    statement = view.statements[table]
    part = view.field_copy()
    taken = part.codes.get(table, 0) if part else 0
    taken = max(taken, highest_number(statement, view.codes(table)))
    while True:
        taken += 1
        yield code_of(statement, taken)


def code_of(table: Table, number: int) -> str:
    """The code of a number, such as A-017."""
    return f"{table.prefix}-{number:03d}"


def highest_number(table: Table, codes: Iterable[str]) -> int:
    """The highest number in codes of a table; 0 if there is none."""
    pattern = re.compile(rf"{re.escape(table.prefix)}-?(\d+)", re.IGNORECASE)
    matches = (pattern.fullmatch(code) for code in codes)
    return max((int(match[1]) for match in matches if match), default=0)


def next_code(view: CaseView, table: str) -> str:
    """The next free code of a table."""
    return next(free_codes(view, table))
