"""A shape in the making, step by step, so that single corners can be taken back."""

from __future__ import annotations

from layers.shaping import Shape


class Tracing:
    """The steps of one shape. Nothing here is an entry of the case."""

    def __init__(self, shape: Shape) -> None:
        self._steps = [shape]
        self._at = 0
        self._trial: Shape | None = None

    @property
    def shape(self) -> Shape:
        """The shape as it is now, a corner under the hand included."""
        return self._trial or self._steps[self._at]

    def do(self, shape: Shape) -> None:
        """One more step; what had been taken back before is forgotten."""
        self._trial = None
        if shape != self._steps[self._at]:
            self._steps = [*self._steps[: self._at + 1], shape]
            self._at += 1

    def attempt(self, shape: Shape | None) -> None:
        """Show a shape without making it a step; None shows the last step again."""
        self._trial = shape

    @property
    def settled(self) -> Shape:
        """The shape after the last step."""
        return self._steps[self._at]

    @property
    def is_changed(self) -> bool:
        """Whether the shape differs from the one it began with."""
        return self.settled != self._steps[0]

    def undo(self) -> bool:
        """Take one step back. Whether there was one."""
        self._trial = None
        if self._at == 0:
            return False
        self._at -= 1
        return True

    def redo(self) -> bool:
        """Take the step again that was taken back last. Whether there was one."""
        self._trial = None
        if self._at + 1 == len(self._steps):
            return False
        self._at += 1
        return True
