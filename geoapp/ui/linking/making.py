"""What the picker does to the case, each as one entry of the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geoapp.case.records import Key, Value, Written
from geoapp.commands.link import Tie, create_and_link, link_many
from geoapp.session import Session
from geoapp.ui.linking.new_thing import grounds


@dataclass(frozen=True, slots=True)
class Made:
    """The commit, the links it made, and those that existed already."""

    written: Written
    ties: tuple[Tie, ...]
    already: tuple[Tie, ...] = ()


def link_all(session: Session, ties: Sequence[Tie], origin: object) -> Made:
    """Make these links. CaseError if none of them can be made."""
    many = link_many(session.view, ties)
    written = session.do(many.draft, origin=origin)
    return Made(written, tuple(t for t in ties if t not in many.already), many.already)


def make_and_link(
    session: Session,
    new: Key,
    values: Mapping[str, Value],
    tie: Tie,
    start: Key,
    basis: str | None,
    origin: object,
) -> Made:
    """Make a row with its link to `start`; its claims rest on `start` with this basis."""
    rests_on = grounds(start.table, start.id, basis) if basis is not None else None
    draft = create_and_link(session.view, new.table, values, [tie], new, grounds=rests_on)
    return Made(session.do(draft, origin=origin), (tie,))
