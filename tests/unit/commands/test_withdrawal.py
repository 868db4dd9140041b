"""Withdrawing consent: the list, the degrees, what is done and what is not reached."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from geoapp.case.consent import withheld
from geoapp.case.errors import CaseError, ReadOnlyCaseError, RefusedChangeError
from geoapp.case.records import Change, Draft, Key, Message, Value
from geoapp.commands.deriving import Item
from geoapp.exchange import export_files
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.session.attachments import take_out
from geoapp.session.erasing import Degree, Left, Plan, plan, withdraw
from geoapp.store import CaseFile, content
from geoapp.withdrawal_wording import LEFT, WARNINGS, WHYS, left_over, named

# An invented witness, and an invented second one who tells of the same night.
QUOTE = "We were nine and the ninth lay down."
SHORT = "by night"
NAMES = (
    ("person", "W-1 W-2 W-3"),
    ("interview", "V-1 V-2"),
    ("testimony", "T-1 T-2"),
    ("transcript", "TR-1 TR-2 TR-3"),
    ("passage", "Q-1 Q-2 Q-3"),
    ("sketch", "SK-1"),
    ("sketch_element", "SE-1"),
    ("attachment", "AT-1 AT-2 AT-3"),
    ("custody_event", "CE-1"),
    ("facility", "KW-1"),
    ("incident", "E-1 E-2"),
    ("act", "AC-1"),
    ("involvement", "IN-1"),
    ("place", "P-1 P-2"),
    ("source", "D-1"),
    ("claim", "C-1 C-2 C-3"),
    ("link", "L-1 L-2 L-3 L-4 L-5 L-6 L-7 L-8 L-9"),
    ("consent", "CO-1 CO-2"),
)
KEYS = {
    code: Key(table, number)
    for number, (table, code) in enumerate(
        ((table, code) for table, codes in NAMES for code in codes.split()), 1
    )
}
ID = {code: key.id for code, key in KEYS.items()}


def row(code: str, **values: Value) -> Change:
    return Change(KEYS[code], {"code": code, **values})


def tie(code: str, start: str, end: str, role: str = "speaks of", **values: Value) -> Change:
    ends = (KEYS[start], KEYS[end])
    named = {"from_table": ends[0].table, "from_id": ends[0].id}
    named |= {"to_table": ends[1].table, "to_id": ends[1].id}
    return row(code, role=role, **named, **values)


def rows() -> list[Change]:
    about = {"subject_table": "facility", "subject": ID["KW-1"], "rank": "adopted"}
    return [
        row("W-1", sex="female", occupation="teacher", description="tall", note=""),
        row("W-2"),
        row("W-3"),
        row("V-1", witness=ID["W-1"], place="a kitchen", interviewer="K."),
        row("V-2", witness=ID["W-2"]),
        row("T-1", witness=ID["W-1"], interview=ID["V-1"], title="First night"),
        row("T-2", witness=ID["W-2"], interview=ID["V-2"]),
        row("TR-1", testimony=ID["T-1"], words=f"They came {SHORT}. {QUOTE}"),
        row("TR-2", testimony=ID["T-1"], translation_of=ID["TR-1"], words="아홉"),
        row("TR-3", testimony=ID["T-2"], words=f"I too say: {QUOTE}"),
        row("Q-1", testimony=ID["T-1"], transcript=ID["TR-1"], quote=QUOTE),
        row("Q-2", testimony=ID["T-1"], transcript=ID["TR-1"], quote=SHORT),
        row("Q-3", testimony=ID["T-2"], transcript=ID["TR-3"], quote="I too say"),
        row("SK-1", witness=ID["W-1"], interview=ID["V-1"], attachment=ID["AT-1"]),
        row("SE-1", sketch=ID["SK-1"], label="gate"),
        row("AT-1", title="Scan", sha256="ab" * 32),
        row("AT-2", title="Scan, blackened", redaction_of=ID["AT-1"]),
        row("AT-3", title="Shared photograph"),
        row("CE-1", attachment=ID["AT-1"], kind="taken out", by="K.", utc="2026-01-02T03:04:05Z"),
        row("KW-1", name_en="Camp", status="open", operator="police", note=f"Said: “{QUOTE}”"),
        row("E-1", title="The ninth"),
        row("E-2", title="Two tell of it"),
        row("AC-1", incident=ID["E-1"], victim=ID["W-1"]),
        row("IN-1", act=ID["AC-1"], person=ID["W-3"]),
        row("P-1", name="behind the mill"),
        row("P-2", name="the bridge"),
        row("D-1", title="Diary", note=f"came {SHORT}"),
        row("C-1", **about, attribute="status", value="open", passage=ID["Q-1"]),
        row("C-2", **about, attribute="operator", value="police", passage=ID["Q-1"]),
        row("C-3", **about, attribute="operator", value="police", source=ID["D-1"]),
        tie("L-1", "Q-1", "E-1", note="she counts"),
        tie("L-2", "Q-1", "E-2"),
        tie("L-3", "Q-3", "E-2"),
        tie("L-4", "Q-1", "P-1"),
        tie("L-5", "Q-1", "P-2"),
        tie("L-6", "Q-3", "P-2"),
        tie("L-7", "AT-3", "T-1", "related"),
        tie("L-8", "AT-3", "KW-1", "related"),
        tie("L-9", "E-2", "KW-1", "at", passage=ID["Q-1"]),
        row("CO-1", subject_table="testimony", subject=ID["T-1"], state="given", recipient="ICC"),
        row("CO-2", subject_table="testimony", subject=ID["T-2"], state="given", note="by phone"),
    ]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "case.gpkg"
    with CaseFile.create(path, title="Nine", author="K.", replica="home") as case:
        case.write(Draft("edit", Message("edit"), tuple(rows())), "K.")
        edit = Change(KEYS["Q-2"], deleted=True)
        case.write(Draft("edit", Message("edit"), (edit,), f"she said {QUOTE}"), "K.")
    session = Session.open(path, author="K.", profile=Profile(tmp_path / "profile"))
    yield session
    session.close()


def by_code(wanted: Plan) -> dict[str, Item]:
    """The items by code; the first where a row is listed twice."""
    codes = {key: code for code, key in KEYS.items()}
    return {codes[item.key]: item for item in reversed(wanted.items)}


def done(wanted: Plan) -> set[str]:
    codes = {key: code for code, key in KEYS.items()}
    return {codes[item.key] for item in wanted.items if item.wanted}


def values(session: Session, code: str) -> dict[str, Value]:
    record = session.view.record(KEYS[code])
    assert record is not None
    return {name: value for name, value in record.values.items() if value is not None}


GONE = {
    *("T-1", "TR-1", "TR-2", "Q-1", "Q-2", "V-1", "SK-1", "SE-1", "AT-1", "AT-2", "CE-1"),
    *("C-1", "C-2", "L-1", "L-2", "L-4", "L-5", "L-7", "L-9", "P-1"),
}


def test_the_list_holds_what_derives_and_says_why(session: Session) -> None:
    listed = plan(session, KEYS["W-1"], Degree.DESTROY)
    items = by_code(listed)
    assert done(listed) == GONE | {"W-1", "KW-1"}
    assert items["W-1"].fields == ("sex", "occupation", "description", "note")
    kept = {code: (i.why, i.warning) for code, i in items.items() if not i.wanted}
    camp = [(i.why, i.fields, i.wanted) for i in listed.items if i.key == KEYS["KW-1"]]
    assert camp == [("shows", ("status",), False), ("quotes", ("note",), True)]
    assert kept == {
        "AC-1": ("victim in", "names"),
        "AT-3": ("attached to", "shared"),
        "E-1": ("told in", "only here"),
        "IN-1": ("involved in", "only here"),
        "KW-1": ("shows", "world"),
        "TR-3": ("quotes", "others said"),
        "D-1": ("quotes", "short"),
    }
    assert items["Q-2"].because == KEYS["T-1"]
    assert (listed.consents, listed.recipients) == ((KEYS["CO-1"],), ("ICC",))
    assert set(listed.words) == {QUOTE, SHORT}


def test_nothing_is_destroyed_that_was_not_confirmed(session: Session) -> None:
    listed = plan(session, KEYS["T-1"], Degree.DESTROY)
    chosen = listed.chosen(keep=[KEYS["P-1"], KEYS["L-4"]], also=[KEYS["E-1"]])
    before = {code: values(session, code) for code in KEYS}
    outcome = withdraw(session, chosen, "by letter")
    assert outcome.problems == ()
    assert (outcome.consents, len(outcome.written)) == (1, 2)
    touched = done(chosen) | {"CO-1"}
    assert {"E-1", "T-1"} <= touched
    for code in set(KEYS) - touched:
        assert values(session, code) == before[code], code
    for code in touched - {"CO-1", "KW-1"}:
        assert values(session, code) == {}, code
    with pytest.raises(CaseError):
        listed.chosen(keep=[KEYS["E-2"]])


def test_what_is_not_reached_is_told_without_its_words(session: Session) -> None:
    listed = plan(session, KEYS["W-1"], Degree.DESTROY)
    outcome = withdraw(session, listed, "by letter")
    kinds = [left.kind for left in outcome.left]
    assert kinds.count("words in reason") == 1
    assert set(kinds) >= {"replica", "taken out", "identities", "device", "recipient", "outside"}
    told = [left_over(left, language) for left in outcome.left for language in ("en", "ko")]
    assert not [words for words in told if "{" in words or QUOTE in words]


def test_anonymising_empties_what_may_tell_who_it_was(session: Session) -> None:
    listed = plan(session, KEYS["W-1"], Degree.ANONYMISE)
    outcome = withdraw(session, listed)
    assert outcome.problems == ()
    assert outcome.rows == 0
    assert values(session, "W-1") == {"code": "W-1"}
    assert values(session, "V-1") == {"code": "V-1", "witness": ID["W-1"]}
    assert values(session, "TR-1")["words"] == f"They came {SHORT}. {QUOTE}"
    texts = str([entry.changes for entry in session.view.entries()])
    assert "a kitchen" not in texts
    assert QUOTE in texts


def test_no_new_use_marks_consents_and_can_be_undone(session: Session, tmp_path: Path) -> None:
    listed = plan(session, KEYS["W-1"], Degree.NO_NEW_USE)
    assert listed.items == ()
    outcome = withdraw(session, listed)
    assert (outcome.consents, outcome.rows) == (2, 0)
    assert values(session, "CO-1")["state"] == "revoked"
    new = [r for r in session.view.records("consent") if r.values["subject"] == ID["W-1"]]
    assert [(r.values["subject_table"], r.values["state"]) for r in new] == [("person", "revoked")]
    with pytest.raises(CaseError, match="already"):
        withdraw(session, plan(session, KEYS["W-1"], Degree.NO_NEW_USE))
    left_out = {code for code, key in KEYS.items() if key in withheld(session.view)}
    # The mark on Q-2 is about the row; what is marked as deleted never left anyway.
    assert left_out == (GONE | {"W-1", "AT-3", "L-8"}) - {"Q-2"}
    document = export_files(session.view, tmp_path / "out", tables=("testimony", "link", "act"))
    assert document["included"] == {"testimony": 1, "link": 2, "act": 1}
    assert document["withheld"] == 8
    written = "".join(path.read_text() for path in (tmp_path / "out").iterdir())
    assert "T-2" in written
    assert "T-1" not in written
    assert "W-1" not in written
    with pytest.raises(RefusedChangeError, match="withdrawn"):
        take_out(session, KEYS["AT-3"], tmp_path / "photograph.jpg")
    session.undo()
    assert withheld(session.view) == frozenset()


def test_a_consent_that_still_holds_keeps_the_rows_in(session: Session) -> None:
    again = Change(
        Key("consent", 900),
        {"subject_table": "testimony", "subject": ID["T-1"], "state": "revoked"},
    )
    session.write(Draft("edit", Message("edit"), (again,)))
    assert withheld(session.view) == frozenset()


def test_only_what_can_be_withdrawn(session: Session, tmp_path: Path) -> None:
    for wrong in (KEYS["KW-1"], Key("person", 999)):
        with pytest.raises(CaseError):
            plan(session, wrong, Degree.DESTROY)
    listed = plan(session, KEYS["T-1"], Degree.DESTROY)
    path = session.path
    session.close()
    reading = Session.open(path, author="K.", read_only=True, profile=Profile(tmp_path / "p"))
    with pytest.raises(ReadOnlyCaseError):
        withdraw(reading, listed)
    reading.close()


def test_content_of_attachments_goes_unless_another_names_it(
    session: Session, tmp_path: Path
) -> None:
    scan = tmp_path / "scan.bin"
    scan.write_bytes(b"one and the same file" * 99)
    hashed = content.put(session.file, scan)
    session.write(
        Draft(
            "edit",
            Message("edit"),
            tuple(Change(KEYS[code], {"sha256": hashed.sha256}) for code in ("AT-1", "AT-3")),
        )
    )
    outcome = withdraw(session, plan(session, KEYS["AT-1"], Degree.DESTROY))
    assert outcome.problems == ()
    assert values(session, "SK-1") == {}
    with session.file.lane() as connection:
        assert content.is_whole(connection, hashed.sha256)
    listed = plan(session, KEYS["AT-3"], Degree.DESTROY)
    withdraw(session, listed)
    with session.file.lane() as connection:
        assert content.held(connection) == set()


def test_an_imported_file_makes_a_new_row_and_brings_no_old_one_back(
    session: Session, tmp_path: Path
) -> None:
    from geoapp.exchange import plan_import, read_file

    export_files(session.view, tmp_path / "out", tables=("testimony",))
    withdraw(session, plan(session, KEYS["T-1"], Degree.DESTROY))
    file = read_file(tmp_path / "out" / "testimony.csv")
    taken = plan_import(session.view, "testimony", file, update=True)
    assert taken.draft is not None
    assert KEYS["T-1"] not in {change.key for change in taken.draft.changes}
    session.write(taken.draft)
    assert values(session, "T-1") == {}
    with (tmp_path / "out" / "testimony.csv").open(encoding="utf-8") as stream:
        assert "T-1" in {line["code"] for line in csv.DictReader(stream)}


def test_every_reason_and_rest_has_words() -> None:
    for words in (WHYS, WARNINGS, LEFT):
        for english, korean in words.values():
            assert english
            assert any("가" <= sign <= "힣" for sign in korean)
    parameters = {"hash": "ab" * 32, "author": "K.", "utc": "2026-01-02T03:04:05Z", "path": "/x"}
    everything = {**parameters, "by": "K.", "name": "ICC", "why": "The disk is full."}
    for kind in LEFT:
        assert "{" not in left_over(Left(kind, everything))


def test_links_and_claims_are_named_by_what_they_tie(session: Session) -> None:
    assert named(session.view, KEYS["L-1"]) == "Link Q-1 → E-1"
    assert named(session.view, KEYS["C-1"]) == "Claim KW-1: status"
    assert named(session.view, Key("testimony", 12345)) == "Testimony 12345"
