"""All located rows of one layer as columns, the form in which they reach the map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Drawable:
    """All located rows of one table, ready to be made into features.

    `ids` int64 (n,); `wkb` n byte strings, EPSG:4326 (lon, lat); `radius_m` float64
    (n,), NaN where nobody said; `category` the value of the symbology's `by` field;
    `label` the title to print.
    """

    table: str
    ids: npt.NDArray[np.int64]
    wkb: list[bytes]
    radius_m: npt.NDArray[np.float64]
    precision: list[str | None]
    category: list[str | None]
    label: list[str]
    label_ko: list[str]
    code: list[str]

    def chosen(self, mask: npt.NDArray[np.bool_]) -> Drawable:
        """The rows where `mask` (n,) is true, in the same order."""
        if mask.all():
            return self
        kept = np.flatnonzero(mask).tolist()
        return Drawable(
            self.table,
            self.ids[kept],
            [self.wkb[i] for i in kept],
            self.radius_m[kept],
            [self.precision[i] for i in kept],
            [self.category[i] for i in kept],
            [self.label[i] for i in kept],
            [self.label_ko[i] for i in kept],
            [self.code[i] for i in kept],
        )

    @classmethod
    def empty(cls, table: str) -> Drawable:
        """No rows."""
        none: list[str | None] = []
        return cls(table, np.empty(0, "i8"), [], np.empty(0), none, none[:], [], [], [])
