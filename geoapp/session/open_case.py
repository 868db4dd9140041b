"""An open case: the file, what may be seen of it, the selection, and one way to change it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from geoapp import portable
from geoapp.case.errors import NotACaseError
from geoapp.case.identities import holds_identities
from geoapp.case.records import Draft, Key, Problem, Written
from geoapp.case.tables import Statements
from geoapp.case.timespan import TimeRange
from geoapp.case.view import CaseView
from geoapp.profile import Profile, new_replica
from geoapp.session.backups import remember_older_form
from geoapp.store import CaseFile, Keys, Migrated, Signer

T = TypeVar("T")

OLDER_COPY = (
    "This file lacks entries that this machine saw in the case before: it is an older copy, "
    "or its end was cut off. Compare it with the newest copy before you go on."
)


class Event(Generic[T]):
    """Calls whoever connected, in order, on the thread that raises it."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[T], None]] = []

    def connect(self, listener: Callable[[T], None]) -> None:
        """Call `listener` with every later payload."""
        self._listeners.append(listener)

    def disconnect(self, listener: Callable[[T], None]) -> None:
        """Stop calling `listener`; no matter if it never listened."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def __call__(self, payload: T) -> None:
        """Tell every listener."""
        for listener in list(self._listeners):
            listener(payload)


@dataclass(frozen=True, slots=True)
class Touched:
    """A commit: what it wrote, and which part of the window asked for it."""

    written: Written
    origin: object = None


@dataclass(frozen=True, slots=True)
class Selected:
    """A new selection, and which part of the window made it."""

    keys: tuple[Key, ...]
    origin: object = None


@dataclass(frozen=True, slots=True)
class Filtered:
    """A new filter of time: the range (None for all of time), and who asked for it.

    `undated`: whether undated rows of what happens are shown as well.
    """

    time: TimeRange | None
    undated: bool
    origin: object = None


class Session:
    """One case that is open. Not shared between threads, but for `new_view`.

    `older_copy`: the file lacks entries that this machine saw in this case before, so that
    it is an older copy or its end was cut off; `OLDER_COPY` says so.
    """

    def __init__(self, case: CaseFile, author: str, profile: Profile) -> None:
        self._case = case
        self._profile = profile
        self._reader = case.reader()
        self._lane = threading.Lock()
        self.author = author
        self._signs_for: str | None = None
        self.older_copy = bool(missing_tips(case, profile))
        self.view = CaseView(self._reader)
        self.selection: tuple[Key, ...] = ()
        self.closing: Event[None] = Event()
        self.changed: Event[Touched] = Event()
        self.selected: Event[Selected] = Event()
        self.filtered: Event[Filtered] = Event()

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        author: str,
        read_only: bool = False,
        profile: Profile | None = None,
        passphrase: str | None = None,
    ) -> Session:
        """Open a case. CaseError with a sentence when that cannot be done.

        PassphraseNeededError for an encrypted case without a passphrase, PassphraseError
        when it does not fit.
        """
        portable.heed(Path(path))
        profile = profile or Profile()
        case = CaseFile.open(Path(path), read_only=read_only, passphrase=passphrase)
        refuse_identities(case)
        profile.enter(case.path, case.keys.key.key if case.encrypted else None)
        if not case.read_only:
            case.replica = _replica_of(case, profile)
            remember_older_form(case, profile)
        return cls(case, author or profile.author, profile)

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        title: str,
        author: str,
        profile: Profile | None = None,
        passphrase: str | None = None,
    ) -> Session:
        """Make a new, empty case, encrypted if there is a passphrase.

        CaseError when the file exists already.
        """
        portable.heed(Path(path))
        profile = profile or Profile()
        signer = None if passphrase is None else Signer.new()
        case = CaseFile.create(
            Path(path),
            title=title,
            author=author,
            replica=new_replica(),
            passphrase=passphrase,
            signer=signer,
        )
        profile.enter(case.path, case.keys.key.key if case.encrypted else None)
        if signer is not None:
            _keep(signer, case, author, profile)
        made = cls(case, author, profile)
        made._remember_tip()
        return made

    @property
    def path(self) -> Path:
        """The case file."""
        return self._case.path

    @property
    def file(self) -> CaseFile:
        """The file itself, for what is done to it as a whole: merging, copies, keys."""
        return self._case

    @property
    def profile(self) -> Profile:
        """What this machine keeps for its user."""
        return self._profile

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._case.read_only

    @property
    def migrated(self) -> Migrated | None:
        """Set if the file was of an older form and was brought up to date on opening."""
        return self._case.migrated

    @property
    def encrypted(self) -> bool:
        """Whether the file is unreadable without a passphrase."""
        return self._case.encrypted

    @property
    def keys(self) -> Keys:
        """The passphrases of an encrypted case. CaseError for a plain one."""
        return self._case.keys

    @property
    def statements(self) -> Statements:
        """The tables of this case."""
        return self._case.statements

    @property
    def title(self) -> str:
        """The name of the case."""
        return self.view.info().title

    @contextmanager
    def new_view(self) -> Iterator[CaseView]:
        """A view on a connection of its own, for the thread that asks for it."""
        reader = self._case.reader()
        try:
            yield CaseView(reader, self.view.audience, self.view.as_of, self.view.filter)
        finally:
            reader.close()

    def do(self, draft: Draft, origin: object = None) -> Written:
        """Commit a change and tell everyone. CaseError leaves the case as it was."""
        written = self.write(draft)
        self.changed(Touched(written, origin))
        return written

    def write(self, draft: Draft) -> Written:
        """Commit a change without telling anyone: for a worker thread and a long draft.

        Whoever calls it raises `changed` afterwards, on the thread of the window.
        """
        return self.commit(lambda case: case.write(draft, self.author))

    def commit(self, write: Callable[[CaseFile], T]) -> T:
        """Have the store write under this author's name and key. As `write`, it tells nobody."""
        with self._lane:
            self._case.signer = self._own_signer()
            done = write(self._case)
            self._remember_tip()
        return done

    def signer(self) -> Signer | None:
        """The key with which the author signs in this case; None in a plain one."""
        with self._lane:
            return self._own_signer()

    def _own_signer(self) -> Signer | None:
        if self._signs_for != self.author:
            self._case.signer = _signer_of(self._case, self.author, self._profile)
            self._signs_for = self.author
        return self._case.signer

    @property
    def undoable(self) -> str | None:
        """The hash of the entry that an undo takes back next."""
        return self._case.undoable()

    @property
    def redoable(self) -> str | None:
        """The hash of the undo that a redo takes back next."""
        return self._case.redoable()

    @property
    def can_undo(self) -> bool:
        """Whether this machine wrote something that can be taken back."""
        return not self.read_only and self._case.undoable() is not None

    @property
    def can_redo(self) -> bool:
        """Whether the last thing done here was an undo."""
        return not self.read_only and self._case.redoable() is not None

    def undo(self) -> Written | None:
        """Take back the last change of this machine, as a new entry; None if there is none."""
        return self._tell(self.revert("undo"))

    def redo(self) -> Written | None:
        """Take back the last undo, as a new entry; None if there is none."""
        return self._tell(self.revert("redo"))

    def revert(self, kind: str) -> Written | None:
        """What `undo` or `redo` does, but telling nobody: for a worker, as `write` is."""
        if self.read_only:
            return None

        def write(case: CaseFile) -> Written | None:
            entry = case.undoable() if kind == "undo" else case.redoable()
            return None if entry is None else case.write(case.undo_draft(entry, kind), self.author)

        return self.commit(write)

    def _tell(self, written: Written | None) -> Written | None:
        if written is not None:
            self.changed(Touched(written))
        return written

    def select(self, keys: Iterable[Key], origin: object = None) -> None:
        """Make these rows the selection."""
        self.selection = tuple(dict.fromkeys(keys))
        self.selected(Selected(self.selection, origin))

    def set_time_range(
        self, time: TimeRange | None, *, undated: bool = False, origin: object = None
    ) -> None:
        """Show only what may lie in a range of dates; None or an open range shows all.

        The rule is that of `geoapp.case.timespan`. Raises `filtered` if this is news.
        """
        time = None if time is None or time.is_open else time
        wanted = replace(self.view.filter, time=time, undated=undated)
        if wanted != self.view.filter:
            self.view.filter = wanted
            self.filtered(Filtered(time, undated, origin))

    def _remember_tip(self) -> None:
        sequence, hash = self._case.tip()
        self._profile.remember_replica(self._case.kept_as, self._case.replica, sequence, hash)
        self._profile.remember_tips(self._case.kept_as, {self._case.replica: (sequence, hash)})

    def verify(self) -> list[Problem]:
        """Everything in the file that disagrees with its ledger, or with what was seen before."""
        return self._case.verify(self._profile.tips(self._case.kept_as))

    def close(self) -> None:
        """Close the file; it is one plain file afterwards. What lies beside it closes first."""
        self.closing(None)
        self._profile.leave(self._case.path)
        self._reader.close()
        self._case.close()


