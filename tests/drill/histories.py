"""Random histories of people who work on copies of one case, side by side.

Each replica makes, edits, links, deletes, undoes, decides, destroys and exchanges, in an
order that a seed decides. In the end everybody exchanges with everybody, and then all
files must hold the same: entries, rows, heads, conflicts.

What is written can be recognised: words are written once each; the radius of a place
follows from where it lies, and the bounds of a date from its words. So a place with
another's precision, or a date made of two, shows.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import shapely

from geoapp.case.errors import CaseError
from geoapp.case.parts import Part
from geoapp.case.records import Change, Draft, Key, Message, Record, Value
from geoapp.case.tables import Statements
from geoapp.case.ties import CLAIM, LINK
from geoapp.case.view import CaseView
from geoapp.commands import edit, resolving
from geoapp.commands.link import link, unlink
from geoapp.store import CaseFile, Signer, bundle
from geoapp.store.copying import write_copy
from geoapp.store.erasing import Erasure, erase
from geoapp.store.merging import Merged, take_in
from layers import schema as s
from layers.schema import GeometryKind, Table
from layers.values import Position, UncertainDate

FACILITY = Table(
    name="facility",
    label=s.Text("Facility", "시설"),
    plural=s.Text("Facilities", "시설"),
    prefix="F",
    title=("name_en", "code"),
    geometry=GeometryKind.POINT,
    fields=(
        s.CODE,
        s.text("name_en", "Name", "이름", claimed=True),
        s.long_text("note", "Note", "비고"),
        s.integer("persons", "Persons", "인원"),
        s.date("opened", "Opened", "개소"),
        s.reference("within", "Within", "상위", "facility"),
        s.POSITION,
    ),
)
STATEMENTS = Statements((FACILITY, LINK, CLAIM))
PASSPHRASE = "random histories"
WORDS = ("name_en", "note")


def place(lon: float, lat: float) -> Position:
    """A place whose precision tells where it lies."""
    return Position(shapely.Point(lon, lat), radius_of(lon, lat), f"at {lon:.4f}", "drill")


def radius_of(lon: float, lat: float) -> float:
    """The one precision that goes with a place."""
    return round(lon * 1000 + lat * 10, 3)


def day(first: date, days: int) -> UncertainDate:
    """A date whose words tell its bounds."""
    last = first + timedelta(days=days)
    return UncertainDate(first, last, f"{first.isoformat()} to {last.isoformat()}")


class Replica:
    """One file, open for writing under a number of its own."""

    def __init__(
        self, path: Path, name: str, passphrase: str | None, *, part: bool = False
    ) -> None:
        self.path, self.name, self.passphrase, self.part = path, name, passphrase, part
        self._signer = Signer.new()
        self.file = self._opened()

    def _opened(self) -> CaseFile:
        file = CaseFile.open(
            self.path, replica=self.name, statements=STATEMENTS, passphrase=self.passphrase
        )
        file.signer = self._signer
        return file

    def reopen(self) -> None:
        """Close the file and open it again."""
        self.file.close()
        self.file = self._opened()


class History:
    """One random history in a folder of its own."""

    def __init__(
        self, seed: int, folder: Path, *, copies: int = 0, encrypted: bool = False
    ) -> None:
        self.chance = random.Random(seed)
        self.folder = folder
        self.replicas: list[Replica] = []
        self._words = 0
        self._passphrase = PASSPHRASE if encrypted else None
        self.done: list[str] = []
        self._begin(copies)

    def _begin(self, copies: int) -> None:
        origin = self.folder / "r0.gpkg"
        with CaseFile.create(
            origin,
            title="Drill",
            author="Z.",
            replica="origin",
            statements=STATEMENTS,
            passphrase=self._passphrase,
        ) as case:
            for number in range(1, 5):
                case.write(Draft("edit", Message("create"), (self._new(number),)), "Z.")
        for number in range(1, self.chance.randint(2, 4)):
            shutil.copy(origin, self.folder / f"r{number}.gpkg")
        for path in sorted(self.folder.glob("r*.gpkg")):
            self.replicas.append(Replica(path, path.stem, self._passphrase))
        for number in range(copies):
            self._make_copy(number)

    def _make_copy(self, number: int) -> None:
        path = self.folder / f"copy{number}.gpkg"
        box = shapely.box(120.0 + 6 * number, 30.0, 128.0 + 6 * number, 50.0)
        part = Part(box, frozenset({"facility"}))
        write_copy(self.replicas[0].file, path, part, PASSPHRASE, author="Z.")
        self.replicas.append(Replica(path, f"field{number}", PASSPHRASE, part=True))

    def _word(self) -> str:
        self._words += 1
        return f"word{self._words:05d}{self.chance.getrandbits(40):010x}"

    def _value(self, name: str) -> Value:
        chance = self.chance
        if chance.random() < 0.1:
            return None
        if name in WORDS:
            return self._word() if chance.random() < 0.9 else "Camp"
        if name == "persons":
            return chance.randrange(4)
        if name == "opened":
            return day(date(1990 + chance.randrange(30), 1, 1), chance.randrange(400))
        return place(round(chance.uniform(125, 130), 4), round(chance.uniform(38, 43), 4))

    def _new(self, number: int) -> Change:
        values = {name: self._value(name) for name in (*WORDS, "opened", "geometry")}
        values["code"] = f"F-{number:03d}"
        return Change(Key("facility", self.chance.randrange(1, 2**52)), values)

    def run(self, steps: int) -> None:
        """Let everybody work for some steps, then let everybody meet."""
        moves = self._moves()
        for _ in range(steps):
            replica = self.chance.choice(self.replicas)
            name, move = self.chance.choices(
                list(moves.items()), [weight for _, weight in _WEIGHTS], k=1
            )[0]
            self.done.append(f"{replica.name} {name}")
            # What the case refuses is refused; a user would do something else.
            with suppress(CaseError):
                move(replica)
        self.meet()

    def _moves(self) -> dict[str, Callable[[Replica], object]]:
        moves = {
            "edit": self._edit,
            "edit by command": self._edit_by_command,
            "make": lambda replica: self._write(replica, self._new(self.chance.randrange(1, 9))),
            "link": self._link,
            "unlink": self._unlink,
            "remove": self._remove,
            "restore": self._restore,
            "refer": self._refer,
            "undo": lambda replica: self._revert(replica, "undo"),
            "redo": lambda replica: self._revert(replica, "redo"),
            "decide": self._decide,
            "erase": self._erase,
            "take in": self._take_in,
            "both ways": self._both_ways,
            "bundle": self._bundle,
            "reopen": Replica.reopen,
        }
        assert list(moves) == [name for name, _ in _WEIGHTS]
        return moves

    def _write(self, replica: Replica, *changes: Change) -> None:
        replica.file.write(Draft("edit", Message("edit"), changes), replica.name)

    def _some(self, replica: Replica, table: str = "facility") -> Record:
        with replica.file.reader() as reader:
            found = reader.records(table)
        if not found:
            raise CaseError("There is nothing yet.")
        return self.chance.choice(found)

    def _edit(self, replica: Replica) -> None:
        record = self._some(replica)
        names = self.chance.sample((*WORDS, "persons", "opened", "geometry"), 2)
        self._write(replica, Change(record.key, {name: self._value(name) for name in names}))

    def _edit_by_command(self, replica: Replica) -> None:
        record = self._some(replica)
        name = self.chance.choice((*WORDS, "persons", "geometry"))
        with replica.file.reader() as reader:
            draft = edit.edit(CaseView(reader), record.key, {name: self._value(name)})
        replica.file.write(draft, replica.name)

    def _link(self, replica: Replica) -> None:
        start, end = self._some(replica).key, self._some(replica).key
        role = self.chance.choice(("related", "same as"))
        note = self._word() if self.chance.random() < 0.3 else None
        with replica.file.reader() as reader:
            draft = link(CaseView(reader), start, end, role, note=note)
        replica.file.write(draft, replica.name)

    def _unlink(self, replica: Replica) -> None:
        record = self._some(replica, "link")
        with replica.file.reader() as reader:
            draft = unlink(CaseView(reader), record.key)
        replica.file.write(draft, replica.name)

    def _remove(self, replica: Replica) -> None:
        self._write(replica, Change(self._some(replica).key, deleted=True))

    def _restore(self, replica: Replica) -> None:
        with replica.file.reader() as reader:
            gone = reader.connection.execute(
                'SELECT "id" FROM facility WHERE "deleted" = 1 ORDER BY "id"'
            ).fetchall()
        if gone:
            (id,) = self.chance.choice(gone)
            self._write(replica, Change(Key("facility", id), deleted=False))

    def _refer(self, replica: Replica) -> None:
        within = self._some(replica).key.id
        self._write(replica, Change(self._some(replica).key, {"within": within}))

    def _revert(self, replica: Replica, kind: str) -> None:
        file = replica.file
        entry = file.undoable() if kind == "undo" else file.redoable()
        if entry is not None:
            file.write(file.undo_draft(entry, kind), replica.name)

    def _decide(self, replica: Replica) -> None:
        with replica.file.reader() as reader:
            view = CaseView(reader)
            open_ones = view.conflicts({replica.name})
            if not open_ones:
                return
            conflict = self.chance.choice(open_ones)
            if conflict.kind == "alike" and self.chance.random() < 0.5:
                draft = resolving.not_the_same(view, conflict)
            elif conflict.kind == "field" and self.chance.random() < 0.3:
                draft = resolving.take_value(view, conflict, self._value(str(conflict.field)))
            else:
                version = self.chance.choice(conflict.versions)
                draft = resolving.take(view, conflict, version)
        replica.file.write(draft, replica.name)

    def _erase(self, replica: Replica) -> None:
        table = self.chance.choice(("facility", "facility", "claim", "link"))
        record = self._some(replica, table)
        fields = frozenset({"note"} if self.chance.random() < 0.5 else set())
        erase(replica.file, [Erasure(record.key, fields)], replica.name)

    def _other(self, replica: Replica) -> Replica:
        return self.chance.choice([other for other in self.replicas if other is not replica])

    def _take_in(self, replica: Replica) -> None:
        exchange(replica, self._other(replica))

    def _both_ways(self, replica: Replica) -> None:
        other = self._other(replica)
        exchange(replica, other)
        exchange(other, replica)

    def _bundle(self, replica: Replica) -> None:
        other = self._other(replica)
        path = self.folder / "on the way.bundle"
        path.unlink(missing_ok=True)
        with other.file.reader() as reader:
            heads = reader.info().heads
        known = [hash for hash in heads if self._has(replica, hash)]
        if not replica.part and not other.part:
            bundle.write(replica.file, path, since=known, plain=self._passphrase is None)
            bundle.take_in(other.file, path)

    def _has(self, replica: Replica, hash: str) -> bool:
        with replica.file.reader() as reader:
            return reader.message(hash) is not None

    def meet(self) -> None:
        """Let everybody exchange with everybody until nobody learns anything."""
        for _ in range(len(self.replicas) + 1):
            news = 0
            for replica in self.replicas:
                for other in self.replicas:
                    if other is not replica and not (replica.part and other.part):
                        merged = exchange(replica, other)
                        news += merged.received + len(merged.rows)
            if not news:
                return
        raise AssertionError("They go on learning from one another for ever.")

    def close(self) -> None:
        """Close all files."""
        for replica in self.replicas:
            replica.file.close()


def exchange(replica: Replica, other: Replica) -> Merged:
    """Let one take in what the other has; what it can undo must not change by that."""
    before = replica.file.undoable(), replica.file.redoable()
    merged = take_in(replica.file, other.file)
    assert (replica.file.undoable(), replica.file.redoable()) == before
    return merged


_WEIGHTS = (
    ("edit", 16),
    ("edit by command", 8),
    ("make", 5),
    ("link", 6),
    ("unlink", 3),
    ("remove", 4),
    ("restore", 2),
    ("refer", 3),
    ("undo", 6),
    ("redo", 3),
    ("decide", 8),
    ("erase", 2),
    ("take in", 10),
    ("both ways", 4),
    ("bundle", 3),
    ("reopen", 1),
)
