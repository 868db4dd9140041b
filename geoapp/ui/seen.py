"""Whether anybody can see a widget: what nobody sees need not be read yet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def is_seen(widget: QWidget) -> bool:
    """Whether any part of it is on the screen.

    For Qt a panel behind the tab of another one is visible; it lies beside the window.
    """
    return widget.isVisible() and not widget.visibleRegion().isEmpty()
