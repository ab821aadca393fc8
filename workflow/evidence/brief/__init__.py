"""Brief: every table in; computed sentences, figures, pages and downloads out."""

from evidence.brief.render import Book, render
from evidence.brief.tables import Tables

__all__ = ["Book", "Tables", "render"]
