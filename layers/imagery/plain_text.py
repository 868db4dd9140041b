"""Words found in a file of imagery, made safe to print beside the map."""

from __future__ import annotations

import html
import re

LONGEST = 500


def plain_text(text: str) -> str:
    """A text without markup and control characters, on one line, of bearable length."""
    text = html.unescape(re.sub(r"<[^<>]*>", "", text[: 4 * LONGEST]))
    text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())[:LONGEST]
