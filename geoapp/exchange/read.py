"""Reading a file of rows, whatever its name says it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from geoapp.case.errors import CaseError
from geoapp.case.tables import Statements
from geoapp.exchange.csv_rows import read_csv
from geoapp.exchange.geojson_rows import read_geojson
from geoapp.exchange.rows import RowFile
from geoapp.exchange.text_files import decode, read_bytes, sha256


def read_file(path: Path) -> RowFile:
    """Read a CSV or GeoJSON file. CaseError with a sentence when that cannot be done.

    At most 50 MB, 200,000 rows and a million characters in a cell.
    """
    data = read_bytes(path)
    text, encoding = decode(data, path.name)
    if text.lstrip().startswith(("{", "[")) or path.suffix.lower() in {".json", ".geojson"}:
        rows, refused, layer = read_geojson(text, path.name)
        columns = tuple(dict.fromkeys(name for row in rows for name in row.cells))
        return RowFile(
            path.name,
            sha256(data),
            "GeoJSON",
            encoding,
            columns,
            tuple(rows),
            tuple(refused),
            layer=layer,
        )
    columns, rows, refused, remarks = read_csv(text, path.name)
    return RowFile(
        path.name,
        sha256(data),
        "CSV",
        encoding,
        columns,
        tuple(rows),
        tuple(refused),
        tuple(remarks),
    )


def read_mapping(path: Path) -> dict[str, str]:
    """A mapping file: JSON, {column: field}; an empty field leaves the column out."""
    text, _ = decode(read_bytes(path), path.name)
    try:
        data: Any = json.loads(text)
    except json.JSONDecodeError as error:
        raise CaseError(f"“{path.name}” is broken at line {error.lineno}: {error.msg}.") from None
    except (RecursionError, ValueError):
        raise CaseError(f"“{path.name}” is no mapping of columns to fields.") from None
    if not isinstance(data, dict) or not all(
        value is None or isinstance(value, str) for value in data.values()
    ):
        raise CaseError(f'“{path.name}” must be JSON such as {{"column": "field"}}.')
    return {column: value or "" for column, value in data.items()}


def table_of(file: RowFile, statements: Statements) -> str:
    """The table that a file's name or its layer's name stands for. CaseError if none."""
    names = [file.layer or "", Path(file.name).stem]
    for name in names:
        wanted = name.strip().casefold()
        for table in statements:
            known = {table.name, table.label.en, table.label.ko, table.plural.en, table.plural.ko}
            if wanted and wanted in {word.casefold() for word in known}:
                return table.name
    layers = ", ".join(table.name for table in statements)
    raise CaseError(
        f"What “{file.name}” holds cannot be told from its name. "
        f"Say which with --as; the tables are: {layers}."
    )
