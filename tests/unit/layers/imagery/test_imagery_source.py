"""What a file is, is told by its content; everything else gets a sentence."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from imagery_samples import Maker, flat

from layers.imagery import ImageryError, TileSource, open_source

VRT = """<VRTDataset rasterXSize="9" rasterYSize="9"><SRS>EPSG:3857</SRS>
<GeoTransform>0,1,0,0,0,-1</GeoTransform><VRTRasterBand dataType="Byte" band="1">
<SimpleSource><SourceFilename>{other}</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>"""
WMS = """<GDAL_WMS><Service name="TMS"><ServerUrl>http://127.0.0.1:{port}/${{z}}/${{x}}/${{y}}</ServerUrl>
</Service><DataWindow><UpperLeftX>-20037508</UpperLeftX><UpperLeftY>20037508</UpperLeftY>
<LowerRightX>20037508</LowerRightX><LowerRightY>-20037508</LowerRightY><TileLevel>2</TileLevel>
</DataWindow><Projection>EPSG:3857</Projection><BandsCount>3</BandsCount></GDAL_WMS>"""


def sentence(path: Path) -> str:
    with pytest.raises(ImageryError) as caught:
        open_source(path)
    text = str(caught.value)
    assert text.endswith(".")
    assert str(path.parent) not in text
    return text


def test_names_do_not_matter(mbtiles: Maker, tiff: Maker) -> None:
    tiles = mbtiles({(0, 0, 0): flat((1, 2, 3))}, name="misnamed.tif")
    picture = tiff(np.full((3, 40, 40), 9, np.uint8), name="misnamed.mbtiles")
    for path in (tiles, picture):
        source = open_source(path)
        assert isinstance(source, TileSource)
        assert source.read(0, 0, 0) is not None
        source.close()


def test_text_that_points_elsewhere_is_refused(tmp_path: Path, tiff: Maker) -> None:
    other = tiff(np.full((1, 9, 9), 200, np.uint8))
    path = tmp_path / "innocent.tif"
    path.write_text(VRT.format(other=other))
    assert "XML" in sentence(path)


def test_no_connection_is_made_for_a_map_server_in_disguise(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        path = tmp_path / "innocent.tif"
        path.write_text(WMS.format(port=server.getsockname()[1]))
        assert "XML" in sentence(path)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\x00" * 5000, "neither"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 60, "JPEG"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"SQLite format 3\x00", "damaged"),
        (b"SQLite format 3\x00" + b"\xff" * 4096, "damaged"),
        (b"II*\x00", "damaged"),
        (b"II*\x00\x08\x00\x00\x00" + b"\xff" * 300, "damaged"),
        (b"II+\x00\x08\x00\x00\x00" + b"\xff" * 300, "damaged"),
    ],
)
def test_what_is_no_imagery_is_named(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "file.tif"
    path.write_bytes(content)
    assert word in sentence(path)
    assert path.read_bytes() == content


def test_folder_and_missing_file(tmp_path: Path) -> None:
    folder = tmp_path / "folder.tif"
    folder.mkdir()
    assert "folder" in sentence(folder)
    assert "no file" in sentence(tmp_path / "missing.tif")
    assert "no file" in sentence(Path("/vsicurl/http://127.0.0.1/a.tif"))


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    path = tmp_path / "pipe.tif"
    os.mkfifo(path)
    assert "not a file" in sentence(path)


def test_without_permission(tmp_path: Path, mbtiles: Maker) -> None:
    path = mbtiles({(0, 0, 0): flat((1, 2, 3))})
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        assert "may not read" in sentence(path)
    finally:
        os.seteuid(user)


def test_the_open_case_is_never_touched(tmp_path: Path, mbtiles: Maker) -> None:
    case = mbtiles({(0, 0, 0): flat((1, 2, 3))}, name="case.gpkg")
    link = tmp_path / "link.mbtiles"
    link.symlink_to(case)
    hard = tmp_path / "hard.mbtiles"
    os.link(case, hard)
    for path in (case, link, hard):
        with pytest.raises(ImageryError, match="open case"):
            open_source(path, apart_from=[case, tmp_path / "missing"])


def test_map_tiles_are_read_without_loading_gdal(mbtiles: Maker, repository: Path) -> None:
    path = mbtiles({(0, 0, 0): flat((1, 2, 3))})
    program = (
        "import sys, pathlib; from layers.imagery import open_source; "
        "assert open_source(pathlib.Path(sys.argv[1])).read(0, 0, 0) is not None; "
        "sys.exit('rasterio' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], cwd=repository, check=False)
    assert done.returncode == 0
