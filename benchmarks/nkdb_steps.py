"""One thing done to one file of the archive's size, to be called in a process of its own.

The form of a file is `encrypted` or `plain`, a case written and read through the product's
own store, or `bare`: the same columns of the same rows in SQLite alone, without ledger,
search, places or indexes.
"""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw

from benchmarks import nkdb_case
from benchmarks.memory import peak
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.case.tables import Statements
from geoapp.case.view import CaseView
from geoapp.store import CaseFile
from geoapp.store.columns import Layout, all_columns, cells_of
from geoapp.store.merging import take_in

PASSPHRASE = "an invented archive"
EDITS = 300
MERGED = 5_000
SEARCHES = {"2 syllables": (2, 800), "3 syllables": (3, 800), "5 syllables": (5, 0)}
"""How many syllables, and how rare the first stem is."""

_AUTHOR = "benchmark"
_STATEMENTS = Statements()


def entries_to_merge(scale: float) -> int:
    """How many entries each of two copies gets before they are merged."""
    return max(round(MERGED * scale), 10)


def sought(name: str) -> str:
    """What a search is asked for: a stem, or the end of one word and the next."""
    syllables, rank = SEARCHES[name]
    words = nkdb_case.Words()
    if syllables <= 4:
        return words.stem(syllables, rank)
    return words.stem(3, 400) + "에서"


# --- cases ---------------------------------------------------------------------------


def _passphrase(form: str) -> str | None:
    return PASSPHRASE if form == "encrypted" else None


@contextmanager
def _opened(path: Path, form: str, read_only: bool = False) -> Iterator[CaseFile]:
    case = CaseFile.open(path, read_only=read_only, passphrase=_passphrase(form))
    try:
        yield case
    finally:
        case.close()


def build(path: Path, form: str, scale: float) -> list[float]:
    """Write the case from nothing, as imports of 2,000 rows, and close it."""
    drafts = list(nkdb_case.drafts(scale)) if scale < 0.1 else nkdb_case.drafts(scale)
    start, making = time.perf_counter(), 0.0
    passphrase = _passphrase(form)
    with closing(
        CaseFile.create(path, title="Archive", author=_AUTHOR, passphrase=passphrase)
    ) as case:
        for draft, spent in _timed(drafts):
            making += spent
            case.write(draft, _AUTHOR)
    return [time.perf_counter() - start - making]


def _timed(drafts: Iterator[Draft] | list[Draft]) -> Iterator[tuple[Draft, float]]:
    """Drafts with the time it took to invent each, which is nothing of the store's."""
    left = iter(drafts)
    while True:
        start = time.perf_counter()
        draft = next(left, None)
        if draft is None:
            return
        yield draft, time.perf_counter() - start


def unlock(path: Path, form: str, _scale: float) -> list[float]:
    """Open the file for writing and close it again."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        with _opened(path, form):
            times.append(time.perf_counter() - start)
    return times


def first_look(path: Path, form: str, _scale: float) -> list[float]:
    """What the window reads to show a map, its layers and how many rows there are."""
    times = []
    with _opened(path, form, read_only=True) as case:
        for _ in range(3):
            start = time.perf_counter()
            with case.reader() as reader:
                view = CaseView(reader)
                view.info(), view.counts(), view.unlocated(), view.link_counts(), view.invented()
                for table in view.statements.drawn():
                    view.drawable(table.name)
            times.append(time.perf_counter() - start)
    return times


def edit(path: Path, form: str, _scale: float) -> list[float]:
    """New words in one field of one row, and its entry; each time another row."""
    with _opened(path, form) as case:
        return _edit_some(case, EDITS, 7)


def _edit_some(case: CaseFile, count: int, seed: int) -> list[float]:
    times: list[float] = []
    with case.reader() as reader:
        ids = reader.spans("incident").ids.tolist()
    for id in random.Random(seed).choices(ids, k=count):
        change = Change(Key("incident", id), {"title": f"edited {seed} {len(times)}"})
        draft = Draft("edit", Message("edit", {"table": "incident", "id": str(id)}), (change,))
        start = time.perf_counter()
        case.write(draft, _AUTHOR)
        times.append(time.perf_counter() - start)
    return times


def verify(path: Path, form: str, _scale: float) -> list[float]:
    """Replay the ledger and compare everything with it. RuntimeError if anything is wrong."""
    with _opened(path, form, read_only=True) as case:
        start = time.perf_counter()
        problems = case.verify()
        spent = time.perf_counter() - start
    if problems:
        raise RuntimeError(problems[0].sentence)
    return [spent]


def merge(path: Path, form: str, scale: float) -> list[float]:
    """Take in 5,000 entries of another copy that was edited since, as this one was."""
    with TemporaryDirectory(dir=path.parent) as place:
        pair = [Path(place) / f"{name}.gpkg" for name in ("mine", "theirs")]
        for number, copy in enumerate(pair):
            shutil.copyfile(path, copy)
            with _opened(copy, form) as case:
                case.replica = f"{number:016}"
                _edit_some(case, entries_to_merge(scale), number)
        with _opened(pair[0], form) as mine, _opened(pair[1], form, read_only=True) as theirs:
            start = time.perf_counter()
            merged = take_in(mine, theirs)
            spent = time.perf_counter() - start
        if merged.received != entries_to_merge(scale):
            raise RuntimeError(f"{merged.received} entries were taken in")
    return [spent]


def _search(words: str) -> Callable[[Path, str, float], list[float]]:
    def search(path: Path, form: str, scale: float) -> list[float]:
        wanted, times = sought(words), []
        with _opened(path, form, read_only=True) as case, case.reader() as reader:
            view = CaseView(reader)
            for _ in range(5):
                start = time.perf_counter()
                hits = view.search(wanted)
                times.append(time.perf_counter() - start)
        # A small part of the archive need not hold a rare word.
        if not hits and scale > 0.1:
            raise RuntimeError(f"no row holds {wanted}")
        return times

    return search


# --- the same rows without anything else ------------------------------------------------


def _bare(path: Path) -> apsw.Connection:
    connection = apsw.Connection(str(path))
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def bare_build(path: Path, _form: str, scale: float) -> list[float]:
    """The same rows in the same transactions."""
    making = 0.0
    start = time.perf_counter()
    with closing(_bare(path)) as connection:
        layouts = {table: Layout.of(_STATEMENTS[table]) for table in nkdb_case.counts(scale)}
        for name, layout in layouts.items():
            columns = "".join(f', "{n}" {kind}' for n, kind in all_columns(layout.table))
            connection.execute(
                f'CREATE TABLE "{name}" ("id" INTEGER PRIMARY KEY{columns}, '
                '"deleted" INTEGER NOT NULL DEFAULT 0)'
            )
        for draft, spent in _timed(nkdb_case.drafts(scale)):
            making += spent
            with connection:
                for change in draft.changes:
                    _insert(connection, layouts[change.key.table], change)
    return [time.perf_counter() - start - making]


def _insert(connection: apsw.Connection, layout: Layout, change: Change) -> None:
    cells = [
        cell for field in layout.table for cell in cells_of(field, change.values.get(field.name))
    ]
    names = "".join(f', "{name}"' for name in layout.names)
    marks = ", ?" * len(cells)
    connection.execute(
        f'INSERT INTO "{change.key.table}" ("id"{names}) VALUES (?{marks})',
        (change.key.id, *cells),
    )


def bare_unlock(path: Path, _form: str, _scale: float) -> list[float]:
    """Open the file and read what it declares."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        with closing(_bare(path)) as connection:
            connection.execute("SELECT * FROM sqlite_schema").fetchall()
            times.append(time.perf_counter() - start)
    return times


