"""Field copies: what goes along, that nothing else does, and the way back home."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import apsw
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geoapp.case.errors import (
    CaseExistsError,
    CaseNotFoundError,
    PassphraseError,
    RefusedChangeError,
    StorageError,
)
from geoapp.case.parts import ALWAYS, NOT_HERE, PERSONAL, FieldCopy, Part, layers_of
from geoapp.case.records import Change, Draft, Key, Message, Record, Value
from geoapp.case.view import CaseView
from geoapp.commands.identity import next_code
from geoapp.commands.link import link
from geoapp.exchange import json_forms
from geoapp.profile import Profile
from geoapp.session import Session, copies
from geoapp.session import attachments as attaching
from geoapp.store import CaseFile, content, slots
from geoapp.store import connection as connections
from geoapp.store.copying import chosen, told_by, write_copy
from geoapp.store.merging import take_in
from geoapp.store.parts import rows_of
from geoapp.wording import sentence
from layers.values import Position

HOME_WORDS, COPY_WORDS = "at home under lock", "in the field"
INSIDE = shapely.box(128.0, 41.0, 130.0, 43.0)
IN, OUT = Position(shapely.Point(129.0, 42.0)), Position(shapely.Point(125.0, 39.0))
_numbers = count(1)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})


def row(table: str, **values: Value) -> Change:
    return Change(Key(table, next(_numbers)), values)


def edit(*changes: Change, reason: str = "") -> Draft:
    return Draft("edit", Message("edit"), changes, reason)


class Planted(SimpleNamespace):
    """A case in which every row holds a word of its own, by the name of the row."""

    def word(self, name: str) -> str:
        return f"vuqzor{name}wyxkam"


def claim_about(of: Change, **values: Value) -> Change:
    about = {"subject_table": of.key.table, "subject": of.key.id, "attribute": "name_en"}
    return row("claim", **about, **values)


def tie(start: Change, end: Change, **values: Value) -> Change:
    ends = {"from_table": start.key.table, "from_id": start.key.id}
    ends |= {"to_table": end.key.table, "to_id": end.key.id}
    return row("link", **ends, role="related", **values)


def planted_rows() -> dict[str, Change]:
    """In and out of the area, of the witness who goes along and of the one who stays."""
    r: dict[str, Change] = {}
    r["fin"] = row("facility", code="F-001", geometry=IN)
    r["fout"] = row("facility", code="F-025", geometry=OUT)
    r["annex"] = row("facility", part_of=r["fin"].key.id)
    r["annexout"] = row("facility", part_of=r["fout"].key.id)
    r["eventin"] = row("incident", facility=r["fin"].key.id)
    r["eventout"] = row("incident", facility=r["fin"].key.id, geometry=OUT)
    r["post"] = row("guard_post", facility=r["fin"].key.id)
    for name in ("chosen", "staying", "victim"):
        r[name] = row("person", code=f"W-{name}")
    r["act"] = row("act", incident=r["eventin"].key.id, victim=r["victim"].key.id)
    r["actout"] = row("act", incident=r["eventout"].key.id, victim=r["victim"].key.id)
    r["witnessact"] = row("act", incident=r["eventin"].key.id, victim=r["staying"].key.id)
    r["involved"] = row("involvement", act=r["act"].key.id, person=r["staying"].key.id)
    for who in ("chosen", "staying"):
        by = r[who].key.id
        r[f"asked{who}"] = row("interview", witness=by)
        r[f"told{who}"] = row("testimony", witness=by, interview=r[f"asked{who}"].key.id)
        told = r[f"told{who}"].key.id
        r[f"words{who}"] = row("transcript", testimony=told)
        r[f"quote{who}"] = row("passage", testimony=told, transcript=r[f"words{who}"].key.id)
        r[f"drawn{who}"] = row("sketch", witness=by, facility=r["fin"].key.id)
        r[f"line{who}"] = row("sketch_element", sketch=r[f"drawn{who}"].key.id)
        r[f"said{who}"] = claim_about(r["fin"], passage=r[f"quote{who}"].key.id)
        r[f"tie{who}"] = tie(r[f"told{who}"], r["fin"])
        r[f"consent{who}"] = row("consent", subject_table="testimony", subject=told)
    r["claimout"] = claim_about(r["fout"])
    r["over"] = tie(r["fin"], r["fout"])
    for where in ("in", "out"):
        of = r[f"f{where}"]
        r[f"org{where}"] = row("organisation")
        r[f"ruler{where}"] = row("organisation")
        r[f"under{where}"] = row(
            "organisation_relation",
            organisation=r[f"org{where}"].key.id,
            parent=r[f"ruler{where}"].key.id,
        )
        r[f"runs{where}"] = tie(r[f"org{where}"], of)
        r[f"book{where}"] = row("source")
        r[f"report{where}"] = row("published_account", source=r[f"book{where}"].key.id)
        r[f"reported{where}"] = tie(r[f"report{where}"], of)
        r[f"page{where}"] = row("passage", account=r[f"report{where}"].key.id)
        r[f"number{where}"] = row("figure")
        r[f"counts{where}"] = tie(r[f"number{where}"], of)
    r["hush"] = tie(r["orgin"], r["fin"], passage=r["quotestaying"].key.id)
    r["photo"] = row("attachment", sha256="11" * 32)
    r["photoof"] = tie(r["photo"], r["fin"])
    r["scan"] = row("attachment", sha256="22" * 32)
    r["scanof"] = tie(r["scan"], r["fin"])
    r["scanby"] = tie(r["scan"], r["drawnstaying"])
    r["kept"] = row("custody_event", attachment=r["photo"].key.id, kind="taken in")
    r["keptscan"] = row("custody_event", attachment=r["scan"].key.id, kind="taken in")
    r["removed"] = tie(r["toldchosen"], r["fin"])
    r["gone"] = row("facility", geometry=IN)
    r["term"] = row("vocabulary", vocabulary="degree")
    return r


STAYS = frozenset(
    (
        "fout",
        "annexout",
        "eventout",
        "victim",
        "staying",
        "actout",
        "askedstaying",
        "toldstaying",
        "wordsstaying",
        "quotestaying",
        "drawnstaying",
        "linestaying",
        "saidstaying",
        "tiestaying",
        "consentstaying",
        "claimout",
        "over",
        "orgout",
        "rulerout",
        "underout",
        "runsout",
        "bookout",
        "reportout",
        "reportedout",
        "pageout",
        "numberout",
        "countsout",
        "hush",
        "scan",
        "scanof",
        "scanby",
        "keptscan",
        "gone",
    )
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted case with the planted rows, each with its word in a note; edited once."""
    path = tmp_path_factory.mktemp("home") / "home.gpkg"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})
        with CaseFile.create(path, title="Home", author="K.", passphrase=HOME_WORDS) as case:
            rows = planted_rows()
            word = Planted().word
            first = [replace(c, values={**c.values, "note": word(n)}) for n, c in rows.items()]
            case.write(edit(*first, reason="planted"), "K.")
            again = [Change(c.key, {"note": f"{word(n)} again"}) for n, c in rows.items()]
            case.write(edit(*again), "K.")
            ends = [Change(rows[name].key, deleted=True) for name in ("removed", "gone")]
            case.write(edit(*ends), "K.")
            path.with_suffix(".json").write_text(
                json.dumps({n: [c.key.table, c.key.id] for n, c in rows.items()})
            )
    return path


