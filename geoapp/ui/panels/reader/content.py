"""What the reader shows of a testimony or an account, read in one go. Knows no widgets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from geoapp.case.passages import Stretch
from geoapp.case.records import Key, Record, Value, from_json
from geoapp.case.transcripts import Text, texts
from geoapp.case.view import CaseView, other_end
from geoapp.ui.panels.inspector.content import names, records
from geoapp.ui.panels.reader.spoken import READABLE
from geoapp.ui.panels.reader.tints import Kind, kind_of
from geoapp.ui.phrases import in_words
from layers.schema import GeometryKind

JOINTS = {*READABLE, "passage", "transcript"}


@dataclass(frozen=True, slots=True)
class Carried:
    """One thing that a passage carries. For a claim `key` is the row it is about.

    `what`: for a claim the field and value in words; for a link its role and stance
    as codes. `locatable`: whether things of this kind can have a place.
    """

    key: Key
    kind: Kind
    code: str = ""
    title: str = ""
    what: str = ""
    role: str = ""
    stance: str = ""
    locatable: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with what it carries. `stretch` is None where its words are to be placed."""

    record: Record
    stretch: Stretch | None
    carried: tuple[Carried, ...] = ()

    @property
    def key(self) -> Key:
        """Which passage."""
        return self.record.key

    @property
    def quote(self) -> str:
        """Its exact words."""
        return str(self.record.values.get("quote") or "")

    @property
    def label(self) -> str:
        """Its margin label, or an empty text."""
        return str(self.record.values.get("label") or "")

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of things it carries, each once; the first gives the colour."""
        there = {thing.kind for thing in self.carried}
        return tuple(kind for kind in Kind if kind in there) or (Kind.NONE,)


@dataclass(frozen=True, slots=True)
class Page:
    """One text as it is shown: which row, its words, its passages in order."""

    transcript: Key | None
    words: str
    passages: tuple[Passage, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A testimony or account with the texts to show, original first.

    `lost` are the passages whose words a person has to place again. `names` holds
    (code, title) of the rows that the record refers to.
    """

    record: Record
    texts: tuple[Text, ...] = ()
    shown: tuple[Record, ...] = ()
    pages: tuple[Page, ...] = ()
    lost: tuple[Passage, ...] = ()
    names: Mapping[Key, tuple[str, str]] = field(default_factory=dict)
    interview: Record | None = None

    @property
    def key(self) -> Key:
        """The testimony or account."""
        return self.record.key

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages that stand in the shown texts."""
        return tuple(passage for page in self.pages for passage in page.passages)

    def passage(self, key: Key) -> Passage | None:
        """A passage of this reading, placed or not."""
        return next((p for p in (*self.passages, *self.lost) if p.key == key), None)


def gather(view: CaseView, key: Key, language: str, revision: int | None = None) -> Reading | None:
    """A testimony or account as it is to be shown; None if there is no such row.

    `revision`: show this revision of its text instead of the newest.
    """
    record = view.record(key)
    if record is None or record.deleted:
        return None
    wanted = [
        Key(stated.refers_to, id)
        for stated in view.statements[key.table]
        if stated.refers_to and isinstance(id := record.values.get(stated.name), int)
    ]
    named = names(view, wanted, language)
    if key.table == "published_account":
        return replace(_account(view, record, language), names=named)
    id = record.values.get("interview")
    interview = view.record(Key("interview", id)) if isinstance(id, int) else None
    reading = _testimony(view, record, language, revision)
    return replace(reading, names=named, interview=interview)


def _account(view: CaseView, record: Record, language: str) -> Reading:
    words = str(record.values.get("summary") or "")
    rows = [row for row in view.referring(record.key) if row.key.table == "passage"]
    passages = _passages(view, rows, language, {None: words})
    placed, lost = _sorted_out(passages)
    return Reading(record, pages=(Page(None, words, placed),), lost=lost)


def _testimony(view: CaseView, record: Record, language: str, revision: int | None) -> Reading:
    referring = view.referring(record.key)
    rows = [row for row in referring if row.key.table == "transcript"]
    marked = {row.key: row for row in referring if row.key.table == "passage"}
    for row in rows:
        marked |= {r.key: r for r in view.referring(row.key) if r.key.table == "passage"}
    found = tuple(texts(rows))
    originals = [text for text in found if text.original is None]
    shown = [_shown(originals[0], revision)] if originals else []
    shown += [_shown(text, revision) for text in found if text.original is not None][:1]
    current: dict[int | None, str] = {
        row.key.id: str(row.values.get("words") or "") for row in (*rows, *shown)
    }
    passages = _passages(view, marked.values(), language, current)
    pages = tuple(_page(row, passages) for row in shown)
    _, lost = _sorted_out(passages)
    return Reading(record, found, tuple(shown), pages, lost)


def _shown(text: Text, revision: int | None) -> Record:
    return next((row for row in text.revisions if row.key.id == revision), text.newest)


def _page(row: Record, passages: Iterable[Passage]) -> Page:
    here = [p for p in passages if p.record.values.get("transcript") == row.key.id]
    placed, _ = _sorted_out(here)
    words, language = str(row.values.get("words") or ""), str(row.values.get("language") or "")
    return Page(row.key, words, placed, language)


def _sorted_out(passages: Iterable[Passage]) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Those that are placed, in order, and those that are not."""
    listed = list(passages)
    placed = [p for p in listed if p.stretch is not None]
    placed.sort(key=lambda p: (p.stretch.start, -p.stretch.end) if p.stretch else (0, 0))
    return tuple(placed), tuple(p for p in listed if p.stretch is None)


