"""Everything the window says is said in Korean too, and the compiled file says the same."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from geoapp.app import open_case_window
from geoapp.profile import Profile
from geoapp.ui import language, settings
from geoapp.ui.main_window import MainWindow
from geoapp.ui.translations import collect

GAPS = re.compile(r"\{\w*\}|%n|%\d")
MNEMONIC = re.compile(r"&(\w)")
HANGUL = re.compile(r"[가-힣]")
# Names, codes, keys and units, and words in the source's own language.
NOT_WORDS = re.compile(
    r"English|geoapp|CSV|GeoJSON|PDF|GPS|UTM|MGRS|WGS|Ctrl|Shift|Alt|Enter|Esc|Del|Space|Page|Up|"
    r"Down|Left|Right|Tab|Home|F\d+|[A-Z]{1,4}-\d+|\b[A-Z]\b|\bk?m\b|https?://\S+|\S+\.\w{2,4}\b"
)


@pytest.fixture
def korean(qapp: QCoreApplication) -> Iterator[None]:
    language.speak("ko")
    yield
    language.speak("en")


def test_every_text_has_a_translation() -> None:
    known, wanted = collect.translations(), collect.texts()
    assert sorted(set(wanted) - set(known)) == [], "run `make strings` and translate"
    assert sorted(set(known) - set(wanted)) == [], "run `make strings`"
    assert [text for text, said in known.items() if not said] == []


def test_gaps_are_the_same_in_both_languages() -> None:
    for (_, source), said in collect.translations().items():
        assert sorted(GAPS.findall(source)) == sorted(GAPS.findall(said)), source


def test_mnemonics_are_the_same_in_both_languages() -> None:
    for (_, source), said in collect.translations().items():
        kept = [key.upper() for key in MNEMONIC.findall(source)]
        assert kept == MNEMONIC.findall(said), source


def test_spaces_at_the_ends_are_kept() -> None:
    for (_, source), said in collect.translations().items():
        assert source.endswith(" ") == said.endswith(" "), source
        assert source.endswith("…") == said.endswith("…"), source


def test_the_compiled_file_is_made_of_the_text_file(tmp_path: Path) -> None:
    release = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent))
    if release is None:
        pytest.skip("the compiler of translations is not installed")
    made = tmp_path / "made.qm"
    subprocess.run(
        [release, "-silent", str(collect.KOREAN), "-qm", str(made)], check=True, timeout=120
    )
    assert made.read_bytes() == collect.KOREAN.with_suffix(".qm").read_bytes(), "run `make strings`"


@pytest.mark.usefixtures("korean")
def test_every_text_is_found_under_the_context_it_is_asked_for() -> None:
    for (context, source), said in collect.translations().items():
        shown = QCoreApplication.translate(context, source, None, 3)
        assert shown == said.replace("%n", "3"), (context, source)


def test_an_inherited_text_is_found_under_the_class_that_inherits(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        "class Above(QWidget):\n"
        "    def name(self):\n"
        "        return self.tr('one') if self.on else f\"{self.tr('two')}\"\n"
        "class Below(Above):\n"
        "    pass\n"
        "def _tr(text):\n"
        "    return QCoreApplication.translate('short', text)\n"
        "def words():\n"
        "    return _tr('three')\n"
    )
    assert set(collect.texts([module])) - set(collect.OF_QT) == {
        ("Above", "one"),
        ("Above", "two"),
        ("Below", "one"),
        ("Below", "two"),
        ("short", "three"),
    }


@pytest.mark.parametrize(
    "line",
    ["self.tr(words)", "owner.tr('text')", "self.tr(f'{n} rows')", "short = owner.tr"],
)
def test_a_text_that_nobody_can_translate_is_a_fault(tmp_path: Path, line: str) -> None:
    module = tmp_path / "module.py"
    module.write_text(f"class Panel:\n    def show(self, words, owner, n):\n        {line}\n")
    with pytest.raises(collect.UnreadableError, match=r"module\.py:3"):
        collect.texts([module])


def test_a_machine_in_korean_gets_a_korean_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language.QLocale, "system", lambda: language.QLocale("ko_KR"))
    assert language.chosen() == "ko"
    settings.remember("language", "en")
    assert language.chosen() == "en"


@pytest.mark.usefixtures("korean")
def test_the_buttons_of_qt_speak_korean() -> None:
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox()
    said = {kind: box.addButton(kind).text() for kind in (kinds.Discard, kinds.Cancel, kinds.Save)}
    assert said == {kinds.Discard: "버리기", kinds.Cancel: "취소", kinds.Save: "저장"}
    box.deleteLater()


def _said(window: QWidget) -> Iterator[tuple[QWidget | QAction, str]]:
    """Every text that a window shows or would show, menus and tool tips included."""
    for widget in (window, *window.findChildren(QWidget)):
        yield widget, widget.toolTip()
        yield widget, widget.accessibleName()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget, widget.text()
        elif isinstance(widget, QLineEdit):
            yield widget, widget.placeholderText()
        elif isinstance(widget, QMenu):
            yield widget, widget.title()
        elif isinstance(widget, QTabBar):
            yield from ((widget, widget.tabText(i)) for i in range(widget.count()))
    for action in window.findChildren(QAction):
        yield action, action.text()
        yield action, action.toolTip()


def _foreign(text: str) -> bool:
    """Latin words without a single Hangul beside them."""
    plain = NOT_WORDS.sub("", re.sub(r"<[^>]*>|&\w", "", text))
    return bool(re.search(r"[A-Za-z]{2,}", plain)) and not HANGUL.search(text)


@pytest.fixture
def korean_window(qtbot: QtBot, sample_path: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on the sample case as a Korean user finds it."""
    settings.remember("language", "ko")
    Profile().author = "K-7"
    path = tmp_path / "case.gpkg"
    shutil.copy(sample_path, path)
    window = open_case_window(path)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    yield window
    window.close()
    language.speak("en")


