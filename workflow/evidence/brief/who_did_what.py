"""Who did which step, read off the tables and never typed."""

from __future__ import annotations

from evidence.appraise.rows import Appraisal
from evidence.assess.rows import Certainty, Implication, ThemeCertainty
from evidence.brief.made_once import once
from evidence.brief.tables import Tables
from evidence.classify.rows import CodedBy, Label
from evidence.given.reviewers import voices
from evidence.screen.rows import Screening
from evidence.synthesise.claim_rows import SideOfStudy
from evidence.synthesise.theme_rows import Theme


@once
def people(tables: Tables) -> dict[str, list[str]]:
    """The names of those who screened, coded, read sides, drew themes, appraised, judged certainty and wrote implications, step by step.

    A step in which all was settled together has CONSENSUS alone."""
    judged: list[Certainty | ThemeCertainty] = [*tables[Certainty], *tables[ThemeCertainty]]
    steps = {
        "Screening": (by for (by,) in tables.tally(Screening, "by")),
        "Coding": (by for by, source in tables.tally(Label, "by", "source") if source == CodedBy.PERSON),
        "Reading for a claim": (
            row.by for row in tables[SideOfStudy] if row.by not in ("rule", "the claim itself")
        ),
        "Themes": (row.by for row in tables[Theme]),
        "Appraisal": (row.by for row in tables[Appraisal] if row.tool),
        "Certainty": (row.by for row in judged if row.state == "judged"),
        "Implications": (row.by for row in tables[Implication]),
    }
    # A decision that several people share names them all, parted by semicolons.
    return {
        step: voices(name.strip() for by in names for name in by.split(";")) for step, names in steps.items()
    }
