"""What the core refuses is said in Korean where the window speaks Korean."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from geoapp.app import application
from geoapp.case.errors import CaseError
from geoapp.ui import language, refusals, settings

DAILY = ("geoapp/case", "geoapp/commands", "layers")
"""Where what people meet in their daily work is refused: all of it has Korean words."""
REASONS = {"ValueError", "TypeError", "KeyError", "LookupError", "IndexError"}
INSIDE = {"DamagedTileError"}
"""Caught before anybody sees its words: a tile that cannot be read is left out."""


def template(node: ast.expr) -> str | None:
    """A text in the source, with ``{}`` for what is put into it."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        parts = (v.value if isinstance(v, ast.Constant) else "{}" for v in node.values)
        return "".join(map(str, parts))
    return None


def sentences(folder: Path) -> Iterator[tuple[str, str]]:
    """The sentences of a folder with the place where they are written."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            call = node.exc if isinstance(node, ast.Raise) else None
            if (
                not isinstance(call, ast.Call)
                or not isinstance(call.func, ast.Name)
                or not call.args
            ):
                continue
            words = template(call.args[0])
            if call.func.id.endswith("Error") and call.func.id not in REASONS | INSIDE and words:
                yield words, f"{path.name}:{node.lineno}"


@pytest.fixture
def korean(qtbot: QtBot) -> Iterator[None]:
    settings.remember("language", "ko")
    application()
    yield
    language.speak("en")


def known() -> dict[str, str]:
    found: dict[str, str] = json.loads(refusals._KOREAN.read_text("utf-8"))
    return found


@pytest.mark.parametrize("folder", DAILY)
def test_every_sentence_of_the_daily_work_has_korean_words(folder: str, repository: Path) -> None:
    have = known()
    missing = {words: where for words, where in sentences(repository / folder) if words not in have}
    assert not missing


def test_gaps_are_filled_each_with_its_own(repository: Path) -> None:
    for english, words in known().items():
        gaps = {int(number) for number in re.findall(r"(?<!\{)\{(\d)\}", words)}
        assert gaps <= set(range(english.count("{}"))), english
        assert not english.count("{}") or gaps, english
        assert re.search("[가-힣]", words), english


def test_a_refusal_is_said_in_the_language_of_the_window(korean: None) -> None:
    assert str(CaseError("There is no such claim in this case.")) == (
        "이 사건 파일에는 그런 주장이 없습니다."
    )
    assert "“case.gpkg”" in str(CaseError("“case.gpkg” is a folder, not a case file."))
    assert str(CaseError("“a.csv” has more than 20 rows. Split it.")).startswith(
        "“a.csv”의 행이 20"
    )
    nested = "“a.csv” could not be read. There is no such row in this case."
    assert str(CaseError(nested)).endswith("이 사건 파일에는 그런 자료가 없습니다.")
    assert str(CaseError("Nobody ever wrote this.")) == "Nobody ever wrote this."
    language.speak("en")
    assert str(CaseError("There is no such claim in this case.")) == (
        "There is no such claim in this case."
    )


def test_braces_in_a_file_name_are_but_letters(korean: None) -> None:
    assert "“{0}.csv”" in refusals.said("“{0}.csv” is empty.")
