"""Pictures and PDF documents, from their bytes to pixels. Runs in the process of `worker`.

Nothing here writes a file. What a file says of itself (EXIF, the data of a document) is
listed, and never applied: a picture is shown as its pixels lie.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, cast

from PIL import ExifTags, Image, ImageDraw, UnidentifiedImageError

MOST_PIXELS = 300_000_000
"""Of one picture, decoded: 900 MB in memory."""
MOST_PAGES = 5_000
MOST_FACTS = 120
MOST_WORDS = 300
PAGES_PER_COPY = 300
COPY_PIXELS = 9_000_000
_FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "BMP", "WEBP", "AVIF", "JPEG2000")
_BLACK = (0, 0, 0)
_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError)

DAMAGED = "This file is damaged, so it cannot be shown."
CUT = "This picture is damaged or cut short, so it cannot be shown."

Boxes = Mapping[int, Sequence[Sequence[float]]]
"""By page, counted from 0: rectangles (left, top, right, bottom) as shares of the page, 0 to 1."""
Facts = list[tuple[str, str]]


class UnshowableError(Exception):
    """The file cannot be shown; the text is a sentence for the user."""


class Opened(Protocol):
    """A file that can be shown page by page."""

    facts: Facts
    pages: int

    def page(self, number: int, most_pixels: int) -> Image.Image:
        """One page, counted from 0, in RGB, with at most about so many pixels."""


def opened(media: str, data: bytes) -> Opened:
    """Open a file by its media type. UnshowableError if it is broken, or far too large."""
    return Document(data) if media == "application/pdf" else Photo(data)


class Photo:
    """A picture of one or several frames."""

    def __init__(self, data: bytes) -> None:
        Image.MAX_IMAGE_PIXELS = None  # `_opened` asks instead, and says how large it is
        self._data = data
        image = self._opened()
        # Cameras put previews and second views behind a photograph; those are no pages.
        frames = 1 if image.format in ("JPEG", "MPO") else int(getattr(image, "n_frames", 1))
        self.pages = min(frames, MOST_PAGES)
        self.facts = _told_by_picture(image)

    def page(self, number: int, most_pixels: int) -> Image.Image:
        """One frame in RGB, made smaller if it has more pixels than wanted."""
        image = self._opened(number)
        width, height = image.size
        if image.format == "JPEG" and width * height > 4 * most_pixels:
            # Large photographs are decoded at half or a quarter of their size to begin with.
            share = (most_pixels / (width * height)) ** 0.5
            image.draft("RGB", (int(width * share), int(height * share)))
        try:
            return _smaller(_in_rgb(image), most_pixels)
        except _BROKEN as error:
            raise UnshowableError(CUT) from error

    def _opened(self, frame: int = 0) -> Image.Image:
        try:
            image = Image.open(io.BytesIO(self._data), formats=_FORMATS)
            if frame:
                image.seek(frame)
        except _BROKEN as error:
            raise UnshowableError(DAMAGED) from error
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise UnshowableError(
                f"This picture says it has {width:,} × {height:,} pixels. That is more than can "
                "be shown here; take it out to see it."
            )
        return image


def _in_rgb(image: Image.Image) -> Image.Image:
    """Any picture in RGB; what is transparent shows white, deep greys are stretched."""
    if image.mode.startswith(("I", "F")):
        return _stretched(image).convert("RGB")
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        paper.alpha_composite(clear)
        return paper.convert("RGB")
    return image.convert("RGB")


def _stretched(image: Image.Image) -> Image.Image:
    import numpy as np

    deep = np.nan_to_num(np.asarray(image.convert("F"), np.float64), posinf=0, neginf=0)
    low, high = float(deep.min()), float(deep.max())
    scale = 255 / (high - low) if high > low else 1.0
    return Image.fromarray(((deep - low) * scale).astype(np.uint8))


def _smaller(image: Image.Image, most_pixels: int) -> Image.Image:
    width, height = image.size
    if width * height <= most_pixels:
        return image
    share = (most_pixels / (width * height)) ** 0.5
    size = max(1, int(width * share)), max(1, int(height * share))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _told_by_picture(image: Image.Image) -> Facts:
    facts: Facts = [("Pixels", f"{image.width} × {image.height}")]
    try:
        exif = image.getexif()
        facts += _listed((ExifTags.TAGS.get(tag, f"Tag {tag}"), exif[tag]) for tag in exif)
        for ifd, names in ((0x8769, ExifTags.TAGS), (0x8825, ExifTags.GPSTAGS)):
            inner = exif.get_ifd(ifd)
            facts += _listed((names.get(tag, f"Tag {tag}"), inner[tag]) for tag in inner)
    except Exception:  # noqa: BLE001 - whatever the data of a picture is like, its pixels show
        facts.append(("EXIF", "cannot be read"))
    return facts[:MOST_FACTS]


def _listed(pairs: Iterable[tuple[str, Any]]) -> Facts:
    return [(name, _short(value)) for name, value in pairs if name not in ("ExifOffset", "GPSInfo")]


def _short(value: Any) -> str:
    if isinstance(value, bytes):
        text = value.decode("utf-8", "ignore").strip("\0 ")
        value = text if text.isprintable() else f"({len(value)} bytes)"
    text = " ".join(str(value).replace("\0", " ").split())
    return text if len(text) <= MOST_WORDS else text[:MOST_WORDS] + " …"


class Document:
    """A PDF document, drawn by PDFium without scripts."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        try:
            self._document = pypdfium2.PdfDocument(data)
            count = len(self._document)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower()
            raise UnshowableError(
                "This document has a password of its own; take it out to open it."
                if locked
                else DAMAGED
            ) from error
        if not count:
            raise UnshowableError("This document has no pages.")
        try:
            told = self._document.get_metadata_dict(skip_empty=True)
        except Exception:  # noqa: BLE001 - as with pictures, the pages show all the same
            told = {}
        self.facts = [("Pages", str(count)), *_listed(told.items())][:MOST_FACTS]
        self.pages = min(count, MOST_PAGES)

    def page(self, number: int, most_pixels: int) -> Image.Image:
        """One page in RGB, as large as the pixels wanted allow, at most 300 per inch."""
        import pypdfium2

        try:
            page = self._document[number]
            try:
                width, height = page.get_size()
                share = (most_pixels / max(width * height, 1.0)) ** 0.5
                bitmap = page.render(scale=min(share, 300 / 72), rev_byteorder=True)
                return cast(Image.Image, bitmap.to_pil().convert("RGB"))
            finally:
                page.close()
        except (pypdfium2.PdfiumError, ValueError, IndexError) as error:
            raise UnshowableError("This page is damaged, so it cannot be shown.") from error


