"""Other programs open a copy of the file as a GeoPackage with the right layers and CRS."""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import pytest
import shapely
from case_samples import STATEMENTS, at, draft, facility

from geoapp.case.records import Change, Key
from geoapp.store import CaseFile, geometry
from layers.schema import GeometryKind
from layers.values import Position


@pytest.fixture
def copy(case: CaseFile, case_path: Path, tmp_path: Path) -> Path:
    line = shapely.LineString([(126, 41), (127, 41.5)])
    case.write(
        draft(
            facility(1, code="KW-1", name_ko="온성", geometry=at(129.9, 42.9, 500.0)),
            facility(2, code="KW-2"),
            Change(Key("barrier", 3), {"geometry": Position(line), "from_km": 1.5}),
            Change(Key("source", 4), {"title": "Report"}),
        ),
        "K.",
    )
    case.close()
    copied = tmp_path / "copy.gpkg"
    shutil.copy(case_path, copied)
    return copied


def test_every_layer_is_there_with_its_kind(copy: Path) -> None:
    import pyogrio

    layers = {name: kind for name, kind in pyogrio.list_layers(copy)}
    assert set(layers) == {table.name for table in STATEMENTS}
    kinds = {
        GeometryKind.NONE: (None,),
        GeometryKind.POINT: ("Point", "Point Z", "Point ZM", "3D Point", "3D Measured Point"),
    }
    for table in STATEMENTS:
        if table.geometry in kinds:
            assert layers[table.name] in kinds[table.geometry]
        else:
            assert layers[table.name] is not None


def test_rows_and_reference_system_are_right(copy: Path) -> None:
    import pyogrio

    info = pyogrio.read_info(copy, layer="facility")
    assert info["crs"] == "EPSG:4326"
    assert info["fid_column"] == "id"
    frame = pyogrio.read_dataframe(copy, layer="facility", fid_as_index=True)
    assert frame.loc[1].geometry == shapely.Point(129.9, 42.9)
    assert frame.loc[1, "name_ko"] == "온성"
    assert frame.loc[1, "geom_radius_m"] == 500.0
    assert frame.loc[2].geometry is None
    near = pyogrio.read_dataframe(copy, layer="facility", bbox=(129, 42, 130, 43))
    assert list(near["code"]) == ["KW-1"]
    line = pyogrio.read_dataframe(copy, layer="barrier")
    assert line.geometry[0].length > 1
    assert list(pyogrio.read_dataframe(copy, layer="source")["title"]) == ["Report"]


def test_the_tree_follows_every_change(case: CaseFile, case_path: Path) -> None:
    case.write(draft(facility(1, geometry=at(126, 40)), facility(2, geometry=at(127, 40))), "K.")
    case.write(draft(facility(1, geometry=at(129, 42)), facility(2, geometry=None)), "K.")
    case.write(draft(facility(1, name_en="x")), "K.")
    case.close()
    db = apsw.Connection(str(case_path))
    geometry.register(db)
    assert [row[0] for row in db.execute("SELECT id FROM rtree_facility_geom")] == [1]
    inside = "SELECT count(*) FROM rtree_facility_geom WHERE minx > 128.9 AND maxy < 42.1"
    assert db.execute(inside).get == 1
    assert db.execute("SELECT rtreecheck('rtree_facility_geom')").get == "ok"
    assert db.pragma("integrity_check") == "ok"
    assert (
        db.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')").get is None
    )
    bounds = db.execute(
        "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'facility'"
    ).get
    assert bounds == (126, 40, 129, 42)
    assert (db.pragma("application_id"), db.pragma("user_version")) == (0x47504B47, 10300)
    db.close()
