"""Parts of a case: what a field copy is to hold, and what one says of itself.

What is chosen are places and witnesses; everything else follows:

*Layers*: rows of the chosen tables that lie in the area, or touch it. A row without a place
of its own goes along if it names a row that does, or is linked to one.
*Witnesses*: the person, and what the person said or drew: interviews, testimonies, their
transcripts and passages, drawings and their elements.
*What happened there*: acts within events that go along, and involvements in them. Persons
whom these name are left out unless `named` is set, and then only those who gave no account.
*What is publicly known*: organisations, published accounts, figures, proceedings and sources
that are named by what goes along or linked to it; organisations with those above them.
*Attachments* linked to what goes along, unless they are also tied to an account, drawing or
person that stays; with their content and their custody log.
*Claims* about what goes along and *links* between such rows, unless they rest on a passage of
an account that stays. *Consents* of what goes along. All vocabularies and reference lines.

Rows marked as deleted stay, but for links: taken up again under the same number, a
removed link has to know of its removal. Tables that a case has of its own and that are no
layers stay.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from geoapp.case.tables import Statements
from layers.catalogue import LAYERS
from layers.schema import Table, Text

NOT_HERE = Text("not in this copy", "이 사본에 없음")
"""What is shown in the place of a row that a field copy does not hold."""
ALWAYS = ("vocabulary", "reference_line")
PUBLIC = ("organisation", "source", "published_account", "figure", "proceeding")
PERSONAL = (
    "person",
    "interview",
    "testimony",
    "transcript",
    "passage",
    "sketch",
    "sketch_element",
)
"""What somebody said or drew; it goes along only with that person."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a field copy is to hold.

    `area`: EPSG:4326, (lon, lat), polygons; None for everywhere. `tables`: names of layers.
    `witnesses`: ids of persons. `named`: whether persons come along who gave no account
    themselves and are named by what goes along.
    """

    area: BaseGeometry | None = None
    tables: frozenset[str] = frozenset()
    witnesses: frozenset[int] = frozenset()
    named: bool = False


@dataclass(frozen=True, slots=True)
class FieldCopy:
    """What a field copy says of itself. It holds numbers of persons and no names.

    `number`: random, in hex, one for each copy. `made`: UTC. `by`: the author who made it.
    `rows`: how many it held then. `codes`: per table the highest number in a code at home,
    so that new rows do not get the codes of rows that stayed there.
    """

    number: str
    part: Part
    made: str
    by: str
    rows: int
    codes: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As it is kept in the file."""
        area = self.part.area
        return {
            "copy": self.number,
            "area": None if area is None else json.loads(shapely.to_geojson(area)),
            "tables": sorted(self.part.tables),
            "witnesses": sorted(self.part.witnesses),
            "named": self.part.named,
            "made": self.made,
            "by": self.by,
            "rows": self.rows,
            "codes": dict(self.codes),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> FieldCopy:
        """The inverse of `to_json`. ValueError, KeyError or TypeError for another shape."""
        area = data["area"]
        try:
            shape = None if area is None else shapely.from_geojson(json.dumps(area))
        except ShapelyError as error:
            raise ValueError("an area that is none") from error
        part = Part(
            shape,
            frozenset(str(name) for name in data["tables"]),
            frozenset(int(id) for id in data["witnesses"]),
            bool(data["named"]),
        )
        codes = {str(name): int(number) for name, number in data["codes"].items()}
        rows = int(data["rows"])
        return cls(str(data["copy"]), part, str(data["made"]), str(data["by"]), rows, codes)


def layers_of(statements: Statements) -> list[Table]:
    """The tables that can be chosen as layers of a field copy, in the order of the case."""
    known = {table.name for table in LAYERS}
    drawn = (t for t in statements if t.symbology is not None or t.name in known)
    return [table for table in drawn if table.name not in ALWAYS]
