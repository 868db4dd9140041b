"""The timeline: what happened when, and a range of dates for the whole window."""

from geoapp.ui.panels.timeline.panel import Timeline

__all__ = ["Timeline"]
