"""The entrance: what a file must be before anything in it is believed.

Looking at a file leaves no trace: a file that is refused has the same bytes
afterwards, and no other file stands beside it.
"""

from __future__ import annotations

import json
import re
import stat
from dataclasses import dataclass
from pathlib import Path

import apsw

from geoapp.case.errors import (
    CaseNotFoundError,
    DamagedCaseError,
    ForeignSchemaError,
    NewerCaseError,
    NotACaseError,
    StorageError,
)
from geoapp.case.tables import Statements
from geoapp.store import connection as connections
from geoapp.store.connection import rows
from geoapp.store.failures import DAMAGED, sentence
from geoapp.store.schema import (
    APPLICATION_ID,
    SCHEMA,
    Objects,
    expected_objects,
    objects_of,
    row_columns,
)
from geoapp.store.slots import WRONG, CaseKey
from geoapp.store.statement_form import from_json
from layers.schema import Table

MOST_OBJECTS = 20_000
MOST_SCHEMA_TEXT = 16_000_000
MOST_STATEMENTS = 1_000
_NUMBER = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may be opened: what it says of itself.

    `copy`: the number of a field copy; empty for a whole case.
    """

    case: str
    title: str
    schema: int
    statements: tuple[Table, ...]
    copy: str = ""


def _not_a_case(path: Path) -> NotACaseError:
    return NotACaseError(f"“{path.name}” is not a case file. It was not changed.")


def _foreign(what: str) -> ForeignSchemaError:
    return ForeignSchemaError(
        f"This file holds {what}, which no case file declares. It was changed by another program "
        "or made to do harm, so it is not opened. It was not changed."
    )


def look_outside(path: Path) -> None:
    """CaseError with a sentence unless there is a file with something in it."""
    if _size(path) == 0 and not pending(path):
        raise NotACaseError(f"“{path.name}” is empty: it holds no case. It was not changed.")


def look(path: Path, key: CaseKey | None = None) -> None:
    """Look at a file from outside. CaseError with a sentence unless it may be opened."""
    look_outside(path)
    size = _size(path)
    try:
        connection = connections.sealed(path, key)
        try:
            _look_inside(connection, path, size)
        finally:
            connection.close()
    except apsw.NotADBError as error:
        if key is not None:
            raise DamagedCaseError(WRONG) from error
        raise _not_a_case(path) from error
    except apsw.Error as error:
        if not (pending(path) and isinstance(error, apsw.CorruptError)):
            raise sentence(error) from error


def _look_inside(connection: apsw.Connection, path: Path, size: int) -> None:
    if connection.pragma("application_id") != APPLICATION_ID:
        raise _not_a_case(path)
    if pending(path):
        return  # only with its journal is the file whole; `examine` sees both
    pages = int(connection.pragma("page_count")) * int(connection.pragma("page_size"))
    if size < pages:
        raise DamagedCaseError(
            f"“{path.name}” is cut short: {size:,} of {pages:,} bytes are there. "
            "Take a whole copy of it; this file was not changed."
        )
    examine(connection, path)


def _size(path: Path) -> int:
    try:
        if path.is_dir():
            raise NotACaseError(f"“{path.name}” is a folder, not a case file.")
        state = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise CaseNotFoundError(f"There is no file “{path}”.") from error
    except OSError as error:
        raise StorageError(f"“{path.name}” cannot be read: {error.strerror}.") from error
    if not stat.S_ISREG(state.st_mode):
        raise NotACaseError(f"“{path.name}” is not an ordinary file.")
    return state.st_size


def pending(path: Path) -> bool:
    """Whether a journal holds changes that the main file does not show yet."""
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        try:
            if beside.stat().st_size > 0:
                return True
        except OSError:
            continue
    return False


def examine(connection: apsw.Connection, path: Path) -> Examined:
    """Compare all that a file declares with what its own statements call for.

    Raises NotACaseError, NewerCaseError, DamagedCaseError or ForeignSchemaError, or
    what the database raises for a file that is damaged.
    """
    if connection.pragma("application_id") != APPLICATION_ID:
        raise _not_a_case(path)
    bounded(connection)
    objects = objects_of(connection)
    if ("table", "case_info") not in objects:
        raise NotACaseError(
            f"“{path.name}” is a GeoPackage, but not a case file. Import it instead. "
            "It was not changed."
        )
    info = _info(connection)
    statements = statements_of(connection, objects)
    compare(objects, Statements(statements), info[2])
    return Examined(info[0], info[1], info[2], statements, _copy(connection, objects))


def _copy(connection: apsw.Connection, objects: Objects) -> str:
    """The number of a field copy; empty for a whole case, also of the form that knew no copies."""
    if ("table", "case_copy") not in objects:
        return ""
    stated = rows(connection, "SELECT stated FROM case_copy LIMIT 2")
    if not stated:
        return ""
    try:
        ((text,),) = stated
        number = json.loads(text)["copy"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise DamagedCaseError(DAMAGED) from error
    if not isinstance(number, str) or not _NUMBER.fullmatch(number):
        raise DamagedCaseError(DAMAGED)
    return number


def bounded(connection: apsw.Connection) -> None:
    """ForeignSchemaError if a file declares more than can be looked at in reasonable time."""
    count, length = rows(
        connection, "SELECT count(*), coalesce(sum(length(sql)), 0) FROM sqlite_schema"
    )[0]
    if count > MOST_OBJECTS or length > MOST_SCHEMA_TEXT:
        raise _foreign("far more tables than a case has")


def _info(connection: apsw.Connection) -> tuple[str, str, int]:
    schemas = rows(connection, 'SELECT "schema" FROM case_info LIMIT 2')
    if len(schemas) != 1 or not isinstance(schemas[0][0], int) or schemas[0][0] < 1:
        raise DamagedCaseError(DAMAGED)
    if schemas[0][0] > SCHEMA:
        raise NewerCaseError(
            f"This case was written by a newer version of the program (form {schemas[0][0]}, "
            f"this version knows up to {SCHEMA}). Install the newer version to open it. "
            "The file was not changed."
        )
    case, title, schema = rows(connection, 'SELECT "case", title, "schema" FROM case_info')[0]
    if not (isinstance(case, str) and isinstance(title, str)):
        raise DamagedCaseError(DAMAGED)
    return case, title, schema


def statements_of(connection: apsw.Connection, objects: Objects) -> tuple[Table, ...]:
    """The tables that a file states. DamagedCaseError for what states none."""
    if ("table", "case_statement") not in objects:
        raise DamagedCaseError(DAMAGED)
    stated = rows(
        connection,
        f"SELECT name, statement FROM case_statement ORDER BY rowid LIMIT {MOST_STATEMENTS + 1}",
    )
    if len(stated) > MOST_STATEMENTS:
        raise _foreign("far more tables than a case has")
    tables = []
    for name, text in stated:
        try:
            table = from_json(json.loads(text))
        except (ValueError, TypeError, RecursionError) as error:
            raise DamagedCaseError(DAMAGED) from error
        if table.name != name:
            raise DamagedCaseError(DAMAGED)
        tables.append(table)
    return tuple(tables)


def compare(objects: Objects, statements: Statements, form: int) -> None:
    """ForeignSchemaError for what no statement calls for, DamagedCaseError for what lacks.

    `form`: the number of the form that the file says it has; it is judged by that one.
    """
    expected = expected_objects(statements, form)
    for (kind, name), (owner, sql) in objects.items():
        wanted = expected.get((kind, name))
        if wanted is None or wanted[0] != owner:
            raise _foreign(f"a {kind} “{name}”")
        if kind == "table" and name in statements:
            if _definitions(name, sql) != row_columns(statements[name]):
                raise _foreign(f"a table “{name}” of another form")
        elif sql != wanted[1]:
            raise _foreign(f"a {kind} “{name}” of another form")
    if len(objects) != len(expected):
        raise DamagedCaseError(DAMAGED)


def _definitions(name: str, sql: str | None) -> frozenset[str]:
    start = f'CREATE TABLE "{name}" ('
    if sql is None or not sql.startswith(start) or not sql.endswith(")"):
        return frozenset()
    return frozenset(sql[len(start) : -1].split(", "))
