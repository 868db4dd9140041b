from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QImage, QPainter, QRawFont
from pytestqt.qtbot import QtBot

from geoapp.case.tables import TABLES
from geoapp.ui import fonts, icons, theme
from geoapp.ui.palette import DARK, LIGHT, Tokens, contrast
from geoapp.ui.theme import Mode


def is_east_asian(character: str) -> bool:
    return (
        "\u1100" <= character <= "\u11ff"
        or "\u2e80" <= character <= "\ud7ff"
        or ("\uf900" <= character <= "\ufaff")
    )


def sample_characters(repository: Path) -> set[str]:
    found = set(
        "图们 开山屯 丹东 沙坨子口岸 圖們 长白 临江 集安 南坪 三合 圈河 관리소 전거리 온성군"
    )
    for path in (repository / "sample_data").rglob("*"):
        if path.suffix in {".csv", ".json", ".geojson"}:
            found |= set(path.read_text("utf-8"))
    for table in TABLES:
        found |= set(table.plural.ko + table.label.ko)
        for field in table:
            found |= set(field.label.ko)
            for term in field.vocabulary.terms if field.vocabulary else ():
                found |= set(term.label.ko)
    return {character for character in found if is_east_asian(character)}


def test_the_machine_alone_could_not_draw_hangul(qtbot: QtBot) -> None:
    plain = QRawFont.fromFont(QFont("DejaVu Sans"))
    if plain.familyName() != "DejaVu Sans":
        pytest.skip("this machine has other fonts")
    assert not plain.supportsCharacter(ord("관"))


def test_every_korean_and_chinese_character_of_the_sample_is_covered(
    qtbot: QtBot, repository: Path
) -> None:
    characters = sample_characters(repository)
    assert len(characters) > 400
    assert fonts.uncovered("".join(sorted(characters))) == ""
    assert fonts.uncovered("관\U0010fffd") == "\U0010fffd"


def drawn(text: str) -> bytes:
    image = QImage(60, 60, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(fonts.app_font(40))
    painter.drawText(5, 48, text)
    painter.end()
    return bytes(image.constBits())


def test_what_is_drawn_is_no_box(qtbot: QtBot) -> None:
    empty_box = drawn("\U0010fffd")
    pictures = [drawn(character) for character in "관리소图们屯岸圖"]
    assert empty_box not in pictures
    assert len(set(pictures)) == 8
    assert all(min(picture) < 60 for picture in pictures)


PAIRS = (
    ("text", "window"),
    ("text", "surface"),
    ("text", "raised"),
    ("text", "hover"),
    ("muted", "window"),
    ("muted", "surface"),
    ("muted", "raised"),
    ("accent", "surface"),
    ("accent_text", "accent"),
    ("selected_text", "selected"),
    ("warning", "warning_ground"),
)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_can_be_read(qtbot: QtBot, tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_ring_around_what_has_the_focus_can_be_seen(qtbot: QtBot, tokens: Tokens) -> None:
    for ground in ("window", "surface"):
        assert contrast(tokens.accent, getattr(tokens, ground)) >= 3.0
        assert contrast(tokens.strong_border, getattr(tokens, ground)) >= 3.0


def test_contrast_of_black_on_white(qtbot: QtBot) -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#777777") == pytest.approx(1.0)
    assert len(fields(LIGHT)) == len(fields(DARK))


def test_icons_are_drawn_and_follow_the_theme(qtbot: QtBot) -> None:
    look = theme.current()
    try:
        pictures = {}
        for mode in (Mode.LIGHT, Mode.DARK):
            look.mode = mode
            for name in icons.PATHS:
                image = icons.icon(name).pixmap(20, 20).toImage()
                pictures[mode, name] = bytes(image.constBits())
                assert any(pictures[mode, name]), name
    finally:
        look.mode = Mode.SYSTEM
    assert len(set(pictures.values())) == 2 * len(icons.PATHS)
