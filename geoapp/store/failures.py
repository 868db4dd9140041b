"""What the database reports, put into sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

import apsw

from geoapp.case.errors import (
    CaseError,
    CaseInUseError,
    DamagedCaseError,
    ReadOnlyCaseError,
    StorageError,
)

P = ParamSpec("P")
R = TypeVar("R")

DAMAGED = "The case file is damaged. Keep it as it is, and take the last good copy of it."
BUSY = "Another program holds the case file locked. Close it there, then try again."

_SENTENCES: tuple[tuple[type[apsw.Error], type[CaseError], str], ...] = (
    (apsw.FullError, StorageError, "The disk is full. Nothing of this change was written."),
    (apsw.ReadOnlyError, ReadOnlyCaseError, "The case file can only be read, not written."),
    (apsw.PermissionsError, ReadOnlyCaseError, "The system does not permit to use the case file."),
    (apsw.BusyError, CaseInUseError, BUSY),
    (apsw.LockedError, CaseInUseError, BUSY),
    (apsw.NotADBError, DamagedCaseError, DAMAGED),
    (apsw.CorruptError, DamagedCaseError, DAMAGED),
    (apsw.FormatError, DamagedCaseError, DAMAGED),
    (apsw.SQLError, DamagedCaseError, DAMAGED),
    (apsw.ConnectionClosedError, ReadOnlyCaseError, "The case is closed."),
    (apsw.CursorClosedError, ReadOnlyCaseError, "The case is closed."),
    (
        apsw.CantOpenError,
        StorageError,
        "The case file cannot be opened. If it was not closed properly and lies where nothing "
        "can be written, copy it together with the files named like it to another folder.",
    ),
    (
        apsw.IOError,
        StorageError,
        "The case file cannot be read or written: the disk is full, faulty or was taken away. "
        "What was confirmed before is kept.",
    ),
    (apsw.NoMemError, StorageError, "There is not enough memory to do this."),
    (apsw.TooBigError, StorageError, "A value is too large for the case file."),
    (apsw.InterruptError, ReadOnlyCaseError, "The case was closed while it was being read."),
)


def sentence(error: apsw.Error) -> CaseError:
    """The domain error for what the database reported."""
    # A full disk can end the transaction on its own; taking it back then fails in turn.
    first = error.__context__
    if isinstance(error, apsw.SQLError) and isinstance(first, apsw.Error):
        error = first
    for kind, meaning, words in _SENTENCES:
        if isinstance(error, kind):
            return meaning(words)
    return StorageError(f"The case file cannot be used ({type(error).__name__}).")


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what the database raises into a `CaseError` with a sentence."""
    try:
        yield
    except apsw.Error as error:
        raise sentence(error) from error


@contextmanager
def damage_in_words() -> Iterator[None]:
    """As `in_words`, and content of another shape than any version writes is damage too.

    Only around what takes apart the content of a file that nobody vouches for.
    """
    try:
        with in_words():
            yield
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise DamagedCaseError(DAMAGED) from error


def told_in_words(function: Callable[P, R]) -> Callable[P, R]:
    """Decorate a function whose database errors are to be `CaseError`."""

    @wraps(function)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        with in_words():
            return function(*args, **kwargs)

    return told
