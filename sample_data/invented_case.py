"""The invented case: everything in it is made up, and every row says so.

The files have the shape of the fact files (see `rows`), with a column ``passage``
beside ``source``: the passage on which a value rests. Where a row lies stands in
``shapes.csv``, which the pictures are drawn from as well. A passage is found in its
transcript by its exact words; words that are not there stop the build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from geoapp.case.records import Change, Draft, Key, Message, Value
from geoapp.case.tables import Statements
from layers.values import Position
from sample_data import island, rows

FILES: Mapping[str, str] = {
    "source": "sources",
    "person": "persons",
    "organisation": "organisations",
    "organisation_relation": "organisation_relations",
    "interview": "interviews",
    "testimony": "testimonies",
    "facility": "facilities",
    "scene": "scenes",
    "barrier": "barriers",
    "guard_post": "guard_posts",
    "observation": "observations",
    "place": "places",
    "incident": "incidents",
    "act": "acts",
    "involvement": "involvements",
}
"""The file of each table, in the order in which the ledger receives them."""

LANGUAGES = ("ko", "en")
TOLD = "D-901"
"""The source of what rests on a passage alone."""
TRANSLATED_BY = "Translation team (fictional)"
TRANSCRIBED_BY = "Transcription team (fictional)"


@dataclass(frozen=True, slots=True)
class Invented:
    """All rows of the invented case, with the number that each code stands for."""

    tables: Mapping[str, list[dict[str, str]]]
    passages: list[dict[str, str]]
    claims: list[dict[str, str]]
    links: list[dict[str, str]]
    consents: list[dict[str, str]]
    texts: Mapping[tuple[str, str], str]
    shapes: Mapping[str, Mapping[str, str]]
    codes: rows.Codes


def transcript_code(testimony: str, language: str) -> str:
    """The code of the first revision of a text: ``TR-101-ko-1``."""
    return f"TR-{testimony.removeprefix('T-')}-{language}-1"


def invented(data: Path, codes: rows.Codes) -> Invented:
    """Read the files below `data` and number their rows. ValueError for a code used twice."""
    tables = {table: rows.read(data / f"{name}.csv") for table, name in FILES.items()}
    for row in tables["scene"]:
        picture = (data / "imagery" / row["file"]).read_bytes()
        row["sha256"] = hashlib.sha256(picture).hexdigest()
    passages = rows.read(data / "passages.csv")
    consents = rows.read(data / "consents.csv")
    texts = {
        (row["code"], language): _text(data / "testimony" / f"{row['code']}.{language}.txt")
        for row in tables["testimony"]
        for language in LANGUAGES
    }
    for table, found in (*tables.items(), ("passage", passages), ("consent", consents)):
        for row in found:
            codes.make(table, row["code"])
    for testimony, language in texts:
        codes.make("transcript", transcript_code(testimony, language))
    return Invented(
        tables,
        passages,
        rows.read(data / "claims.csv"),
        rows.read(data / "links.csv"),
        consents,
        texts,
        island.read_shapes(data / "shapes.csv"),
        codes,
    )


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()


def drafts(found: Invented, statements: Statements) -> Iterator[Draft]:
    """One entry of the ledger for each table, texts and passages, then what ties them."""
    for table, listed in found.tables.items():
        changes: list[Change] = []
        for row in listed:
            key = found.codes[row["code"]]
            held = {**_values(table, row, found, statements), "fictional": True}
            changes.append(Change(key, held))
            changes += _adopted(statements, key, held, row, found)
        yield _draft("import", table, len(listed), changes)
    yield _counted("import", "transcript", list(transcripts(found)))
    yield _counted("import", "passage", list(passages(found)))
    yield _counted("import", "consent", list(consents(found, statements)))
    yield _counted("import", "claim", list(rival_claims(found, statements)))
    yield _counted("link", "link", list(links(found)))


def _draft(kind: str, table: str, count: int, changes: list[Change]) -> Draft:
    return Draft(kind, Message("invented", {"table": table, "rows": str(count)}), tuple(changes))


def _counted(kind: str, table: str, changes: list[Change]) -> Draft:
    return _draft(kind, table, len(changes), changes)


def _marked(change: Change) -> Change:
    return Change(change.key, {**change.values, "fictional": True})


def _values(
    table: str, row: Mapping[str, str], found: Invented, statements: Statements
) -> dict[str, Value]:
    held = rows.values(statements[table], row, found.codes)
    position = _position(row, found)
    return held if position is None else {**held, "geometry": position}


def _position(row: Mapping[str, str], found: Invented) -> Position | None:
    """The shape of the row's own code, of the place it is said to be at, or its own points."""
    if row.get("points"):
        return _observed(row, found)
    if row["code"] in found.shapes:
        return _shape(found, row["code"])
    if not row.get("at"):
        return None
    place = _shape(found, row["at"])
    words = f"Place {row['at']}" if row["at"] in found.codes else place.found_by
    return Position(place.geometry, place.radius_m, place.precision, words)


