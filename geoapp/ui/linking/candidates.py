"""What a thing can be linked to: found by words, or suggested before anything is typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from geoapp.case.records import Hit, Key, Record, title
from geoapp.case.view import CaseView, other_end
from geoapp.commands.usual_ties import NEVER, SAID
from layers.schema import GeometryKind, Table
from layers.style import Symbol

AT_ONCE = 60
SUGGESTED = 6
_ENTRIES = 60
_BY_HAND = 20
_FALLBACK = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for. `first`: tables that come first; `only`: one table, or empty.

    `selected` and `in_sight` are suggested before anything is typed.
    """

    start: Key
    words: str = ""
    first: tuple[str, ...] = ()
    only: str = ""
    selected: tuple[Key, ...] = ()
    in_sight: tuple[Key, ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row that may be linked.

    `also`: its name in the other language. `snippet` marks found words with \\x02 and
    \\x03. `letters`: what codes of its kind begin with. `linked`: the roles by which
    the start is tied to it already.
    """

    key: Key
    heading: str
    title: str
    also: str = ""
    code: str = ""
    kind: str = ""
    snippet: str = ""
    symbol: Symbol | None = None
    letters: str = ""
    linked: tuple[str, ...] = ()


def linkable(view: CaseView, first: Iterable[str] = ()) -> list[Table]:
    """The tables whose rows can be linked; those of `first` lead."""
    tables = [table for table in view.statements if table.name not in NEVER]
    order = {name: place for place, name in enumerate(first)}
    return sorted(tables, key=lambda table: order.get(table.name, len(order)))


def usual_first(view: CaseView, start: Key) -> tuple[str, ...]:
    """The tables one most likely wants: the map for what was said, accounts for the map."""
    drawn = tuple(t.name for t in view.statements if t.geometry is not GeometryKind.NONE)
    if start.table in SAID or start.table == "source":
        known = ("facility", "crossing", "place", "incident", "person", "organisation")
        return (*known, *(name for name in drawn if name not in known))
    return SAID


def candidates(view: CaseView, wish: Wish) -> list[Candidate]:
    """Best first, in groups. May run on a worker with a view of its own."""
    known = _ties(view, wish.start)
    listed = _found(view, wish) if wish.words.strip() else _suggested(view, wish, known)
    return [replace(one, linked=tuple(known.get(one.key, ()))) for one in listed]


def candidate(view: CaseView, key: Key, start: Key, heading: str, language: str) -> Candidate:
    """One row by its key, such as one that was picked on the map."""
    made = _listed(view, [key], heading, language)
    shown = made[0] if made else Candidate(key, heading, str(key.id))
    return replace(shown, linked=tuple(_ties(view, start).get(key, ())))


def _ties(view: CaseView, start: Key) -> Mapping[Key, list[str]]:
    known: dict[Key, list[str]] = {}
    for record in view.links(start):
        known.setdefault(other_end(record, start), []).append(str(record.values["role"]))
    return known


def _found(view: CaseView, wish: Wish) -> list[Candidate]:
    wanted = [wish.only] if wish.only else [t.name for t in linkable(view, wish.first)]
    leading = [name for name in wanted if name in wish.first]
    others = [name for name in wanted if name not in wish.first]
    # A code is meant as it is written, whatever kind of thing has it.
    named = [key for key in view.resolve(wish.words.strip()) if key.table in wanted]
    hits = [Hit(key, "", "", "") for key in named]
    for tables in (leading, others):
        found = view.search(wish.words, AT_ONCE, tables) if tables else []
        hits += [hit for hit in found if hit.key not in named]
    hits += _by_claim(view, wish, wanted, {hit.key for hit in hits})
    rows = _rows(view, [hit.key for hit in hits])
    groups: dict[str, list[Candidate]] = {}
    for hit in hits:
        if hit.key in rows and hit.key != wish.start:
            table = view.statements[hit.key.table]
            made = _made(table, rows[hit.key], table.plural.in_language(wish.language), wish)
            groups.setdefault(made.heading, []).append(_with_snippet(made, hit))
    return [one for group in groups.values() for one in group]


def _by_claim(view: CaseView, wish: Wish, wanted: list[str], known: set[Key]) -> list[Hit]:
    """A rival name leads to the row it was claimed of."""
    found = []
    for hit in view.search(wish.words, AT_ONCE, ["claim"]):
        row = view.record(hit.key)
        if row is None or row.values.get("subject_table") not in wanted:
            continue
        subject = Key(str(row.values["subject_table"]), int(str(row.values["subject"])))
        if subject not in known:
            known.add(subject)
            found.append(Hit(subject, "", "", hit.snippet))
    return found


def _suggested(view: CaseView, wish: Wish, known: Mapping[Key, list[str]]) -> list[Candidate]:
    seen = {wish.start}
    listed: list[Candidate] = []
    for heading, keys in _sources(view, wish):
        fitting = []
        for key in keys:
            allowed = key.table == wish.only if wish.only else key.table not in NEVER
            if allowed and key not in seen and key not in known:
                seen.add(key)
                fitting.append(key)
        listed += _listed(view, fitting[:SUGGESTED], heading, wish.language)
    if not listed:
        tables = [wish.only] if wish.only else wish.first[:_FALLBACK]
        heading = _tr("Some to begin with")
        listed = _listed(
            view, list(_last_codes(view, tables, seen | set(known))), heading, wish.language
        )
    return listed


def _last_codes(view: CaseView, tables: Iterable[str], seen: set[Key]) -> Iterator[Key]:
    """The rows with the highest codes of some tables: those that were made last."""
    for table in tables:
        rows = [row for row in view.records(table) if row.key not in seen]
        rows.sort(key=lambda row: (len(row.code), row.code), reverse=True)
        yield from (row.key for row in rows[:SUGGESTED])


def _sources(view: CaseView, wish: Wish) -> Iterator[tuple[str, Iterable[Key]]]:
    """Where suggestions come from, nearest to the work first."""
    yield _tr("Selected"), wish.selected
    yield _tr("Linked to the same account"), _siblings(view, wish.start)
    recent = list(_recent(view))
    fitting = [key for key in recent if not wish.first or key.table in wish.first]
    yield _tr("Linked last"), fitting
    near = [key for key in wish.in_sight if not wish.first or key.table in wish.first]
    yield _tr("On the map now"), near
    if not near and wish.in_sight:
        yield _tr("Said of what the map shows"), _said_of(view, wish)


def _siblings(view: CaseView, start: Key) -> Iterator[Key]:
    """What the account of a passage, and its other passages, are linked to."""
    record = view.record(start) if start.table == "passage" else None
    if record is None:
        return
    for field, table in (("testimony", "testimony"), ("account", "published_account")):
        id = record.values.get(field)
        if not isinstance(id, int):
            continue
        account = Key(table, id)
        passages = [row.key for row in view.referring(account) if row.key.table == "passage"]
        for one in (*passages, account):
            yield from (other_end(tie, one) for tie in view.links(one))


def _recent(view: CaseView) -> Iterator[Key]:
    """The ends of the links made last, newest first."""
    for entry in view.entries(_ENTRIES):
        rows = {change.key: None for change in entry.changes if change.key.table == "link"}
        if entry.kind != "link" or len(rows) > _BY_HAND:
            continue
        for key in rows:
            record = view.record(key)
            if record is not None and not record.deleted:
                values = record.values
                yield Key(str(values["to_table"]), int(str(values["to_id"])))
                yield Key(str(values["from_table"]), int(str(values["from_id"])))


def _said_of(view: CaseView, wish: Wish) -> Iterator[Key]:
    for feature in wish.in_sight[:20]:
        for tie in view.links(feature):
            far = other_end(tie, feature)
            if far.table in wish.first:
                yield far


def _rows(view: CaseView, keys: Iterable[Key]) -> dict[Key, Record]:
    by_table: dict[str, list[int]] = {}
    for key in keys:
        by_table.setdefault(key.table, []).append(key.id)
    found = (row for name, ids in by_table.items() for row in view.records(name, ids))
    return {row.key: row for row in found}


def _listed(view: CaseView, keys: list[Key], heading: str, language: str) -> list[Candidate]:
    rows = _rows(view, keys)
    wish = Wish(Key("", 0), language=language)
    return [
        _made(view.statements[key.table], rows[key], heading, wish) for key in keys if key in rows
    ]


def _made(table: Table, row: Record, heading: str, wish: Wish) -> Candidate:
    other = "en" if wish.language.startswith("ko") else "ko"
    first = title(table, row.values, wish.language) or row.code
    second = title(table, row.values, other)
    symbol = None
    if table.symbology is not None:
        category = row.values.get(table.symbology.by) if table.symbology.by else None
        symbol = table.symbology.symbol(str(category) if category else None)
    return Candidate(
        row.key,
        heading,
        first,
        second if second not in {first, row.code} else "",
        row.code if row.code != first else "",
        table.label.in_language(wish.language),
        symbol=symbol,
        letters=table.prefix[:3],
    )


def _with_snippet(made: Candidate, hit: Hit) -> Candidate:
    plain = hit.snippet.replace("\x02", "").replace("\x03", "").strip(" …")
    shown = plain and plain not in {made.title, made.also, made.code}
    return replace(made, snippet=hit.snippet if shown else "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("linking", text)
