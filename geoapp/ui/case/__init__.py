"""Dialogs about the case as a whole: who can open it, what it is, whether it is sound."""
