"""Boxes of coordinates, as they are given on the command line."""

from __future__ import annotations

import click


def box_of(text: str) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees. UsageError for anything else."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise click.UsageError("--bbox takes four numbers: west,south,east,north.") from None
    if not (-180 <= west < east <= 180 and -85 <= south < north <= 85):
        raise click.UsageError(
            "--bbox is west,south,east,north in degrees, with west < east and south < north."
        )
    return west, south, east, north
