"""The SQL of a case file: GeoPackage core, one table per statement, ledger, search."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

import apsw

from geoapp.case.tables import Statements
from geoapp.store import geometry
from geoapp.store.columns import all_columns, columns_of
from geoapp.store.statement_form import canonical, from_json
from layers.schema import Field, FieldKind, GeometryKind, Table

SCHEMA = 2
"""The number of the form that this module writes; a file with a higher one is refused."""

APPLICATION_ID = 0x47504B47  # "GPKG"
USER_VERSION = 10300  # GeoPackage 1.3, the newest whose R-tree triggers GDAL's validator knows

_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
    'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,'
    'AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)

# Numbers of rows that no reference field names, but that are looked up all the same.
_LOOKED_UP = {
    "claim": ("subject",),
    "consent": ("subject",),
    "link": ("from_id", "to_id"),
}

_FORM_1 = (
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, "
    "organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, "
    "definition TEXT NOT NULL, description TEXT)",
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, "
    "identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL "
    "DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, "
    "max_y DOUBLE, srs_id INTEGER, "
    "CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))",
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
    "geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, "
    "m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), "
    "CONSTRAINT uk_gc_table_name UNIQUE (table_name), "
    "CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), "
    "CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))",
    "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, "
    "extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, "
    "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
    'CREATE TABLE case_info ("case" TEXT NOT NULL, title TEXT NOT NULL, '
    '"schema" INTEGER NOT NULL, created TEXT NOT NULL)',
    "CREATE TABLE case_statement (name TEXT PRIMARY KEY NOT NULL, statement TEXT NOT NULL)",
    # The ledger proper: what is exchanged, signed and never rewritten.
    "CREATE TABLE ledger (hash BLOB PRIMARY KEY NOT NULL, header TEXT NOT NULL, signature BLOB)",
    "CREATE TABLE ledger_change (entry BLOB NOT NULL, tbl TEXT, id INTEGER, content TEXT, "
    "salt BLOB, leaf BLOB NOT NULL)",
    "CREATE INDEX ledger_change_entry ON ledger_change (entry)",
    "CREATE INDEX ledger_change_row ON ledger_change (tbl, id)",
    # Derived from the headers, so that no question needs to read them all.
    "CREATE TABLE ledger_order (hash BLOB PRIMARY KEY NOT NULL, replica TEXT NOT NULL, "
    "sequence INTEGER NOT NULL, lamport INTEGER NOT NULL, kind TEXT NOT NULL, reverts BLOB)",
    "CREATE UNIQUE INDEX ledger_order_replica ON ledger_order (replica, sequence)",
    "CREATE INDEX ledger_order_lamport ON ledger_order (lamport, hash)",
    "CREATE TABLE ledger_head (hash BLOB PRIMARY KEY NOT NULL)",
    "CREATE TABLE ledger_replica (replica TEXT PRIMARY KEY NOT NULL, sequence INTEGER NOT NULL, "
    "hash BLOB NOT NULL)",
    "CREATE TABLE search_row (docid INTEGER PRIMARY KEY, tbl TEXT NOT NULL, id INTEGER NOT NULL, "
    "code TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL)",
    "CREATE UNIQUE INDEX search_row_key ON search_row (tbl, id)",
    # The texts are folded before, so the tokenizer has to leave them as they are.
    "CREATE VIRTUAL TABLE search_index USING fts5(code, title, body, content='search_row', "
    "content_rowid='docid', tokenize='trigram case_sensitive 1')",
)

_FORM_2 = (
    # Derived as well: fields that hold values written without knowledge of each other, and
    # rows ('*') or fields whose content was destroyed.
    "CREATE TABLE ledger_conflict (tbl TEXT NOT NULL, id INTEGER NOT NULL, field TEXT NOT NULL, "
    "PRIMARY KEY (tbl, id, field))",
    "CREATE TABLE ledger_erasure (tbl TEXT NOT NULL, id INTEGER NOT NULL, field TEXT NOT NULL, "
    "entry BLOB NOT NULL, PRIMARY KEY (tbl, id, field, entry))",
    # A copy of a part of a case says here which rows it holds; in a whole case both are empty.
    "CREATE TABLE case_copy (stated TEXT NOT NULL)",
    "CREATE TABLE case_part (tbl TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (tbl, id))",
    # What attachments hold, by its SHA-256, in parts that count from 0.
    "CREATE TABLE case_content (sha256 BLOB NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL)",
    "CREATE UNIQUE INDEX case_content_part ON case_content (sha256, part)",
)

ADDED: Mapping[int, tuple[str, ...]] = {1: _FORM_1, 2: _FORM_2}
"""What each form of the file has more than the one before it, but for the tables of statements."""


def create_core(connection: apsw.Connection, form: int = SCHEMA) -> None:
    """Make everything that does not depend on a statement. Inside a transaction."""
    for number in range(1, form + 1):
        for sql in ADDED[number]:
            connection.execute(sql)
    connection.executemany(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)",
        [
            ("Undefined Cartesian", -1, "NONE", -1, "undefined", None),
            ("Undefined geographic", 0, "NONE", 0, "undefined", None),
            ("WGS 84", 4326, "EPSG", 4326, _WGS84, "longitude, latitude in degrees"),
        ],
    )


def create_table(connection: apsw.Connection, table: Table) -> None:
    """Make the table of a statement with its indexes, and register it."""
    columns = ['"id" INTEGER PRIMARY KEY NOT NULL', *_definitions(table)]
    columns.append('"deleted" INTEGER NOT NULL DEFAULT 0')
    connection.execute(f'CREATE TABLE "{table.name}" ({", ".join(columns)})')
    for sql in _indexes(table):
        connection.execute(sql)
    spatial = table.geometry is not GeometryKind.NONE
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) "
        "VALUES (?, ?, ?, ?, ?)",
        (
            table.name,
            "features" if spatial else "attributes",
            table.name,
            table.plural.en,
            geometry.SRS if spatial else None,
        ),
    )
    if spatial:
        _register_geometry(connection, table)
    _keep_statement(connection, table)


def extend_table(connection: apsw.Connection, table: Table, held: Table) -> None:
    """Add the fields that a held table does not have yet; nothing is ever taken away."""
    there = {field.name for field in held}
    for field in table:
        if field.name not in there:
            for definition in _definition(table, field):
                connection.execute(f'ALTER TABLE "{table.name}" ADD COLUMN {definition}')
            if field.kind is FieldKind.POSITION:
                connection.execute(
                    "UPDATE gpkg_contents SET data_type = 'features', srs_id = ? "
                    "WHERE table_name = ?",
                    (geometry.SRS, table.name),
                )
                _register_geometry(connection, table)
    for sql in _indexes(table):
        connection.execute(sql.replace(" INDEX ", " INDEX IF NOT EXISTS ", 1))
    _keep_statement(connection, table)


def _keep_statement(connection: apsw.Connection, table: Table) -> None:
    connection.execute(
        "INSERT INTO case_statement VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET statement = excluded.statement",
        (table.name, canonical(table)),
    )


def _definition(table: Table, field: Field) -> list[str]:
    return [f'"{name}" {kind}' for name, kind in columns_of(table, field)]


def _definitions(table: Table) -> list[str]:
    return [f'"{name}" {kind}' for name, kind in all_columns(table)]


def row_columns(table: Table) -> frozenset[str]:
    """The column definitions that the table of a statement has, in any order."""
    own = ('"id" INTEGER PRIMARY KEY NOT NULL', '"deleted" INTEGER NOT NULL DEFAULT 0')
    return frozenset((*own, *_definitions(table)))


def _indexes(table: Table) -> list[str]:
    name = table.name
    wanted = list(_LOOKED_UP.get(name, ()))
    wanted += [field.name for field in table if field.kind is FieldKind.REFERENCE]
    stated = {field.name for field in table}
    sql = [
        f'CREATE INDEX "{name}_{field}_index" ON "{name}" ("{field}")'
        for field in wanted
        if field in stated
    ]
    if "code" in stated:
        sql.append(f'CREATE INDEX "{name}_code_index" ON "{name}" ("code" COLLATE NOCASE)')
    sql.append(f'CREATE INDEX "{name}_deleted_index" ON "{name}" ("id") WHERE "deleted" <> 0')
    return sql


def _register_geometry(connection: apsw.Connection, table: Table) -> None:
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
        (table.name, table.geometry.value, geometry.SRS),
    )
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', "
        "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
        (table.name,),
    )
    for sql in _rtree(table.name):
        connection.execute(sql)


def _rtree(table: str) -> list[str]:
    """The R-tree and its triggers as GeoPackage 1.3 spells them."""
    tree = f'"rtree_{table}_geom"'
    corners = 'ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom")'
    put = f'INSERT OR REPLACE INTO {tree} VALUES (NEW."id", {corners})'
    new_full = '(NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))'
    new_none = '(NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))'
    same, other = 'OLD."id" = NEW."id"', 'OLD."id" != NEW."id"'

    def trigger(name: str, event: str, when: str, *body: str) -> str:
        steps = " ".join(f"{step};" for step in body)
        return (
            f'CREATE TRIGGER "rtree_{table}_geom_{name}" AFTER {event} ON "{table}" '
            f"WHEN {when} BEGIN {steps} END"
        )

    drop = f'DELETE FROM {tree} WHERE id = OLD."id"'
    return [
        f"CREATE VIRTUAL TABLE {tree} USING rtree(id, minx, maxx, miny, maxy)",
        trigger("insert", "INSERT", new_full, put),
        trigger("update1", 'UPDATE OF "geom"', f"{same} AND {new_full}", put),
        trigger("update2", 'UPDATE OF "geom"', f"{same} AND {new_none}", drop),
        trigger("update3", "UPDATE", f"{other} AND {new_full}", drop, put),
        trigger(
            "update4",
            "UPDATE",
            f"{other} AND {new_none}",
            f'DELETE FROM {tree} WHERE id IN (OLD."id", NEW."id")',
        ),
        trigger("delete", "DELETE", 'OLD."geom" NOT NULL', drop),
    ]


Objects = dict[tuple[str, str], tuple[str, str | None]]
"""(type, name) to (table it belongs to, SQL), of everything in a schema."""


def objects_of(connection: apsw.Connection) -> Objects:
    """Everything that a database declares."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")
    return {(kind, name): (owner, sql) for kind, name, owner, sql in rows}


def expected_objects(statements: Statements, form: int = SCHEMA) -> Objects:
    """Everything that a case file of a form declares when it has these statements."""
    return _made("\n".join(canonical(table) for table in statements), form)[0]


_FIXED_LISTS = ("gpkg_spatial_ref_sys", "gpkg_geometry_columns", "gpkg_extensions")
Lists = dict[str, set[tuple[object, ...]]]


def expected_contents(statements: Statements) -> Lists:
    """The rows of the GeoPackage's own lists that nothing but the statements decides."""
    return _made("\n".join(canonical(table) for table in statements), SCHEMA)[1]


@lru_cache(maxsize=8)
def _made(text: str, form: int) -> tuple[Objects, Lists]:
    """Made by doing it in memory, so it cannot differ from what `create_table` does."""
    connection = apsw.Connection(":memory:")
    try:
        geometry.register(connection)
        with connection:
            create_core(connection, form)
            for line in text.splitlines():
                create_table(connection, from_json(json.loads(line)))
        lists = {name: set(connection.execute(f"SELECT * FROM {name}")) for name in _FIXED_LISTS}
        return objects_of(connection), lists
    finally:
        connection.close()
