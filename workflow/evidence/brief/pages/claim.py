"""One page a claim: for, against, qualifying, silent and not read together, each with what it compares and how directly."""

from __future__ import annotations

import json
from collections import Counter

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief import stale
from evidence.brief.changed import marks
from evidence.brief.macros import macros, parts
from evidence.brief.markup import Markdown, join
from evidence.brief.page import Each, Page, Rows, Slots
from evidence.brief.pages.certainty import STATES, components_table
from evidence.brief.pages.claim_numbers import numbers_of
from evidence.brief.pages.claim_robustness import robustness
from evidence.brief.retest import origin
from evidence.brief.statements import (
    code_label,
    confounding_sentences,
    facet_label,
    finding_sentences,
    share_sentence,
    testable,
)
from evidence.brief.tables import Tables
from evidence.brief.verdicts import DIRECTNESS_MEANS, DIRECTNESS_WORDS, VERDICT_WORDS
from evidence.brief.words import a_list, number
from evidence.propositions import Proposition
from evidence.side_words import TAKEN, Directness, Side
from evidence.synthesise.bodies import bodies
from evidence.synthesise.claim_rows import Confounding, Finding, SideOfStudy, Subgroup
from evidence.synthesise.claim_rule import TESTS, Test
from evidence.synthesise.confounding import FEWEST, ROLES
from evidence.synthesise.sides import RULE

own = macros("claim")
_SHOWN_NUMBERS = 3


def view(tables: Tables) -> Each:
    """A page for each claim."""
    return Each({p.slug: _claim(tables, p) for p in tables.claims.items})


def _claim(tables: Tables, p: Proposition) -> Slots:
    """One claim: its verdict on both axes, and the studies for, against, qualifying, silent and not read together."""
    f, rows = tables.finding[p.id], tables.sides_of[p.id]
    return {
        "id": p.id,
        "slug": p.slug,
        "heading": p.heading,
        "claim": p.claim,
        "badge": own.head(
            part.verdict(f), part.certainty(tables.certain[p.id]), part.balance(f, tables[Finding])
        ),
        "sentences": parts.paragraph(part.sentences(finding_sentences(tables, p), "../"), "standfirst"),
        "changed": marks.of_claim(tables, p),
        "stale": stale.note(stale.of_claim(tables, p)),
        "caution": parts.note("Read with care.", " ".join(p.caution.split())) if p.caution else Markdown(""),
        "test": TESTS[Test(p.test)],
        "missing": f"What is missing: {f.missing}." if f.missing else "",
        "testable": testable(tables, p),
        "counts_for": p.counts_for or "not stated",
        "counts_against": p.counts_against or "not stated",
        "start_status": p.start_status,
        "origin": origin(tables, p.id),
        "by_directness": _by_directness([r for r in rows if r.counted]),
        "within": _within(tables, p),
        "evidence": _sides_table(tables, [r for r in rows if r.counted]),
        "shown": _shown(tables, [r for r in rows if not r.counted]),
        "rule": f.rule_text,
        "numbers": numbers_of(tables, p),
        "with_claims": _with_claims(f) if tables.claims.seed else "",
        "robustness": robustness(tables, p, rows),
        "certainty": _certainty(tables, p),
        "otherwise": _otherwise(tables, p),
        "hash": f.evidence_hash,
    }


def _sides_table(tables: Tables, rows: list[SideOfStudy]) -> Rows:
    """The most direct first; of these those for the claim, that qualify it and against it."""
    order, sides = list(Directness), ("for", "qualifies", "against", "silent", "not_read")
    ordered = sorted(
        rows,
        key=lambda r: (r.side not in TAKEN, order.index(r.directness), sides.index(r.side), r.study_label),
    )
    shared = Counter(row.body for row in rows if row.side in TAKEN)
    return [
        (
            part.study_link(row, "../"),
            part.side(row.side),
            DIRECTNESS_WORDS[row.directness] if row.side in TAKEN else "–",
            row.compares or "–",
            row.reason,
            _who(tables, row, shared),
            _items(tables, row),
        )
        for row in ordered
    ]


def _who(tables: Tables, row: SideOfStudy, shared: Counter[str]) -> str:
    """Who says the side, who says how directly where that is another, what changed since, and with what the study is one body of evidence."""
    side = "rule" if row.by == RULE else f"read by {row.by}"
    if row.side in TAKEN and row.directness_by and row.directness_by != row.by:
        side += f"; how directly: {row.directness_by}"
    if since := stale.of_side(tables, row.proposition, row.study_id):
        side += f"; stale: {since} changed since"
    return f"{side}; one body of evidence: {row.body}" if row.side in TAKEN and shared[row.body] > 1 else side


