"""Statements of tables as JSON, so that a file says itself what its layers hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from geoapp.store.columns import check_statement, storage_of, value_json
from layers.schema import Field, FieldKind, GeometryKind, Table, Term, Text, Vocabulary
from layers.style import AreaSymbol, LineSymbol, PointSymbol, Shape, Symbol, Symbology


def canonical(table: Table) -> str:
    """The statement as JSON with sorted keys; equal statements give equal text."""
    return value_json(to_json(table))


def to_json(table: Table) -> dict[str, Any]:
    """The statement as plain JSON values."""
    return {
        "name": table.name,
        "label": _text(table.label),
        "plural": _text(table.plural),
        "prefix": table.prefix,
        "title": list(table.title),
        "geometry": table.geometry.value,
        "fields": [_field(field) for field in table.fields],
        "symbology": None if table.symbology is None else _symbology(table.symbology),
    }


def from_json(data: Mapping[str, Any]) -> Table:
    """The inverse of `to_json`. ValueError for what states no table."""
    try:
        look = data["symbology"]
        table = Table(
            name=_word(data["name"]),
            label=_text_from(data["label"]),
            plural=_text_from(data["plural"]),
            prefix=_word(data["prefix"]),
            title=tuple(_word(name) for name in data["title"]),
            fields=tuple(_field_from(field) for field in data["fields"]),
            geometry=GeometryKind(data["geometry"]),
            symbology=None if look is None else _symbology_from(look),
        )
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise ValueError("this states no table") from error
    check_statement(table)
    return table


def merged(ours: Table, theirs: Table) -> Table:
    """One statement of what the program and a file say of the same table.

    Labels, order and symbols are the program's. Fields that only the file states come
    after its own; a field or geometry that the file holds in another form keeps that form.
    """
    held = {field.name: field for field in theirs}
    fields = [_held_form(field, held.pop(field.name, None)) for field in ours]
    spatial = theirs.geometry is not GeometryKind.NONE
    table = replace(
        ours,
        fields=(*fields, *held.values()),
        geometry=theirs.geometry if spatial else ours.geometry,
    )
    check_statement(table)
    return table


def widened(ours: Table, theirs: Table) -> Table:
    """Our statement with the fields that only another file's statement has, at the end.

    ValueError if both hold a field, or geometries, in different forms.
    """
    held = {field.name: field for field in ours}
    for field in theirs:
        mine = held.get(field.name)
        if mine is not None and storage_of(mine) != storage_of(field):
            raise ValueError(f"“{field.name}” of “{ours.name}”")
    if GeometryKind.NONE not in (
        ours.geometry,
        theirs.geometry,
    ) and (ours.geometry is not theirs.geometry):
        raise ValueError(f"the geometry of “{ours.name}”")
    table = replace(
        ours,
        fields=(*ours.fields, *(field for field in theirs if field.name not in held)),
        geometry=theirs.geometry if ours.geometry is GeometryKind.NONE else ours.geometry,
    )
    check_statement(table)
    return table


def _held_form(ours: Field, theirs: Field | None) -> Field:
    if theirs is None or storage_of(ours) == storage_of(theirs):
        return ours
    return theirs


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value


def _text(text: Text) -> list[str]:
    return [text.en, text.ko]


def _text_from(data: Any) -> Text:
    return Text(_word(data[0]), _word(data[1]))


def _vocabulary(words: Vocabulary) -> dict[str, Any]:
    return {
        "name": words.name,
        "label": _text(words.label),
        "terms": [[term.code, term.label.en, term.label.ko] for term in words.terms],
    }


def _vocabulary_from(data: Mapping[str, Any]) -> Vocabulary:
    terms = tuple(Term(_word(code), _text_from((en, ko))) for code, en, ko in data["terms"])
    return Vocabulary(_word(data["name"]), _text_from(data["label"]), terms)


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "kind": field.kind.value,
        "label": _text(field.label),
        "vocabulary": None if field.vocabulary is None else _vocabulary(field.vocabulary),
        "refers_to": field.refers_to,
        "unit": field.unit,
        "claimed": field.claimed,
        "searchable": field.searchable,
        "columns": list(field.columns),
        "help": None if field.help is None else _text(field.help),
    }


def _field_from(data: Mapping[str, Any]) -> Field:
    words, help, refers_to, unit = (
        data[name] for name in ("vocabulary", "help", "refers_to", "unit")
    )
    return Field(
        name=_word(data["name"]),
        kind=FieldKind(data["kind"]),
        label=_text_from(data["label"]),
        vocabulary=None if words is None else _vocabulary_from(words),
        refers_to=None if refers_to is None else _word(refers_to),
        unit=None if unit is None else _word(unit),
        claimed=bool(data["claimed"]),
        searchable=bool(data["searchable"]),
        columns=tuple(_word(name) for name in data["columns"]),
        help=None if help is None else _text_from(help),
    )


def _symbology(look: Symbology) -> dict[str, Any]:
    return {
        "default": _symbol(look.default),
        "by": look.by,
        "symbols": {name: _symbol(symbol) for name, symbol in look.symbols.items()},
        "order": look.order,
        "hidden_above": float(look.hidden_above),
        "labels_above": float(look.labels_above),
        "clusters": look.clusters,
        "flows": look.flows,
    }


def _symbology_from(data: Mapping[str, Any]) -> Symbology:
    return Symbology(
        default=_symbol_from(data["default"]),
        by=None if data["by"] is None else _word(data["by"]),
        symbols={_word(name): _symbol_from(symbol) for name, symbol in data["symbols"].items()},
        order=int(data["order"]),
        hidden_above=float(data["hidden_above"]),
        labels_above=float(data["labels_above"]),
        clusters=bool(data["clusters"]),
        flows=bool(data["flows"]),
    )


def _symbol(symbol: Symbol) -> dict[str, Any]:
    if isinstance(symbol, PointSymbol):
        return {
            "shape": symbol.shape.value,
            "colour": list(symbol.fill),
            "size": float(symbol.size),
        }
    look: dict[str, Any] = {
        "colour": list(symbol.colour),
        "width": float(symbol.width),
        "dash": [float(length) for length in symbol.dash],
    }
    if isinstance(symbol, AreaSymbol):
        return {**look, "opacity": float(symbol.opacity)}
    return look


def _symbol_from(data: Mapping[str, Any]) -> Symbol:
    red, green, blue = (int(part) for part in data["colour"])
    colour = (red, green, blue)
    if "shape" in data:
        return PointSymbol(Shape(data["shape"]), colour, float(data["size"]))
    dash = tuple(float(length) for length in data["dash"])
    if "opacity" in data:
        return AreaSymbol(colour, float(data["opacity"]), float(data["width"]), dash)
    return LineSymbol(colour, float(data["width"]), dash)
