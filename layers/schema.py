"""What a row of a table holds: fields, vocabularies, geometry kind.

One statement per table is the only place where a table is described. The case
file, the forms, the attribute table, imports, exports and the legend follow
from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from layers.style import Symbology


@dataclass(frozen=True, slots=True)
class Text:
    """A label in the two languages of the program."""

    en: str
    ko: str

    def in_language(self, language: str) -> str:
        """The label for a language code such as ``ko`` or ``ko_KR``; English otherwise."""
        return self.ko if language.lower().startswith("ko") else self.en


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a vocabulary. `code` is what is stored."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words a field is expected to use.

    A value outside it is kept as the source's own word, never refused or replaced.
    """

    name: str
    label: Text
    terms: tuple[Term, ...]

    def __contains__(self, code: object) -> bool:
        return any(term.code == code for term in self.terms)

    def label_of(self, code: str, language: str = "en") -> str:
        """The label of a code; the code itself when the vocabulary does not know it."""
        for term in self.terms:
            if term.code == code:
                return term.label.in_language(language)
        return code


def vocabulary(name: str, en: str, ko: str, *terms: tuple[str, str, str]) -> Vocabulary:
    """State a vocabulary from (code, English, Korean) triples."""
    return Vocabulary(name, Text(en, ko), tuple(Term(code, Text(e, k)) for code, e, k in terms))


class FieldKind(StrEnum):
    """How a value is typed. Python types stand behind each name."""

    TEXT = "text"  # str, one line
    LONG_TEXT = "long text"  # str, many lines
    INTEGER = "integer"  # int
    NUMBER = "number"  # float
    BOOLEAN = "boolean"  # bool; None is "unknown", not False
    DATE = "date"  # layers.values.UncertainDate
    CHOICE = "choice"  # str, a code of the field's vocabulary or the source's word
    REFERENCE = "reference"  # int, the id of a row in `refers_to`
    POSITION = "position"  # layers.values.Position
    VALUE = "value"  # any JSON value: what a claim claims


class GeometryKind(StrEnum):
    """What a table draws. The names are those of the GeoPackage standard."""

    NONE = "NONE"
    POINT = "POINT"
    LINE = "LINESTRING"
    AREA = "POLYGON"
    ANY = "GEOMETRY"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a table.

    `claimed`: the value says something about the world, so it is an adopted
    claim and rival claims may stand beside it. `searchable`: its words are found
    by the search. `column`: a name this field may have in files from elsewhere.
    """

    name: str
    kind: FieldKind
    label: Text
    vocabulary: Vocabulary | None = None
    refers_to: str | None = None
    unit: str | None = None
    claimed: bool = False
    searchable: bool = False
    columns: tuple[str, ...] = ()
    help: Text | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The statement of a table: a layer on the map, or a kind of record.

    `title` names the fields of which the first that is not empty is the row's
    title. `prefix` starts the codes that the program gives to new rows.
    `symbology` is None for what is not drawn.
    """

    name: str
    label: Text
    plural: Text
    prefix: str
    title: tuple[str, ...]
    fields: tuple[Field, ...]
    geometry: GeometryKind = GeometryKind.NONE
    symbology: Symbology | None = None

    def __post_init__(self) -> None:
        names = [field.name for field in self.fields]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.name}: a field is stated twice")
        for wanted in self.title:
            if wanted not in names:
                raise ValueError(f"{self.name}: title names no field {wanted!r}")
        if ("geometry" in names) != (self.geometry is not GeometryKind.NONE):
            raise ValueError(f"{self.name}: geometry kind and geometry field differ")

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def field(self, name: str) -> Field:
        """The field of that name. KeyError if there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


def text(name: str, en: str, ko: str, *columns: str, claimed: bool = False) -> Field:
    """State a one-line text field whose words can be searched."""
    return Field(
        name, FieldKind.TEXT, Text(en, ko), claimed=claimed, searchable=True, columns=columns
    )


def long_text(name: str, en: str, ko: str, *columns: str) -> Field:
    """State a text of many lines whose words can be searched."""
    return Field(name, FieldKind.LONG_TEXT, Text(en, ko), searchable=True, columns=columns)


def integer(
    name: str, en: str, ko: str, *columns: str, unit: str | None = None, claimed: bool = False
) -> Field:
    """State a whole number."""
    return Field(name, FieldKind.INTEGER, Text(en, ko), unit=unit, claimed=claimed, columns=columns)


def number(
    name: str, en: str, ko: str, *columns: str, unit: str | None = None, claimed: bool = False
) -> Field:
    """State a number with decimals in a unit."""
    return Field(name, FieldKind.NUMBER, Text(en, ko), unit=unit, claimed=claimed, columns=columns)


def boolean(name: str, en: str, ko: str, *columns: str) -> Field:
    """State a yes / no / unknown."""
    return Field(name, FieldKind.BOOLEAN, Text(en, ko), columns=columns)


def date(name: str, en: str, ko: str, *columns: str, claimed: bool = False) -> Field:
    """State an uncertain date."""
    return Field(name, FieldKind.DATE, Text(en, ko), claimed=claimed, columns=columns)


def choice(
    name: str, en: str, ko: str, words: Vocabulary, *columns: str, claimed: bool = False
) -> Field:
    """State a field with a vocabulary."""
    return Field(
        name, FieldKind.CHOICE, Text(en, ko), vocabulary=words, claimed=claimed, columns=columns
    )


def reference(name: str, en: str, ko: str, table: str, *columns: str) -> Field:
    """State a field that holds the id of a row of another table."""
    return Field(name, FieldKind.REFERENCE, Text(en, ko), refers_to=table, columns=columns)


CODE = Field(
    "code",
    FieldKind.TEXT,
    Text("Code", "코드"),
    searchable=True,
    columns=("code", "id"),
    help=Text("A short name for people, such as KW-25", "KW-25처럼 사람이 쓰는 짧은 이름"),
)
NOTE = Field("note", FieldKind.LONG_TEXT, Text("Note", "비고"), searchable=True, columns=("note",))
POSITION = Field("geometry", FieldKind.POSITION, Text("Position", "위치"), claimed=True)
COURSE = Field("geometry", FieldKind.POSITION, Text("Course", "경로"), claimed=True)
FICTIONAL = Field(
    "fictional",
    FieldKind.BOOLEAN,
    Text("Invented", "가상"),
    help=Text("Made up for demonstration; never a fact", "시연용으로 지어낸 것, 사실이 아님"),
)
