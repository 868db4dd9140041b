"""Tables of a case as CSV or GeoJSON files, from which the same rows can be read again.

Words are written as they are. A cell that begins with ``=``, ``+``, ``-`` or ``@``
is not altered either, because an apostrophe before it would change what a
witness said; spreadsheets should import the file as text. Coordinates are
written as they are stored, with the radius beside them: who rounds them moves
the place. Files are UTF-8 and readable by their owner only.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import shapely
from shapely import Point
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geoapp.case.consent import withheld
from geoapp.case.errors import CaseError
from geoapp.case.records import Key, Record, Value
from geoapp.case.view import INTERNAL, CaseInfo, CaseView
from geoapp.exchange.exact_wkt import exact_wkt
from geoapp.exchange.files_out import check_free, write_all
from geoapp.exchange.mapping import part_name
from geoapp.exchange.typed_rows import points_to
from layers.schema import Field, FieldKind, GeometryKind, Table
from layers.values import Position, UncertainDate

Codes = Callable[[str, int], str]
FORMS = ("csv", "geojson")


def export_files(
    view: CaseView,
    out: Path,
    form: str = "csv",
    tables: Iterable[str] = (),
    *,
    overwrite: bool = False,
) -> dict[str, Any]:
    """Write one file per table into the folder `out`: those named, else all with rows.

    Each export says which state of the case it shows: its number and the fingerprint of its
    ledger's heads, in GeoJSON as a member of the collection, beside CSV as a text file.
    Rows whose consent was withdrawn, and what derives from them, are left out; "withheld" counts
    them. Gives {"written": [paths], "included": {table: rows}}. For any audience but
    internal nothing is written, and "reason" says why. CaseError when a table is
    unknown, a file is in the way, or the disk refuses.
    """
    if view.audience != INTERNAL:
        reason = f"no consent for “{view.audience}” can be checked yet; nothing was written"
        return {"written": [], "included": {}, "reason": reason}
    if form not in FORMS:
        raise CaseError(f"There is no export format “{form}”; there are: {', '.join(FORMS)}.")
    wanted = _wanted(view, tuple(tables))
    held_back = withheld(view)
    codes = _codes(view, held_back)
    names = {name: f"{name}.{form}" for name in wanted}
    check_free(out, list(names.values()), overwrite=overwrite)
    texts, included = {}, {}
    info = view.info()
    for name in wanted:
        table = view.statements[name]
        records = [row for row in view.records(name) if row.key not in held_back]
        if form == "csv":
            texts[names[name]] = csv_text(table, records, codes)
        else:
            texts[names[name]] = geojson_text(table, records, codes, info)
        included[name] = len(records)
    if form == "csv" and texts:
        # Named after what it says, so that it is in the way of no other export.
        texts[f"about-{info.fingerprint}.txt"] = about_text(info)
    document = {"written": [str(path) for path in write_all(out, texts)], "included": included}
    left_out = sum(key.table in included for key in held_back)
    return {**document, "withheld": left_out} if left_out else document


def export_csv(view: CaseView, out: Path, **options: Any) -> dict[str, Any]:
    """`export_files` as CSV."""
    return export_files(view, out, "csv", **options)


def export_geojson(view: CaseView, out: Path, **options: Any) -> dict[str, Any]:
    """`export_files` as GeoJSON."""
    return export_files(view, out, "geojson", **options)


def _wanted(view: CaseView, tables: tuple[str, ...]) -> list[str]:
    for name in tables:
        if name not in view.statements:
            raise CaseError(f"This case has no table named “{name}”.")
    if tables:
        return list(dict.fromkeys(tables))
    counts = view.counts()
    return [table.name for table in view.statements if counts.get(table.name)]


def _codes(view: CaseView, held_back: frozenset[Key]) -> Codes:
    """The code of a row where it stands for that row alone, else its number after a #.

    Of a row that is held back the number alone.
    """
    known: dict[str, dict[int, str]] = {}

    def code(table: str, id: int) -> str:
        if table not in view.statements:
            return f"#{id}"
        if table not in known:
            records = view.records(table)
            uses: dict[str, int] = {}
            for record in records:
                uses[record.code] = uses.get(record.code, 0) + 1
            known[table] = {
                r.key.id: r.code
                for r in records
                if r.code and uses[r.code] == 1 and r.key not in held_back
            }
        return known[table].get(id, f"#{id}")

    return code


def csv_text(table: Table, records: Iterable[Record], codes: Codes) -> str:
    """A table as CSV (RFC 4180, commas, CRLF): dates as words with both bounds, positions in parts.

    A point is written as lon and lat, anything else as WKT.
    """
    stream = io.StringIO()
    columns = [column for field in table for column in _columns(table, field)]
    # A lone carriage return in a cell is put in quotation marks only with this line end.
    writer = csv.DictWriter(stream, columns, lineterminator="\r\n")
    writer.writeheader()
    for record in records:
        writer.writerow({name: _cell(value) for name, value in _flat(table, record, codes)})
    return stream.getvalue()


def about_text(info: CaseInfo) -> str:
    """Which state of which case a folder of CSV files shows, in English and Korean."""
    return (
        f"case: {info.case}\nentries of its ledger: {info.entries}\n"
        f"fingerprint of its heads: {info.fingerprint}\n\n"
        "A case with this fingerprint holds exactly what these files were written from.\n"
        "이 지문을 가진 사건 파일은 이 파일들을 내보낼 때와 내용이 정확히 같습니다.\n"
    )


def geojson_text(
    table: Table, records: Iterable[Record], codes: Codes, info: CaseInfo | None = None
) -> str:
    """A table as a FeatureCollection (RFC 7946). Unlocated rows have a null geometry.

    `info`: the case they are of, named in the member ``case``.
    Rings follow the right-hand rule. Feature ids are the rows' codes, as text.
    """
    features = [_feature(table, record, codes) for record in records]
    collection: dict[str, Any] = {"type": "FeatureCollection", "name": table.name}
    if info is not None:
        state = {"id": info.case, "entries": info.entries, "fingerprint": info.fingerprint}
        collection["case"] = state
    collection["features"] = features
    return json.dumps(collection, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _feature(table: Table, record: Record, codes: Codes) -> dict[str, Any]:
    spatial = {part_name(table, part) for part in ("lon", "lat", "wkt")}
    if table.geometry is GeometryKind.NONE:
        spatial = set()
    properties = {n: v for n, v in _flat(table, record, codes) if n not in spatial}
    feature: dict[str, Any] = {"type": "Feature", "id": record.code or str(record.key.id)}
    return {**feature, "geometry": geometry_json(record.geometry), "properties": properties}


def geometry_json(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    """A geometry as GeoJSON with right-handed rings; None when there is none."""
    if geometry is None or geometry.is_empty:
        return None
    if geometry.geom_type in {"Polygon", "MultiPolygon"}:
        geometry = shapely.orient_polygons(geometry, exterior_cw=False)
    form: dict[str, Any] = json.loads(json.dumps(mapping(geometry)))
    return form


def _columns(table: Table, field: Field) -> list[str]:
    if field.kind is FieldKind.DATE:
        return [field.name, f"{field.name}_earliest", f"{field.name}_latest"]
    if field.kind is FieldKind.POSITION:
        parts = ("lon", "lat", "wkt", "radius_m", "precision", "found_by")
        return [part_name(table, part) for part in parts]
    return [field.name]


def _flat(table: Table, record: Record, codes: Codes) -> Iterable[tuple[str, Any]]:
    """Column and JSON value of everything a row holds, in the order of the statement."""
    for field in table:
        value = record.values.get(field.name)
        columns = _columns(table, field)
        if isinstance(value, UncertainDate):
            form = value.to_json()
            yield from zip(columns, (form["words"], form["earliest"], form["latest"]), strict=True)
        elif field.kind is FieldKind.POSITION:
            yield from zip(columns, _position(value), strict=True)
        else:
            yield from zip(columns, [_plain(table, field, value, record, codes)], strict=False)


def _position(value: Value) -> tuple[Any, ...]:
    if not isinstance(value, Position):
        return (None,) * 6
    lon = lat = wkt = None
    found = value.geometry
    if isinstance(found, Point) and not found.has_z:
        lon, lat = found.x, found.y
    elif found is not None:
        wkt = exact_wkt(found)
    return lon, lat, wkt, value.radius_m, value.precision, value.found_by


def _plain(table: Table, field: Field, value: Value, record: Record, codes: Codes) -> Any:
    if value is None:
        return None
    target = points_to(table, field, record.values)
    if target is not None:
        return codes(target, int(str(value)))
    if field.kind is FieldKind.VALUE:
        return json.dumps(value, ensure_ascii=False)
    return value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else repr(value)
