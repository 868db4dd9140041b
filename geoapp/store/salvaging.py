"""A new case from what is left of a damaged one, which is never written to.

The new file has the number, the key and the passphrases of the case, all entries of the
ledger that are whole, as they are, and the rows that these call for. Where entries are
lost, rows that can still be read in the tables may hold more than the rest of the ledger
tells: that is entered as one entry of kind ``salvage``, by whoever salvages, so that nobody
takes it for what was entered then. It is entered only where entries are lost: else the
ledger is right and the tables are not.

The gaps stay: `verify` names every entry that is missing, until the file is merged
with a copy that has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apsw

from geoapp.case.errors import CaseError, DamagedCaseError, StorageError
from geoapp.case.records import Change, Draft, Key, Message, Record
from geoapp.case.records import from_json as value_from_json
from geoapp.case.tables import Statements
from geoapp.store import ledger, schema
from geoapp.store.audit import Header
from geoapp.store.columns import Layout
from geoapp.store.connection import rows
from geoapp.store.drafts import check_author
from geoapp.store.entrance import look_outside
from geoapp.store.failures import told_in_words
from geoapp.store.generations import generations
from geoapp.store.history import fields_of
from geoapp.store.keys import slots_of
from geoapp.store.locking import locked, unlocked, writable
from geoapp.store.making import half_made, together
from geoapp.store.raw_pages import RawPages
from geoapp.store.salvage_finds import Finds, find, is_whole, parts_of
from geoapp.store.salvage_report import Salvaged
from geoapp.store.settling import settle
from geoapp.store.signing import Signer
from geoapp.store.slots import SALT_BYTES, CaseKey, Slots
from geoapp.store.writer import Applied, RowWriter, note_in_contents

KIND = "salvage"
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)


def key_of(
    path: Path, passphrase: str | None, keys_from: Path | None
) -> tuple[CaseKey, Slots] | None:
    """The key and slots of a damaged case, or those of another copy of it; None if it is plain.

    DamagedCaseError if its own slots are lost, PassphraseError if none opens.
    """
    slots = _slots(path, keys_from)
    if slots is None:
        return None
    key, _ = slots.unwrap(passphrase)
    return key, slots


def _slots(path: Path, keys_from: Path | None) -> Slots | None:
    if keys_from is None:
        try:
            return slots_of(path)
        except DamagedCaseError as error:
            raise DamagedCaseError(
                f"{error} Its passphrases can be taken from another copy or from a backup of the "
                "same case, however old it is: name that one too."
            ) from error
    if not keys_from.is_dir():
        return slots_of(keys_from)
    found = [made.slots for made in generations(keys_from) if made.slots is not None]
    if not found:
        raise CaseError(f"There is no backup of an encrypted case in “{keys_from}”.")
    with path.open("rb") as file:
        salt = file.read(SALT_BYTES).hex()
    # The newest one of this case; where its own first bytes are damaged, the newest of all.
    fitting = [slots for slots in found if slots["salt"] == salt]
    return Slots.from_json((fitting or found)[-1])


@told_in_words
def salvage(
    path: Path,
    out: Path,
    *,
    author: str,
    replica: str,
    lock: tuple[CaseKey, Slots] | None,
    signer_for: Callable[[str], Signer | None] = lambda _case: None,
) -> Salvaged:
    """Make a new case at `out` from what can be read of a damaged one.

    `lock`: as `key_of` gives it; None for a plain case. `replica`, `author`: of the
    entry that restates what lost entries told; `signer_for` gives by the number of the case
    what signs it. CaseExistsError if `out` exists, CaseInUseError
    while somebody has the damaged file open, DamagedCaseError if nothing of a case is left.
    """
    check_author(author)
    look_outside(path)
    with ExitStack() as stack:
        if writable(path):
            held = locked(path)
            stack.callback(unlocked, held)
        try:
            pages = RawPages(path, lock[0] if lock else None)
            finds = find(pages)
        except OSError as error:
            raise StorageError(f"“{path.name}” cannot be read: {error.strerror}.") from error
        if not finds.headers and not (finds.rows and finds.info):
            raise DamagedCaseError(
                f"Nothing of a case can be read in “{path.name}”: neither an entry of a ledger "
                "nor a row. If it is encrypted, its key may be that of another copy. It was not "
                "changed."
            )
        connection = stack.enter_context(half_made(Path(out), lock))
        return _Salvage(pages, finds, connection, author, replica, signer_for).run()


class _Salvage:
    """One salvage, inside the one transaction that makes the new file."""

    def __init__(
        self,
        pages: RawPages,
        finds: Finds,
        connection: apsw.Connection,
        author: str,
        replica: str,
        signer_for: Callable[[str], Signer | None],
    ) -> None:
        self._pages, self._finds, self._connection = pages, finds, connection
        self._statements = together(Statements(), tuple(finds.statements.values()))
        self._writer = RowWriter(connection, self._statements)
        self._whole = finds.whole()
        cases = Counter(header["case"] for header in self._whole.values())
        case = cases.most_common(1)[0][0] if cases else (finds.info or ("",))[0]
        self._whole = {h: header for h, header in self._whole.items() if header["case"] == case}
        self._origin = ledger.Origin(case, replica, author, signer_for(case))

    def run(self) -> Salvaged:
        """Everything, from the tables on."""
        done = Salvaged(self._origin.case, self._pages.count)
        self._make()
        self._enter()
        applied = settle(self._connection, self._writer, self._keys())
        done.lost = self._lost()
        if done.lost or not self._whole:
            self._restate(done)
        self._contents(done)
        note_in_contents(self._connection, applied.tables)
        done.entries = len(self._whole)
        done.damaged_pages = self._pages.count - sum(1 for _ in self._pages)
        done.lost_pages = dict(self._finds.lost_pages)
        done.labels = {table.name: table for table in self._statements}
        for table in self._statements:
            count = self._connection.execute(f'SELECT count(*) FROM "{table.name}"').get
            if count:
                done.rows[table.name] = count
        return done

    def _make(self) -> None:
        put = self._connection.execute
        put(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        put(f"PRAGMA user_version = {schema.USER_VERSION}")
        schema.create_core(self._connection)
        for table in self._statements:
            schema.create_table(self._connection, table)
        _, title, created = self._finds.info or (
            "",
            "",
            datetime.now(UTC).isoformat("T", "seconds"),
        )
        info = (self._origin.case, title or "?", schema.SCHEMA, created)
        put("INSERT INTO case_info VALUES (?, ?, ?, ?)", info)
        for stated in self._finds.copy:
            put("INSERT INTO case_copy VALUES (?)", (stated,))
        for row in self._finds.part:
            put("INSERT INTO case_part VALUES (?, ?)", row)

    def _enter(self) -> None:
        """The whole entries as they are, and what the file keeps of their order."""
        put = self._connection.execute
        in_order = sorted(self._whole.items(), key=lambda item: (item[1]["lamport"], item[0]))
        for hash, header in in_order:
            text, signature, _ = self._finds.headers[hash]
            put("INSERT INTO ledger VALUES (?, ?, ?)", (hash, text, signature))
            order = (header["replica"], header["sequence"], header["lamport"], header["kind"])
            put(
                "INSERT INTO ledger_order VALUES (?, ?, ?, ?, ?, ?)",
                (hash, *order, _reverts(header)),
            )
            for given in self._finds.changes.get(hash, {}).values():
                put("INSERT INTO ledger_change VALUES (?, ?, ?, ?, ?, ?)", (hash, *given))
        self._note_last()
        parents = {parent for header in self._whole.values() for parent in header["parents"]}
        for hash in self._whole:
            if hash.hex() not in parents:
                put("INSERT INTO ledger_head VALUES (?)", (hash,))

    def _note_last(self) -> None:
        self._connection.execute("DELETE FROM ledger_replica")
        self._connection.execute(
            "INSERT INTO ledger_replica SELECT replica, max(sequence), hash FROM ledger_order "
            "GROUP BY replica"
        )

    def _keys(self) -> Iterable[Key]:
        found = rows(
            self._connection, "SELECT DISTINCT tbl, id FROM ledger_change WHERE tbl NOTNULL"
        )
        return [Key(table, id) for table, id in found if table in self._statements]

    def _lost(self) -> dict[str, list[int]]:
        """The numbers of entries that others know of and that are not whole, per replica."""
        highest = self._highest()
        for replica, sequence, _ in self._finds.order.values():
            highest[replica] = max(sequence, highest.get(replica, 0))
        there = {(h["replica"], h["sequence"]) for h in self._whole.values()}
        lost = {
            replica: [n for n in range(1, last + 1) if (replica, n) not in there]
            for replica, last in highest.items()
        }
        return {replica: numbers for replica, numbers in lost.items() if numbers}

    def _highest(self) -> dict[str, int]:
        """The last entry of each replica that any whole entry knows of."""
        highest: dict[str, int] = {}
        for header in self._whole.values():
            for replica, sequence in header["version_vector"].items():
                highest[replica] = max(sequence, highest.get(replica, 0))
        return highest

    def _restate(self, done: Salvaged) -> None:
        """One entry for what only the tables, or changes of lost entries, still tell."""
        applied = Applied([], None, {})
        for record in self._records(done):
            self._apply(Change(record.key, record.values, record.deleted), applied)
        for change in self._remnants():
            self._apply(change, applied)
        done.restated = dict(Counter(key.table for key, _ in applied.contents))
        parameters = {"rows": str(len(applied.contents)), "lost": str(done.lost_entries)}
        # It descends from entries that know of lost ones, and has to count what they count.
        for replica, sequence in self._highest().items():
            self._connection.execute(
                "INSERT INTO ledger_replica VALUES (?, ?, zeroblob(32)) ON CONFLICT (replica) "
                "DO UPDATE SET sequence = max(sequence, excluded.sequence)",
                (replica, sequence),
            )
        draft = Draft(KIND, Message(KIND, parameters), ())
        ledger.append(self._connection, self._origin, draft, applied.contents)
        self._note_last()
        note_in_contents(self._connection, applied.tables)

    def _records(self, done: Salvaged) -> Iterable[Record]:
        """The rows that can be read in the tables, but for what was destroyed."""
        for key, cells in sorted(self._finds.rows.items(), key=lambda item: item[0].id):
            if key.table not in self._statements:
                continue
            layout = Layout.of(self._statements[key.table])
            row = (key.id, cells.get("deleted", 0), *(cells.get(name) for name in layout.names))
            try:
                yield layout.record(row)
            except (CaseError, *_UNREADABLE):
                done.unreadable[key.table] = done.unreadable.get(key.table, 0) + 1

    def _remnants(self) -> Iterable[Change]:
        """Whole changes of lost entries, for rows that can no longer be read in their table."""
        for entry, changes in self._finds.changes.items():
            for given in changes.values() if entry not in self._whole else ():
                key = given.key
                if key is None or given.content is None or key in self._finds.rows:
                    continue
                if key.table in self._statements:
                    yield self._gaps(key, fields_of(given.content))

    def _gaps(self, key: Key, told: Mapping[str, Any]) -> Change:
        """Only for fields that nothing else tells of: which is the later, nobody knows."""
        table = self._statements[key.table]
        layout = Layout.of(table)
        found = rows(
            self._connection, f'SELECT {layout.sql} FROM "{key.table}" WHERE "id" = ?', (key.id,)
        )
        held = layout.record(found[0]).values if found else {}
        values = {}
        for statement in table:
            if statement.name in told and held.get(statement.name) is None:
                values[statement.name] = value_from_json(statement, told[statement.name])
        return Change(key, values)

    def _apply(self, change: Change, applied: Applied) -> None:
        destroyed = rows(
            self._connection,
            "SELECT field FROM ledger_erasure WHERE tbl = ? AND id = ?",
            (change.key.table, change.key.id),
        )
        names = {name for (name,) in destroyed}
        if "*" in names:
            return
        values = {name: value for name, value in change.values.items() if name not in names}
        try:
            # A row has to be there before it can be marked as deleted.
            for part in (Change(change.key, values), Change(change.key, {}, change.deleted)):
                self._add(self._writer.apply([part]), applied)
        except CaseError:
            return

    def _add(self, one: Applied, applied: Applied) -> None:
        for key, content in one.contents:
            if applied.contents and applied.contents[-1][0] == key:
                applied.contents[-1][1].update(content)
            else:
                applied.contents.append((key, dict(content)))
        applied.tables.update(one.tables)

    def _contents(self, done: Salvaged) -> None:
        for name in self._finds.contents:
            if not is_whole(self._pages, self._finds, name):
                done.lost_contents += 1
                continue
            done.contents += 1
            for number, piece in parts_of(self._pages, self._finds, name):
                self._connection.execute(
                    "INSERT INTO case_content VALUES (?, ?, ?)", (name, number, piece)
                )


def _reverts(header: Header) -> bytes | None:
    if header["kind"] not in ledger.REVERTING:
        return None
    try:
        return bytes.fromhex(header["message"]["parameters"]["entry"])
    except _UNREADABLE:
        return None
