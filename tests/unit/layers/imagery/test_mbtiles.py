from __future__ import annotations

import gc
import sqlite3
import threading
from pathlib import Path

import numpy as np
import pytest
from imagery_samples import Maker, flat, names, open_files, picture_bytes
from PIL import Image

from layers.imagery import DamagedTileError, ImageryError, grid, open_source

KOREA = (5, 27, 12)


def test_what_the_file_says_of_itself(mbtiles: Maker) -> None:
    said = {
        "name": "Relief",
        "attribution": '<a href="https://x.example">© Somebody</a> &amp; others\n',
        "bounds": "124.5,38.0,131.0,43.1",
        "minzoom": "0",
        "maxzoom": "19",
    }
    source = open_source(mbtiles({(3, 6, 3): flat((1, 2, 3)), KOREA: flat((4, 5, 6))}, said))
    assert (source.name, source.credit) == ("Relief", "© Somebody & others")
    assert (source.min_zoom, source.max_zoom) == (3, 5)
    assert source.extent == (*grid.mercator(124.5, 38.0), *grid.mercator(131.0, 43.1))
    source.close()


@pytest.mark.parametrize(
    "said",
    [
        None,
        {},
        {"bounds": "nan,0,inf,1", "minzoom": "x", "maxzoom": "-3"},
        {"bounds": "131,38,124,43"},
        {"bounds": "-999,0,1,999"},
        {"bounds": "1,2,3"},
    ],
)
def test_what_is_missing_or_cannot_be_true_is_looked_up(
    mbtiles: Maker, said: dict[str, str] | None
) -> None:
    blob = flat((1, 2, 3))
    source = open_source(mbtiles({(5, 27, 12): blob, (5, 28, 13): blob, (4, 13, 6): blob}, said))
    assert (source.min_zoom, source.max_zoom) == (4, 5)
    west, north = grid.tile_extent(5, 27, 12)[0], grid.tile_extent(5, 27, 12)[3]
    south, east = grid.tile_extent(5, 28, 13)[1], grid.tile_extent(5, 28, 13)[2]
    assert source.extent == (west, south, east, north)
    assert source.name == "some"
    source.close()


def test_rows_count_from_the_south(mbtiles: Maker) -> None:
    source = open_source(mbtiles({(1, 0, 0): flat((255, 0, 0)), (1, 0, 1): flat((0, 0, 255))}))
    north, south = source.read(1, 0, 0), source.read(1, 0, 1)
    assert north is not None
    assert south is not None
    assert north[0, 0].tolist() == [0, 0, 255, 255]
    assert south[0, 0].tolist() == [255, 0, 0, 255]
    for z, x, y in [(1, 1, 1), (1, 5, 0), (1, -1, 0), (0, 0, 0), (2, 0, 0), (-1, 0, 0), (40, 0, 0)]:
        assert source.read(z, x, y) is None
    source.close()


def test_nothing_is_written_beside_the_file(mbtiles: Maker) -> None:
    path = mbtiles({KOREA: flat((1, 2, 3))})
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
    db.close()
    before = path.read_bytes()
    source = open_source(path)
    assert source.read(*KOREA) is not None
    assert names(path.parent) == [path.name]
    source.close()
    assert names(path.parent) == [path.name]
    assert path.read_bytes() == before


def test_a_file_still_being_written_is_refused(mbtiles: Maker) -> None:
    path = mbtiles({KOREA: flat((1, 2, 3))})
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("DELETE FROM tiles")
    db.commit()
    with pytest.raises(ImageryError, match="another program"):
        open_source(path)
    db.close()


def test_a_damaged_tile_is_said_to_be_damaged(mbtiles: Maker) -> None:
    whole = picture_bytes(Image.effect_noise((256, 256), 90), "JPEG")
    tiles = {
        (2, 0, 0): whole,
        (2, 1, 0): whole[: len(whole) // 2],
        (2, 2, 0): b"garbage",
        (2, 3, 0): "a text",
        (2, 0, 1): None,
        (2, 1, 1): b"",
    }
    source = open_source(mbtiles(tiles))
    assert source.read(2, 0, 0) is not None
    for x in (1, 2, 3):
        with pytest.raises(DamagedTileError):
            source.read(2, x, 0)
    assert source.read(2, 0, 1) is None
    assert source.read(2, 1, 1) is None
    source.close()


def test_a_damaged_page_is_a_damaged_tile(mbtiles: Maker) -> None:
    noisy = picture_bytes(Image.effect_noise((256, 256), 90), "PNG")
    path = mbtiles({(3, x, 0): noisy for x in range(8)})
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 8192] = b"\xff" * 8192
    path.write_bytes(bytes(content))
    source = open_source(path)
    damaged = 0
    for x in range(8):
        try:
            assert source.read(3, x, 0) is not None
        except DamagedTileError:
            damaged += 1
    assert 1 <= damaged <= 8
    source.close()


def test_a_file_cut_short_never_shows_wrong_pixels(mbtiles: Maker) -> None:
    noisy = picture_bytes(Image.effect_noise((256, 256), 90), "PNG")
    path = mbtiles({(3, x, 0): noisy for x in range(8)})
    truth = open_source(path)
    wanted = truth.read(3, 0, 0)
    truth.close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    try:
        source = open_source(path)
    except ImageryError:
        return
    for x in range(8):
        try:
            assert np.array_equal(source.read(3, x, 0), wanted)
        except DamagedTileError:
            continue
    source.close()


