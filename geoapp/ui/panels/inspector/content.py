"""What the inspector shows of one row, read in one go. Knows no widgets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from geoapp.case.consent import is_revoked
from geoapp.case.parts import NOT_HERE
from geoapp.case.records import Key, Record, title
from geoapp.case.view import CaseView, other_end
from layers.schema import Field, FieldKind, Table, Text

FIRST_GROUPS = (
    "testimony",
    "published_account",
    "passage",
    "incident",
    "organisation",
    "organisation_relation",
    "person",
    "repatriation",
    "figure",
    "observation",
    "facility",
    "crossing",
)
ACCOUNTS = ("testimony", "published_account")


@dataclass(frozen=True, slots=True)
class Tie:
    """Why a thing is listed: a link with its role, or a field that names the other row.

    `role` is the stored code of a link's role, or empty; `by_field` the label of the
    reference field. `outgoing`: the tie starts at the row that is shown. `order`: where
    the field stands in its table, so that claims come in the order of the fields.
    `link`: the row of the link itself, if it is one.
    """

    role: str = ""
    by_field: Text | None = None
    outgoing: bool = False
    stance: str | None = None
    certainty: str | None = None
    note: str | None = None
    order: int = -1
    link: Key | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """One thing that is tied to the shown row, in one or several ways."""

    key: Key
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The linked things of one table."""

    table: Table
    linked: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """One row with its claims by field, its linked things, its sources.

    `names` holds (code, title) of the rows its reference fields name. `withdrawn`: consent to
    it was withdrawn.
    """

    key: Key
    table: Table
    record: Record
    claims: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    sources: tuple[Linked, ...] = ()
    names: Mapping[Key, tuple[str, str]] = field(default_factory=dict)
    withdrawn: bool = False

    def count(self, *tables: str) -> int:
        """How many linked things are of these tables."""
        return sum(len(group.linked) for group in self.groups if group.table.name in tables)

    @property
    def has_attachments(self) -> bool:
        """Whether an attachment is linked to it, or named by one of its fields."""
        named = (key.table for _, key in references(self.table, self.record))
        return self.count("attachment") > 0 or "attachment" in named


def gather(view: CaseView, key: Key, language: str = "en") -> Content | None:
    """Everything the inspector shows at first; None if there is no such row."""
    if key.table not in view.statements:
        return None
    record = view.record(key)
    if record is None:
        return None
    table = view.statements[key.table]
    claims = _claims_by_field(view.claims(key))
    ties = _ties(view, key)
    behind = _sources(view, record, table, claims, ties)
    there = view.titles([*ties, *behind])
    there |= dict.fromkeys(view.elsewhere(k for k in (*ties, *behind) if k not in there), ("", ""))
    sources = tuple(_in_order(behind, there))
    groups = _groups(view, {k: t for k, t in ties.items() if k.table != "source"}, there)
    wanted = [target for _, target in references(table, record)]
    named = names(view, wanted, language)
    withdrawn = is_revoked(view, record)
    return Content(key, table, record, claims, groups, sources, named, withdrawn)


def references(table: Table, record: Record) -> Iterator[tuple[Field, Key]]:
    """The reference fields of a row that are filled, with the row each names."""
    for stated in table:
        value = record.values.get(stated.name)
        if stated.kind is FieldKind.REFERENCE and stated.refers_to and isinstance(value, int):
            yield stated, Key(stated.refers_to, value)


def names(view: CaseView, keys: Iterable[Key], language: str) -> dict[Key, tuple[str, str]]:
    """(code, title) of rows, the title in the given language where the row has one.

    Of a row that a field copy lacks, the title is that it is not there.
    """
    wanted = [key for key in dict.fromkeys(keys) if key.table in view.statements]
    found = _names(view, wanted, language)
    absent = view.elsewhere([key for key in wanted if key not in found])
    return found | dict.fromkeys(absent, ("", NOT_HERE.in_language(language)))


def _names(view: CaseView, wanted: list[Key], language: str) -> dict[Key, tuple[str, str]]:
    if not language.startswith("ko"):
        return dict(view.titles(wanted))
    found: dict[Key, tuple[str, str]] = {}
    for record in records(view, wanted).values():
        table = view.statements[record.key.table]
        found[record.key] = (record.code, title(table, record.values, language))
    return found


def records(view: CaseView, keys: Iterable[Key]) -> dict[Key, Record]:
    """The rows of some keys, with one question per table."""
    by_table: dict[str, list[int]] = {}
    for key in keys:
        by_table.setdefault(key.table, []).append(key.id)
    return {
        record.key: record
        for table, ids in by_table.items()
        if table in view.statements
        for record in view.records(table, ids)
    }


