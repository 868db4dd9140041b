"""Code points and document positions, with characters of every width."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from geoapp.case.passages import Stretch
from geoapp.ui.panels.reader.offsets import Copy, Offsets

NFD = unicodedata.normalize("NFD", "철조망은 각각")
TEXTS = st.text(alphabet="aé가\u1100\u1161\u11a8😀𐍈\u200d\u00a0 \n", max_size=40)


@pytest.mark.parametrize(
    "text", ["gate 😀 fence", NFD, "👩‍👩‍👧 가족\r\n다음 줄 𐍈", "\u00a0x\u2028y", "\ufeffa"]
)
def test_selected_words_are_those_of_the_text(qtbot: QtBot, text: str) -> None:
    document = QTextDocument()
    offsets = Offsets(text)
    document.setPlainText(offsets.shown)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            cursor = QTextCursor(document)
            cursor.setPosition(offsets.to_document(start))
            cursor.setPosition(offsets.to_document(end), QTextCursor.MoveMode.KeepAnchor)
            found = offsets.stretch(cursor.selectionStart(), cursor.selectionEnd())
            assert found == Stretch(start, end)


@given(TEXTS)
def test_positions_count_utf_16_and_come_back(text: str) -> None:
    offsets = Offsets(text)
    for at in range(len(text) + 1):
        assert offsets.to_document(at) == len(text[:at].encode("utf-16-le")) // 2
        assert offsets.to_text(offsets.to_document(at)) == at


def test_a_wide_character_is_never_halved() -> None:
    offsets = Offsets("a😀b")
    assert offsets.stretch(1, 2).words(offsets.text) == "😀"
    assert offsets.stretch(2, 3).words(offsets.text) == "😀"


@given(st.text(alphabet="a가\u1100\u1161😀\u00a0\u200b\ufeff\r\n\u2028\u2029", max_size=30))
def test_an_untouched_copy_comes_back_unchanged(text: str) -> None:
    document = QTextDocument()
    copy = Copy(text)
    document.setPlainText(copy.shown)
    assert copy.restored(document.toRawText()) == text
