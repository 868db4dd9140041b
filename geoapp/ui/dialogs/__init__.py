"""Dialogs and pages that ask for something."""
