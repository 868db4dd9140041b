"""Where somebody left off when the case was locked or closed, and the way back there.

What is kept beyond the window's life tells places and dates, so it is kept only for an
encrypted case, sealed under its key.

An unfinished drawing is kept in the case itself. What was typed and not saved is kept here:
the form of the inspector is opened again as it was, and words from anywhere else are shown,
to be copied where they belong.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QDialog

from geoapp.case.records import Key
from geoapp.case.timespan import TimeRange
from geoapp.session import Session
from geoapp.session.sealing import sealed, unsealed
from geoapp.ui.dialogs.left_over import LeftOverDialog
from geoapp.ui.forms.typed import retype, typed, unsaved_words
from geoapp.ui.window import remembered

if TYPE_CHECKING:
    from geoapp.ui.main_window import MainWindow


def left_off(window: MainWindow, session: Session) -> bytes:
    """All that brings the window back to where it is, as JSON."""
    view, filter = window.canvas.view, session.view.filter
    drawing = window.work.drawing
    found: dict[str, Any] = {
        "keys": [[key.table, key.id] for key in session.selection],
        "view": [view.x, view.y, view.resolution],
        "time": None if filter.time is None else _days(filter.time),
        "undated": filter.undated,
        "panels": window.saveState().toHex().toStdString(),
        "table": window.work.table.table if window.work.table is not None else "",
        "read": _read(window),
        "drawing": drawing.tool is not None and drawing.tool.is_in_use,
        "form": _form(window),
        "words": _words(window),
    }
    return json.dumps(found).encode("utf-8")


def has_words(data: bytes) -> bool:
    """Whether anything typed would be lost with this."""
    found = json.loads(data)
    return bool(found["words"] or found["form"])


def go_back(window: MainWindow, data: bytes) -> None:
    """Bring a window, on the same case again, back to where it was."""
    found, session = json.loads(data), window.session
    if session is None:
        return
    _show(window, session, found)
    remembered.restore(window, QByteArray.fromHex(QByteArray(found["panels"].encode("ascii"))))
    window.toolbar.show()
    if found["drawing"]:
        window.work.drawing.resume()
    words = [(name, text) for name, text in found["words"]]
    if found["form"] and not _reopened(window, found["form"]):
        words += [(name, text) for name, text in found["form"]["words"]]
    if words:
        LeftOverDialog(words, window).show()


def _show(window: MainWindow, session: Session, found: dict[str, Any]) -> None:
    time = found["time"] and TimeRange(*(day and date.fromisoformat(day) for day in found["time"]))
    session.set_time_range(time or None, undated=found["undated"])
    if found["table"] and window.work.table is not None:
        window.work.table.show_table(found["table"])
    if found["read"] and window.work.reader is not None:
        window.work.reader.show_key(Key(*found["read"]))
    keys = [Key(*key) for key in found["keys"]]
    session.select([key for key in keys if session.view.record(key) is not None])
    x, y, resolution = found["view"]
    window.canvas.set_view(replace(window.canvas.view, x=x, y=y, resolution=resolution))


_LASTING = ("keys", "view", "time", "undated", "table", "read")


def keep(window: MainWindow, session: Session) -> None:
    """Note for the next opening what is looked at, if the case has a key to seal it with."""
    if session.encrypted:
        found = json.loads(left_off(window, session))
        text = json.dumps({name: found[name] for name in _LASTING}).encode("utf-8")
        session.profile.remember_left_off(session.file.kept_as, sealed(session, text).hex())


def come_back(window: MainWindow, session: Session) -> None:
    """Show what was looked at when the case was closed on this machine."""
    known = session.profile.take_left_off(session.file.kept_as) if session.encrypted else None
    data = None if known is None else unsealed(session, bytes.fromhex(known))
    if data is not None:
        _show(window, session, json.loads(data))


def _days(time: TimeRange) -> list[str | None]:
    return [day.isoformat() if day else None for day in (time.start, time.end)]


def _read(window: MainWindow) -> list[Any] | None:
    key = window.work.reader.current if window.work.reader is not None else None
    return None if key is None else [key.table, key.id]


def _form(window: MainWindow) -> dict[str, Any] | None:
    """The open form of the inspector, if anything was entered in it."""
    form = window.inspector.form if window.inspector is not None else None
    if form is None or not form.is_changed:
        return None
    changed = {name: editor for name, editor in form.editors.items() if editor.is_changed}
    return {
        "one": next(iter(form.editors)) if form.in_place else None,
        "editors": {name: typed(editor) for name, editor in changed.items()},
        "reason": form.reason.text(),
        "words": unsaved_words(form),
    }


def _reopened(window: MainWindow, known: dict[str, Any]) -> bool:
    inspector = window.inspector
    if inspector is None:
        return False
    if known["one"] is None:
        inspector.edit()
    else:
        inspector.edit_field(known["one"])
    form = inspector.form
    if form is None:
        return False
    form.reason.setText(known["reason"])
    took = [
        name in form.editors and retype(form.editors[name], states)
        for name, states in known["editors"].items()
    ]
    return all(took)


def _words(window: MainWindow) -> list[tuple[str, str]]:
    """What was typed anywhere but in the form of the inspector and to find something."""
    known = set(_form_words(window)) | set(unsaved_words(window.toolbar))
    known |= set(unsaved_words(window.tree))
    found = unsaved_words(window)
    for dialog in window.findChildren(QDialog):
        found += unsaved_words(dialog)
    return [pair for pair in dict.fromkeys(found) if pair not in known]


def _form_words(window: MainWindow) -> list[tuple[str, str]]:
    form = window.inspector.form if window.inspector is not None else None
    return unsaved_words(form) if form is not None else []