@pytest.fixture
def planted(made: Path, tmp_path: Path) -> Iterator[Planted]:
    path = tmp_path / "home.gpkg"
    shutil.copy(made, path)
    keys = {n: Key(*k) for n, k in json.loads(made.with_suffix(".json").read_text()).items()}
    with CaseFile.open(path, passphrase=HOME_WORDS) as case:
        layers = frozenset(table.name for table in layers_of(case.statements))
        part = Part(INSIDE, layers, frozenset({keys["chosen"].id}))
        yield Planted(case=case, keys=keys, part=part, folder=tmp_path)


def copied(planted: Planted, name: str = "field.gpkg", part: Part | None = None) -> Path:
    out = planted.folder / name
    write_copy(planted.case, out, part or planted.part, COPY_WORDS, author="K.")
    return out


@contextmanager
def opened(path: Path) -> Iterator[CaseFile]:
    with CaseFile.open(path, passphrase=COPY_WORDS) as case:
        yield case


def image(case: CaseFile) -> bytes:
    """Every page of a case as it is once it is decrypted, free ones too."""
    connection = connections.reading(case.path, case.keys.key)
    try:
        pages = connection.serialize("main")
    finally:
        connection.close()
    assert len(pages) > 100_000
    return pages


def words_in(planted: Planted, pages: bytes) -> set[str]:
    return {
        name
        for name in planted.keys
        for encoding in ("utf-8", "utf-16-le")
        if planted.word(name).encode(encoding) in pages
    }


