"""How many entries a text seems to hold, by its outward marks alone.

Tokenizers that only count. They share no code with the readers, so that a reader which swallows an entry is caught
by the difference.
"""

from evidence.ingest.count.braces import bibtex
from evidence.ingest.count.elements import rdf, xml
from evidence.ingest.count.lines import cochrane, nbib, noteexpress, ovid, refer, refworks, ris, wos
from evidence.ingest.count.rows import delimited, sheet
from evidence.ingest.count.values import json

__all__ = [
    "bibtex",
    "cochrane",
    "delimited",
    "json",
    "nbib",
    "noteexpress",
    "ovid",
    "rdf",
    "refer",
    "refworks",
    "ris",
    "sheet",
    "wos",
    "xml",
]