def test_views_instead_of_tables(mbtiles: Maker) -> None:
    path = mbtiles({KOREA: flat((9, 8, 7))}, {"name": "Viewed"})
    db = sqlite3.connect(path)
    db.execute("ALTER TABLE tiles RENAME TO images")
    db.execute("CREATE VIEW tiles AS SELECT * FROM images")
    db.commit()
    db.close()
    source = open_source(path)
    tile = source.read(*KOREA)
    assert tile is not None
    assert tile[0, 0].tolist() == [7, 8, 9, 255]
    source.close()


HOSTILE = {
    "endless": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT 0 zoom_level, i tile_column, 0 tile_row, x'00' tile_data FROM n",
    "huge": "SELECT 0 zoom_level, 0 tile_column, 0 tile_row, zeroblob(900000000) tile_data",
    "loads code": "SELECT 0 zoom_level, 0 tile_column, 0 tile_row, load_extension('x') tile_data",
    "odd zooms": "SELECT 99 zoom_level, 0 tile_column, 0 tile_row, x'00' tile_data",
    "text zooms": "SELECT 'a' zoom_level, 0 tile_column, 0 tile_row, x'00' tile_data",
    "no columns": "SELECT 1 a",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_views(tmp_path: Path, name: str) -> None:
    path = tmp_path / "hostile.mbtiles"
    db = sqlite3.connect(path)
    db.execute(f"CREATE VIEW tiles AS {HOSTILE[name]}")
    db.close()
    with pytest.raises(ImageryError):
        open_source(path).read(0, 0, 0)
    gc.collect()


def test_modules_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "hostile.mbtiles"
    db = sqlite3.connect(path)
    db.execute(
        "CREATE VIRTUAL TABLE tiles USING fts5(zoom_level, tile_column, tile_row, tile_data)"
    )
    db.close()
    with pytest.raises(ImageryError, match="virtual"):
        open_source(path)


def test_other_databases_and_vector_tiles(tmp_path: Path, mbtiles: Maker) -> None:
    path = tmp_path / "other.mbtiles"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE things (a)")
    db.commit()
    db.close()
    with pytest.raises(ImageryError, match="no map tiles"):
        open_source(path)
    with pytest.raises(ImageryError, match="no tiles"):
        open_source(mbtiles({}, {"minzoom": "0", "maxzoom": "5"}))
    path.unlink()
    with pytest.raises(ImageryError, match="vector tiles"):
        open_source(mbtiles({KOREA: b"\x1f\x8b\x08rest"}, name="vector.mbtiles"))


def test_giant_blobs_are_refused(mbtiles: Maker) -> None:
    path = mbtiles({(0, 0, 0): flat((1, 2, 3)), (1, 0, 0): flat((1, 2, 3))})
    db = sqlite3.connect(path)
    db.execute("UPDATE tiles SET tile_data = zeroblob(60000000) WHERE zoom_level = 0")
    db.commit()
    db.close()
    source = open_source(path)
    with pytest.raises(DamagedTileError):
        source.read(0, 0, 0)
    assert source.read(1, 0, 0) is not None
    source.close()


def test_tiles_of_512_pixels_give_one_zoom_more(mbtiles: Maker) -> None:
    picture = Image.new("RGB", (512, 512))
    for corner, colour in {
        (0, 0): (10, 0, 0),
        (256, 0): (20, 0, 0),
        (256, 256): (40, 0, 0),
    }.items():
        picture.paste(colour, (*corner, corner[0] + 256, corner[1] + 256))
    source = open_source(mbtiles({(2, 3, 1): picture_bytes(picture)}))
    assert source.max_zoom == 3
    assert [source.read(3, x, y)[9, 9, 2] for x, y in [(6, 2), (7, 2), (6, 3), (7, 3)]] == [
        10,
        20,
        0,
        40,
    ]
    whole = source.read(2, 3, 1)
    assert whole is not None
    assert (whole[0, 0, 2], whole[255, 255, 2]) == (10, 40)
    source.close()


def test_many_threads_and_no_open_file_afterwards(mbtiles: Maker) -> None:
    tiles = {(4, x, 3): flat((x, 0, 0)) for x in range(16)}
    path = mbtiles(tiles)
    source = open_source(path)
    wrong: list[object] = []

    def reads() -> None:
        for turn in range(64):
            tile = source.read(4, turn % 16, 3)
            if tile is None or tile[0, 0, 2] != turn % 16:
                wrong.append(turn)

    threads = [threading.Thread(target=reads) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    source.close()
    source.close()
    with pytest.raises(ImageryError, match="closed"):
        source.read(4, 0, 3)
    assert open_files(path) == 0


def test_nothing_stays_open_after_a_refusal(tmp_path: Path, mbtiles: Maker) -> None:
    path = mbtiles({})
    with pytest.raises(ImageryError):
        open_source(path)
    assert open_files(path) == 0


def test_a_name_with_signs_of_an_address(mbtiles: Maker) -> None:
    path = mbtiles({KOREA: flat((1, 2, 3))}, name="a?mode=rwc#b%20 온성.mbtiles")
    source = open_source(path)
    assert source.read(*KOREA) is not None
    assert names(path.parent) == [path.name]
    source.close()
