"""The colours and signs of passages: what kind of thing they lead to. Never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from layers.schema import GeometryKind, Table

EVENTS = {"incident", "act", "repatriation", "sea_arrival"}
PERSONS = {"person", "organisation", "organisation_relation", "involvement"}


class Kind(StrEnum):
    """What a passage leads to, in the order in which one kind decides its colour."""

    PLACE = "place"
    EVENT = "event"
    PERSON = "person"
    CLAIM = "claim"
    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Tint:
    """The ground behind the words, and the line and sign beside them, as ``#rrggbb``."""

    ground: str
    line: str


SIGNS = {
    Kind.PLACE: "●",
    Kind.EVENT: "▲",
    Kind.PERSON: "■",
    Kind.CLAIM: "◆",
    Kind.OTHER: "□",
    Kind.NONE: "○",
}
LIGHT = {
    Kind.PLACE: Tint("#d5e8fa", "#1a5fa6"),
    Kind.EVENT: Tint("#fbe0cf", "#a8440b"),
    Kind.PERSON: Tint("#e9def6", "#6b3fa0"),
    Kind.CLAIM: Tint("#d8eedb", "#26703a"),
    Kind.OTHER: Tint("#e6e8ea", "#566373"),
    Kind.NONE: Tint("#eceef0", "#566373"),
}
DARK = {
    Kind.PLACE: Tint("#1d4163", "#7db8f3"),
    Kind.EVENT: Tint("#5a3218", "#f0a277"),
    Kind.PERSON: Tint("#41305c", "#c3a6ec"),
    Kind.CLAIM: Tint("#1f4a2b", "#85cf97"),
    Kind.OTHER: Tint("#3a434d", "#a7b2be"),
    Kind.NONE: Tint("#343c45", "#a7b2be"),
}


def kind_of(table: Table) -> Kind:
    """What kind of thing the rows of a table are."""
    if table.name in EVENTS:
        return Kind.EVENT
    if table.name in PERSONS:
        return Kind.PERSON
    if table.symbology is not None or table.geometry is not GeometryKind.NONE:
        return Kind.PLACE
    return Kind.CLAIM if table.name == "claim" else Kind.OTHER


def ground(kind: Kind, dark: bool) -> QColor:
    """The colour behind the words of a passage."""
    return QColor((DARK if dark else LIGHT)[kind].ground)


def line(kind: Kind, dark: bool) -> QColor:
    """The colour of a passage's line and sign."""
    return QColor((DARK if dark else LIGHT)[kind].line)


def heading(kind: Kind) -> str:
    """The name of a group of things of that kind."""
    translate = QCoreApplication.translate
    return {
        Kind.PLACE: translate("reader", "Places"),
        Kind.EVENT: translate("reader", "Events"),
        Kind.PERSON: translate("reader", "Persons and organisations"),
        Kind.CLAIM: translate("reader", "Claims"),
        Kind.OTHER: translate("reader", "Other things"),
        Kind.NONE: translate("reader", "Nothing linked yet"),
    }[kind]
