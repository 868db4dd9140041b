"""An open case as the window and the command line use it."""

from geoapp.session.open_case import (
    OLDER_COPY,
    Event,
    Filtered,
    Selected,
    Session,
    Touched,
    missing_tips,
    refuse_identities,
)

__all__ = [
    "OLDER_COPY",
    "Event",
    "Filtered",
    "Selected",
    "Session",
    "Touched",
    "missing_tips",
    "refuse_identities",
]
