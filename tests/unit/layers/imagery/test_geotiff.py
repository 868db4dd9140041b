"""A known place in a GeoTIFF appears at the right pixel of the right tile, or is refused."""

from __future__ import annotations

import math
import resource
import threading
from pathlib import Path

import numpy as np
import pytest
import rasterio
from imagery_samples import Maker, names, open_files
from pyproj import Transformer
from rasterio.enums import ColorInterp
from rasterio.transform import Affine
from rasterio.windows import Window

from layers.imagery import DamagedTileError, ImageryError, TileSource, grid, open_source

MERCATOR_SHIFT = Affine(10, 0, 14_000_000, 0, -10, 5_000_000)
UTM = "EPSG:32652"
UTM_SHIFT = Affine(2, 0, 460_000, 0, -2, 4_700_000)
SHIFTS = {"EPSG:3857": MERCATOR_SHIFT, UTM: UTM_SHIFT}


def place(source: TileSource, x: float, y: float, zoom: int | None = None) -> np.ndarray | None:
    """The pixel (B, G, R, A) at a place in EPSG:3857 metres."""
    z = source.max_zoom if zoom is None else zoom
    column = (x + grid.HALF_WORLD) / grid.resolution(z)
    row = (grid.HALF_WORLD - y) / grid.resolution(z)
    tile = source.read(z, int(column // 256), int(row // 256))
    return None if tile is None else tile[int(row % 256), int(column % 256)]


def brightest(source: TileSource, z: int) -> tuple[float, float]:
    """The mean place, EPSG:3857, of everything that is bright at one zoom."""
    span = grid.resolution(z) * grid.TILE
    west, south, east, north = source.extent
    xs, ys = [], []
    for x in range(
        int((west + grid.HALF_WORLD) // span), int((east + grid.HALF_WORLD) // span) + 1
    ):
        top, bottom = (grid.HALF_WORLD - north) // span, (grid.HALF_WORLD - south) // span
        for y in range(int(top), int(bottom) + 1):
            tile = source.read(z, x, y)
            if tile is None:
                continue
            rows, columns = np.nonzero(tile[..., 1] > 60)
            left, _, _, upper = grid.tile_extent(z, x, y)
            xs.append(left + (columns + 0.5) * grid.resolution(z))
            ys.append(upper - (rows + 0.5) * grid.resolution(z))
    return float(np.concatenate(xs).mean()), float(np.concatenate(ys).mean())


def with_spot(kind: type = np.uint8, bands: int = 3, size: int = 700) -> np.ndarray:
    """Dark, with a bright square of 12 pixels whose middle is at row 300, column 450."""
    values = np.full((bands, size, size), 20, kind)
    values[:, 294:306, 444:456] = 220
    return values


@pytest.mark.parametrize(
    ("crs", "shift"),
    [
        ("EPSG:3857", Affine(7.3, 0, 14_100_003, 0, -7.3, 5_100_001)),
        ("EPSG:3857", Affine(3, 0, 14_100_003, 0, -9, 5_100_001)),
        (UTM, UTM_SHIFT),
        ("EPSG:5179", Affine(5, 0, 1_100_000, 0, -5, 2_400_000)),
        ("EPSG:4326", Affine(0.0001, 0, 129.7, 0, -0.00008, 42.4)),
        (UTM, Affine(1.73, 1.0, 460_000, 1.0, -1.73, 4_700_000)),
        ("EPSG:3857", Affine(7.3, 0, 14_100_003, 0, 7.3, 5_000_001)),
    ],
    ids=["mercator", "oblong", "utm", "korea", "geographic", "rotated", "south up"],
)
def test_a_known_place_is_at_its_pixel(tiff: Maker, crs: str, shift: Affine) -> None:
    source = open_source(tiff(with_spot(), crs=crs, transform=shift))
    x = shift.a * 450 + shift.b * 300 + shift.c
    y = shift.d * 450 + shift.e * 300 + shift.f
    wanted = Transformer.from_crs(crs, "EPSG:3857", always_xy=True).transform(x, y)
    for zoom in (source.max_zoom, source.max_zoom - 1, source.max_zoom - 2):
        found = brightest(source, zoom)
        assert math.dist(found, wanted) < grid.resolution(zoom)
    source.close()


def test_bands_in_the_order_of_the_screen(tiff: Maker) -> None:
    values = np.zeros((4, 64, 64), np.uint8)
    values[0], values[1], values[2], values[3] = 200, 100, 20, 250
    source = open_source(tiff(values, photometric="rgb", alpha="unspecified"))
    assert place(source, 14_000_300, 4_999_700).tolist() == [20, 100, 200, 255]
    assert place(source, 14_009_000, 4_999_700) is None
    source.close()


@pytest.mark.parametrize("crs", ["EPSG:3857", UTM])
def test_alpha_and_nodata_are_transparent(tiff: Maker, crs: str) -> None:
    shift = SHIFTS[crs]
    colours = (ColorInterp.red, ColorInterp.green, ColorInterp.blue, ColorInterp.alpha)
    values = np.full((4, 200, 200), 200, np.uint8)
    values[3], values[3, :, 100:] = 255, 0
    with_alpha = tiff(values, "alpha.tif", crs=crs, transform=shift, colorinterp=colours)
    values = np.full((3, 200, 200), 200, np.uint8)
    values[:, :, 100:] = 7
    values[0, 10:190, 10:90] = 7
    with_nodata = tiff(values, "nodata.tif", crs=crs, transform=shift, nodata=7)
    project = Transformer.from_crs(crs, "EPSG:3857", always_xy=True)
    for path, seen in ((with_alpha, [200, 200, 200, 255]), (with_nodata, [200, 200, 7, 255])):
        source = open_source(path)
        inside = project.transform(shift.c + 50 * shift.a, shift.f + 50 * shift.e)
        outside = project.transform(shift.c + 150 * shift.a, shift.f + 50 * shift.e)
        assert place(source, *inside).astype(int) == pytest.approx(seen, abs=1)
        beyond = place(source, *outside)
        assert beyond is None or beyond.tolist() == [0, 0, 0, 0]
        source.close()


@pytest.mark.parametrize("kind", ["uint16", "int16", "float32"])
@pytest.mark.parametrize("crs", ["EPSG:3857", UTM])
def test_deep_values_are_stretched_and_said_to_be(tiff: Maker, kind: str, crs: str) -> None:
    values = np.tile(np.linspace(1000, 3000, 300).astype(kind), (3, 300, 1))
    if kind == "float32":
        values[:, :20] = np.nan
    shift = SHIFTS[crs]
    source = open_source(tiff(values, crs=crs, transform=shift))
    assert "percentile" in source.remark
    x, y = (source.extent[0] + source.extent[2]) / 2, (source.extent[1] + source.extent[3]) / 2
    tenth = (source.extent[2] - source.extent[0]) / 10
    dark, middle, bright = (place(source, x + d * tenth, y) for d in (-4, 0, 4))
    assert dark[1] < 60
    assert 110 < middle[1] < 145
    assert bright[1] > 195
    assert middle[3] == 255
    if kind == "float32":
        top = place(source, x, source.extent[3] - (source.extent[3] - source.extent[1]) / 60)
        assert top is None or top[3] == 0
    source.close()


def test_a_single_value_is_no_division_by_zero(tiff: Maker) -> None:
    source = open_source(tiff(np.full((1, 64, 64), 4000, np.uint16)))
    assert place(source, 14_000_300, 4_999_700)[3] == 255
    source.close()


def test_one_band_is_grey_and_a_palette_gives_colours(tiff: Maker) -> None:
    grey = open_source(tiff(np.full((1, 64, 64), 90, np.uint8)))
    assert place(grey, 14_000_300, 4_999_700).tolist() == [90, 90, 90, 255]
    grey.close()
    path = tiff(np.full((1, 64, 64), 3, np.uint8), "palette.tif", photometric="palette")
    with rasterio.open(path, "r+") as file:
        file.write_colormap(1, {3: (10, 20, 30, 255)})
    coloured = open_source(path)
    assert place(coloured, 14_000_300, 4_999_700).tolist() == [30, 20, 10, 255]
    coloured.close()


def test_credit_and_extent(tiff: Maker) -> None:
    path = tiff(np.full((3, 64, 64), 90, np.uint8), "view of 온성.tif")
    with rasterio.open(path, "r+") as file:
        file.update_tags(TIFFTAG_COPYRIGHT="© <b>Agency</b>\n2020")
    source = open_source(path)
    assert (source.name, source.credit) == ("view of 온성", "© Agency 2020")
    assert source.extent == (14_000_000, 4_999_360, 14_000_640, 5_000_000)
    assert source.read(0, 0, 0) is not None
    assert source.read(source.max_zoom + 1, 0, 0) is None
    source.close()


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_without_a_place_on_earth(tiff: Maker) -> None:
    values = np.zeros((3, 64, 64), np.uint8)
    for number, profile in enumerate(({"crs": None}, {"transform": Affine(1, 0, 0, 0, 1, 0)})):
        path = tiff(values, f"{number}.tif", **profile)
        with pytest.raises(ImageryError, match="coordinate reference system"):
            open_source(path)
        assert open_files(path) == 0


def test_what_no_map_can_show(tiff: Maker) -> None:
    with pytest.raises(ImageryError, match="complex"):
        open_source(tiff(np.zeros((1, 64, 64), np.complex64), "radar.tif"))
    with pytest.raises(ImageryError, match="33 bands"):
        open_source(tiff(np.zeros((33, 16, 16), np.uint8), "spectrum.tif"))


def test_colours_for_print_are_shown_as_such(tiff: Maker) -> None:
    ink = np.zeros((4, 64, 64), np.uint8)
    ink[1] = 255
    source = open_source(tiff(ink, photometric="cmyk"))
    assert place(source, 14_000_300, 4_999_700).tolist() == [255, 0, 255, 255]
    source.close()


def test_pieces_too_large_for_memory_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "one piece.tif"
    shift = Affine(1, 0, 14_000_000, 0, -1, 5_000_000)
    side = 32_768
    with rasterio.open(
        path, "w", driver="GTiff", width=side, height=side, count=1, dtype="uint8",
        crs="EPSG:3857", transform=shift, tiled=True, blockxsize=side, blockysize=side,
        sparse_ok=True, compress="deflate", bigtiff="yes",
    ):  # fmt: skip
        pass
    with pytest.raises(ImageryError, match="pieces too large"):
        open_source(path)


def test_seventy_gigabytes_are_read_by_window(tmp_path: Path) -> None:
    path = tmp_path / "giant.tif"
    side, middle = 160_000, 80_000
    shift = Affine(0.5, 0, 400_000, 0, -0.5, 4_700_000)
    with rasterio.open(
        path, "w", driver="GTiff", width=side, height=side, count=3, dtype="uint8",
        crs=UTM, transform=shift, tiled=True, blockxsize=512, blockysize=512,
        bigtiff="yes", sparse_ok=True,
    ) as file:  # fmt: skip
        lit = np.full((3, 512, 512), 200, np.uint8)
        file.write(lit, window=Window(middle - 256, middle - 256, 512, 512))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    source = open_source(path)
    assert "overviews" in source.remark
    project = Transformer.from_crs(UTM, "EPSG:3857", always_xy=True)
    x, y = project.transform(shift.c + middle * 0.5, shift.f - middle * 0.5)
    assert place(source, x, y).tolist() == [200, 200, 200, 255]
    assert place(source, x, y, source.min_zoom + 1).tolist() == [200, 200, 200, 255]
    assert place(source, x, y, source.min_zoom - 1) is None
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 400 * 1024
    source.close()


def test_overviews_serve_the_low_zooms(tiff: Maker) -> None:
    values = np.full((3, 5000, 5000), 90, np.uint8)
    path = tiff(values, tiled=True, compress="deflate")
    assert open_source(path).min_zoom > 0
    with rasterio.open(path, "r+") as file:
        file.build_overviews([2, 4, 8])
    source = open_source(path)
    assert source.min_zoom == 0
    assert source.remark == ""
    for zoom in range(source.max_zoom + 1):
        seen = place(source, 14_025_000, 4_975_000, zoom)
        assert seen.tolist() == [90, 90, 90, 255]
    source.close()


def test_files_beside_the_picture_are_not_opened_nor_made(tmp_path: Path, tiff: Maker) -> None:
    other = tiff(np.full((3, 300, 300), 250, np.uint8), "other.tif")
    path = tiff(np.full((3, 600, 600), 90, np.uint8), "picture.tif")
    bands = "".join(
        f'<VRTRasterBand dataType="Byte" band="{band}"><SimpleSource><SourceFilename>{other}'
        f"</SourceFilename><SourceBand>{band}</SourceBand></SimpleSource></VRTRasterBand>"
        for band in (1, 2, 3)
    )
    text = f'<VRTDataset rasterXSize="300" rasterYSize="300">{bands}</VRTDataset>'
    for ending in (".ovr", ".msk"):
        path.with_name(path.name + ending).write_text(text)
    with rasterio.open(path) as naive:
        assert naive.overviews(1)
    before = names(tmp_path)
    source = open_source(path)
    assert place(source, 14_003_000, 4_997_000, source.max_zoom - 1).tolist() == [90, 90, 90, 255]
    source.close()
    assert names(tmp_path) == before


@pytest.mark.parametrize("crs", ["EPSG:3857", UTM])
def test_a_file_cut_short_is_damaged_where_it_ends(tiff: Maker, crs: str) -> None:
    noise = np.random.default_rng(5).integers(1, 255, (3, 700, 700), dtype=np.uint8)
    shift = SHIFTS[crs]
    path = tiff(noise, crs=crs, transform=shift, tiled=True, blockxsize=256, blockysize=256)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    source = open_source(path)
    west, south, east, north = source.extent
    width, height = east - west, north - south
    assert place(source, west + width / 20, north - height / 20) is not None
    with pytest.raises(DamagedTileError):
        place(source, east - width / 20, south + height / 20)
    source.close()
    assert open_files(path) == 0


def test_a_damaged_jpeg_block_is_never_grey_ground(tiff: Maker) -> None:
    noise = np.random.default_rng(5).integers(0, 255, (3, 512, 512), dtype=np.uint8)
    path = tiff(
        noise, compress="jpeg", photometric="ycbcr", tiled=True, blockxsize=256, blockysize=256
    )
    content = bytearray(path.read_bytes())
    spot = len(content) * 5 // 8
    content[spot : spot + 400] = b"\xff\xd9" * 200
    path.write_bytes(bytes(content))
    source = open_source(path)
    west, south, _, north = source.extent
    for _ in range(2):
        with pytest.raises(DamagedTileError):
            place(source, west + 1000, south + 1000)
    assert place(source, west + 20, north - 20) is not None
    source.close()


def test_many_threads(tiff: Maker) -> None:
    ramp = np.tile(np.arange(512, dtype=np.uint16).astype(np.uint8), (3, 512, 1))
    path = tiff(ramp, crs=UTM, transform=UTM_SHIFT, tiled=True)
    source = open_source(path)
    x, y = (source.extent[0] + source.extent[2]) / 2, (source.extent[1] + source.extent[3]) / 2
    wanted = place(source, x, y).tolist()
    seen: list[object] = []
    threads = [
        threading.Thread(
            target=lambda: seen.extend(place(source, x, y).tolist() for _ in range(20))
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [wanted] * 80
    source.close()
    assert open_files(path) == 0
    with pytest.raises(ImageryError, match="closed"):
        place(source, x, y)


REAL = {
    "bluemarble_korea.tif": ((127.0, 37.5), (128.0, 36.0)),
    "naip_2020.tif": ((-99.155, 47.02), (-99.16, 47.03)),
    "landsat_2020.tif": ((-74.44, -8.43), (-74.5, -8.4)),
}


@pytest.mark.parametrize("name", REAL)
def test_real_pictures_show_what_the_file_holds(pictures: Path, name: str) -> None:
    source = open_source(pictures / name)
    project = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)
    with rasterio.open(pictures / name) as file:
        local = Transformer.from_crs("EPSG:4326", file.crs, always_xy=True)
        for lon, lat in REAL[name]:
            row, column = file.index(*local.transform(lon, lat))
            around = file.read((1, 2, 3), window=Window(column - 3, row - 3, 7, 7)).astype(int)
            blue, green, red, alpha = place(source, *project.transform(lon, lat)).astype(int)
            assert alpha == 255
            for seen, band in zip((red, green, blue), around, strict=True):
                assert band.min() - 2 <= seen <= band.max() + 2
    source.close()


def test_the_black_block_of_the_blue_marble_is_where_it_lies(pictures: Path) -> None:
    source = open_source(pictures / "bluemarble_korea.tif")
    x, y = grid.mercator(128.27, 40.02)
    around = [
        place(source, x + dx, y + dy)[:3].max()
        for dx in range(-6000, 6001, 600)
        for dy in range(-6000, 6001, 600)
    ]
    assert min(around) < 10
    source.close()