def blackened(media: str, data: bytes, boxes: Boxes, turned: int = 0) -> bytes:
    """A copy whose rectangles are black, and that holds nothing but pixels.

    One picture becomes a PNG of the same size; several pages become a PDF of pictures.
    `turned`: by how many degrees it is turned clockwise, a multiple of 90.
    UnshowableError if there are more than `PAGES_PER_COPY` pages.
    """
    file = opened(media, data)
    out = io.BytesIO()
    if file.pages == 1 and media != "application/pdf":
        _black(file.page(0, MOST_PIXELS), boxes.get(0, ()), turned).save(
            out, "PNG", compress_level=2
        )
        return out.getvalue()
    if file.pages > PAGES_PER_COPY:
        raise UnshowableError(
            f"This document has {file.pages:,} pages; up to {PAGES_PER_COPY} can be copied here. "
            "Take it out, redact it elsewhere and take in the copy."
        )
    pages = (
        _black(file.page(number, COPY_PIXELS), boxes.get(number, ()), turned)
        for number in range(file.pages)
    )
    next(pages).save(out, "PDF", save_all=True, append_images=pages, resolution=200.0, quality=90)
    return out.getvalue()


def _black(image: Image.Image, boxes: Sequence[Sequence[float]], turned: int) -> Image.Image:
    """Paint the pixels themselves; a pixel that a rectangle only touches is painted too."""
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    pen = ImageDraw.Draw(clean)
    width, height = clean.size
    for left, top, right, bottom in boxes:
        corners = (int(left * width), int(top * height), _up(right * width), _up(bottom * height))
        pen.rectangle(corners, fill=_BLACK)
    return clean.rotate(-turned, expand=True) if turned % 360 else clean


def _up(value: float) -> int:
    return -int(-value // 1)
