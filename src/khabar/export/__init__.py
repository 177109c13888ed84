"""Readings in the forms of other programs: lines, tables, linked data, entities, references."""

from khabar.export.entities import as_entities
from khabar.export.linked import as_linked_data
from khabar.export.references import as_ris
from khabar.export.tables import TABLES, Table, rows, write_csv, write_parquet

__all__ = ["TABLES", "Table", "as_entities", "as_linked_data", "as_ris", "rows", "write_csv", "write_parquet"]
