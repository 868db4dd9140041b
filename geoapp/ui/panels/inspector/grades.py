"""Which grades a row has, in words. Each axis is a chip of its own."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from geoapp.ui.panels.inspector.chips import ChipText
from geoapp.ui.panels.inspector.content import ACCOUNTS, Content
from geoapp.ui.phrases import grades_in_words
from layers.schema import Field, FieldKind, GeometryKind
from layers.values import Position

AXES = (
    "location status",
    "certainty",
    "basis",
    "facility status",
    "observed state",
    "involvement status",
    "review status",
    "independence",
    "claim rank",
    "consent state",
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("grades", text)


def grades(content: Content, language: str = "en") -> list[ChipText]:
    """The chips of a row: invented, position, graded fields, counts."""
    return [
        *_withdrawn(content),
        *_invented(content),
        *_position(content, language),
        *_graded(content, language),
        *_counts(content),
    ]


def _withdrawn(content: Content) -> Iterator[ChipText]:
    if content.withdrawn:
        tip = _tr("Consent was withdrawn: nothing of it is exported any more")
        yield ChipText(_tr("consent withdrawn"), tip, strong=True)


def _invented(content: Content) -> Iterator[ChipText]:
    if content.record.values.get("fictional"):
        yield ChipText(_tr("invented"), _tr("Made up for demonstration; never a fact"), strong=True)


def _position(content: Content, language: str) -> Iterator[ChipText]:
    if content.table.geometry is GeometryKind.NONE:
        return
    position = content.record.values.get("geometry")
    if not isinstance(position, Position) or position.geometry is None:
        reason = position.found_by if isinstance(position, Position) else None
        tip = reason or _tr("No position is recorded; the row stays usable without one.")
        yield ChipText(_tr("unlocated"), f"{_tr('Unlocated')}: {tip}", strong=True)
        if reason:
            yield ChipText(reason, f"{_tr('Why it is unlocated')}: {reason}")
        return
    precise, _ = grades_in_words(position, language)
    axis = _tr("Spatial precision")
    yield ChipText(
        precise or _tr("precision not stated"), f"{axis}: {precise or _tr('not stated')}"
    )


def _graded(content: Content, language: str) -> Iterator[ChipText]:
    for field in content.table:
        value = content.record.values.get(field.name)
        if _is_grade(field) and value and field.vocabulary is not None:
            label = field.label.in_language(language)
            words = field.vocabulary.label_of(str(value), language)
            yield ChipText(
                f"{label}: {words}", f"{field.vocabulary.label.in_language(language)}: {words}"
            )


def _is_grade(field: Field) -> bool:
    if field.kind is not FieldKind.CHOICE or field.vocabulary is None:
        return False
    return field.vocabulary.name in AXES


def _counts(content: Content) -> Iterator[ChipText]:
    told = next((name for name in ACCOUNTS if content.count(name)), "")
    counts = (
        (content.count(*ACCOUNTS), _tr("1 account"), _tr("{n} accounts"), told),
        (content.count("incident"), _tr("1 event"), _tr("{n} events"), "incident"),
        (len(content.sources), _tr("1 source"), _tr("{n} sources"), "sources"),
    )
    for number, one, many, section in counts:
        if number:
            text = one if number == 1 else many.replace("{n}", str(number))
            yield ChipText(text, _tr("{what}: go there").replace("{what}", text), section=section)