def test_a_korean_window_speaks_korean(korean_window: MainWindow) -> None:
    assert [text for _, text in _said(korean_window) if _foreign(text)] == []


def test_a_welcome_page_speaks_korean(qtbot: QtBot, korean: None) -> None:
    settings.remember("language", "ko")
    window = MainWindow()
    qtbot.addWidget(window)
    assert [text for _, text in _said(window) if _foreign(text)] == []
    assert HANGUL.search(window.menuBar().actions()[0].text())
    window.close()


def sides(window: MainWindow) -> tuple[int, int]:
    return window.layers_dock.width(), window.inspector_dock.width()


def test_the_language_changes_at_once_and_the_work_goes_on(
    qtbot: QtBot, korean_window: MainWindow
) -> None:
    window, session = korean_window, korean_window.session
    assert session is not None
    session.select(session.view.resolve("KY-12"))
    window.canvas.zoom_to((127.2, 41.2, 131.2, 43.3))
    view, selected, wide = window.canvas.view, session.selection, sides(window)
    for code, words in (("en", "&File"), ("ko", "파일(&F)")):
        window.actions_.languages[code].trigger()
        qtbot.waitUntil(lambda wanted=code: window.language == wanted)
        assert window.menuBar().actions()[0].text() == words
        assert window.session is session
        assert session.selection == selected
        assert window.canvas.view.resolution == view.resolution
        assert window.inspector is not None
        assert window.inspector.current == selected[0]
        names = [action.objectName() for action in window.findChildren(QAction)]
        assert names.count("action.search") == 1
        qtbot.waitUntil(lambda: sides(window) == wide)


def test_the_language_stays_while_an_entry_is_not_saved(
    korean_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(korean_window, "may_leave", lambda: False)
        korean_window.actions_.languages["en"].trigger()
    assert korean_window.actions_.languages["ko"].isChecked()
    assert language.chosen() == "ko"
