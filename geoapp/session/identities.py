"""The identity file beside an open case: names, contacts and risk of its persons.

It closes with the case. Where it lies is remembered nowhere, and nothing of it goes into the
case, the profile or a log. Each opening writes under a replica number of its own, since
a number that is to be used again would have to be remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from geoapp.case.errors import (
    CaseError,
    NothingToWriteError,
    PassphraseError,
    PassphraseNeededError,
    RefusedChangeError,
)
from geoapp.case.identities import BOUND, IDENTITIES, IDENTITY, TOLD
from geoapp.case.records import Change, Draft, Key, Message, Problem, Record, Value
from geoapp.case.view import CaseView
from geoapp.session.open_case import Session
from geoapp.store import CaseFile

TITLE = "Identities"


class Identities:
    """An identity file that is open beside the case of a session, until either is closed."""

    def __init__(self, file: CaseFile, session: Session) -> None:
        self._file = file
        self._session = session
        self._reader = file.reader()
        self._view = CaseView(self._reader)
        session.closing.connect(self._case_closes)

    @classmethod
    def create(cls, session: Session, path: Path, passphrase: str) -> Identities:
        """Make an identity file for the case of a session, and open it.

        CaseExistsError if there is a file already; RefusedChangeError without a passphrase,
        or with one that opens the case too.
        """
        if not passphrase:
            raise RefusedChangeError("An identity file is always encrypted: give a passphrase.")
        _check_other(session, passphrase)
        file = CaseFile.create(
            Path(path),
            title=TITLE,
            author=session.author,
            statements=IDENTITIES,
            passphrase=passphrase,
            signer=session.signer(),
        )
        try:
            bound = Change(BOUND, {"of_case": session.file.case_id})
            message = Message("create", {"table": BOUND.table, "id": str(BOUND.id)})
            file.write(Draft("edit", message, (bound,)), session.author)
            return cls(file, session)
        except BaseException:
            file.close()
            with suppress(OSError):
                file.path.unlink()
            raise

    @classmethod
    def open(
        cls, session: Session, path: Path, passphrase: str | None, *, read_only: bool = False
    ) -> Identities:
        """Open the identity file of the case of a session.

        PassphraseNeededError without a passphrase, PassphraseError when it does not fit,
        NotACaseError for a case or any other file, RefusedChangeError if it is not encrypted
        or belongs to another case.
        """
        file = CaseFile.open(
            Path(path), read_only=read_only, statements=IDENTITIES, passphrase=passphrase
        )
        try:
            if not file.encrypted:
                raise RefusedChangeError(
                    "This file of identities is not encrypted: anyone could read it, so it is "
                    "not used. Make a new one with a passphrase and delete this one."
                )
            with file.reader() as reader:
                bound = reader.record(BOUND)
            if bound is None or bound.values["of_case"] != session.file.case_id:
                raise RefusedChangeError("This identity file belongs to another case.")
            if not file.read_only:
                file.signer = session.signer()
            return cls(file, session)
        except BaseException:
            file.close()
            raise

    @property
    def path(self) -> Path:
        """The file."""
        return self._file.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._file.read_only

    def of(self, person: Key) -> Record | None:
        """What is known of a person; None if nothing is."""
        record = self._view.record(Key(IDENTITY.name, person.id))
        return None if record is None or record.deleted else record

    def all(self) -> list[Record]:
        """Everyone of whom something is known, by the number of the person in the case."""
        return self._view.records(IDENTITY.name)

    def put(self, person: Key, values: Mapping[str, str | None], reason: str = "") -> bool:
        """Say who a person is. Empty words empty a field. False if all of it was there already.

        RefusedChangeError for a row of the case that is no person, or an unknown field.
        """
        if person.table != "person":
            raise RefusedChangeError("Only persons have an identity.")
        for name in values:
            if name not in TOLD:
                raise RefusedChangeError(f"An identity has no field named “{name}”.")
        found = self._session.view.record(person)
        if found is None:
            raise RefusedChangeError("There is no such person in this case.")
        told: dict[str, Value] = {name: words or None for name, words in values.items()}
        known = self.of(person)
        before = known.values if known else dict.fromkeys(TOLD)
        if all(before[name] == value for name, value in told.items()):
            return False
        parameters = {"table": IDENTITY.name, "id": str(person.id), "fields": ", ".join(told)}
        change = Change(Key(IDENTITY.name, person.id), {**told, "code": found.code or None})
        message = Message("edit" if known else "create", parameters)
        with suppress(NothingToWriteError):
            self._file.write(Draft("edit", message, (change,), reason), self._session.author)
        return True

    def verify(self) -> list[Problem]:
        """Everything in the file that disagrees with its ledger."""
        return self._file.verify()

    def close(self) -> None:
        """Close the file; it is one plain file afterwards. May be called twice."""
        self._session.closing.disconnect(self._case_closes)
        self._reader.close()
        self._file.close()

    def _case_closes(self, _nothing: None) -> None:
        # The case has to close whatever the disk of the identity file says.
        with suppress(CaseError):
            self.close()


def _check_other(session: Session, passphrase: str) -> None:
    """The keys are apart only if who knows one passphrase does not know the other."""
    if not session.encrypted:
        return
    try:
        session.keys.slots.unwrap(passphrase)
    except PassphraseNeededError:
        raise
    except PassphraseError:
        return
    raise RefusedChangeError(
        "This passphrase opens the case itself. Choose another one: whoever learns the one "
        "must not have the other."
    )
