"""Cases and files for the tests of exchange."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from geoapp.case.records import Record
from geoapp.case.tables import TABLES, Statements
from geoapp.case.view import CaseView
from geoapp.exchange import plan_import, read_file
from geoapp.store import CaseFile
from layers import schema as s

WORDS = s.vocabulary("mood", "Mood", "기분", ("calm", "calm", "평온"), ("tense", "tense", "긴장"))
MADE_UP = s.Table(
    name="made_up",
    label=s.Text("Made-up thing", "지어낸 것"),
    plural=s.Text("Made-up things", "지어낸 것들"),
    prefix="MU",
    title=("name", "code"),
    geometry=s.GeometryKind.ANY,
    fields=(
        s.CODE,
        s.text("name", "Name", "이름", claimed=True),
        s.integer("persons", "Persons", "인원", claimed=True),
        s.number("share", "Share", "비율"),
        s.boolean("seen", "Seen", "목격됨"),
        s.date("date", "Date", "일자", claimed=True),
        s.choice("mood", "Mood", "기분", WORDS),
        s.reference("part_of", "Part of", "소속", "made_up"),
        s.Field("anything", s.FieldKind.VALUE, s.Text("Anything", "무엇이든")),
        s.text("precision", "A field named like a part of the position", "정밀도 설명"),
        s.POSITION,
        s.NOTE,
    ),
)
STATEMENTS = Statements((*TABLES, MADE_UP))


class Case:
    """An open case with what the tests do to it."""

    def __init__(self, file: CaseFile, folder: Path) -> None:
        self._file, self._folder = file, folder
        self._reader = file.reader()
        self.view = CaseView(self._reader)

    def take(self, name: str, content: str | bytes, table: str, **options: Any) -> dict[str, Any]:
        """Import a file of that name and content; the report."""
        path = self._folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self.take_file(path, table, **options)

    def take_file(self, path: Path, table: str, **options: Any) -> dict[str, Any]:
        """Import a file that is there; the report."""
        plan = plan_import(self.view, table, read_file(path), **options)
        if plan.draft is not None:
            self._file.write(plan.draft, "tester")
        return plan.report.to_json()

    def row(self, table: str, code: str) -> Record:
        """The one row with that code."""
        (found,) = [r for r in self.view.records(table) if r.code == code]
        return found

    def close(self) -> None:
        """Close reader and file."""
        self._reader.close()
        self._file.close()


@pytest.fixture(scope="session")
def _empty_case(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("empty") / "case.gpkg"
    CaseFile.create(path, title="t", author="tester", statements=STATEMENTS).close()
    return path.read_bytes()


@pytest.fixture
def open_case(_empty_case: bytes, tmp_path: Path) -> Callable[[], Any]:
    """A context manager that opens a new, empty case each time."""

    @contextmanager
    def opened() -> Iterator[Case]:
        folder = Path(mkdtemp(dir=tmp_path))
        (folder / "case.gpkg").write_bytes(_empty_case)
        case = Case(CaseFile.open(folder / "case.gpkg", statements=STATEMENTS), folder)
        try:
            yield case
        finally:
            case.close()

    return opened


@pytest.fixture
def case(open_case: Callable[[], Any]) -> Iterator[Case]:
    """One new, empty case."""
    with open_case() as opened:
        yield opened
