"""Numbers and codes of new rows, as commands give them."""

from geoapp.case.identity import LARGEST_ID, new_key, next_code

__all__ = ["LARGEST_ID", "new_key", "next_code"]
