"""Where the reader has been: back and forward through the things looked at."""

from __future__ import annotations

from geoapp.case.records import Key

LIMIT = 200


class Trail:
    """Keys in the order in which they were looked at, and the place in that order."""

    def __init__(self) -> None:
        self._keys: list[Key] = []
        self._at = -1

    @property
    def current(self) -> Key | None:
        """What is looked at now."""
        return self._keys[self._at] if self._keys else None

    @property
    def can_back(self) -> bool:
        """Whether something was looked at before."""
        return self._at > 0

    @property
    def can_forward(self) -> bool:
        """Whether the reader went back from something."""
        return self._at < len(self._keys) - 1

    def visit(self, key: Key) -> None:
        """Go to a key. What lay ahead is forgotten; looking at the same thing adds nothing."""
        if key == self.current:
            return
        self._keys = [*self._keys[: self._at + 1], key][-LIMIT:]
        self._at = len(self._keys) - 1

    def back(self) -> Key | None:
        """Go back one step; None at the beginning."""
        if not self.can_back:
            return None
        self._at -= 1
        return self.current

    def forward(self) -> Key | None:
        """Go forward one step; None at the end."""
        if not self.can_forward:
            return None
        self._at += 1
        return self.current