def test_the_words_of_the_part_are_there_and_no_others(planted: Planted) -> None:
    everything = set(planted.keys)
    assert words_in(planted, image(planted.case)) == everything
    with opened(copied(planted)) as copy:
        assert words_in(planted, image(copy)) == everything - STAYS
        with copy.reader() as reader:
            view = CaseView(reader)
            assert not view.search(planted.word("fout"))
            assert [hit.key for hit in view.search(planted.word("fin"))] == [planted.keys["fin"]]
    for path in planted.folder.iterdir():
        assert not words_in(planted, path.read_bytes())


def test_of_all_else_there_are_only_leaves(planted: Planted) -> None:
    with opened(copied(planted)) as copy, copy.lane() as connection:
        there = {planted.keys[name] for name in set(planted.keys) - STAYS}
        held = "SELECT DISTINCT tbl, id FROM ledger_change WHERE tbl NOT NULL"
        assert {Key(*k) for k in connection.execute(held)} == there
        part = connection.execute("SELECT tbl, id FROM case_part")
        assert {Key(*k) for k in part} == there
        bare = "SELECT count(*) FROM ledger_change WHERE tbl IS NULL"
        assert connection.execute(bare).get == len(STAYS) * 2 + 1
        odd = f"{bare} AND (id NOT NULL OR content NOT NULL OR salt NOT NULL OR leaf IS NULL)"
        assert connection.execute(odd).get == 0
        with planted.case.lane() as home:
            for table in ("ledger", "ledger_order", "ledger_head", "ledger_replica"):
                ask = f"SELECT * FROM {table} ORDER BY 1"
                assert connection.execute(ask).fetchall() == home.execute(ask).fetchall()


def test_a_copy_verifies_and_has_a_key_of_its_own(planted: Planted) -> None:
    path = copied(planted)
    with opened(path) as copy:
        assert copy.verify() == []
        assert copy.case_id == planted.case.case_id
        assert copy.kept_as != planted.case.kept_as
        assert copy.keys.key.key != planted.case.keys.key.key
        assert copy.keys.key.salt != planted.case.keys.key.salt
    with pytest.raises(PassphraseError):
        CaseFile.open(path, passphrase=HOME_WORDS)


def test_a_copy_says_what_it_is(planted: Planted) -> None:
    with opened(copied(planted)) as copy, copy.reader() as reader:
        stated = CaseView(reader).field_copy()
        assert stated is not None
        assert stated.part == planted.part
        assert stated.by == "K."
        assert stated.rows == len(planted.keys) - len(STAYS)
        assert json_forms.info(CaseView(reader))["field_copy"]["tables"] == sorted(
            planted.part.tables
        )
    with planted.case.reader() as reader:
        assert CaseView(reader).field_copy() is None


def test_what_is_told_before_is_what_is_written(planted: Planted) -> None:
    found = chosen(planted.case, planted.part)
    with opened(copied(planted)) as copy, copy.lane() as connection:
        for table, rows in found.rows.items():
            assert connection.execute(f'SELECT count(*) FROM "{table}"').get == rows
    assert [code for _, code, _ in told_by(planted.case)] == ["W-chosen", "W-staying"]


