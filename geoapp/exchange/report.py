"""What an import says of every row that it read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from geoapp.case.records import Value, to_json
from geoapp.exchange.rows import Listed, RowFile
from layers.schema import Field


@dataclass(frozen=True, slots=True)
class Differing:
    """A value of the file beside that of the case: it becomes a rival claim.

    `ours` is what the row of the case shows, None for nothing.
    """

    line: int
    code: str
    field: Field
    ours: Value
    theirs: Value

    def to_json(self) -> dict[str, Any]:
        """As part of the document that ``import --json`` prints."""
        return {
            "line": self.line,
            "code": self.code,
            "field": self.field.name,
            "case": to_json(self.field, self.ours),
            "file": to_json(self.field, self.theirs),
        }


@dataclass(slots=True)
class Report:
    """What became of each row. Every row read is added, updated, already, rival or refused.

    `claims` counts the single rival values, which `differing` lists; `kept` lists words
    that could not be read as values, `questions` what only a person can answer, and
    `ignored` the columns that fill no field.
    """

    file: RowFile
    table: str
    read: int = 0
    added: int = 0
    updated: int = 0
    already: int = 0
    rival: int = 0
    claims: int = 0
    differing: list[Differing] = field(default_factory=list)
    unlocated: list[Listed] = field(default_factory=list)
    refused: list[Listed] = field(default_factory=list)
    kept: list[Listed] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    ignored_columns: list[str] = field(default_factory=list)
    same_file: bool = False

    def to_json(self) -> dict[str, Any]:
        """The document that ``import --json`` prints."""
        return {
            "file": self.file.name,
            "sha256": self.file.sha256,
            "encoding": self.file.encoding,
            "table": self.table,
            "read": self.read,
            "added": self.added,
            "updated": self.updated,
            "already": self.already,
            "rival": self.rival,
            "claims": self.claims,
            "differing": [differing.to_json() for differing in self.differing],
            "unlocated": [listed.to_json() for listed in self.unlocated],
            "refused": [listed.to_json() for listed in self.refused],
            "kept": [listed.to_json() for listed in self.kept],
            "questions": self.questions,
            "ignored": [
                {"line": 1, "column": name, "reason": f"the column “{name}” fits no field"}
                for name in self.ignored_columns
            ],
            "same_file": self.same_file,
        }