def _shape(found: Invented, code: str) -> Position:
    row = found.shapes[code]
    points = island.course(found.shapes, code)
    radius = float(row["radius_m"]) if row["radius_m"] else None
    return Position(
        island.geometry(row["kind"], points),
        radius,
        row["precision"] or None,
        row["found_by"] or None,
    )


def _observed(row: Mapping[str, str], found: Invented) -> Position:
    """Where an observation looked: a whole shape (``@code``) or points of the compound."""
    words = f"Traced on scene {row['scene']}"
    if row["points"].startswith("@"):
        whole = _shape(found, row["points"][1:])
        return Position(whole.geometry, whole.radius_m, whole.precision, words)
    points = island.from_compound(island.numbers(row["points"]))
    kind = "point" if len(points) == 1 else "line"
    precision = "building" if kind == "point" else "line"
    return Position(island.geometry(kind, points), 4.0, precision, words)


def _adopted(
    statements: Statements,
    key: Key,
    held: Mapping[str, Value],
    row: Mapping[str, str],
    found: Invented,
) -> Iterator[Change]:
    for change in rows.adopted_claims(statements[key.table], key, held, row, found.codes):
        source = change.values.get("source") or found.codes.of("source", TOLD)
        yield _marked(Change(change.key, {**change.values, "source": source}))


def transcripts(found: Invented) -> Iterator[Change]:
    """The first revision of each Korean text, and the translation of it."""
    for (testimony, language), words in found.texts.items():
        code = transcript_code(testimony, language)
        held: dict[str, Value] = {
            "code": code,
            "testimony": found.codes.of("testimony", testimony),
            "revision": 1,
            "language": language,
            "made_by": TRANSCRIBED_BY,
            "words": words,
            "fictional": True,
        }
        if language != "ko":
            original = transcript_code(testimony, "ko")
            held["translation_of"] = found.codes.of("transcript", original)
            held["made_by"] = TRANSLATED_BY
        yield Change(found.codes[code], held)


def place_in(text: str, quote: str, code: str) -> tuple[int, int]:
    """First code point of the quote and the one after its last.

    ValueError when the words are not there, or more than once.
    """
    count = text.count(quote)
    if not quote or count != 1:
        raise ValueError(f"{code}: its words occur {count} times in the transcript")
    start = text.index(quote)
    return start, start + len(quote)


def passages(found: Invented) -> Iterator[Change]:
    """The marked passages, each found in its transcript by its exact words."""
    for row in found.passages:
        text = found.texts[row["testimony"], "ko"]
        start, end = place_in(text, row["quote"], row["code"])
        transcript = transcript_code(row["testimony"], "ko")
        yield Change(
            found.codes[row["code"]],
            {
                "code": row["code"],
                "testimony": found.codes.of("testimony", row["testimony"]),
                "transcript": found.codes.of("transcript", transcript),
                "start": start,
                "end": end,
                "quote": row["quote"],
                "label": row["label"],
                "basis": row["basis"],
                "to_be_placed": False,
                "fictional": True,
            },
        )


def consents(found: Invented, statements: Statements) -> Iterator[Change]:
    """What each witness agreed to, or took back."""
    for row in found.consents:
        subject = found.codes[row["subject"]]
        fields = {**row, "subject": ""}
        held = rows.values(statements["consent"], fields, found.codes)
        about: dict[str, Value] = {"subject_table": subject.table, "subject": subject.id}
        yield Change(found.codes[row["code"]], {**held, **about, "fictional": True})


def rival_claims(found: Invented, statements: Statements) -> Iterator[Change]:
    """Claims beside the adopted ones, positions given in metres."""
    for row in found.claims:
        yield _marked(rows.stated_claim(_in_degrees(row), statements, found.codes))


def _in_degrees(row: dict[str, str]) -> dict[str, str]:
    if not row["points"]:
        return row
    points = island.numbers(row["points"])
    if row["frame"] == "compound":
        points = island.from_compound(points)
    lon, lat = island.to_lonlat(points)[0]
    return {**row, "lon": f"{lon:.7f}", "lat": f"{lat:.7f}"}


def links(found: Invented) -> Iterator[Change]:
    """What each passage speaks of, which event it carries, and the links of the file."""
    for row in found.passages:
        for target in row["speaks_of"].split("; "):
            end, stance = target.split("=")
            yield _link(found, row["code"], end, stance)
    for row in found.links:
        yield _marked(rows.stated_link(row, found.codes))


def _link(found: Invented, passage: str, end: str, stance: str) -> Change:
    row = {"from": passage, "to": end, "role": "speaks of", "stance": stance}
    return _marked(rows.stated_link({**row, "certainty": "", "note": ""}, found.codes))


def scene_files(data: Path) -> list[tuple[Path, str]]:
    """Each file of synthetic imagery, coarsest first, with the code of its scene."""
    listed = sorted(rows.read(data / "scenes.csv"), key=lambda row: -float(row["resolution_m"]))
    return [(data / "imagery" / row["file"], row["code"]) for row in listed]