def test_persons_who_gave_no_account_come_along_only_if_asked_for(planted: Planted) -> None:
    path = copied(planted, part=replace(planted.part, named=True))
    with opened(path) as copy, copy.reader() as reader:
        assert reader.record(planted.keys["victim"]) is not None
        assert reader.record(planted.keys["staying"]) is None


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("DELETE FROM facility WHERE id = ?", "is missing"),
        ("UPDATE facility SET note = 'x' WHERE id = ?", "holds something else"),
        (
            "UPDATE ledger_change SET tbl = NULL, id = NULL, content = NULL, salt = NULL "
            "WHERE tbl = 'facility' AND id = ?",
            "in no entry",
        ),
    ],
)
def test_tampering_with_a_copy_is_found(planted: Planted, sql: str, told: str) -> None:
    with opened(copied(planted)) as copy:
        with copy.transaction() as connection:
            connection.execute(sql, (planted.keys["fin"].id,))
        assert any(told in problem.sentence for problem in copy.verify())


def test_a_row_that_was_taken_out_of_a_copy_with_all_its_changes_is_missed(
    planted: Planted,
) -> None:
    with opened(copied(planted)) as copy:
        with copy.transaction() as connection:
            for name, table in (("post", "guard_post"), ("term", "vocabulary")):
                id = planted.keys[name].id
                connection.execute(f"DELETE FROM {table} WHERE id = ?", (id,))
                connection.execute(
                    "UPDATE ledger_change SET tbl = NULL, id = NULL, content = NULL, salt = NULL "
                    "WHERE tbl = ? AND id = ?",
                    (table, id),
                )
        told = [p.sentence for p in copy.verify() if p.kind == "row"]
        assert len(told) == 2
        assert all("field copy was made with it" in sentence for sentence in told)


def test_the_way_there_and_back(planted: Planted) -> None:
    home, keys, word = planted.case, planted.keys, planted.word
    path = copied(planted)
    new, far = Key("facility", 900_001), Key("facility", 900_002)
    with opened(path) as copy:
        copy.write(
            edit(
                Change(keys["fin"], {"name_en": "seen there"}),
                Change(new, {"code": "F-026", "note": word("found"), "geometry": IN}),
            ),
            "F.",
        )
        home.write(
            edit(
                Change(keys["fin"], {"name_ko": "집"}),
                Change(keys["fout"], {"name_en": word("secret")}),
                Change(far, {"note": word("secret"), "geometry": IN}),
            ),
            "K.",
        )
        brought = take_in(home, copy)
        assert brought.rows == {keys["fin"], new}
        assert take_in(copy, home).rows == {keys["fin"]}
        for case in (home, copy):
            assert case.verify() == []
            with case.reader() as reader:
                assert reader.record(new).values["note"] == word("found")
                inside = reader.record(keys["fin"]).values
                assert (inside["name_en"], inside["name_ko"]) == ("seen there", "집")
        assert words_in(planted, image(copy)) == set(keys) - STAYS
        assert word("secret").encode() not in image(copy)
        assert word("secret").encode() in image(home)
        with copy.reader() as reader:
            assert reader.record(keys["fout"]) is None
            assert reader.record(far) is None
        home.write(edit(Change(new, {"name_en": "known now"})), "K.")
        take_in(copy, home)
        with copy.reader() as reader:
            assert reader.record(new).values["name_en"] == "known now"


def test_what_a_copy_knows_only_by_its_leaf_comes_from_home_later(planted: Planted) -> None:
    """An older file of the whole case meets the copy before it meets home."""
    older, fout = planted.folder / "older.gpkg", planted.keys["fout"]
    planted.case.close()
    shutil.copy(planted.case.path, older)
    with CaseFile.open(planted.case.path, passphrase=HOME_WORDS) as home:
        home.write(edit(Change(fout, {"name_en": "news"})), "K.")
        planted.case = home
        path = copied(planted)
        with CaseFile.open(older, passphrase=HOME_WORDS) as clone:
            with opened(path) as copy:
                take_in(clone, copy)
            with clone.reader() as reader:
                assert reader.record(fout).values["name_en"] is None
                take_in(clone, home)
                assert reader.record(fout).values["name_en"] == "news"
            assert clone.verify() == []


def test_a_link_that_was_removed_at_home_can_be_made_again_in_the_copy(planted: Planted) -> None:
    with opened(copied(planted)) as copy, copy.reader() as reader:
        assert reader.record(planted.keys["removed"]).deleted
        assert reader.record(planted.keys["gone"]) is None


