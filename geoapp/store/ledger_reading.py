"""What a reader tells of the ledger."""

from __future__ import annotations

import apsw

from geoapp.case.ledger_lines import Line, Wanted
from geoapp.case.records import Entry, Key, Message
from geoapp.case.writers import Writer
from geoapp.store import history as histories
from geoapp.store import ledger_pages
from geoapp.store.connection import rows
from geoapp.store.failures import damage_in_words, in_words
from geoapp.store.writers import writers


class LedgerReading:
    """The part of `StoreReader` that reads the ledger."""

    _connection: apsw.Connection

    def history(self, key: Key) -> list[Entry]:
        """Entries that touched one row, newest first, each with what it did to that row."""
        with damage_in_words():
            return histories.history(self._connection, key)

    def entries(self, limit: int | None = None) -> list[Entry]:
        """Entries of the ledger with all their changes, newest first."""
        with damage_in_words():
            return histories.entries(self._connection, limit)

    def ledger_page(self, wanted: Wanted, before: tuple[int, str] | None, count: int) -> list[Line]:
        """At most `count` entries, newest first, that stand before another one."""
        with damage_in_words():
            return ledger_pages.page(self._connection, wanted, before, count)

    def entry(self, hash: str, most: int) -> Entry | None:
        """One entry with what it did to at most so many rows; None if there is no such entry."""
        with damage_in_words():
            return histories.one(self._connection, hash, most)

    def authors(self) -> list[str]:
        """Everybody who wrote an entry."""
        with damage_in_words():
            return ledger_pages.authors(self._connection)

    def signers(self) -> dict[tuple[str, str], int]:
        """Entries per author and public key; the key is empty where they are not signed."""
        with in_words():
            found = rows(
                self._connection,
                "SELECT header ->> '$.author', coalesce(header ->> '$.signer', ''), count(*) "
                "FROM ledger WHERE typeof(header) = 'text' AND json_valid(header) GROUP BY 1, 2",
            )
        return {(str(author), str(signer)): count for author, signer, count in found}

    def writers(self) -> list[Writer]:
        """The replicas that wrote in the case, the one that wrote last first."""
        with damage_in_words():
            return writers(self._connection)

    def message(self, hash: str) -> Message | None:
        """What one entry did, without its changes; None if there is no such entry."""
        with damage_in_words():
            return histories.message(self._connection, hash)
