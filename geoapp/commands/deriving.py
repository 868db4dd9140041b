"""What derives from what a witness said: a walk from one row along everything that names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geoapp.case.consent import ACCOUNTS, DERIVED
from geoapp.case.records import Key, Value
from geoapp.store.traces import Traces

IDENTIFYING: Mapping[str, tuple[str, ...]] = {
    "person": ("sex", "born", "occupation", "description", "note"),
    "interview": ("title", "place", "interviewer", "interpreter", "organisation", "note"),
    "testimony": ("title", "note"),
    "transcript": ("made_by", "reason", "note"),
    "passage": ("note",),
    "sketch": ("title", "note"),
    "sketch_element": ("note",),
    "attachment": ("title", "file_name", "physical_original", "note"),
    "consent": ("note",),
    "link": ("note",),
}
"""Fields that may tell who a witness is."""


@dataclass(frozen=True, slots=True)
class Item:
    """One row on the list.

    `why` and `warning` are ids of `geoapp.withdrawal_wording`; `because` is the row it hangs
    on. `fields`: those that are emptied; none if all of the row is destroyed. `wanted`: whether
    it will be done.
    """

    key: Key
    why: str
    because: Key | None = None
    fields: tuple[str, ...] = ()
    wanted: bool = True
    warning: str = ""


_NAMED_BY = {("act", "victim"): "victim in", ("involvement", "person"): "involved in"}
_TIED = {"interview": "interview of", "attachment": "attached to", "place": "place of"}
"""What goes along with the last of those that point to it."""
_LONG_ENOUGH = 12
"""Characters from which equal words are no accident."""


class Walk:
    """From a subject along everything that derives from it."""

    def __init__(self, traces: Traces, subject: Key) -> None:
        self._traces = traces
        self._subject = subject
        self._found: dict[Key, tuple[str, Key | None]] = {subject: ("subject", None)}
        self._others: dict[Key, Item] = {}
        self._tied: dict[Key, Key] = {}
        self.consents: tuple[Key, ...] = ()
        self._go([subject])
        while more := [key for key in self._tied if key not in self._found and self._alone(key)]:
            for key in more:
                self._found[key] = (_TIED[key.table], self._tied[key])
            self._go(more)

    def _go(self, waiting: list[Key]) -> None:
        while waiting:
            key = waiting.pop(0)
            self._look_up(key)
            for record, field in self._traces.naming(key):
                child = (record.key.table, field)
                if child in DERIVED and record.key not in self._found:
                    self._found[record.key] = (DERIVED[child], key)
                    waiting.append(record.key)
                elif child in _NAMED_BY:
                    item = Item(record.key, _NAMED_BY[child], key, wanted=False, warning="names")
                    self._others.setdefault(record.key, item)
                elif record.key.table == "consent" and record.key not in self.consents:
                    self.consents += (record.key,)

    def _look_up(self, key: Key) -> None:
        """Take note of what a row points to: it goes along if nothing else needs it."""
        record = self._traces.record(key)
        if record is None:
            return
        for table in ("interview", "attachment"):
            if isinstance(id := record.values.get(table), int):
                self._tied.setdefault(Key(table, id), key)
        if key.table == "link":
            for end in _ends(record.values):
                if end not in self._found and end.table in ("attachment", "place", "incident"):
                    self._tied.setdefault(end, self._found[key][1] or key)

    def _alone(self, key: Key) -> bool:
        """Whether everything that is tied to a row is on the list."""
        return key.table in _TIED and not self._needed_by(key)

    def _needed_by(self, key: Key) -> list[Key]:
        """Accounts, drawings and the like outside the list that a row belongs to as well."""
        record = self._traces.record(key)
        if record is None:
            return [key]
        needed = []
        for other, _ in self._traces.naming(key):
            ends = _ends(other.values) if other.key.table == "link" else [other.key]
            if other.key.table not in ("claim", "consent", "custody_event"):
                needed += [end for end in ends if end != key and end not in self._found]
        if key.table == "place":
            return [each for each in needed if each.table in ACCOUNTS]
        return [each for each in needed if each.table != "attachment"]

    def destroyed(self) -> tuple[Item, ...]:
        """What is destroyed with the subject, then what is listed and kept unless asked for."""
        items = [
            Item(key, why, because, self._remaining(key))
            for key, (why, because) in self._found.items()
            if self._traces.record(key) is not None
        ]
        rest = [*self._shared(), *self._others.values(), *self._only_told_here()]
        rest += [*self._notes_of_consents(), *self._shown_values(), *self._speaker()]
        listed: dict[Key, Item] = {}
        for item in (*items, *rest):
            listed.setdefault(item.key, item)
        whole = frozenset(key for key, item in listed.items() if not item.fields)
        return (*listed.values(), *self._quoting(whole))

    def _remaining(self, key: Key) -> tuple[str, ...]:
        """A person whom other rows name stays as a code without any particulars."""
        if key.table == "person" and self._others:
            return self._identifying(key)
        return ()

    def _identifying(self, key: Key) -> tuple[str, ...]:
        held = self._traces.ever_held(key)
        return tuple(name for name in IDENTIFYING.get(key.table, ()) if name in held)

    def anonymised(self) -> tuple[Item, ...]:
        """Fields that may tell who it was, one by one, and claims that say the same."""
        items = []
        for key, (why, because) in self._found.items():
            if fields := self._identifying(key):
                items += [Item(key, why, because, (name,)) for name in fields]
            elif key.table == "claim" and self._tells_of_a_person(key):
                items.append(Item(key, why, because))
        return (*items, *self._notes_of_consents())

    def _tells_of_a_person(self, key: Key) -> bool:
        record = self._traces.record(key)
        if record is None:
            return False
        about = str(record.values.get("subject_table"))
        return str(record.values.get("attribute")) in IDENTIFYING.get(about, ())

    def _shared(self) -> list[Item]:
        return [
            Item(key, _TIED[key.table], because, wanted=False, warning="shared")
            for key, because in self._tied.items()
            if key not in self._found
            and key.table in ("interview", "attachment")
            and self._traces.record(key) is not None
        ]

    def _only_told_here(self) -> list[Item]:
        """Events that nobody else on record tells of, with the acts in them."""
        items = []
        for key, because in self._tied.items():
            if key.table != "incident" or self._traces.record(key) is None or self._told(key):
                continue
            items.append(Item(key, "told in", because, wanted=False, warning="only here"))
            items += self._within(key, "only here")
        return items

    def _told(self, key: Key) -> bool:
        """Whether an account or source outside the list tells of a row too."""
        for other, _ in self._traces.naming(key):
            if other.key in self._found:
                continue
            if other.key.table == "link":
                if any(end.table in (*ACCOUNTS, "source") for end in _ends(other.values)):
                    return True
            elif other.key.table == "claim" and any(
                other.values.get(name) for name in ("source", "account", "passage")
            ):
                return True
        return False

    def _within(self, key: Key, warning: str) -> list[Item]:
        items = []
        for child, why in (("act", "act in"), ("involvement", "involved in")):
            for record, field in self._traces.naming(key):
                if record.key.table == child and field in ("incident", "act"):
                    items.append(Item(record.key, why, key, wanted=False, warning=warning))
                    items += self._within(record.key, warning)
        return items

    def _notes_of_consents(self) -> list[Item]:
        return [
            Item(key, "consent of", self._subject, fields)
            for key in self.consents
            if (fields := self._identifying(key))
        ]

    def _shown_values(self) -> list[Item]:
        """Rows that show a value which only claims on the list give."""
        shown: dict[Key, set[str]] = {}
        because: dict[Key, Key] = {}
        for key in self._found:
            record = self._traces.record(key) if key.table == "claim" else None
            if record is None or record.values.get("rank") != "adopted":
                continue
            about, name = _subject_of(record.values), str(record.values.get("attribute"))
            if about is not None and about not in self._found and not self._backed(about, name):
                shown.setdefault(about, set()).add(name)
                because[about] = self._found[key][1] or key
        return [
            Item(about, "shows", because[about], fields, wanted=False, warning="world")
            for about, names in shown.items()
            if (fields := tuple(sorted(names & self._traces.ever_held(about))))
        ]

    def _backed(self, about: Key, name: str) -> bool:
        """Whether a claim that stays says something of the same field."""
        return any(
            record.key.table == "claim"
            and record.key not in self._found
            and record.values.get("attribute") == name
            and record.values.get("rank") == "adopted"
            for record, _ in self._traces.naming(about)
        )

    def _speaker(self) -> list[Item]:
        """The witness of a testimony, if it is the only one."""
        record = self._traces.record(self._subject)
        id = record.values.get("witness") if record is not None else None
        if not isinstance(id, int):
            return []
        person = Key("person", id)
        others = [
            each
            for each, field in self._traces.naming(person)
            if field == "witness" and each.key not in self._found
        ]
        fields = self._identifying(person)
        if others or not fields or self._traces.record(person) is None:
            return []
        return [Item(person, "speaker", self._subject, fields, False, "only account")]

    def quotes(self) -> tuple[str, ...]:
        """The exact words of the passages on the list."""
        records = (self._traces.record(key) for key in self._found if key.table == "passage")
        texts = (str(row.values.get("quote") or "").strip() for row in records if row is not None)
        return tuple(dict.fromkeys(text for text in texts if len(text) > 1))

    def _quoting(self, whole: frozenset[Key]) -> list[Item]:
        """Where else words of destroyed passages stand exactly, now or in history.

        `whole`: rows that are on the list with all they hold.
        """
        items = []
        for key, places in self._traces.holding(self.quotes()).items():
            if key in whole or self._traces.record(key) is None:
                continue
            others = key.table in ("testimony", "transcript", "passage", "published_account")
            sure = not others and max(map(len, places.values())) >= _LONG_ENOUGH
            warning = "others said" if others else "other words" if sure else "short"
            fields = tuple(sorted(name for name in places if name != "deleted"))
            items.append(Item(key, "quotes", None, fields, sure, warning))
        return items

    def recipients(self) -> tuple[str, ...]:
        """Whom the consents name."""
        records = (self._traces.record(key) for key in self.consents)
        names = (str(row.values.get("recipient") or "") for row in records if row is not None)
        return tuple(dict.fromkeys(name for name in names if name))


def _ends(values: Mapping[str, Value]) -> list[Key]:
    ends = []
    for side in ("from", "to"):
        table, id = values.get(f"{side}_table"), values.get(f"{side}_id")
        if isinstance(table, str) and isinstance(id, int):
            ends.append(Key(table, id))
    return ends


def _subject_of(values: Mapping[str, Value]) -> Key | None:
    table, id = values.get("subject_table"), values.get("subject")
    return Key(table, id) if isinstance(table, str) and isinstance(id, int) else None
