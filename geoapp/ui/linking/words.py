"""Links in words: which thing, in which role, to which other."""

from __future__ import annotations

from geoapp.case.records import Key, title
from geoapp.case.ties import ROLE, STANCE
from geoapp.case.view import CaseView
from geoapp.commands.link import Tie
from geoapp.ui.phrases import excerpt

_LENGTH = 48


def name_of(view: CaseView, key: Key, language: str = "en", length: int = _LENGTH) -> str:
    """Code and title of a row, shortened; a passage in quotation marks."""
    record = view.record(key) if key.table in view.statements else None
    if record is None:
        return ""
    name = title(view.statements[key.table], record.values, language)
    if key.table == "passage" and name and name != record.code:
        name = f"“{excerpt(name, length)}”"
    shown = excerpt(name, length) if key.table != "passage" else name
    return " ".join(dict.fromkeys(part for part in (record.code, shown) if part))


def tie_in_words(view: CaseView, tie: Tie, language: str = "en", new: str = "") -> str:
    """A link as one line, from its start to its end; `new` names what is not made yet."""
    role = ROLE.label_of(tie.role, language) if tie.role else "…"
    stance = f" ({STANCE.label_of(tie.stance, language)})" if tie.stance else ""
    start, end = (name_of(view, key, language, 30) or new for key in (tie.start, tie.end))
    return f"{start}  → {role}{stance} →  {end}"
