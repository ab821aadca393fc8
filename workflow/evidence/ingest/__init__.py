"""Ingest: database exports in, records and quarantine out. Nothing is lost in silence."""

from evidence.ingest.stage import Ingested, Settings, Source, ingest, stream

__all__ = ["Ingested", "Settings", "Source", "ingest", "stream"]