def refuse_identities(case: CaseFile) -> None:
    """Close a file that is no case but the identities of one. NotACaseError."""
    if holds_identities(case.statements):
        case.close()
        raise NotACaseError(
            f"“{case.path.name}” is an identity file. Open its case, and there the identity file "
            "from any person."
        )


def _signer_of(case: CaseFile, author: str, profile: Profile) -> Signer | None:
    """The key with which an author signs in an encrypted case on this machine."""
    if not case.encrypted:
        return None
    kept = profile.signing_key(case.kept_as, author)
    signer = Signer.unsealed(kept, case.keys.key) if kept else None
    if signer is None:
        signer = Signer.new()
        _keep(signer, case, author, profile)
    return signer


def _keep(signer: Signer, case: CaseFile, author: str, profile: Profile) -> None:
    sealed = signer.sealed(case.keys.key)
    profile.remember_signing_key(case.kept_as, author, signer.public, sealed)


def missing_tips(case: CaseFile, profile: Profile) -> dict[str, tuple[int, str]]:
    """The entries this machine saw in a case that the file lacks; what it has is remembered."""
    seen = profile.tips(case.kept_as)
    profile.remember_tips(case.kept_as, case.tips())
    return {replica: tip for replica, tip in seen.items() if not case.holds(replica, *tip)}


def _replica_of(case: CaseFile, profile: Profile) -> str:
    """The replica number under which this machine goes on writing a case.

    A file that lacks the entry this machine wrote last is an older copy: to go on
    under the same number would give two entries one sequence number, so the copy
    gets a number of its own.
    """
    known = profile.replica(case.kept_as)
    if known is None:
        return new_replica()
    replica, sequence, hash = known
    return replica if case.holds(replica, sequence, hash) else new_replica()
