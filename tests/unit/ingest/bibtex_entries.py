"""Entries of BibTeX as its tests ask for them, without a file around them."""

from __future__ import annotations

from evidence.ingest.bibtex import read


def one(text):
    entries = list(read(text))
    assert len(entries) == 1
    return entries[0]


def keys(text):
    return [entry.key for entry in read(text)]


def repairs(entry):
    return " ".join(problem for _, _, problem, _ in entry.repairs)
