"""Conflicts in words: what each is about, and what each side says and why."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from PySide6.QtCore import QCoreApplication

from geoapp.case.conflicts import ALIKE, CODE, DELETED, FIELD, Conflict, Version
from geoapp.case.records import Key, from_json
from geoapp.case.view import CaseView
from geoapp.ui.panels.inspector.claims import UNFIT, utc_in_words
from geoapp.ui.panels.inspector.content import names
from geoapp.ui.phrases import in_words
from geoapp.wording import sentence
from layers.schema import Field, FieldKind


def _tr(text: str) -> str:
    return QCoreApplication.translate("conflicts", text)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict as it is shown. `letter` marks it on the map as well."""

    letter: str
    heading: str
    told_by: str
    grounds: tuple[str, ...]
    value: str


def row_name(view: CaseView, key: Key, language: str) -> str:
    """Kind, code and title of a row."""
    label = view.statements[key.table].label.in_language(language)
    code, title = names(view, [key], language).get(key, ("", ""))
    return " ".join(dict.fromkeys(filter(None, (label, code, title))))


def field_of(view: CaseView, conflict: Conflict) -> Field | None:
    """The field that a conflict is about."""
    if conflict.field is None or conflict.kind != FIELD:
        return None
    return view.statements[conflict.keys[0].table].field(conflict.field)


def heading(view: CaseView, conflict: Conflict, language: str) -> tuple[str, str]:
    """(what it is about, what is to be decided)."""
    first = row_name(view, conflict.keys[0], language)
    if conflict.kind == ALIKE:
        return first, _tr("Is it the same as {0}?").format(
            row_name(view, conflict.keys[1], language)
        )
    if conflict.kind == CODE:
        code = conflict.id.rpartition(":")[2]
        label = view.statements[conflict.keys[0].table].plural.in_language(language)
        return f"{label} {code}", _tr("Several rows have this code.")
    if conflict.kind == DELETED:
        return first, _tr("One side deleted it while the other changed it.")
    field = field_of(view, conflict)
    label = field.label.in_language(language) if field is not None else str(conflict.field)
    return first, _tr("{0}: different values were written side by side.").format(label)


def sides(view: CaseView, conflict: Conflict, language: str) -> list[Side]:
    """What each side says, by whom, when and why, in the order of the conflict's versions."""
    return [
        _side(view, conflict, version, letter, language)
        for version, letter in zip(conflict.versions, ascii_uppercase, strict=False)
    ]


def _side(view: CaseView, conflict: Conflict, version: Version, letter: str, language: str) -> Side:
    whose = _tr("mine") if version.mine else _tr("theirs")
    entry = view.entry(version.entry, 0)
    grounds = []
    if entry is not None:
        if entry.reason:
            grounds.append(f"{_tr('Reason')}: {entry.reason}")
        grounds.append(sentence(view, entry.message, language))
    grounds += _sources(view, conflict, version, language)
    told_by = f"{version.author} · {utc_in_words(version.utc)}"
    value = value_in_words(view, conflict, version.value, language)
    return Side(letter, f"{letter} – {whose}", told_by, tuple(grounds), value)


def value_in_words(view: CaseView, conflict: Conflict, value: Any, language: str) -> str:
    """What one side wants."""
    if conflict.kind == DELETED:
        return _tr("delete it") if value else _tr("keep it, with the changes")
    if conflict.kind in (CODE, ALIKE):
        return row_name(view, Key(conflict.keys[0].table, value), language)
    field = field_of(view, conflict)
    if field is None or value is None:
        return _tr("empty")
    if field.kind is FieldKind.REFERENCE and isinstance(value, int):
        return row_name(view, Key(field.refers_to or "", value), language)
    try:
        return in_words(field, from_json(field, value), language)
    except UNFIT:
        return str(value)


def _sources(view: CaseView, conflict: Conflict, version: Version, language: str) -> list[str]:
    """What the claim rests on that says this value, if there is one."""
    if conflict.kind != FIELD or "claim" not in view.statements:
        return []
    found = []
    for claim in view.claims(conflict.keys[0]):
        said = (claim.values["attribute"], claim.values["value"])
        if said != (conflict.field, version.value):
            continue
        for name in ("basis", "source", "account"):
            field, value = view.statements["claim"].field(name), claim.values.get(name)
            if value is None:
                continue
            words = in_words(field, value, language)
            if field.kind is FieldKind.REFERENCE and isinstance(value, int):
                words = row_name(view, Key(field.refers_to or "", value), language)
            found.append(f"{field.label.in_language(language)}: {words}")
    return list(dict.fromkeys(found))
