"""Ingest: database exports in, records and quarantine out. Nothing is lost in silence."""
