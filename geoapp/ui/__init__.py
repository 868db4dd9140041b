"""The window: the only place, with geoapp.app, where Qt is imported."""
