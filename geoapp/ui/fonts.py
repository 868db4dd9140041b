"""Fonts: Hangul and Han are always drawn, whatever the machine has installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import noto_cjk_sans_otc
from PySide6.QtGui import QFont, QFontDatabase, QRawFont

TEXT_PIXELS = 13

_NEEDED = (
    QFontDatabase.WritingSystem.Korean,
    QFontDatabase.WritingSystem.SimplifiedChinese,
    QFontDatabase.WritingSystem.TraditionalChinese,
)
# Of the families that cover a script the system's own interface fonts read best.
_PREFERRED = (
    "Malgun Gothic",
    "Apple SD Gothic Neo",
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "NanumGothic",
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Microsoft JhengHei UI",
    "PingFang TC",
    "Noto Sans CJK TC",
)


@cache
def family() -> tuple[str, ...]:
    """Font families for all text, first choice first. Needs a QGuiApplication.

    The system's interface font with system fonts for Korean and Chinese where
    the font database knows some; else the families of the Noto Sans CJK package.
    """
    found = [_system_family(script) for script in _NEEDED]
    if all(found):
        own = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
        return tuple(dict.fromkeys([own, *(name for name in found if name)]))
    return _packaged()


def _system_family(script: QFontDatabase.WritingSystem) -> str | None:
    known = [name for name in QFontDatabase.families(script) if not name.startswith(".")]
    for name in _PREFERRED:
        if name in known:
            return name
    return known[0] if known else None


def _packaged() -> tuple[str, ...]:
    """Korean shapes first: they also cover Latin and all Han; Chinese shapes behind them."""
    file = Path(str(noto_cjk_sans_otc.FONT_PATH))
    number = QFontDatabase.addApplicationFont(str(file))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    wanted = ("Noto Sans CJK KR", "Noto Sans CJK SC", "Noto Sans CJK TC")
    return tuple(name for name in wanted if name in families)


def app_font(pixels: int = TEXT_PIXELS, bold: bool = False) -> QFont:
    """The font of the interface at a size in device-independent pixels."""
    font = QFont()
    font.setFamilies(list(family()))
    font.setPixelSize(pixels)
    # The package holds one weight; Qt thickens it only from Bold on.
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font


def uncovered(text: str) -> str:
    """The characters of `text` that none of the families can draw, each once."""
    fonts = [QRawFont.fromFont(QFont(name)) for name in family()]
    missing = [
        c
        for c in dict.fromkeys(text)
        if not c.isspace() and not any(font.supportsCharacter(ord(c)) for font in fonts)
    ]
    return "".join(missing)