def _passages(
    view: CaseView, rows: Iterable[Record], language: str, words: Mapping[int | None, str]
) -> list[Passage]:
    bare = {row.key: list(_carried(view, row)) for row in rows}
    keys = dict.fromkeys(thing.key for things in bare.values() for thing in things)
    named = names(view, keys, language)
    claimed = records(view, [k for k in keys if k.table == "claim"])
    passages = []
    for row in records(view, bare).values():
        id = row.values.get("transcript")
        stretch = _stretch(row, words.get(id if isinstance(id, int) else None, ""))
        things = [_named(view, t, named, claimed, language) for t in bare[row.key]]
        carried = tuple(dict.fromkeys(thing for thing in things if thing is not None))
        passages.append(Passage(row, stretch, carried))
    return passages


def _stretch(row: Record, words: str) -> Stretch | None:
    """Where a passage stands, but only if its very words stand there."""
    start, end = row.values.get("start"), row.values.get("end")
    if row.values.get("to_be_placed") or not (isinstance(start, int) and isinstance(end, int)):
        return None
    try:
        same = Stretch(start, end).words(words) == row.values.get("quote")
    except ValueError:
        return None
    return Stretch(start, end) if same else None


def _carried(view: CaseView, passage: Record) -> Iterator[Carried]:
    for link in view.links(passage.key):
        yield _of_link(link, other_end(link, passage.key))
    for row in view.referring(passage.key):
        if row.key.table == "claim":
            yield Carried(row.key, Kind.CLAIM)
        elif row.key.table == "link":
            for end in ("from", "to"):
                far = Key(str(row.values[f"{end}_table"]), int(str(row.values[f"{end}_id"])))
                if far.table not in JOINTS:
                    yield _of_link(row, far)


def _of_link(link: Record, far: Key) -> Carried:
    role, stance = link.values.get("role"), link.values.get("stance")
    return Carried(far, Kind.OTHER, role=str(role or ""), stance=str(stance or ""))


def _named(
    view: CaseView,
    thing: Carried,
    named: Mapping[Key, tuple[str, str]],
    claims: Mapping[Key, Record],
    language: str,
) -> Carried | None:
    if thing.key.table == "claim":
        return _claim(view, claims.get(thing.key), language)
    if thing.key not in named or thing.key.table not in view.statements:
        return None
    table = view.statements[thing.key.table]
    code, title = named[thing.key]
    locatable = table.geometry is not GeometryKind.NONE
    return replace(thing, kind=kind_of(table), code=code, title=title, locatable=locatable)


def _claim(view: CaseView, claim: Record | None, language: str) -> Carried | None:
    if claim is None or str(claim.values.get("subject_table")) not in view.statements:
        return None
    table = view.statements[str(claim.values["subject_table"])]
    key = Key(table.name, int(str(claim.values["subject"])))
    stated = next((f for f in table if f.name == claim.values.get("attribute")), None)
    if stated is None or key not in (named := names(view, [key], language)):
        return None
    value: Value = claim.values.get("value")
    try:
        words = in_words(stated, from_json(stated, value), language)
    except (ValueError, KeyError, TypeError):
        words = str(value)
    what = f"{stated.label.in_language(language)}: {' · '.join(words.splitlines())}"
    code, title = named[key]
    locatable = table.geometry is not GeometryKind.NONE
    return Carried(key, Kind.CLAIM, code, title, what, locatable=locatable)
