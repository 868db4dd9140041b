"""The case file: a GeoPackage with an append-only ledger, opened by nothing else."""

from geoapp.store.case_file import CaseFile
from geoapp.store.keys import Keys
from geoapp.store.migrating import Migrated
from geoapp.store.reader import StoreReader
from geoapp.store.signing import Signer

__all__ = ["CaseFile", "Keys", "Migrated", "Signer", "StoreReader"]