def test_a_copy_of_a_copy_holds_no_more(planted: Planted) -> None:
    everywhere = Part(None, planted.part.tables, frozenset({planted.keys["staying"].id}), True)
    with opened(copied(planted)) as copy:
        out = planted.folder / "second.gpkg"
        write_copy(copy, out, everywhere, COPY_WORDS, author="F.")
        with opened(out) as second:
            assert second.verify() == []
            assert second.kept_as not in (copy.kept_as, planted.case.kept_as)
            assert words_in(planted, image(second)) < words_in(planted, image(copy))
            assert take_in(planted.case, second).rows == frozenset()


def test_new_codes_pass_over_those_that_stayed(planted: Planted) -> None:
    out = copied(planted)
    with opened(out) as copy, copy.reader() as reader:
        assert next_code(CaseView(reader), "facility").endswith("026")


def test_what_is_not_there_is_called_so(planted: Planted) -> None:
    keys = planted.keys
    with opened(copied(planted)) as copy:
        copy.write(edit(Change(keys["fin"], {"part_of": keys["fout"].id})), "F.")
        turned = {"to_table": "facility", "to_id": keys["fout"].id}
        copy.write(edit(Change(keys["runsin"], turned)), "F.")
        with copy.reader() as reader:
            view = CaseView(reader)
            assert view.elsewhere([keys["fin"], keys["fout"]]) == {keys["fout"]}
            shown = json_forms.show(view, keys["fin"])
            assert shown["references"]["part_of"]["title"] == NOT_HERE.en
            of_org = json_forms.show(view, keys["orgin"])["links"]
            assert NOT_HERE.en in [one["title"] for one in of_org]
            about = Message("remove", {"table": "facility", "id": str(keys["fout"].id)})
            assert NOT_HERE.ko in sentence(view, about, "ko")
    with planted.case.reader() as reader:
        assert CaseView(reader).elsewhere([Key("facility", 1)]) == frozenset()


def _nobody(_done: int, _total: int) -> None:
    return


@pytest.mark.parametrize(
    ("out", "part", "words", "error"),
    [
        ("home.gpkg", Part(), COPY_WORDS, CaseExistsError),
        ("nowhere/x.gpkg", Part(), COPY_WORDS, CaseNotFoundError),
        ("x.gpkg", Part(), "", RefusedChangeError),
        ("x.gpkg", Part(None, frozenset({"facilities"})), COPY_WORDS, RefusedChangeError),
    ],
)
def test_what_cannot_be_made(
    planted: Planted, out: str, part: Part, words: str, error: type[Exception]
) -> None:
    before = {p: p.read_bytes() for p in planted.folder.iterdir()}
    with pytest.raises(error):
        write_copy(planted.case, planted.folder / out, part, words, author="K.")
    assert {p: p.read_bytes() for p in planted.folder.iterdir()} == before


