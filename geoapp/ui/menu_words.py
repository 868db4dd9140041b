"""The words of menu entries as they stand in a sentence or a list."""

from __future__ import annotations

import re

_KEY_BEHIND = re.compile(r"\s*\(&\w\)")


def plain(text: str) -> str:
    """Without the mark of its key, which Korean entries carry behind them, and without dots."""
    return _KEY_BEHIND.sub("", text).replace("&", "").rstrip("…")