def _by_directness(rows: list[SideOfStudy]) -> Rows:
    """Independent bodies of evidence by how directly they speak, and by side."""
    found = bodies(rows)
    table = []
    for how in Directness:
        own = Counter(body.side for body in found if body.directness == how)
        if own or how == Directness.DIRECT:
            told = DIRECTNESS_WORDS[how], DIRECTNESS_MEANS[how]
            table.append((*told, *(own[side] for side in (Side.FOR, Side.QUALIFIES, Side.AGAINST))))
    return table


def _within(tables: Tables, p: Proposition) -> Markup:
    """The claim within each code of the facet that it names, by the same rule."""
    if not p.by:
        return Markup()
    label = facet_label(tables, p.by)
    rows = [
        (
            code_label(tables, p.by, row.code),
            parts.badge("verdict", row.verdict, *VERDICT_WORDS[row.verdict]),
            *(row.direct_for, row.direct_qualifies, row.direct_against, row.indirect),
        )
        for row in tables[Subgroup]
        if (row.proposition, row.facet) == (p.id, p.by)
    ]
    table = parts.table(
        f"within-{p.slug}", f"The claim within each {label.lower()}, by the same rule on the studies of that one alone; in bodies of evidence",
        (label, "Verdict", "For", "Qualifying", "Against", "Less directly"), rows, empty="No counted study has a code.",
    )  # fmt: skip
    return join([parts.heading(2, "within", f"The claim by {label.lower()}"), table])


def _items(tables: Tables, row: SideOfStudy) -> Markup:
    found = [tables.item[i] for i in row.items if i in tables.item]
    if not found:
        return part.rests_on(tables, row)
    shown = parts.bullets([part.item_text(tables, item, "../") for item in found], "plain-list")
    return shown if len(found) <= _SHOWN_NUMBERS else parts.details(f"{len(found)} rows", shown)


def _shown(tables: Tables, rows: list[SideOfStudy]) -> Rows:
    return [
        (part.study_link(row, "../"), part.side(row.side), row.reason, _items(tables, row)) for row in rows
    ]


def _with_claims(f: Finding) -> str:
    other = json.loads(f.with_claims)
    if not f.n_claims:
        return "No statement of the source of the claims bears on this one, so there is nothing to leave out."
    same = "the same" if other["verdict"] == f.verdict else f"“{VERDICT_WORDS[other['verdict']][1].lower()}”"
    return (
        f"The source of the claims has {number(f.n_claims)} of its own on this one. "
        f"If that were counted as evidence for itself, the verdict would be {same}."
    )


def _certainty(tables: Tables, p: Proposition) -> Markup:
    row = tables.certain[p.id]
    judged = "Nobody has judged the certainty of this finding yet."
    if row.level:
        judged = f"{row.level.capitalize()} certainty, judged by {row.by} on {row.date}: {row.reason}"
    found = share_sentence(tables, p)
    more = parts.paragraph(part.sentence(found, "../")) if found else ""
    return join([parts.paragraph(judged), STATES[row.state], more, components_table(tables, p.id)])


def _otherwise(tables: Tables, p: Proposition) -> Markup:
    """What else the studies for and against differ in."""
    said = [part.sentence(s, "../") for s in confounding_sentences(tables, p)]
    rows = [
        (
            facet_label(tables, row.facet),
            code_label(tables, row.facet, row.code),
            _share_of(row.for_with, row.for_known),
            _share_of(row.against_with, row.against_known),
            "yes" if row.separates else "no",
        )
        for row in tables[Confounding]
        if row.proposition == p.id
    ]
    header = ("Facet", "Code", "For", "Against", "Tells the sides apart")
    full = parts.table(
        f"otherwise-{p.slug}", "Studies for and against by every dimension that is coded",
        header, rows, sortable=True, empty="No study that takes a side has a code.",
    )  # fmt: skip
    lead = parts.bullets(said) if said else parts.paragraph(_nothing_else(tables, p))
    return join([lead, parts.details("Every code on both sides", full)])


def _nothing_else(tables: Tables, p: Proposition) -> str:
    f = tables.finding[p.id]
    if min(f.n_for, f.n_against) < FEWEST:
        return "One side has too few studies to say whether the sides differ in something else as well."
    facets = [facet.label.lower() for facet in tables.codebook.with_role(*ROLES)]
    if not facets:
        return "Nothing else is coded by which the two sides could differ."
    return f"None of what is coded of both ({a_list(facets)}) tells the two sides apart."


def _share_of(part_of: int, known: int) -> str:
    return f"{part_of} of {known}" if known else "–"


PAGE = Page("findings/claim.md", view)
