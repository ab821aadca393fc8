"""The re-test: what the source of the claims said, point by point, beside what this evidence gives."""

from __future__ import annotations

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.implications import on_point
from evidence.brief.macros import macros, parts
from evidence.brief.markup import Markdown, as_text, join
from evidence.brief.page import Page, Slots
from evidence.brief.retest import KINDS, MEANS, added, in_words, origin, points, source, summary
from evidence.brief.tables import Tables
from evidence.brief.verdicts import VERDICT_WORDS, five_counts
from evidence.synthesise.claim_rows import Finding

own = macros("replication")


def view(tables: Tables) -> Slots | None:
    """Point by point, the claims that stand in no point, and first status against verdict; None where the review is no re-test."""
    seed = tables.claims.seed
    if not seed.get("points"):
        return None
    kinds = list(dict.fromkeys(point["kind"] for point in points(tables)))
    return {
        "summary": parts.paragraph(part.sentences(summary(tables)), "standfirst"),
        "source": Markdown(
            f"The source: {as_text(seed['reference'])}\n\n{as_text(' '.join(seed.get('points_note', '').split()))}"
        ),
        "tables": own.points([_means(), *(_points(tables, kind) for kind in kinds), _added(tables)]),
        "agreement": _agreement(tables),
    }


def _means() -> Markup:
    """The words for what became of a point."""
    return parts.bullets([own.means(f"{state.capitalize()}:", f"{means}.") for state, means in MEANS.items()])


def _points(tables: Tables, kind: str) -> Markup:
    title = KINDS[kind][1].capitalize()
    body = []
    for point in points(tables, kind):
        said = own.point(" ".join(point["says"].split()), in_words(tables, point), on_point(tables, point))
        for index, claim in enumerate(point["claims"]):
            first = (own.again(point["number"]), own.same()) if index else (point["number"], said)
            body.append((*first, *_computed(tables, claim)))
    table = parts.table(
        f"points-{kind}",
        f"{title} of {source(tables)}, and what this evidence gives",
        ("Point", "What the source says, in short, and what became of it", "Verdict here", "Why"),
        body,
    )
    return join([parts.heading(2, f"{kind}s", title), table])


def _computed(tables: Tables, claim: str) -> tuple[object, ...]:
    f, p = tables.finding[claim], tables.proposition[claim]
    numbers = f"{', '.join(f'{n} {word}' for _, n, word in five_counts(f))}."
    claim_link = parts.link(f"findings/{p.slug}.html", f"{p.id}: {p.claim}")
    return (
        own.verdict(claim_link, part.verdict(f), part.certainty(tables.certain[claim])),
        parts.beneath(numbers, f"Not tested: {f.missing}." if f.missing else f.rule_text),
    )


def _added(tables: Tables) -> Markup:
    rows = [(*_computed(tables, claim), origin(tables, claim)) for claim in added(tables)]
    if not rows:
        return Markup()
    table = parts.table(
        "points-added",
        "Claims that the source does not make; they decide on none of its points",
        ("Verdict here", "Why", "Where it comes from"),
        rows,
    )
    return join([parts.heading(2, "added-claims", "Added by this review"), table])


def _agreement(tables: Tables) -> Markup:
    """How often each first status met each verdict; a cell counts claims and names them."""
    if not any(p.start_status for p in tables.claims.items):
        return parts.paragraph("No first status was noted for any claim.")
    verdicts = [v for v in VERDICT_WORDS if any(f.verdict == v for f in tables[Finding])]
    statuses = list(dict.fromkeys(p.start_status or "not stated" for p in tables.claims.items))
    body = []
    for status in statuses:
        own = [p for p in tables.claims.items if (p.start_status or "not stated") == status]
        cells = [[p.id for p in own if tables.finding[p.id].verdict == v] for v in verdicts]
        body.append((status, *(f"{len(ids)} ({', '.join(ids)})" if ids else "–" for ids in cells), len(own)))
    table = parts.table(
        "agreement",
        "First status by verdict, in claims",
        ("First status", *(VERDICT_WORDS[v][1] for v in verdicts), "Claims"),
        body,
    )
    return table


PAGE = Page("replication.md", view)
