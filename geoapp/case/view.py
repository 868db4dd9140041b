"""CaseView: the one way to read a case. What an audience may not see never gets past it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
import numpy.typing as npt

from geoapp.case.conflicts import Conflict
from geoapp.case.errors import CaseError
from geoapp.case.fingerprint import fingerprint
from geoapp.case.ledger_lines import Line, Wanted
from geoapp.case.parts import FieldCopy
from geoapp.case.records import Entry, Hit, Key, Message, Record
from geoapp.case.tables import Statements
from geoapp.case.timespan import (
    Counted,
    Lies,
    Spans,
    TimeRange,
    as_of,
    count,
    lie,
    shown,
    time_of,
)
from layers.drawable import Drawable

INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class CaseInfo:
    """What a case file says of itself."""

    case: str
    title: str
    schema: int
    encrypted: bool
    entries: int
    heads: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """The heads as a short text to be compared with one noted before."""
        return fingerprint(self.heads)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are wanted. An empty set of tables means all tables.

    `time`: only rows that may lie in this range of dates, by the one rule of
    `geoapp.case.timespan`. `undated`: keep undated rows of what happens as well.
    """

    tables: frozenset[str] = frozenset()
    time: TimeRange | None = None
    undated: bool = False


class Reader(Protocol):
    """What `CaseView` needs from a case file. Only the store provides it.

    Rows marked as deleted are left out everywhere but in `record` and the history.
    """

    @property
    def statements(self) -> Statements: ...

    def info(self) -> CaseInfo: ...

    def field_copy(self) -> FieldCopy | None: ...

    def invented(self) -> bool: ...

    def counts(self) -> dict[str, int]: ...

    def unlocated(self) -> dict[str, int]: ...

    def record(self, key: Key) -> Record | None: ...

    def records(self, table: str, ids: Iterable[int] | None = None) -> list[Record]: ...

    def resolve(self, identifier: str) -> list[Key]: ...

    def codes(self, table: str) -> list[str]: ...

    def claims(self, key: Key) -> list[Record]: ...

    def consents(self, key: Key) -> list[Record]: ...

    def links(self, key: Key) -> list[Record]: ...

    def referring(self, key: Key) -> list[Record]: ...

    def titles(self, keys: Iterable[Key]) -> dict[Key, tuple[str, str]]: ...

    def elsewhere(self, keys: Iterable[Key]) -> frozenset[Key]: ...

    def search(self, words: str, limit: int, tables: Sequence[str]) -> list[Hit]: ...

    def drawable(self, table: str) -> Drawable: ...

    def spans(
        self, table: str, also: Sequence[str] = (), ids: Iterable[int] | None = None
    ) -> Spans: ...

    def link_counts(self) -> Mapping[Key, Mapping[str, int]]: ...

    def pairs(self, tables: tuple[str, str], role: str) -> list[tuple[int, int]]: ...

    def open_claims(self, table: str) -> Mapping[int, int]: ...

    def history(self, key: Key) -> list[Entry]: ...

    def entries(self, limit: int | None = None) -> list[Entry]: ...

    def ledger_page(
        self, wanted: Wanted, before: tuple[int, str] | None, count: int
    ) -> list[Line]: ...

    def entry(self, hash: str, most: int) -> Entry | None: ...

    def authors(self) -> list[str]: ...

    def message(self, hash: str) -> Message | None: ...

    def conflicts(self, own: Collection[str]) -> list[Conflict]: ...

    def content_size(self, sha256: str) -> int | None: ...

    def content(self, sha256: str) -> Iterator[bytes]: ...


