"""Withdrawing consent in an open case. Each function may run on a worker thread."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from geoapp.case.errors import CaseError, ReadOnlyCaseError
from geoapp.case.records import Key, Problem, Written
from geoapp.case.view import CaseView
from geoapp.commands import erasing as commands
from geoapp.commands.erasing import Degree, Plan, check_subject
from geoapp.session.backups import copies
from geoapp.session.open_case import Session
from geoapp.store.erasing import erase, scrub
from geoapp.store.generations import generations
from geoapp.store.traces import Told, Traces

__all__ = ["Degree", "Left", "Plan", "Withdrawn", "plan", "withdraw"]


@dataclass(frozen=True, slots=True)
class Left:
    """Something that a withdrawal does not reach, or may not reach.

    `kind` is an id of `geoapp.withdrawal_wording`, `parameters` go into its sentence. Neither
    holds a word of what was destroyed.
    """

    kind: str
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal did. `problems`: what a verification found afterwards.

    `consents`: how many were marked as revoked or entered; `rows`: how many were destroyed;
    `fields`: how many fields of others were emptied.
    """

    written: tuple[Written, ...]
    consents: int
    rows: int
    fields: int
    left: tuple[Left, ...]
    problems: tuple[Problem, ...]


def plan(session: Session, subject: Key, degree: Degree) -> Plan:
    """Everything that a withdrawal would do; nothing is written. CaseError for another row."""
    with session.new_view() as view, _traces(session) as traces:
        check_subject(view, subject)
        return commands.plan(traces, subject, degree)


@contextmanager
def _traces(session: Session) -> Iterator[Traces]:
    with closing(session.file.reader()) as reader:
        yield Traces(reader.connection, session.statements)


def withdraw(session: Session, plan: Plan, reason: str = "") -> Withdrawn:
    """Do what a plan says: mark the consents, destroy, rewrite the file, verify, list the rest.

    The reason stays readable for ever. CaseError with a sentence; if it comes from the
    destroying, the consents are marked as revoked and nothing is destroyed. Whoever calls this
    raises `Session.changed` for each of `written`, on the thread of the window.
    """
    if session.read_only:
        raise ReadOnlyCaseError("This case is open for reading only; nothing was written.")
    with session.new_view() as view:
        before = _noted(view, plan)
        written = _revoke(session, view, plan, reason)
    consents = len(written[0].keys) if written else 0
    wanted = plan.erasures()
    left: list[Left] = []
    if wanted:
        done = session.commit(lambda case: erase(case, wanted, session.author, reason))
        written.append(done)
        left += _scrubbed(session)
    left += before
    with session.new_view() as view, _traces(session) as traces:
        if wanted:
            left += _after(traces, plan, [one.hash for one in written])
        left += _elsewhere(session, traces, plan)
        if view.field_copy() is not None:
            left.append(Left("part"))
    problems = tuple(session.verify())
    rows = sum(not one.fields for one in wanted)
    fields = sum(len(one.fields) for one in wanted)
    return Withdrawn(tuple(written), consents, rows, fields, tuple(left), problems)


def _revoke(session: Session, view: CaseView, plan: Plan, reason: str) -> list[Written]:
    doomed = {item.key for item in plan.items if item.wanted and not item.fields}
    kept = replace(plan, consents=tuple(key for key in plan.consents if key not in doomed))
    try:
        draft = commands.no_new_use(view, kept, datetime.now().astimezone().date(), reason)
        return [session.write(draft)]
    except CaseError:
        if plan.degree is Degree.NO_NEW_USE:
            raise
        return []


def _scrubbed(session: Session) -> list[Left]:
    """Rewrite the file; the sentence of what keeps that from being done."""
    try:
        scrub(session.file)
    except CaseError as error:
        return [Left("not rewritten", {"why": str(error)})]
    return []


def _noted(view: CaseView, plan: Plan) -> list[Left]:
    """What only rows tell that will be destroyed: who took an attachment out, and when."""
    left = []
    for item in plan.items:
        if item.wanted and item.key.table == "custody_event":
            record = view.record(item.key)
            if record is not None and record.values.get("kind") in ("taken out", "copied"):
                told = {name: str(record.values.get(name) or "") for name in ("by", "utc")}
                left.append(Left("taken out", told))
    return left


def _after(traces: Traces, plan: Plan, own: Sequence[str]) -> Iterator[Left]:
    """What the ledger tells of other replicas, and of words that headers keep.

    `own`: the entries of the withdrawal itself, the erasing one last.
    """
    for one in traces.not_knowing(own[-1]):
        yield Left("replica", {"author": one.author, "utc": one.utc, "replica": one.replica})
    saying = traces.saying(plan.words)
    yield from (_entry("words in reason", told) for told in saying)
    known = {*own, *(told.hash for told in saying)}
    for told in traces.reasons(item.key for item in plan.items if item.wanted):
        if told.hash not in known:
            yield _entry("reason", told)


def _entry(kind: str, told: Told) -> Left:
    return Left(kind, {"hash": told.hash, "author": told.author, "utc": told.utc})


def _elsewhere(session: Session, traces: Traces, plan: Plan) -> Iterator[Left]:
    """Copies that are known, recipients, and what nobody can know."""
    yield from (_entry("copy", told) for told in traces.copies())
    if plan.degree is not Degree.NO_NEW_USE:
        for path in _kept_files(session):
            yield Left("backup", {"path": path})
        if plan.subject.table == "person":
            yield Left("identities")
        yield Left("device")
    for name in plan.recipients:
        yield Left("recipient", {"name": name})
    yield Left("outside")


def _kept_files(session: Session) -> Iterator[str]:
    """Backups and copies that this machine remembers, and what lies in the folder of the case."""
    known = {copy.path: copy.utc for copy in copies(session.file, session.profile)}
    folder = session.path.parent
    for made in generations(folder):
        if made.case == session.file.kept_as:
            known.setdefault(made.shelf, made.utc)
    for path, utc in known.items():
        yield f"{path} ({utc[:16].replace('T', ' ')})"
    stem = glob.escape(session.path.stem)
    for beside in sorted(folder.glob(f"{stem} - as it was in form *")):
        if beside not in known:
            yield str(beside)
