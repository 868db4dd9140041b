"""The documents of the command line hold the keys that scripts rely on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from geoapp.case.errors import CaseError
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.case.view import CaseView
from geoapp.exchange import json_forms

TEXT = """code,name,name_ko,lat,lon,status
T-1,Onsong,온성군 구류장,42.95,129.99,operating
T-2,Nowhere,,,,
"""


@pytest.fixture
def filled(case: Any) -> Any:
    case.take("f.csv", TEXT, "facility")
    one, two = (case.row("facility", code).key for code in ("T-1", "T-2"))
    passage = Key("passage", 9)
    link = {
        **{"from_table": "facility", "from_id": one.id, "to_table": "facility", "to_id": two.id},
        **{"role": "related", "stance": "mentions", "passage": 9},
    }
    changes = (
        Change(passage, {"code": "Q-1", "quote": "온성군에서 보았다"}),
        Change(Key("link", 8), link),
        Change(two, {"part_of": one.id}),
    )
    case._file.write(Draft("edit", Message("edit"), changes), "tester")
    return case


def test_show_gives_fields_claims_with_sources_geometry_and_links(filled: Any) -> None:
    key = filled.row("facility", "T-1").key
    document = json.loads(json.dumps(json_forms.show(filled.view, key)))
    assert (document["table"], document["id"], document["code"]) == ("facility", key.id, "T-1")
    assert document["title"] == "Onsong"
    assert document["fields"]["status"] == "operating"
    assert document["geometry"] == {"type": "Point", "coordinates": [129.99, 42.95]}
    (claim,) = [c for c in document["claims"] if c["attribute"] == "status"]
    assert (claim["value"], claim["rank"], claim["source"]["title"]) == (
        *("operating", "adopted", "f.csv"),
    )
    ((link),) = document["links"]
    assert (link["role"], link["stance"], link["code"]) == ("related", "mentions", "T-2")
    assert (link["passage"]["quote"], link["direction"]) == ("온성군에서 보았다", "from")
    assert document["referring"][0]["fields"] == ["part_of"]
    assert document["history"][0]["author"] == "tester"


def test_show_of_the_far_end_names_what_it_refers_to(filled: Any) -> None:
    document = json_forms.show(filled.view, filled.row("facility", "T-2").key)
    assert document["geometry"] is None
    assert document["references"]["part_of"]["code"] == "T-1"
    assert document["links"][0]["direction"] == "to"


def test_search_info_and_log(filled: Any) -> None:
    hits = json_forms.search(filled.view, "온성")["hits"]
    assert {hit["table"] for hit in hits} >= {"facility", "passage"}
    assert all("\x02" not in hit["snippet"] for hit in hits)
    document = json_forms.info(filled.view)
    assert document["tables"]["facility"] == 2
    assert document["unlocated"]["facility"] == 1
    assert document["ledger"]["entries"] == len(filled.view.entries())
    entries = filled.view.entries()
    logged = json_forms.log(filled.view, entries, {entries[0].hash: "Changed"})["entries"]
    assert (logged[0]["message"], logged[0]["kind"]) == ("Changed", "edit")
    assert {"table", "id", "field", "old", "new"} == set(logged[0]["changes"][0])


def test_what_may_not_be_seen_is_not_shown(filled: Any) -> None:
    press = CaseView(filled._reader, "press")
    with pytest.raises(CaseError, match="no such row"):
        json_forms.show(press, filled.row("facility", "T-1").key)
    assert json_forms.search(press, "온성") == {"hits": []}
