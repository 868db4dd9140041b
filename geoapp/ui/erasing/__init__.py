"""Withdrawal of consent in the window: the list, the degrees, and what is not reached."""
