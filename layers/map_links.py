"""The place that a pasted map link shows. Nothing is ever fetched."""

from __future__ import annotations

import re
from urllib.parse import unquote_plus

from layers.coordinate_text import CoordinateError, LonLat, checked, read

_N = r"([+-]?\d{1,3}(?:\.\d+)?)"
_SHORT = re.compile(
    r"//(?:maps\.app\.goo\.gl|goo\.gl|g\.co|naver\.me|kko\.to|bit\.ly|osm\.org/go)\b"
)
_SHIFTED = re.compile(r"//(?:[\w.-]+\.)?(?:amap\.com|gaode\.com|baidu\.com|map\.qq\.com)\b")
# A pin before the middle of the window: the first one found is taken.
_LAT_LON = tuple(
    re.compile(pattern)
    for pattern in (
        rf"!3d{_N}!4d{_N}",
        rf"[?&#](?:mlat|lat|latitude)={_N}&(?:.*&)?(?:mlon|lon|lng|longitude)={_N}",
        rf"[?&](?:q|query|daddr|destination|ll|sll|center|cbll|loc)=(?:loc:)?{_N} ?, ?{_N}",
        rf"[?&]cp={_N}~{_N}",
        rf"[?&]sp=point\.{_N}_{_N}",
        rf"/(?:place|search|dir)/{_N}, ?{_N}",
        rf"/link/(?:map|to|roadview)/(?:[^/?]*,)?{_N},{_N}",
        rf"/@{_N},{_N}",
        rf"#map=\d+(?:\.\d+)?/{_N}/{_N}",
        rf"#\d+(?:\.\d+)?/{_N}/{_N}",
        rf"^geo:{_N},{_N}",
    )
)
_LON_LAT = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[?&#](?:lon|lng|longitude)={_N}&(?:.*&)?(?:lat|latitude)={_N}",
        rf"[?&]c={_N},{_N},\d",
    )
)
_WRITTEN = re.compile(r"/(?:place|search)/([^/@?]*\d[^/@?]*)(?:/|$|\?)|[?&]q(?:uery)?=([^&#]*)")


def is_link(text: str) -> bool:
    """Whether text looks like a link or a geo: URI."""
    return bool(re.match(r"\s*(?:https?://|www\.|geo:|maps\.|earth\.google)", text, re.IGNORECASE))


def read_link(text: str) -> LonLat:
    """(lon, lat) in degrees from a link of Google, OpenStreetMap, Bing, Naver, Kakao or geo:.

    CoordinateError when the link holds no position, hides it behind a short
    address, or belongs to a map whose positions are shifted on purpose.
    """
    link = unquote_plus(text.strip())[:8000]
    if _SHORT.search(link):
        raise CoordinateError(
            "A short link holds no coordinates. Open it in a browser and paste the long link."
        )
    if _SHIFTED.search(link):
        raise CoordinateError(
            "This map shifts its coordinates by up to some hundred metres. "
            "Read the position from another map."
        )
    for pattern in _LAT_LON:
        if match := pattern.search(link):
            if match[0].startswith("geo:0,0"):
                continue
            return checked(float(match[2]), float(match[1]))
    for pattern in _LON_LAT:
        if match := pattern.search(link):
            return checked(float(match[1]), float(match[2]))
    return _written_out(link)


def _written_out(link: str) -> LonLat:
    """Degrees, minutes and seconds inside a link, as Google writes a dropped pin."""
    for match in _WRITTEN.finditer(link):
        try:
            return read(match[1] or match[2] or "")
        except CoordinateError:
            continue
    raise CoordinateError("No coordinates were found in this link.")
