"""The memory that a process held."""

from __future__ import annotations

import sys
from pathlib import Path


def peak() -> int:
    """The most memory that this process ever held, in bytes."""
    try:
        with Path("/proc/self/status").open(encoding="ascii") as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024
    except OSError:
        import resource

        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def resident() -> int:
    """The memory that this process holds now, in bytes; the most it ever held where unknown."""
    try:
        with Path("/proc/self/status").open(encoding="ascii") as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) * 1024
    except OSError:
        return peak()