def test_nothing_is_left_of_a_copy_that_is_given_up(
    planted: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geoapp.store.copying._AT_ONCE", 5)
    before = set(planted.folder.iterdir())
    seen: list[int] = []

    def stop(done: int, total: int) -> None:
        assert not (planted.folder / "x.gpkg").exists()
        assert len(set(planted.folder.iterdir()) - before) >= 1
        assert done <= total
        seen.append(done)
        if len(seen) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_copy(
            planted.case, planted.folder / "x.gpkg", planted.part, "x", author="K.", progress=stop
        )
    assert set(planted.folder.iterdir()) == before


# --- home and copy on one machine -----------------------------------------------------------


def test_home_and_copy_in_turn_on_one_machine(made: Path, tmp_path: Path) -> None:
    """Never one number for both, no false word of an older copy, and each keeps its key."""
    shutil.copy(made, tmp_path / "home.gpkg")
    files = {tmp_path / "home.gpkg": HOME_WORDS, tmp_path / "field.gpkg": COPY_WORDS}
    with _session(tmp_path / "home.gpkg", HOME_WORDS) as session:
        layers = frozenset(t.name for t in layers_of(session.statements))
        made_one = copies.make(session, tmp_path / "field.gpkg", Part(None, layers), COPY_WORDS)
        assert made_one.written is not None
        newest = session.view.entries(1)[0]
        assert (newest.kind, newest.message.id) == ("copy", "field copy")
        assert newest.message.parameters["copy"] == made_one.copy.number
    replicas: dict[Path, set[str]] = {path: set() for path in files}
    signers: dict[Path, set[str]] = {path: set() for path in files}
    for turn in range(6):
        for path, words in files.items():
            with _session(path, words) as session:
                assert not session.older_copy
                session.do(edit(Change(Key("facility", 5000 + turn), {"note": path.name})))
                replicas[path].add(session.file.replica)
                signers[path].add(session.view.entries(1)[0].signer)
                assert session.verify() == []
    assert [len(used) for used in replicas.values()] == [1, 1]
    assert not set.intersection(*replicas.values())
    assert [len(used) for used in signers.values()] == [1, 1]
    home, field = files
    own = set.union(*signers.values())
    with _session(home, HOME_WORDS) as session, opened(field) as copy:
        assert own <= Profile().own_signers(session.file.case_id)
        take_in(session.file, copy)
        assert session.verify() == []
        assert session.view.record(Key("facility", 5005)) is not None


def test_an_older_state_of_a_copy_is_still_recognised(planted: Planted) -> None:
    path = copied(planted)
    old = path.read_bytes()
    for expected in (False, True):
        with _session(path, COPY_WORDS) as session:
            session.do(edit(Change(planted.keys["fin"], {"name_en": f"x{expected}"})))
        path.write_bytes(old)
        with _session(path, COPY_WORDS) as session:
            assert session.older_copy


@contextmanager
def _session(path: Path, words: str) -> Iterator[Session]:
    session = Session.open(path, author="K.", passphrase=words)
    try:
        yield session
    finally:
        session.close()


def test_a_copy_whose_making_cannot_be_entered_is_not_kept(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "home.gpkg"
    shutil.copy(made, path)

    def full(*_: object) -> None:
        raise StorageError("The disk is full.")

    with _session(path, HOME_WORDS) as session:
        monkeypatch.setattr(session.file, "write", full)
        with pytest.raises(StorageError):
            copies.make(session, tmp_path / "field.gpkg", Part(), COPY_WORDS)
    assert list(tmp_path.glob("*field*")) == []


def test_a_link_in_a_copy_is_that_of_home(planted: Planted) -> None:
    """The same tie made on both sides, where it was removed before."""
    keys = planted.keys
    ends = (keys["toldchosen"], keys["annex"])
    with planted.case.reader() as reader:
        planted.case.write(link(CaseView(reader), *ends, "related"), "K.")
        (known,) = reader.links(keys["annex"])
    planted.case.write(edit(Change(known.key, deleted=True)), "K.")
    with opened(copied(planted)) as copy, copy.reader() as reader:
        copy.write(link(CaseView(reader), *ends, "related"), "F.")
        take_in(planted.case, copy)
    with planted.case.reader() as reader:
        assert [one.key for one in reader.links(keys["annex"])] == [known.key]


# --- what a part comes to, on the sample case -------------------------------------------------


@pytest.fixture(scope="module")
def sample(sample_path: Path) -> Iterator[tuple[CaseFile, apsw.Connection]]:
    with CaseFile.open(sample_path, read_only=True) as case:
        connection = connections.reading(sample_path)
        yield case, connection
        connection.close()


@st.composite
def parts(draw: Callable, layers: list[str], people: list[int]) -> Part:
    area = None
    if draw(st.booleans()):
        west, south = draw(st.floats(115, 131)), draw(st.floats(34, 43))
        area = shapely.box(west, south, west + draw(st.floats(0.1, 12)), south + 3.0)
    return Part(
        area,
        draw(st.frozensets(st.sampled_from(layers))),
        draw(st.frozensets(st.sampled_from(people))),
        draw(st.booleans()),
    )


def _ties_hold(rows: dict[str, list[Record]], has: Callable[[str, int | None], bool]) -> None:
    for one in rows.get("link", ()):
        v = one.values
        assert has(v["from_table"], v["from_id"])
        assert has(v["to_table"], v["to_id"])
    for table in ("link", "claim"):
        for one in rows.get(table, ()):
            passage = one.values["passage"]
            assert passage is None or has("passage", passage)
    for table, of in (("claim", "subject"), ("consent", "subject")):
        for one in rows.get(table, ()):
            assert has(one.values[f"{of}_table"], one.values[of])
    for one in rows.get("passage", ()):
        assert one.values["account"] is not None or has("testimony", one.values["testimony"])
    for one in rows.get("testimony", ()):
        assert has("person", one.values["witness"])


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_part_holds_together(
    sample: tuple[CaseFile, apsw.Connection], data: st.DataObject
) -> None:
    case, connection = sample
    people = [id for id, _, _ in told_by(case)]
    layers = [table.name for table in layers_of(case.statements)]
    part = data.draw(parts(layers, people))
    found = rows_of(connection, case.statements, part)

    def has(table: str, id: int | None) -> bool:
        return id in found.get(table, ())

    with case.reader() as reader:
        rows = {name: reader.records(name, ids) for name, ids in found.items()}
    _ties_hold(rows, has)
    told = {id for id, _, _ in told_by(case)}
    assert {p.key.id for p in rows.get("person", ())} & told == part.witnesses
    assert not set(found) & set(layers) - part.tables - {"scene"}
    for one in (*rows.get("facility", ()), *rows.get("crossing", ())):
        inside = part.area is None or one.geometry is None
        assert inside or shapely.intersects(one.geometry, part.area)
    if not (part.tables or part.witnesses):
        assert set(found) <= {*ALWAYS, "source", "claim", "link", "consent", *_PUBLIC}
    if not part.witnesses:
        assert not set(found) & (set(PERSONAL) - {"person", "passage"})
    less = replace(part, tables=part.tables - {"facility"}, witnesses=frozenset())
    for name, ids in rows_of(connection, case.statements, less).items():
        assert ids <= found[name]


_PUBLIC = ("organisation", "organisation_relation", "published_account", "passage", "figure")


@given(part=parts(["facility", "incident"], [3, 5]), rows=st.integers(0, 2**40))
def test_what_a_copy_says_of_itself_is_read_back(part: Part, rows: int) -> None:
    stated = FieldCopy("ab" * 16, part, "2026-01-02T03:04:05+00:00", "K. 김", rows, {"facility": 3})
    assert FieldCopy.from_json(json.loads(json.dumps(stated.to_json()))) == stated


def test_attachments_go_along_with_their_content_and_the_custody_log_says_so(
    made: Path, tmp_path: Path
) -> None:
    shutil.copy(made, tmp_path / "home.gpkg")
    files = {name: tmp_path / f"{name}.bin" for name in ("photo", "scan")}
    for name, path in files.items():
        path.write_bytes(Planted().word(name).encode() * 90_000)
    keys = {n: Key(*k) for n, k in json.loads(made.with_suffix(".json").read_text()).items()}
    with _session(tmp_path / "home.gpkg", HOME_WORDS) as session:
        layers = frozenset(t.name for t in layers_of(session.statements))
        for name, to in (("photo", "fin"), ("scan", "drawnstaying")):
            attaching.take_in(session, [files[name]], keys[to])
        part = Part(INSIDE, layers, frozenset({keys["chosen"].id}))
        found = copies.choose(session, part)
        assert found.attachment_bytes == files["photo"].stat().st_size
        copies.make(session, tmp_path / "field.gpkg", part, COPY_WORDS)
        copied_ones = [
            record
            for record in session.view.records("custody_event")
            if record.values["kind"] == "copied"
        ]
        assert len(copied_ones) == found.rows["attachment"] == 2
        assert {record.values["by"] for record in copied_ones} == {"K."}
        assert session.verify() == []
    with opened(tmp_path / "field.gpkg") as copy:
        with copy.lane() as connection:
            (held,) = content.held(connection)
            data = b"".join(content.parts(connection, held))
        assert data == files["photo"].read_bytes()
        assert b"scanwyx" not in image(copy)
        assert [p for p in copy.verify() if p.kind != "content"] == []
