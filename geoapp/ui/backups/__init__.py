"""Backups, restoring and salvaging in the window."""
