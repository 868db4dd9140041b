"""What waits for a decision in a case, found in its tables and its ledger."""

from __future__ import annotations

import apsw

from geoapp.case.tables import Statements


def count(connection: apsw.Connection, statements: Statements) -> int:
    """How many conflicts are open."""
    return int(connection.execute("SELECT count(*) FROM ledger_conflict").get)
