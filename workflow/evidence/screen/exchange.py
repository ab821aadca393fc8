"""Screening done elsewhere: labels in exports."""

from __future__ import annotations

import json

from evidence.ingest.rows import Record

# Columns by which tools and published sets say whether a record was included, the surest first.
COLUMNS = (
    "asreview_label",
    "label_included",
    "included",
    "included_label",
    "final_included",
    "included_final",
    "included_flag",
    "inclusion_code",
    "include",
    "label",
)
_NOTES = {"asreview_relevant": True, "asreview_irrelevant": False}
_YES, _NO = (
    ("1", "1.0", "true", "yes", "include", "included"),
    ("0", "0.0", "false", "no", "exclude", "excluded"),
)


def label_of(record: Record) -> bool | None:
    """Whether a record was included, by its own export; None where it does not say.

    Read from a column of COLUMNS, or from the notes that ASReview writes into RIS (`ASReview_relevant`).
    """
    if not record.extra:
        return None
    extra = {name.strip().lower(): value for name, value in json.loads(record.extra).items()}
    for name in COLUMNS:
        value = str(extra.get(name, "")).strip().lower()
        if value in _YES or value in _NO:
            return value in _YES
    written = json.dumps(extra).lower()
    return next((told for note, told in _NOTES.items() if note in written), None)