class CaseView:
    """A case as one audience may see it.

    Until consent is enforced per recipient, `internal` sees everything and any
    other audience sees nothing at all: the safe answer to a question that cannot
    be answered yet.
    """

    def __init__(
        self,
        reader: Reader,
        audience: str = INTERNAL,
        as_of: date | None = None,
        filter: Filter | None = None,
    ) -> None:
        self._reader = reader
        self.audience = audience
        self.as_of = as_of
        self.filter = filter or Filter()

    @property
    def statements(self) -> Statements:
        """The tables of this case, those of the program and its own."""
        return self._reader.statements

    def _shows(self, table: str) -> bool:
        if self.audience != INTERNAL:
            return False
        return not self.filter.tables or table in self.filter.tables

    def info(self) -> CaseInfo:
        """What the file says of itself; holds nothing that anybody said."""
        return self._reader.info()

    def field_copy(self) -> FieldCopy | None:
        """What a field copy says of itself; None for a whole case."""
        return self._reader.field_copy()

    def elsewhere(self, keys: Iterable[Key]) -> frozenset[Key]:
        """Those of the rows that a field copy does not hold, though the case may; else none."""
        return self._reader.elsewhere([key for key in keys if self._shows(key.table)])

    def invented(self) -> bool:
        """Whether any row is marked as invented; every picture and export then says so."""
        return self._reader.invented()

    def counts(self) -> dict[str, int]:
        """Rows per table; 0 for a table that is not shown."""
        return {t: n if self._shows(t) else 0 for t, n in self._reader.counts().items()}

    def unlocated(self) -> dict[str, int]:
        """Rows without a geometry, for each table that can have one."""
        return {t: n if self._shows(t) else 0 for t, n in self._reader.unlocated().items()}

    def record(self, key: Key) -> Record | None:
        """One row, also when it is marked as deleted; None if there is none to show."""
        return self._reader.record(key) if self._shows(key.table) else None

    def records(self, table: str, ids: Iterable[int] | None = None) -> list[Record]:
        """Rows of a table, all or those of the given ids."""
        return self._reader.records(table, ids) if self._shows(table) else []

    def resolve(self, identifier: str) -> list[Key]:
        """The rows a code or number may mean; several when a code is ambiguous."""
        return [key for key in self._reader.resolve(identifier) if self._shows(key.table)]

    def codes(self, table: str) -> list[str]:
        """The codes that rows of a table have."""
        return self._reader.codes(table) if self._shows(table) else []

    def claims(self, key: Key) -> list[Record]:
        """Claims about one row: adopted ones first, then open, then set aside."""
        if not (self._shows(key.table) and self._shows("claim")):
            return []
        return self._reader.claims(key)

    def consents(self, key: Key) -> list[Record]:
        """Consents recorded for one row; those of a speaker are recorded for the person."""
        if not (self._shows(key.table) and self._shows("consent")):
            return []
        return self._reader.consents(key)

    def links(self, key: Key) -> list[Record]:
        """Links from and to one row whose other end is shown as well."""
        if not (self._shows(key.table) and self._shows("link")):
            return []
        return [link for link in self._reader.links(key) if self._shows(other_end(link, key).table)]

    def referring(self, key: Key) -> list[Record]:
        """Rows that name this row in a reference field."""
        if not self._shows(key.table):
            return []
        return [r for r in self._reader.referring(key) if self._shows(r.key.table)]

    def content_size(self, attachment: Key) -> int | None:
        """The length in bytes of what an attachment holds; None unless all of it is here."""
        sha256 = self._content_of(attachment)
        return None if sha256 is None else self._reader.content_size(sha256)

    def content(self, attachment: Key) -> Iterator[bytes]:
        """What an attachment holds, part by part; CaseError unless all of it is here."""
        sha256 = self._content_of(attachment)
        if sha256 is None:
            raise CaseError("This attachment has no content, or it is not for this audience.")
        return self._reader.content(sha256)

    def _content_of(self, attachment: Key) -> str | None:
        record = self.record(attachment) if attachment.table == "attachment" else None
        sha256 = None if record is None else record.values.get("sha256")
        return sha256 if isinstance(sha256, str) else None

    def titles(self, keys: Iterable[Key]) -> dict[Key, tuple[str, str]]:
        """(code, title) of each row that is shown."""
        return self._reader.titles([key for key in keys if self._shows(key.table)])

    def search(self, words: str, limit: int = 50, tables: Sequence[str] = ()) -> list[Hit]:
        """Rows whose words contain all the given words, best first."""
        shown = [t.name for t in self.statements if self._shows(t.name)]
        wanted = [t for t in shown if not tables or t in tables]
        return self._reader.search(words, limit, wanted) if wanted else []

    def drawable(self, table: str) -> Drawable:
        """The located rows of a layer that are shown in time, as columns."""
        if not self._shows(table):
            return Drawable.empty(table)
        drawable = self._reader.drawable(table)
        ids = self._ids_in_time(table)
        return drawable if ids is None else drawable.chosen(np.isin(drawable.ids, ids))

    def spans(self, table: str, also: Sequence[str] = ()) -> Spans:
        """The times of all rows of a table, whatever the filter of time says."""
        return self._reader.spans(table, also) if self._shows(table) else Spans.empty(also)

    def in_time(self, table: str) -> frozenset[int] | None:
        """The rows of a table that the filter of time shows; None when it filters none.

        `record`, `records`, links and claims are never filtered by time: what a row
        shown refers to has to be found. Lists and tables ask here, or `keep_in_time`.
        """
        ids = self._ids_in_time(table)
        return None if ids is None else frozenset(ids.tolist())

    def keep_in_time(self, keys: Iterable[Key]) -> list[Key]:
        """Those of the rows that the filter of time shows, in the given order."""
        wanted = list(keys)
        by_table: dict[str, list[int]] = {}
        for key in wanted:
            by_table.setdefault(key.table, []).append(key.id)
        known = {table: self._ids_in_time(table, ids) for table, ids in by_table.items()}
        kept = {t: None if ids is None else frozenset(ids.tolist()) for t, ids in known.items()}
        return [k for k in wanted if (ids := kept[k.table]) is None or k.id in ids]

    def time_counts(self, table: str) -> Counted | None:
        """How many rows lie where as to the filter of time; None when it filters none."""
        found = self._lying(table)
        return None if found is None else count(found[1])

    def undated(self, table: str) -> list[Key]:
        """The rows of a table that have a time but neither bound of it; none without times."""
        spans = self.spans(table)
        return [Key(table, int(id)) for id in spans.ids[~spans.dated]]

    def _ids_in_time(
        self, table: str, ids: Iterable[int] | None = None
    ) -> npt.NDArray[np.int64] | None:
        found = self._lying(table, ids)
        if found is None:
            return None
        spans, where, lasts = found
        return spans.ids[shown(where, lasts, self.filter.undated)]

    def _lying(
        self, table: str, ids: Iterable[int] | None = None
    ) -> tuple[Spans, npt.NDArray[np.int8], bool] | None:
        """The times of a table, where each lies (n,), and whether its rows last."""
        told = time_of(self.statements[table]) if table in self.statements else None
        if told is None or (self.filter.time is None and self.as_of is None):
            return None
        spans = self._reader.spans(table, ids=ids) if self._shows(table) else Spans.empty()
        where = np.full(len(spans.ids), Lies.UNDATED, np.int8)
        if self.filter.time is not None:
            where = lie(spans, self.filter.time)
        if self.as_of is not None:
            where = np.minimum(where, lie(spans, as_of(self.as_of, told.lasts)))
        return spans, where, told.lasts

    def link_counts(self) -> Mapping[Key, Mapping[str, int]]:
        """How many rows of which table each row is linked to."""
        counts = self._reader.link_counts()
        if self.audience == INTERNAL and not self.filter.tables:
            return counts
        return {
            key: {t: n for t, n in ends.items() if self._shows(t)}
            for key, ends in counts.items()
            if self._shows(key.table)
        }

    def pairs(self, tables: tuple[str, str], role: str) -> list[tuple[Key, Key]]:
        """Rows of two tables that links of a role tie, by the number of the first row."""
        if not all(self._shows(table) for table in (*tables, "link")):
            return []
        found = self._reader.pairs(tables, role)
        return [(Key(tables[0], near), Key(tables[1], far)) for near, far in found]

    def open_claims(self, table: str) -> Mapping[int, int]:
        """How many open claims stand beside the adopted ones of each row of a table."""
        shows = self._shows(table) and self._shows("claim")
        return self._reader.open_claims(table) if shows else {}

    def history(self, key: Key) -> list[Entry]:
        """Entries that touched one row, newest first."""
        return self._reader.history(key) if self._shows(key.table) else []

    def entries(self, limit: int | None = None) -> list[Entry]:
        """Entries of the ledger, newest first; nothing unless the whole case is shown."""
        if self.audience != INTERNAL or self.filter.tables:
            return []
        return self._reader.entries(limit)

    def conflicts(self, own: Collection[str] = ()) -> list[Conflict]:
        """What waits for a decision, of the tables shown. `own`: this machine's replicas."""
        found = self._reader.conflicts(own) if self.audience == INTERNAL else []
        return [one for one in found if all(self._shows(key.table) for key in one.keys)]

    def ledger_page(
        self, wanted: Wanted, before: tuple[int, str] | None = None, count: int = 100
    ) -> list[Line]:
        """At most `count` entries without their changes, newest first, that stand before another
        one; nothing unless the whole case is shown."""
        if self.audience != INTERNAL or self.filter.tables:
            return []
        return self._reader.ledger_page(wanted, before, count)

    def entry(self, hash: str, most: int = 200) -> Entry | None:
        """One entry with what it did to at most so many rows; None for none, or as above."""
        if self.audience != INTERNAL or self.filter.tables:
            return None
        return self._reader.entry(hash, most)

    def authors(self) -> list[str]:
        """Everybody who wrote an entry; nobody unless the whole case is shown."""
        shown = self.audience == INTERNAL and not self.filter.tables
        return self._reader.authors() if shown else []

    def message(self, hash: str) -> Message | None:
        """What one entry did; None for none, or unless the whole case is shown."""
        if self.audience != INTERNAL or self.filter.tables:
            return None
        return self._reader.message(hash)


def other_end(link: Record, key: Key) -> Key:
    """The far end of a link as seen from one of its ends."""
    start = Key(str(link.values["from_table"]), int(str(link.values["from_id"])))
    end = Key(str(link.values["to_table"]), int(str(link.values["to_id"])))
    return end if start == key else start
