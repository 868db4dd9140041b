"""What became of a damaged case, in numbers and in sentences."""

from __future__ import annotations

from dataclasses import dataclass, field

from layers.schema import Table


@dataclass(slots=True)
class Salvaged:
    """What became of a damaged case.

    `entries`: how many are whole. `lost`: per replica the numbers of those that are not.
    `rows`: per table how many the new case holds, `restated` how many of these hold something
    that no entry tells any more; `unreadable` how many rows of the tables make no sense.
    `pages`, `damaged_pages`, `lost_pages`: of the file, those that failed, those per table.
    """

    case: str = ""
    pages: int = 0
    damaged_pages: int = 0
    entries: int = 0
    lost: dict[str, list[int]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    restated: dict[str, int] = field(default_factory=dict)
    unreadable: dict[str, int] = field(default_factory=dict)
    lost_pages: dict[str, int] = field(default_factory=dict)
    labels: dict[str, Table] = field(default_factory=dict)
    contents: int = 0
    lost_contents: int = 0

    @property
    def lost_entries(self) -> int:
        """How many entries are missing, as far as the others tell."""
        return sum(map(len, self.lost.values()))

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return bool(self.entries) and not (self.lost or self.unreadable or self.lost_contents)

    @property
    def sentences(self) -> list[str]:
        """What was saved, and what is missing: entries by number, rows by table."""
        damaged = f"{self.damaged_pages} of {self.pages} pages cannot be read"
        said = [f"{self.entries} entries of the ledger are whole ({damaged})."]
        if not self.entries:
            said.append("How many there were, nobody can tell any more.")
        for replica, numbers in self.lost.items():
            said.append(f"Missing of replica {replica}: entries {ranges(numbers)}.")
        for table, count in self.rows.items():
            said.append(f"{table}: {count} rows{self._more(table)}.")
        gone = (self.unreadable.keys() | self.lost_pages.keys()) & self.labels.keys()
        for table in sorted(gone - self.rows.keys()):
            said.append(f"{table}: no rows{self._more(table)}.")
        if self.contents or self.lost_contents:
            said.append(
                f"{self.contents} attachments are whole, {self.lost_contents} are lost or damaged."
            )
        if self.lost or not self.entries:
            said.append(
                "What rows still told of the missing entries is entered anew, under the name of "
                "whoever salvaged. Merge the new file with a copy or backup that has the missing "
                "entries: until then, verify names the gaps."
            )
        return said

    def _more(self, table: str) -> str:
        told = (
            (self.restated.get(table), "hold what lost entries told"),
            (self.unreadable.get(table), "make no sense any more"),
            (self.lost_pages.get(table), "pages of them were damaged"),
        )
        return "".join(f", {count} {words}" for count, words in told if count)


def ranges(numbers: list[int]) -> str:
    """Numbers in order as 3, 5-9, 12."""
    ends: list[list[int]] = []
    for number in numbers:
        if ends and ends[-1][1] == number - 1:
            ends[-1][1] = number
        else:
            ends.append([number, number])
    return ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in ends)
