"""Files are opened from memory in a process of their own; hostile ones give a sentence."""

from __future__ import annotations

import io
import os
import signal
import struct
import subprocess
import sys
import threading
import time
import zlib
from pathlib import Path

import pytest
from PIL import Image

from geoapp.case.errors import CaseError
from geoapp.viewing import Viewing

WORDS = "Maker of cameras"


def _saved(image: Image.Image, form: str, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def _photo(size: tuple[int, int] = (60, 40), form: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned, says the camera
    exif[0x010F] = WORDS
    more = {"exif": exif, "icc_profile": WORDS.encode() * 9}
    return _saved(Image.new("RGB", size, (200, 30, 30)), form, **more)


def _document(pages: int = 3) -> bytes:
    some = [Image.new("RGB", (80, 100 + n), "white") for n in range(pages)]
    return _saved(some[0], "PDF", save_all=True, append_images=some[1:], title="A title")


class Opened(Viewing):
    """A file that is open, given in two pieces."""

    def __init__(self, media: str, data: bytes) -> None:
        super().__init__()
        try:
            self.told = self.open(media, len(data), [data[:7], data[7:]])
        except CaseError:
            self.close()
            raise


def _viewing(media: str, data: bytes) -> Opened:
    return Opened(media, data)


def test_a_photograph_is_shown_as_it_lies_and_its_data_listed() -> None:
    with _viewing("image/jpeg", _photo()) as viewing:
        page = viewing.page(0, 1_000_000)
        facts = dict(viewing.told.facts)

    assert (page.width, page.height) == (60, 40)
    assert len(page.rgb) == 60 * 40 * 3
    assert facts["Orientation"] == "6"
    assert facts["Make"] == WORDS


def test_a_large_picture_comes_smaller() -> None:
    with _viewing("image/png", _photo((2000, 1000), "PNG")) as viewing:
        page = viewing.page(0, 20_000)
    assert page.width * page.height <= 20_000
    assert page.width == pytest.approx(2 * page.height, abs=2)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I;16", "F"])
def test_every_kind_of_pixel_shows(mode: str) -> None:
    data = _saved(Image.new(mode, (9, 7)), "PNG" if mode not in ("CMYK", "F") else "TIFF")
    media = "image/tiff" if mode in ("CMYK", "F") else "image/png"
    with _viewing(media, data) as viewing:
        assert len(viewing.page(0, 10_000).rgb) == 9 * 7 * 3


def test_a_document_page_by_page() -> None:
    with _viewing("application/pdf", _document()) as viewing:
        assert viewing.told.pages == 3
        shapes = [viewing.page(n, 40_000) for n in range(3)]
        with pytest.raises(CaseError):
            viewing.page(7, 40_000)
        assert viewing.page(0, 40_000) == shapes[0]
    assert all(page.width * page.height <= 41_000 for page in shapes)


def test_blackened_pixels_are_gone_and_so_is_everything_else() -> None:
    data = _photo((100, 50))
    with _viewing("image/jpeg", data) as viewing:
        copy = viewing.blackened({0: [(0.1, 0.2, 0.505, 0.6)]})

    image = Image.open(io.BytesIO(copy))
    image.load()
    assert image.size == (100, 50)
    assert not image.getexif()
    assert WORDS.encode() not in copy
    assert image.info == {}
    for x in range(100):
        for y in range(50):
            inside = 10 <= x <= 51 and 10 <= y <= 30
            pixel = image.getpixel((x, y))
            assert (pixel == (0, 0, 0)) is inside, (x, y, pixel)


def test_a_copy_can_be_turned() -> None:
    with _viewing("image/jpeg", _photo((100, 50))) as viewing:
        copy = viewing.blackened({0: [(0, 0, 0.1, 0.1)]}, 90)
    image = Image.open(io.BytesIO(copy))
    assert image.size == (50, 100)
    assert image.getpixel((49, 0)) == (0, 0, 0)  # the upper left corner went to the right
    assert image.getpixel((0, 0)) != (0, 0, 0)


def test_a_blackened_document_is_pictures_of_its_pages() -> None:
    with _viewing("application/pdf", _document()) as viewing:
        copy = viewing.blackened({1: [(0, 0, 1, 1)]})
    assert b"A title" not in copy
    with _viewing("application/pdf", copy) as viewing:
        assert viewing.told.pages == 3
        pages = [viewing.page(n, 10_000) for n in range(3)]
    assert [max(page.rgb) < 30 for page in pages] == [False, True, False]


def _bomb() -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", 90_000, 90_000, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


HOSTILE = {
    "a bomb": ("image/png", _bomb()),
    "a picture cut short": ("image/jpeg", _photo((400, 400))[:900]),
    "no picture": ("image/jpeg", b"\xff\xd8\xff" + b"x" * 300),
    "nothing": ("image/png", b""),
    "a document cut short": ("application/pdf", _document()[:200]),
    "no document": ("application/pdf", b"%PDF-1.7\n" + b"<<" * 50_000),
    "a page without end": (
        "application/pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R>>",
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_files_give_a_sentence(what: str) -> None:
    media, data = HOSTILE[what]
    with pytest.raises(CaseError) as told, _viewing(media, data) as viewing:
        viewing.page(0, 1_000_000)
    assert str(told.value).endswith(".")


def test_a_fall_of_the_process_is_a_sentence() -> None:
    viewing = _viewing("image/jpeg", _photo())
    os.kill(viewing._process.pid, signal.SIGSEGV)
    with pytest.raises(CaseError, match="gave up"):
        viewing.page(0, 1000)
    viewing.close()
    viewing.close()


def test_closing_ends_an_answer_that_takes_long() -> None:
    viewing = _viewing("image/png", _photo((9000, 9000), "PNG"))
    ended: list[Exception] = []

    def ask() -> None:
        try:
            viewing.page(0, 80_000_000)
            viewing.page(0, 80_000_000)
        except CaseError as error:
            ended.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(0.1)
    viewing.close()
    asking.join()
    assert len(ended) == 1


_WRITES = """
import sys
from geoapp.viewing import worker
worker._bound(10)
try:
    with open(sys.argv[1], "wb") as file:
        file.write(b"leak")
except OSError:
    print("refused")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bounds")
def test_the_process_cannot_write_files(tmp_path: Path) -> None:
    out = tmp_path / "leak"
    code = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n" + _WRITES
    done = subprocess.run(
        [sys.executable, "-c", code, str(out)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "refused\n"
    assert out.stat().st_size == 0
