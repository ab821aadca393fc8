"""GRADE for pooled effects: concerns that a rule proposes, and what people judged."""

from __future__ import annotations

from markupsafe import Markup

from evidence.assess.rows import GradeDomain, PoolCertainty
from evidence.brief import components as part
from evidence.brief.macros import parts
from evidence.brief.markup import join
from evidence.brief.tables import Tables

RULE = (
    "risk of bias by the weight of studies that fail a criterion; inconsistency by I² and whether the prediction interval "
    "turns; imprecision by whether the interval holds no difference and, where it is configured, crosses the smallest important "
    "effect on either side; publication bias by results that a person says were left out for what they were, else by Egger’s "
    "test from ten studies on; indirectness is never proposed"
)


def pool_certainty(tables: Tables) -> Markup:
    """The level of each pool and what is proposed and judged in each domain; nothing where nothing was pooled."""
    if not tables[PoolCertainty]:
        return Markup()
    pools = [
        (
            parts.link(f"#pool-{p.pool_id}", p.pool_id),
            parts.beneath(p.start or "not known", p.start_why),
            part.certainty(p),
            p.reason or "–",
            p.evidence_hash,
        )
        for p in tables[PoolCertainty]
    ]
    rows = [
        (g.pool_id, g.domain.replace("_", " "), f"{g.proposed}: {g.why}", g.judged or "not yet judged")
        for g in tables[GradeDomain]
    ]
    return join(
        [
            parts.table("grade-levels", "Certainty of each pooled effect", ("Pool", "Starts at, by design", "Certainty", "Why", "Evidence hash"), pools),
            parts.table(
                "grade", "GRADE: what is proposed and what was judged",
                ("Pool", "Domain", "Concern proposed, and why", "Concern judged by a person"), rows, tall=True,
            ),
        ],
        "\n",
    )  # fmt: skip
