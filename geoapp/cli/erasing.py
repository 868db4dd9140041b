"""Withdrawing what a witness said: ``geoapp withdraw`` lists, and with ``--yes`` does it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from geoapp.case.errors import NothingToWriteError
from geoapp.case.view import CaseView
from geoapp.cli.frame import (
    AS_JSON,
    AUTHOR,
    CASE,
    REASON,
    RefusedError,
    one_row,
    plain_answers,
    put,
    put_json,
    say,
    session_of,
)
from geoapp.commands.deriving import Item
from geoapp.commands.erasing import Degree, Named, Plan
from geoapp.session import Session
from geoapp.session.erasing import Withdrawn, plan, withdraw
from geoapp.store.erasing import scrub as rewrite
from geoapp.withdrawal_wording import left_over, named, short_name, warning, why

ASKED = (
    "Nothing was changed. Read the list, leave things out with --keep ID or add some with "
    "--also ID, and repeat the command with --yes."
)
FOR_EVER = "What is destroyed cannot be brought back by anybody."


@click.command(name="withdraw")
@CASE
@click.argument("who", metavar="WHO")
@click.option(
    "--degree",
    required=True,
    type=click.Choice([degree.value for degree in Degree]),
    help="no-new-use marks consents; anonymise empties fields; destroy leaves nothing.",
)
@click.option("--list", "only_list", is_flag=True, help="Only list what would happen.")
@click.option("--yes", is_flag=True, help="Do it; without this it is only listed.")
@click.option("--keep", multiple=True, metavar="ID", help="Leave this item of the list alone.")
@click.option("--also", multiple=True, metavar="ID", help="Do this one, which is kept unless asked")
@AS_JSON
@AUTHOR
@REASON
@plain_answers
def withdraw_consent(case: Path, who: str, **options: Any) -> None:
    """A witness withdraws: mark consents, anonymise, or destroy what was said.

    WHO is a person, testimony, interview, drawing or attachment, by code or number. The list
    says for each row why it is on it. Only what is listed is touched.
    """
    if options["yes"] and options["only_list"]:
        raise click.UsageError("--list changes nothing and --yes does: give one of the two.")
    session = session_of(case, options["author"])
    try:
        wanted = _wanted(session, who, options)
        done = None
        document = {**_listed(session.view, wanted, options["yes"]), "done": False}
        if options["yes"]:
            done = _withdrawn(session, wanted, options["reason"])
            document |= _outcome(done)
    finally:
        session.close()
    if options["as_json"]:
        put_json(document)
    else:
        _print(document, done)
    if done is not None and done.problems:
        raise SystemExit(1)


def _wanted(session: Session, who: str, options: dict[str, Any]) -> Plan:
    listed = plan(session, one_row(session.view, who), Degree(options["degree"]))
    return listed.chosen(
        _items(session.view, listed, options["keep"]), _items(session.view, listed, options["also"])
    )


def _items(view: CaseView, listed: Plan, identifiers: Iterable[str]) -> list[Named]:
    """Items by code, number, or as the list prints them; with a dot and a field, that alone."""
    return [_named(view, listed, identifier) for identifier in identifiers]


def _named(view: CaseView, listed: Plan, identifier: str) -> Named:
    keys = {item.key for item in listed.items}
    row, _, field = identifier.rpartition(".")
    for words, name in ((identifier, ""), (row, field)):
        for key in keys:
            if words in (f"{key.table}:{key.id}", str(key.id)):
                return (key, name) if name else key
    if row and field in {name for item in listed.items for name in item.fields}:
        return one_row(view, row), field
    return one_row(view, identifier)


def _withdrawn(session: Session, wanted: Plan, reason: str) -> Withdrawn:
    try:
        return withdraw(session, wanted, reason)
    except NothingToWriteError as error:
        raise RefusedError(str(error)) from error


def _listed(view: CaseView, wanted: Plan, doing: bool) -> dict[str, Any]:
    """The list as a document; without any words of the case when they are being destroyed."""
    return {
        "subject": {"table": wanted.subject.table, "id": wanted.subject.id},
        "degree": wanted.degree.value,
        "items": [_action(i) if doing else _item(view, i) for i in wanted.items],
        "consents": [{"table": key.table, "id": key.id} for key in wanted.consents],
        "recipients": list(wanted.recipients),
    }


def _action(item: Item) -> dict[str, Any]:
    return {
        "table": item.key.table,
        "id": item.key.id,
        "action": ("anonymise" if item.fields else "destroy") if item.wanted else "keep",
        "fields": list(item.fields),
    }


def _item(view: CaseView, item: Item) -> dict[str, Any]:
    because = short_name(view, item.because) if item.because is not None else ""
    return {
        **_action(item),
        "name": named(view, item.key),
        "why": why(item.why, because),
        "warning": warning(item.warning),
    }


def _outcome(done: Withdrawn) -> dict[str, Any]:
    return {
        "done": True,
        "entries": [written.hash for written in done.written],
        "consents_marked": done.consents,
        "rows_destroyed": done.rows,
        "fields_emptied": done.fields,
        "verified": not done.problems,
        "problems": [problem.sentence for problem in done.problems],
        "not_reached": [
            {"kind": left.kind, **left.parameters, "sentence": left_over(left)}
            for left in done.left
        ],
    }


def _print(document: dict[str, Any], done: Withdrawn | None) -> None:
    for item in document["items"]:
        fields = f" ({', '.join(item['fields'])})" if item["fields"] else ""
        name = f"{item['table']}:{item['id']}  {item.get('name', '')}".rstrip()
        put(f"{item['action']:9}  {name}{fields}")
        if "why" in item:
            put(f"           {' — '.join(filter(None, (item['why'], item['warning'])))}")
    put(f"{len(document['consents'])} consents are marked as withdrawn; one is entered if none is.")
    if done is None:
        say(f"{FOR_EVER} {ASKED}" if document["items"] else ASKED)
        return
    put(
        f"Done: {done.consents} consents marked, {done.rows} rows destroyed, "
        f"{done.fields} fields emptied."
    )
    for problem in document["problems"]:
        put(problem)
    put("Not reached, or not known:")
    for left in done.left:
        put(f"  - {left_over(left)}")


@click.command()
@CASE
@AUTHOR
@plain_answers
def scrub(case: Path, author: str | None) -> None:
    """Rewrite the file, so that nothing is left in parts of it that are not used any more."""
    session = session_of(case, author)
    try:
        rewrite(session.file)
    finally:
        session.close()
    put(f"{case.name} was rewritten.")


COMMANDS = (withdraw_consent, scrub)
