"""The JSON documents of the command line, from what a view lets be seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from geoapp.case.errors import CaseError
from geoapp.case.parts import NOT_HERE
from geoapp.case.records import Entry, Key, Record, title, to_json
from geoapp.case.view import CaseView, other_end
from geoapp.exchange.export import geometry_json
from layers.schema import FieldKind, Table


def info(view: CaseView) -> dict[str, Any]:
    """Case, title, schema, encryption, rows per table, unlocated rows, heads of the ledger.

    `field_copy`: what a field copy says of itself; None for a whole case.
    """
    found, copy = view.info(), view.field_copy()
    return {
        "case": found.case,
        "title": found.title,
        "schema": found.schema,
        "encrypted": found.encrypted,
        "field_copy": None if copy is None else copy.to_json(),
        "tables": view.counts(),
        "unlocated": view.unlocated(),
        "ledger": {
            "entries": found.entries,
            "heads": list(found.heads),
            "fingerprint": found.fingerprint,
        },
    }


def search(view: CaseView, words: str, limit: int = 50) -> dict[str, Any]:
    """Rows that hold the words, best first. Found words in snippets lose their marks."""
    hits = [
        {
            "table": hit.key.table,
            "id": hit.key.id,
            "code": hit.code,
            "title": hit.title,
            "snippet": hit.snippet.replace("\x02", "").replace("\x03", ""),
        }
        for hit in view.search(words, limit)
    ]
    return {"hits": hits}


def show(view: CaseView, key: Key, words: Mapping[str, str] | None = None) -> dict[str, Any]:
    """One row with its claims and their sources, its place, and what is linked to it.

    `fields` are in the ledger's form; `references` names the rows behind fields that
    hold a number. `words`: the sentence of each ledger entry, by its hash.
    CaseError when there is no such row to show.
    """
    record = view.record(key)
    if record is None:
        raise CaseError("There is no such row in this case.")
    table = view.statements[key.table]
    return {
        "table": key.table,
        "id": key.id,
        "code": record.code,
        "title": title(table, record.values),
        "deleted": record.deleted,
        "fields": {f.name: to_json(f, record.values.get(f.name)) for f in table},
        "references": _references(view, table, record),
        "claims": _claims(view, key),
        "geometry": geometry_json(record.geometry),
        "links": _links(view, key),
        "referring": _referring(view, key),
        "history": log(view, view.history(key), words or {})["entries"],
    }


def log(view: CaseView, entries: Iterable[Entry], words: Mapping[str, str]) -> dict[str, Any]:
    """Entries of the ledger. A message without a sentence in `words` is given by its id."""
    return {
        "entries": [
            {
                "hash": entry.hash,
                "replica": entry.replica,
                "sequence": entry.sequence,
                "author": entry.author,
                "signer": entry.signer,
                "utc": entry.utc,
                "kind": entry.kind,
                "message": words.get(entry.hash, entry.message.id),
                "reason": entry.reason,
                "changes": [
                    {
                        "table": change.key.table,
                        "id": change.key.id,
                        "field": change.field,
                        "old": change.old,
                        "new": change.new,
                        **({"destroyed": True} if change.erased else {}),
                    }
                    for change in entry.changes
                ],
            }
            for entry in entries
        ]
    }


def _named(key: Key, titles: Mapping[Key, tuple[str, str]]) -> dict[str, Any]:
    code, words = titles.get(key, ("", ""))
    return {"table": key.table, "id": key.id, "code": code, "title": words}


def _titles(view: CaseView, keys: Iterable[Key]) -> dict[Key, tuple[str, str]]:
    """(code, title) of rows; of those that a field copy lacks, that they are not there."""
    wanted = list(keys)
    found = view.titles(wanted)
    absent = view.elsewhere(key for key in wanted if key not in found)
    return found | dict.fromkeys(absent, ("", NOT_HERE.en))


def _reference(record: Record, field: str, table: str) -> Key | None:
    id = record.values.get(field)
    return Key(table, id) if isinstance(id, int) else None


def _references(view: CaseView, table: Table, record: Record) -> dict[str, Any]:
    keys = {
        field.name: key
        for field in table
        if field.kind is FieldKind.REFERENCE and field.refers_to
        if (key := _reference(record, field.name, field.refers_to)) is not None
    }
    titles = _titles(view, keys.values())
    return {name: _named(key, titles) for name, key in keys.items()}


def _claims(view: CaseView, key: Key) -> list[dict[str, Any]]:
    claims = view.claims(key)
    statement = view.statements["claim"]
    ends = [
        {
            name: _reference(claim, name, table)
            for name, table in (
                ("source", "source"),
                ("account", "published_account"),
                ("passage", "passage"),
            )
        }
        for claim in claims
    ]
    titles = _titles(view, {key for end in ends for key in end.values() if key is not None})
    plain = ("attribute", "value", "time", "cited", "basis", "certainty", "rank", "reason", "note")
    return [
        {
            "id": claim.key.id,
            "code": claim.code,
            **{n: to_json(statement.field(n), claim.values.get(n)) for n in plain},
            **{n: _named(end, titles) if end else None for n, end in named.items()},
        }
        for claim, named in zip(claims, ends, strict=True)
    ]


def _links(view: CaseView, key: Key) -> list[dict[str, Any]]:
    links = view.links(key)
    ends = [other_end(link, key) for link in links]
    titles = _titles(view, ends)
    return [
        {
            "role": link.values.get("role"),
            "stance": link.values.get("stance"),
            **_named(end, titles),
            "passage": _passage(view, link),
            "note": link.values.get("note"),
            "link": link.key.id,
            "direction": "from" if _starts(link, key) else "to",
        }
        for link, end in zip(links, ends, strict=True)
    ]


def _starts(link: Record, key: Key) -> bool:
    return (link.values.get("from_table"), link.values.get("from_id")) == (key.table, key.id)


def _passage(view: CaseView, link: Record) -> dict[str, Any] | None:
    key = _reference(link, "passage", "passage")
    record = view.record(key) if key else None
    if record is None:
        return None
    return {"id": record.key.id, "code": record.code, "quote": record.values.get("quote")}


def _referring(view: CaseView, key: Key) -> list[dict[str, Any]]:
    """Rows that name this one in a field; links and claims are listed by themselves."""
    found = []
    for record in view.referring(key):
        if record.key.table in {"link", "claim"}:
            continue
        table = view.statements[record.key.table]
        fields = [
            f.name
            for f in table
            if f.refers_to == key.table and record.values.get(f.name) == key.id
        ]
        found.append(
            {
                "table": record.key.table,
                "id": record.key.id,
                "code": record.code,
                "title": title(table, record.values),
                "fields": fields,
            }
        )
    return found
