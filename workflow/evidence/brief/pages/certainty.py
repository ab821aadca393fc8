"""How sure are we? GRADE-CERQual for each finding: facts, the concerns they propose, and what people judged."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any

from markupsafe import Markup

from evidence.assess.cerqual import COMPONENTS
from evidence.assess.rows import CerqualComponent, Certainty, GradeDomain, PoolCertainty
from evidence.brief import components as part
from evidence.brief.macros import parts
from evidence.brief.markup import join
from evidence.brief.page import Page, Rows, Slots
from evidence.brief.tables import Tables
from evidence.brief.words import number, plural

LABELS = {
    "methodological_limitations": "Methodological limitations",
    "coherence": "Coherence",
    "adequacy": "Adequacy of data",
    "relevance": "Relevance",
}
_MARKS = {"no or very minor": "○", "minor": "◔", "moderate": "◑", "serious": "●"}
STATES = {
    "judged": Markup(),
    "not yet judged": parts.paragraph(
        "The concerns below are proposed by rule from the facts beside them. No level follows from them."
    ),
    "stale": parts.note("Stale.", "The evidence has changed since this was judged. Judge it again."),
    "incomplete": parts.note("Incomplete.", "A component has no verdict by a person yet."),
}
RULES = (
    (
        "Methodological limitations",
        "serious where under half of the studies are appraised; else by the share of appraised studies that fail a "
        "criterion: none, up to a quarter, up to two thirds, above",
    ),
    (
        "Coherence",
        "by the share of studies that go against the finding, one that qualifies it counting as half: none, up to 10 %, up "
        "to a third, above; of a contested finding the smaller side goes against it",
    ),
    ("Adequacy of data", "by the number of studies: ten and more, five and more, three and more, fewer"),
    (
        "Relevance",
        "by where studies come from: no concern from two countries on, minor where over half come from one, moderate where "
        "all do, serious where it is not known",
    ),
    (
        "GRADE",
        "risk of bias by the weight of studies that fail a criterion; inconsistency by I² and whether the prediction "
        "interval turns; imprecision by whether the interval holds no difference and, where it is configured, crosses the smallest important effect on either side; publication bias by results that a person says were left out for what they were, else by Egger’s test from "
        "ten studies on; indirectness is never proposed",
    ),
)


def concern(name: str) -> Markup:
    """A concern as a mark and words."""
    return parts.signed(_MARKS.get(name, "◇"), name or "not yet judged")


def components_table(tables: Tables, proposition: str, up: str = "") -> Markup:
    rows = [
        (LABELS[c.component], facts(c.facts), parts.beneath(concern(c.proposed), c.why), concern(c.judged))
        for c in tables[CerqualComponent]
        if c.proposition == proposition
    ]
    header = ("Component", "Facts", "Concern proposed, and why", "Concern judged by a person")
    return parts.table(
        f"certainty-{proposition.lower()}", "GRADE-CERQual: facts, proposals and verdicts", header, rows
    )


def facts(text: str) -> str:
    """Facts as JSON in words."""

    def said(value: Any) -> str:
        if isinstance(value, dict):
            return ", ".join(f"{str(k).replace('_', ' ')} {v}" for k, v in value.items()) or "none"
        return str(value)

    return "; ".join(f"{name}: {said(value)}" for name, value in json.loads(text).items())


def view(tables: Tables) -> Slots:
    """The summary of qualitative findings, the evidence profile, and GRADE for pools."""
    states = Counter(row.state for row in tables[Certainty])
    n = len(tables[Certainty])
    rest = [f"{number(count)} {state}" for state, count in sorted(states.items()) if state != "judged"]
    some = f"{number(states['judged']).capitalize()} of {number(n)} findings {plural(states['judged'], 'has', 'have')}"
    said = f"{some if states['judged'] else f'No finding of {number(n)} has' if n else 'There is no finding, and none has'} a certainty that a person gave"
    said += f": {', '.join(rest)}." if rest else "."
    return {
        "said": parts.paragraph(said, "standfirst computed"),
        "summary": _summary(tables),
        "profile": _profile(tables),
        "components": [LABELS[name] for name in COMPONENTS],
        "grade": _grade(tables),
        "rules": RULES,
    }


def _summary(tables: Tables) -> Rows:
    return [
        (
            parts.link(f"findings/{p.slug}.html", p.id),
            p.claim,
            part.verdict(f),
            f"{f.n_for} for, {f.n_against} against, {f.n_qualifies} qualifying",
            part.certainty(tables.certain[p.id]),
            tables.certain[p.id].reason or "–",
        )
        for p in tables.claims.items
        for f in [tables.finding[p.id]]
    ]


def _profile(tables: Tables) -> Rows:
    by_claim: dict[str, dict[str, Any]] = defaultdict(dict)
    for c in tables[CerqualComponent]:
        by_claim[c.proposition][c.component] = c
    return [
        (
            parts.link(f"findings/{p.slug}.html#how-certain-is-this", p.id),
            *(_cell(by_claim[p.id][name]) for name in COMPONENTS),
        )
        for p in tables.claims.items
    ]


def _cell(c: Any) -> Markup:
    who = "judged" if c.judged else "proposed"
    return parts.beneath(join([concern(c.judged or c.proposed), f"({who})"], " "), c.why)


def _grade(tables: Tables) -> Markup:
    if not tables[PoolCertainty]:
        return parts.paragraph("Nothing was pooled, so that GRADE has nothing to rate.")
    pools = [
        (
            parts.link(f"pools.html#pool-{p.pool_id}", p.pool_id),
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


PAGE = Page("certainty.md", view)
