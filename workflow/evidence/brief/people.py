"""Who did which step, read off the tables and never typed."""

from __future__ import annotations

from evidence.brief.tables import Tables
from evidence.records import Source


def people(tables: Tables) -> dict[str, list[str]]:
    """The names of those who screened, coded, read sides, appraised and judged certainty, step by step."""
    steps = {
        "Screening": (row.by for row in tables.screening),
        "Coding": (row.by for row in tables.labels if row.source == Source.PERSON),
        "Reading for a claim": (row.by for row in tables.sides if row.by not in ("rule", "the claim itself")),
        "Appraisal": (row.by for row in tables.appraisals if row.tool),
        "Certainty": (row.by for row in tables.certainty if row.state == "judged"),
    }
    # A decision that several people share names them all, parted by semicolons.
    return {
        step: sorted({name.strip() for by in names for name in by.split(";") if name.strip()})
        for step, names in steps.items()
    }
