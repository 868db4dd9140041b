"""The replicas that wrote in a case, with the last entry of each."""

from __future__ import annotations

import json

import apsw

from geoapp.case.writers import Writer
from geoapp.store.connection import rows


def writers(connection: apsw.Connection) -> list[Writer]:
    """Every replica of a ledger, the one that wrote last first."""
    found = rows(
        connection,
        "SELECT r.replica, r.sequence, l.header FROM ledger_replica AS r "
        "JOIN ledger AS l ON l.hash = r.hash",
    )
    listed = [_writer(replica, sequence, json.loads(text)) for replica, sequence, text in found]
    return sorted(listed, key=lambda writer: (writer.utc, writer.replica), reverse=True)


def _writer(replica: str, sequence: int, header: dict[str, str]) -> Writer:
    return Writer(replica, sequence, header["utc"], header["author"], header.get("signer", ""))
