"""Canonical JSON: the same value always gives the same bytes."""

from __future__ import annotations

import json


def canonical(value: object) -> bytes:
    """Canonical JSON. ValueError for what JSON or UTF-8 cannot hold."""
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8")
