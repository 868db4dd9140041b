"""The attribute table: the rows of any table, to be sorted, filtered, chosen and changed."""

from geoapp.ui.panels.table.attribute_table import AttributeTable

__all__ = ["AttributeTable"]