def _claims_by_field(claims: list[Record]) -> dict[str, tuple[Record, ...]]:
    by_field: dict[str, list[Record]] = {}
    for claim in claims:
        by_field.setdefault(str(claim.values.get("attribute")), []).append(claim)
    return {name: tuple(some) for name, some in by_field.items()}


def _ties(view: CaseView, key: Key) -> dict[Key, list[Tie]]:
    ties: dict[Key, list[Tie]] = {}
    for link in view.links(key):
        ties.setdefault(other_end(link, key), []).append(_of_link(link, key))
    for record in view.referring(key):
        for far, tie in _of_reference(view, record, key):
            if far != key:
                ties.setdefault(far, []).append(tie)
    return ties


def _of_link(link: Record, key: Key) -> Tie:
    values = link.values
    start = (values["from_table"], values["from_id"])
    return Tie(
        role=str(values.get("role") or ""),
        outgoing=start == (key.table, key.id),
        stance=_words(values.get("stance")),
        certainty=_words(values.get("certainty")),
        note=_words(values.get("note")),
        link=link.key,
    )


def _of_reference(view: CaseView, record: Record, key: Key) -> Iterator[tuple[Key, Tie]]:
    """The tie that a row makes by naming `key`.

    A claim stands for the row it is about, and a link for both its ends: nobody
    wants to land on the joint instead of the thing.
    """
    values = record.values
    if record.key.table == "claim":
        if str(values["subject_table"]) not in view.statements:
            return
        about = view.statements[str(values["subject_table"])]
        tie = _of_claim(about, str(values["attribute"]))
        yield Key(about.name, int(str(values["subject"]))), tie
        return
    if record.key.table == "link":
        tie = Tie(role=str(values.get("role") or ""), stance=_words(values.get("stance")))
        for end in ("from", "to"):
            yield Key(str(values[f"{end}_table"]), int(str(values[f"{end}_id"]))), tie
        return
    for stated, target in references(view.statements[record.key.table], record):
        if target == key:
            yield record.key, Tie(by_field=stated.label)


def _of_claim(about: Table, attribute: str) -> Tie:
    for number, stated in enumerate(about):
        if stated.name == attribute:
            return Tie(by_field=stated.label, order=number)
    return Tie()


def _groups(
    view: CaseView, ties: Mapping[Key, list[Tie]], there: Mapping[Key, tuple[str, str]]
) -> tuple[Group, ...]:
    order = [*FIRST_GROUPS, *(table.name for table in view.statements)]
    by_table: dict[str, list[Linked]] = {}
    for linked in _in_order(ties, there):
        by_table.setdefault(linked.key.table, []).append(linked)
    return tuple(
        Group(view.statements[name], tuple(by_table[name]))
        for name in sorted(by_table, key=order.index)
    )


def _sources(
    view: CaseView,
    record: Record,
    table: Table,
    claims: Mapping[str, tuple[Record, ...]],
    ties: Mapping[Key, list[Tie]],
) -> dict[Key, list[Tie]]:
    """Every document behind the row: its own, those of its claims and of its accounts."""
    found: dict[Key, list[Tie]] = {
        key: list(some) for key, some in ties.items() if key.table == "source"
    }
    for stated, target in references(table, record):
        if target.table == "source":
            found.setdefault(target, []).append(Tie(by_field=stated.label, outgoing=True))
    for stated in table:
        for claim in claims.get(stated.name, ()):
            _add(found, claim.values.get("source"), stated.label)
    accounts = [key for key in ties if key.table == "published_account"]
    for account in records(view, accounts).values():
        _add(found, account.values.get("source"), view.statements[account.key.table].label)
    return found


def _in_order(
    ties: Mapping[Key, list[Tie]], there: Mapping[Key, tuple[str, str]]
) -> Iterator[Linked]:
    """Things by code, A-9 before A-10, without those that are marked as deleted."""

    def rank(key: Key) -> tuple[object, ...]:
        code, title = there[key]
        parts = re.split(r"(\d+)", code.casefold())
        numbers = [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
        return (not code, numbers, title, key.id)

    for key in sorted((key for key in ties if key in there), key=rank):
        some = sorted(dict.fromkeys(ties[key]), key=lambda tie: tie.order)
        yield Linked(key, tuple(some))


def _add(found: dict[Key, list[Tie]], source: object, label: Text | None) -> None:
    if isinstance(source, int):
        found.setdefault(Key("source", source), []).append(Tie(by_field=label))


def _words(value: object) -> str | None:
    return str(value) if value not in (None, "") else None
