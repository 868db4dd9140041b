"""Rows of a file before anybody knows what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shapely.geometry.base import BaseGeometry

LARGEST_FILE = 50 * 1024 * 1024
MOST_ROWS = 200_000
LONGEST_CELL = 1_000_000
LONGEST_PRINTED = 2_000


@dataclass(frozen=True, slots=True)
class Listed:
    """Something about one row that the report has to say."""

    line: int
    reason: str
    field: str | None = None
    words: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Line and reason, with field and words where there are any."""
        form: dict[str, Any] = {"line": self.line, "reason": self.reason}
        if self.field is not None and self.words is not None:
            short = self.words if len(self.words) <= 80 else f"{self.words[:79]}…"
            reason = f"{self.field} “{short}”: {self.reason}"
            form |= {"reason": reason, "field": self.field, "words": self.words}
        return form


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a file.

    `line`: the line a CSV row begins on, the ordinal of a GeoJSON feature, both
    from 1. `cells`: texts of a CSV file, JSON values of a GeoJSON file.
    `geometry`: EPSG:4326 (lon, lat), heights as they are, only from GeoJSON; `trouble`
    says why a feature has none, `printed` what the file has in its place.
    """

    line: int
    cells: Mapping[str, Any]
    geometry: BaseGeometry | None = None
    trouble: str | None = None
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class RowFile:
    """A file that was read: its rows, and everything that could not be one."""

    name: str
    sha256: str
    form: str
    encoding: str
    columns: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    refused: tuple[Listed, ...] = ()
    remarks: tuple[Listed, ...] = ()
    layer: str | None = field(default=None)
