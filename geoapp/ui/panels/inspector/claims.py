"""All claims about one field: who says what, on which ground, and which is shown."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shapely.errors import ShapelyError

from geoapp.case.records import Entry, Key, Record, Value, from_json
from geoapp.case.ties import CLAIM, RANK
from geoapp.case.view import CaseView
from geoapp.ui.panels.inspector.content import names
from geoapp.ui.panels.inspector.document import Document, anchor, key_of, link_to
from geoapp.ui.phrases import in_words
from layers.schema import Field
from layers.values import BASIS, CERTAINTY, Position, UncertainDate

UNFIT = (ValueError, KeyError, TypeError, ShapelyError)
"""What reading a stored value may raise that does not fit its field."""


class Claims(Document):
    """The claims about one field, adopted first.

    Signals: `navigate(Key)` to a source or account, `show_point(lon, lat)` in degrees,
    `adopt(Key)` when a claim shall be the one that is shown, `add()` for a new one;
    `rank(Key, str)` when one shall be set aside, or opened again.
    """

    navigate = Signal(Key)
    show_point = Signal(float, float)
    adopt = Signal(Key)
    add = Signal()
    rank = Signal(Key, str)

    def __init__(self, view: CaseView, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._language = language
        self.followed.connect(self._follow)

    def show_claims(self, field: Field, claims: Sequence[Record], writable: bool) -> None:
        """Show these claims; `writable` offers to adopt another one."""
        linked = [key for claim in claims for key in _behind(claim)]
        known = names(self._view, linked, self._language)
        listed = [self._claim(field, claim, known, writable) for claim in claims]
        if writable:
            new = anchor("add:", self.tr("New claim…"))
            listed.append(f'<p style="margin:0 0 8px 14px">{new}</p>')
        self.set_body("".join(listed))
        words = self.tr("Claims about {field}")
        self.setAccessibleName(words.replace("{field}", field.label.in_language(self._language)))

    def _claim(
        self, field: Field, claim: Record, known: dict[Key, tuple[str, str]], writable: bool
    ) -> str:
        value = claimed_value(field, claim)
        rank = str(claim.values.get("rank") or "open")
        shown = escape(in_words(field, value, self._language) or self.tr("empty"))
        head = f"<b>{shown.replace(chr(10), '<br>')}</b> — {escape(self._term(RANK, rank))}"
        parts = [head, *self._grounds(claim, known)]
        if isinstance(value, Position) and value.geometry is not None:
            middle = value.geometry.representative_point()
            target = f"point:{middle.x!r},{middle.y!r}"
            parts.append(anchor(target, self.tr("Show on map")))
        if writable and rank != "adopted":
            parts.append(" · ".join(self._ways(claim.key, rank)))
        entered = f'<span class="muted">{escape(self._entered(claim))}</span>'
        return f'<p style="margin:0 0 8px 14px">{"<br>".join([*parts, entered])}</p>'

    def _ways(self, claim: Key, rank: str) -> list[str]:
        """What can be done with a claim that is not the one shown."""
        aside = ("open", self.tr("Open again…"))
        if rank != "set aside":
            aside = ("aside", self.tr("Set aside…"))
        return [
            anchor(f"adopt:{claim.id}", self.tr("Adopt this instead…")),
            anchor(f"rank:{claim.id}/{aside[0]}", aside[1]),
        ]

    def _grounds(self, claim: Record, known: dict[Key, tuple[str, str]]) -> list[str]:
        values = claim.values
        grounds = []
        for key in _behind(claim):
            code, name = known.get(key, ("", ""))
            grounds.append(link_to(key, name or code or self.tr("a row marked as deleted")))
        if values.get("cited"):
            grounds.append(escape(str(values["cited"])))
        if values.get("basis"):
            words = self._term(BASIS, str(values["basis"]))
            grounds.append(escape(f"{self.tr('Basis of knowledge')}: {words}"))
        if values.get("certainty"):
            words = self._term(CERTAINTY, str(values["certainty"]))
            grounds.append(escape(f"{self.tr('Certainty of identification')}: {words}"))
        time = values.get("time")
        if isinstance(time, UncertainDate):
            words = in_words(CLAIM.field("time"), time, self._language)
            grounds.append(escape(f"{self.tr('Speaks of')}: {words}"))
        if values.get("reason"):
            grounds.append(escape(f"{self.tr('Reason')}: {values['reason']}"))
        if values.get("note"):
            grounds.append(escape(f"{self.tr('Note')}: {values['note']}"))
        return grounds

    def _term(self, vocabulary: object, code: str) -> str:
        return vocabulary.label_of(code, self._language)  # type: ignore[attr-defined,no-any-return]

    def _entered(self, claim: Record) -> str:
        history: list[Entry] = self._view.history(claim.key)
        if not history:
            return self.tr("Not in the ledger")
        first = history[-1]
        words = self.tr("Entered by {author}, {utc}")
        return words.replace("{author}", first.author).replace("{utc}", utc_in_words(first.utc))

    def _follow(self, scheme: str, rest: str) -> None:
        if scheme == "row":
            self.navigate.emit(key_of(rest))
        elif scheme == "adopt":
            self.adopt.emit(Key("claim", int(rest)))
        elif scheme == "rank":
            number, _, rank = rest.partition("/")
            self.rank.emit(Key("claim", int(number)), "set aside" if rank == "aside" else rank)
        elif scheme == "add":
            self.add.emit()
        elif scheme == "point":
            lon, _, lat = rest.partition(",")
            self.show_point.emit(float(lon), float(lat))


def claimed_value(field: Field, claim: Record) -> Value:
    """What a claim claims; the stored form itself when it does not fit the field."""
    stored = claim.values.get("value")
    try:
        return from_json(field, stored)
    except UNFIT:
        return stored


def utc_in_words(utc: str) -> str:
    """An ISO time in UTC to the minute."""
    return f"{utc[:16].replace('T', ' ')} UTC" if len(utc) >= 16 else utc


def _behind(claim: Record) -> list[Key]:
    """The source, account and passage a claim rests on."""
    ends = (("source", "source"), ("account", "published_account"), ("passage", "passage"))
    found = []
    for name, table in ends:
        id = claim.values.get(name)
        if isinstance(id, int):
            found.append(Key(table, id))
    return found
