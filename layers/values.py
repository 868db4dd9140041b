"""The types of values and their rules: uncertain dates, positions, the grades.

Spatial precision, certainty of identification, basis of knowledge and
corroboration are four things; no function here combines them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from layers.schema import vocabulary

PRECISION = vocabulary(
    "precision",
    "Spatial precision",
    "공간 정밀도",
    ("building", "building", "건물"),
    ("compound", "compound", "구역"),
    ("village", "village or town", "마을"),
    ("county", "county", "군"),
    ("province", "province", "도"),
    ("line", "along a generalised line", "일반화된 선"),
)

CERTAINTY = vocabulary(
    "certainty",
    "Certainty of identification",
    "식별 확실성",
    ("certain", "certain", "확실"),
    ("probable", "probable", "유력"),
    ("possible", "possible", "가능"),
    ("doubtful", "doubtful", "의심"),
    ("not assessed", "not assessed", "미평가"),
)

BASIS = vocabulary(
    "basis",
    "Basis of knowledge",
    "인지 근거",
    ("experienced", "experienced it", "직접 겪음"),
    ("took part", "took part", "가담함"),
    ("saw", "saw it", "목격"),
    ("heard it happen", "heard it happen", "소리를 들음"),
    ("told by the victim", "told by the victim", "피해자에게 들음"),
    ("told by someone else", "told by someone else", "타인에게 들음"),
    ("rumour", "rumour", "소문"),
    ("document", "document", "문서"),
    ("imagery", "imagery", "위성영상"),
    ("gazetteer", "gazetteer", "지명사전"),
    ("investigator", "investigator's own judgement", "조사자 판단"),
    ("not stated", "not stated", "명시되지 않음"),
)


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """Earliest and latest possible day (inclusive), with the words of the source.

    A bound that is None is open. Both None: undated, with only the words kept.
    The words are never changed, so nothing that was said is lost.
    """

    earliest: date | None
    latest: date | None
    words: str

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError("the earliest day lies after the latest")

    @property
    def is_dated(self) -> bool:
        """Whether at least one bound is known."""
        return self.earliest is not None or self.latest is not None

    def may_overlap(self, start: date | None, end: date | None) -> bool:
        """Whether it may lie within start to end, both inclusive; False when undated."""
        if not self.is_dated:
            return False
        after = self.latest is None or start is None or self.latest >= start
        before = self.earliest is None or end is None or self.earliest <= end
        return after and before

    def sort_key(self) -> tuple[bool, date, date]:
        """Orders by the earliest bound, then the latest; the undated come last."""
        first = self.earliest or self.latest or date.max
        return (not self.is_dated, first, self.latest or date.max)

    def to_json(self) -> dict[str, Any]:
        """The form that the ledger and ``--json`` use."""
        return {
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "words": self.words,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> UncertainDate:
        """The inverse of `to_json`. ValueError or KeyError for another shape."""
        first, last = data["earliest"], data["latest"]
        return cls(
            date.fromisoformat(first) if first else None,
            date.fromisoformat(last) if last else None,
            str(data["words"]),
        )


@dataclass(frozen=True, slots=True)
class Position:
    """A geometry with how precise it is and how it was found, kept as one value.

    `geometry`: shapely, EPSG:4326, coordinate order (lon, lat), degrees; None when
    unlocated. `radius_m`: metres around a point within which the truth is taken to
    lie, or None when nobody said. `precision`: a code of PRECISION, or the source's
    word. `found_by`: where the position comes from, in words.
    """

    geometry: BaseGeometry | None
    radius_m: float | None = None
    precision: str | None = None
    found_by: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The form that the ledger uses: geometry as little-endian ISO WKB in hex."""
        wkb = None
        if self.geometry is not None:
            wkb = shapely.to_wkb(self.geometry, hex=True, byte_order=1, flavor="iso")
        return {
            "wkb": wkb,
            "radius_m": self.radius_m,
            "precision": self.precision,
            "found_by": self.found_by,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Position:
        """The inverse of `to_json`. Raises for what is no WKB."""
        wkb = data["wkb"]
        return cls(
            shapely.from_wkb(wkb) if wkb else None,
            data["radius_m"],
            data["precision"],
            data["found_by"],
        )

    def decimals(self) -> int:
        """How many decimals of a degree the precision supports (0 to 6)."""
        if self.radius_m is None:
            return 3
        for decimals, metres in ((6, 0.2), (5, 2.0), (4, 20.0), (3, 200.0), (2, 2000.0)):
            if self.radius_m <= metres:
                return decimals
        return 1 if self.radius_m <= 20000.0 else 0
