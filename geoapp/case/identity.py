"""Numbers and codes of new rows."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator

from geoapp.case.records import Key
from geoapp.case.view import CaseView

LARGEST_ID = 2**53 - 1


def new_key(table: str) -> Key:
    """A random id from 1 to 2**53 - 1, which every program reads back exactly."""
    return Key(table, secrets.randbelow(LARGEST_ID) + 1)


def free_codes(view: CaseView, table: str) -> Iterator[str]:
    """The free codes of a table one after the other, such as A-017, A-018.

    Codes are for people: two laptops may give the same one, and then a person decides. In a
    field copy the codes of rows that stayed at home are taken as well.
    """
    prefix = view.statements[table].prefix
    pattern = re.compile(rf"{re.escape(prefix)}-?(\d+)", re.IGNORECASE)
    part = view.field_copy()
    taken = part.codes.get(table, 0) if part else 0
    for code in view.codes(table):
        if match := pattern.fullmatch(code):
            taken = max(taken, int(match[1]))
    while True:
        taken += 1
        yield f"{prefix}-{taken:03d}"


def next_code(view: CaseView, table: str) -> str:
    """The next free code of a table."""
    return next(free_codes(view, table))
