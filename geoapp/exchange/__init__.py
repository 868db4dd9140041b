"""Everything that comes into a case or goes out of it. Reads through CaseView only."""

from geoapp.exchange.export import export_csv, export_files, export_geojson
from geoapp.exchange.plan import ImportPlan, plan_import
from geoapp.exchange.read import read_file, read_mapping, table_of
from geoapp.exchange.rows import RowFile

__all__ = [
    "ImportPlan",
    "RowFile",
    "export_csv",
    "export_files",
    "export_geojson",
    "plan_import",
    "read_file",
    "read_mapping",
    "table_of",
]