def bare_first_look(path: Path, _form: str, scale: float) -> list[float]:
    """How many rows there are, and every column of those that have a place."""
    times = []
    with closing(_bare(path)) as connection:
        for _ in range(3):
            start = time.perf_counter()
            for name in nkdb_case.counts(scale):
                connection.execute(f'SELECT count(*) FROM "{name}" WHERE deleted = 0').fetchall()
            for name in ("facility", "incident"):
                connection.execute(
                    f'SELECT * FROM "{name}" WHERE geom NOTNULL AND deleted = 0'
                ).fetchall()
            times.append(time.perf_counter() - start)
    return times


def bare_edit(path: Path, _form: str, _scale: float) -> list[float]:
    """The same words in the same rows, each in a transaction that is synced."""
    times: list[float] = []
    with closing(_bare(path)) as connection:
        ids = [id for (id,) in connection.execute('SELECT "id" FROM incident ORDER BY "id"')]
        for id in random.Random(7).choices(ids, k=EDITS):
            start = time.perf_counter()
            with connection:
                connection.execute(
                    'UPDATE incident SET "title" = ? WHERE "id" = ?', (f"edited {len(times)}", id)
                )
            times.append(time.perf_counter() - start)
    return times


def bare_merge(path: Path, _form: str, scale: float) -> list[float]:
    """As many rows updated in one transaction."""
    with closing(_bare(path)) as connection:
        ids = [id for (id,) in connection.execute('SELECT "id" FROM incident ORDER BY "id"')]
        chosen = random.Random(1).choices(ids, k=entries_to_merge(scale))
        news = [(f"merged {number}", id) for number, id in enumerate(chosen)]
        start = time.perf_counter()
        with connection:
            connection.executemany('UPDATE incident SET "title" = ? WHERE "id" = ?', news)
        return [time.perf_counter() - start]


def bare_verify(path: Path, _form: str, scale: float) -> list[float]:
    """All that SQLite can check by itself, and every row read once."""
    start = time.perf_counter()
    with closing(_bare(path)) as connection:
        connection.execute("PRAGMA integrity_check").fetchall()
        for name in nkdb_case.counts(scale):
            for _ in connection.execute(f'SELECT * FROM "{name}"'):
                pass
    return [time.perf_counter() - start]


def _bare_search(words: str) -> Callable[[Path, str, float], list[float]]:
    def search(path: Path, _form: str, _scale: float) -> list[float]:
        wanted, times = sought(words), []
        columns = (
            ("transcript", "words"),
            ("testimony", "title || summary"),
            ("incident", "title || place_words || description"),
            ("person", "occupation || description"),
            ("facility", "name_ko"),
        )
        with closing(_bare(path)) as connection:
            for _ in range(3):
                start = time.perf_counter()
                for table, texts in columns:
                    connection.execute(
                        f'SELECT "id" FROM {table} WHERE instr({texts}, ?)', (wanted,)
                    ).fetchall()
                times.append(time.perf_counter() - start)
        return times

    return search


Step = Callable[[Path, str, float], list[float]]
STEPS: dict[str, tuple[Step, Step]] = {
    "build": (build, bare_build),
    "unlock": (unlock, bare_unlock),
    "first look": (first_look, bare_first_look),
    "edit": (edit, bare_edit),
    "verify": (verify, bare_verify),
    "merge": (merge, bare_merge),
    **{f"search, {name}": (_search(name), _bare_search(name)) for name in SEARCHES},
}
"""Each with what stands for it in bare SQLite."""


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was done: how long it took each time, the most memory, the file's size."""

    seconds: list[float]
    peak: int
    bytes: int


def do(name: str, form: str, path: Path, scale: float) -> Done:
    """Do one step in this process."""
    seconds = STEPS[name][form == "bare"](path, form, scale)
    return Done(seconds, peak(), path.stat().st_size)
