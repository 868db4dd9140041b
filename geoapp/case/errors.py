"""What can go wrong with a case, each with a sentence that a user can act on."""

from __future__ import annotations

from collections.abc import Callable

_said: list[Callable[[str], str]] = []


def say_through(said: Callable[[str], str]) -> None:
    """Have what goes wrong told by this from now on: a window may speak another language."""
    _said[:] = [said]


class CaseError(Exception):
    """Something about a case cannot be done; its text is shown to the user as it is.

    It is written in English here; `str` gives it in the language of whoever shows it.
    """

    def __str__(self) -> str:
        words = super().__str__()
        return _said[0](words) if _said else words


class CaseNotFoundError(CaseError):
    """There is no such file."""


class CaseExistsError(CaseError):
    """A new case was to be made where a file is already."""


class NotACaseError(CaseError):
    """The file is something else, or empty."""


class DamagedCaseError(CaseError):
    """The file was a case, and is cut short or damaged."""


class NewerCaseError(CaseError):
    """The file was written by a newer version of the program."""


class ForeignSchemaError(CaseError):
    """The file holds triggers, views or tables that no case declares."""


class PassphraseError(CaseError):
    """No key slot opens with the passphrase, or the slots are damaged. Nothing was written."""


class PassphraseNeededError(PassphraseError):
    """The case is encrypted, and no passphrase was given."""


class CaseInUseError(CaseError):
    """Another window or program has the case open for writing, or holds it locked."""


class ReadOnlyCaseError(CaseError):
    """The case was opened for reading only, or is closed."""


class RefusedChangeError(CaseError):
    """A change does not fit what the case declares. Nothing was written."""


class NothingToWriteError(RefusedChangeError):
    """Every value of a change is held already. Nothing was written."""


class StorageError(CaseError):
    """The disk is full, was taken away, or refuses. Nothing of the change was kept."""


class MergeRefusedError(CaseError):
    """Two files cannot be merged; the sentence says why and what to do. Nothing was written."""
