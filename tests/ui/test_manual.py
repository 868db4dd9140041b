"""The manual: in both languages the same sections, and every picture it shows is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from geoapp.ui import settings
from geoapp.ui.dialogs.manual import FOLDER, ManualDialog
from geoapp.ui.window.actions import Actions

LANGUAGES = ("en", "ko")
KEYS = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)+[A-Z]\b|\bF\d+\b")


def _text(language: str) -> str:
    return (FOLDER / f"{language}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_there_and_small(language: str) -> None:
    names = re.findall(r"!\[[^\]]+\]\(pictures/([\w-]+\.png)\)", _text(language))
    assert len(names) >= 10
    for name in names:
        assert name.endswith(f"-{language}.png")
        assert not QImage(str(FOLDER / "pictures" / name)).isNull(), name
        assert (FOLDER / "pictures" / name).stat().st_size < 300_000, name


def test_no_picture_lies_there_unused() -> None:
    used = {name for code in LANGUAGES for name in re.findall(r"[\w-]+\.png", _text(code))}
    assert used == {path.name for path in (FOLDER / "pictures").iterdir()}


def test_both_languages_have_the_same_sections_keys_and_pictures() -> None:
    english, korean = _text("en"), _text("ko")
    numbers = [re.findall(r"^## (\d+)\. ", text, re.M) for text in (english, korean)]
    assert numbers[0] == numbers[1] == [str(n) for n in range(1, len(numbers[0]) + 1)]
    assert set(KEYS.findall(english)) == set(KEYS.findall(korean))
    assert english.count("![") == korean.count("![")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_lead_to_the_headings(language: str) -> None:
    text = _text(language)
    links = dict(re.findall(r"^\d+\. \[(.+)\]\(#(\d+-.+)\)$", text, re.M))
    headings = re.findall(r"^## \d+\. (.+)$", text, re.M)
    assert list(links) == headings


def test_the_keys_it_names_are_keys_of_the_window(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    actions = Actions(parent)
    for action, keys in (
        (actions.search, "Ctrl+K"),
        (actions.go_to, "Ctrl+G"),
        (actions.import_rows, "Ctrl+I"),
        (actions.zoom_selection, "Ctrl+J"),
        (actions.full_extent, "Ctrl+Shift+F"),
        (actions.redo, "Ctrl+Shift+Z"),
        (actions.shortcuts, "F1"),
    ):
        assert action.shortcut().toString() == keys
        assert keys in _text("en")


@pytest.fixture
def manual(qtbot: QtBot) -> Iterator[ManualDialog]:
    settings.remember("language", "ko")
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ManualDialog(parent)
    dialog.show()
    qtbot.waitExposed(dialog)
    yield dialog
    dialog.close()


def test_it_is_shown_in_the_language_of_the_window(manual: ManualDialog) -> None:
    assert "사용 설명서" in manual.page.toPlainText()


def test_pictures_are_never_wider_than_the_page(manual: ManualDialog) -> None:
    assert manual.page.horizontalScrollBar().maximum() == 0
    manual.resize(500, 500)
    assert manual.page.horizontalScrollBar().maximum() == 0


def test_a_link_of_the_contents_goes_to_its_section(manual: ManualDialog) -> None:
    before = manual.page.verticalScrollBar().value()
    manual.page.anchorClicked.emit(QUrl("#15-안전"))
    assert manual.page.verticalScrollBar().value() > before


def test_it_reads_no_file_but_its_own_pictures(manual: ManualDialog, tmp_path: Path) -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(tmp_path / "foreign.png"))
    wanted = QUrl.fromLocalFile(str(tmp_path / "foreign.png"))
    assert manual.page.loadResource(2, wanted) is None
    assert manual.page.loadResource(2, QUrl("http://example.org/window-en.png")) is None
