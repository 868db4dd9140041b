"""All tables of a case file: the layers of the map and the records behind them."""

from __future__ import annotations

from collections.abc import Iterator

from geoapp.case.accounts import INTERVIEW, PASSAGE, PUBLISHED_ACCOUNT, TESTIMONY, TRANSCRIPT
from geoapp.case.actors import ORGANISATION, ORGANISATION_RELATION, PERSON
from geoapp.case.events import ACT, INVOLVEMENT
from geoapp.case.evidence import ATTACHMENT, CUSTODY_EVENT, FIGURE, PROCEEDING, SOURCE
from geoapp.case.sketches import SKETCH, SKETCH_ELEMENT
from geoapp.case.ties import CLAIM, CONSENT, LINK, REFERENCE_LINE, VOCABULARY_TERM
from layers.catalogue import LAYERS
from layers.schema import Table

RECORDS: tuple[Table, ...] = (
    PUBLISHED_ACCOUNT,
    INTERVIEW,
    TESTIMONY,
    TRANSCRIPT,
    PASSAGE,
    PERSON,
    ORGANISATION,
    ORGANISATION_RELATION,
    ACT,
    INVOLVEMENT,
    SOURCE,
    ATTACHMENT,
    CUSTODY_EVENT,
    FIGURE,
    PROCEEDING,
    SKETCH,
    SKETCH_ELEMENT,
    CLAIM,
    LINK,
    CONSENT,
    VOCABULARY_TERM,
    REFERENCE_LINE,
)

TABLES: tuple[Table, ...] = LAYERS + RECORDS


class Statements:
    """The tables of one case, by name. A test may add its own layer to them."""

    def __init__(self, tables: tuple[Table, ...] = TABLES) -> None:
        self._tables = {table.name: table for table in tables}

    def __iter__(self) -> Iterator[Table]:
        return iter(self._tables.values())

    def __contains__(self, name: object) -> bool:
        return name in self._tables

    def __getitem__(self, name: str) -> Table:
        return self._tables[name]

    def drawn(self) -> list[Table]:
        """The tables with symbols, lowest drawing order first."""
        drawn = [(t.symbology.order, t) for t in self if t.symbology is not None]
        return [table for _, table in sorted(drawn, key=lambda pair: pair[0])]
