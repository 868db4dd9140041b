"""Who may write: one lock file beside the case, held while it is open for writing."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from geoapp.case.errors import CaseInUseError, StorageError

IN_USE = (
    "This case is already open for writing in another window or program. "
    "Open it for reading only, or close it there first."
)


def writable(path: Path) -> bool:
    """Whether a case may be written where it lies; its folder takes the log and the lock."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def locked(path: Path) -> FileLock:
    """Take the writer lock of a case at once. CaseInUseError if somebody holds it.

    The system lets go of it when the process ends, however it ends.
    """
    lock = FileLock(path.with_name(path.name + ".lock"), blocking=False, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise CaseInUseError(IN_USE) from error
    except OSError as error:
        raise StorageError(
            f"No lock file can be made beside “{path.name}”: {error.strerror}."
        ) from error
    return lock


def unlocked(lock: FileLock) -> None:
    """Let go of the lock and take its file away."""
    # While it is still held: whoever waits for it sees that the name is gone and starts anew.
    with suppress(OSError):
        Path(lock.lock_file).unlink()
    lock.release()
