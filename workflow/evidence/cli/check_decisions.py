"""What people decided, as `evidence check` follows it: every reference to its end, and no row without a fate."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from evidence import inputs
from evidence.extract.rows import CaseCondition, EvidenceItem
from evidence.given.declare import given_by, takes_back
from evidence.given.reading import numbered_rows
from evidence.given.withdrawn import without_withdrawn
from evidence.given_catalogue import DECISIONS
from evidence.io import read_people
from evidence.item_words import Kind
from evidence.layout import Layout
from evidence.ledger import Sum
from evidence.remarks import Quarantined, Remark
from evidence.synthesise.theme_rows import Theme


def followed(
    at: Layout,
    library: Any,
    items: list[EvidenceItem],
    codebook: Any,
    claims: Any,
    config: Any,
    measured: list[CaseCondition],
    said: list[Remark],
) -> tuple[list[Remark], list[Sum]]:
    """(remarks that are not among those `said`, the sum of each kind of table)."""
    from evidence.assess.implications import of_no_point
    from evidence.assess.stage import of_no_theme
    from evidence.decided import balance, resolved
    from evidence.seed import point_names
    from evidence.synthesise.themes import themes

    drawn: list[Theme] = []
    found: list[Remark] = []
    sums: list[Sum] = []
    decided: list[Any]
    given: list[Any]
    for row in DECISIONS:
        kind = given_by(row).name
        given, bad = inputs.people(row, at.decisions(kind), at, codebook, claims.ids())
        decided, gone, idle = without_withdrawn(given)
        bad += idle
        if kind == "appraisal" and decided:
            from evidence.appraise.meant import as_meant

            meant, unknown = as_meant(decided, _tools(at, codebook))
            decided = list(meant)
            bad = [*bad, *unknown]
        more, standing, superseded = resolved(row, decided, library.mentions, library.work_of)
        told = _by_the_stage(kind, decided, library, items, codebook, config, measured, at)
        if kind == "themes":
            drawn, _, told = themes(decided, [], [], codebook, claims.ids())
        if kind == "certainty":
            told = of_no_theme(decided, [theme.theme for theme in drawn])
        if kind == "implications":
            told = of_no_point(decided, point_names(claims.seed))
        told = told + _to_come(decided)
        own = {inputs.name_of(path, at) for path in at.decisions(kind)}
        found += [r for r in dict.fromkeys([*bad, *more, *told]) if r not in said and r not in found]
        remarks = [remark for remark in [*said, *found] if remark.source_file in own]
        counted = _lines([*bad, *more])
        standing -= len(_lines(remarks) - counted)  # what stages drop beyond what is told by the references
        if rows := inputs.count_rows(row, at):
            sums.append(balance(kind, rows, standing, superseded, remarks, len(gone)))
    return found, sums


def coded(at: Layout, items: list[EvidenceItem], aside: list[Quarantined], said: list[Remark]) -> list[Sum]:
    """Passages and estimates: rows in the files = evidence + not used + withdrawn + set aside. What is not used is shown, and counts nowhere. What was withdrawn is counted here by itself: two rows
    for each that takes one back."""
    left_out = {(row.source_file, row.line) for row in aside}
    idle = {(r.source_file, r.line) for r in said if r.dropped}
    left_out |= {(r.source_file, r.line) for r in said if r.dropped and r.field == "withdrawn"}
    found = []
    for kind, paths, of in (("passages", at.extracts, Kind.EXTRACT), ("estimates", at.effects, Kind.EFFECT)):
        rows = [
            ((inputs.name_of(path, at), line), row)
            for path in paths
            for line, row in numbered_rows(read_people(path)[0])
        ]
        back = sum(takes_back(row.get("withdrawn")) for place, row in rows if place not in left_out)
        gone = (("withdrawn", 2 * back),) if back else ()
        dropped = sum(place in left_out for place, _ in rows)
        told = [(item.source_file, item.line) in idle for item in items if item.kind == of]
        unused = (("not used", sum(told)),) if any(told) else ()
        parts = (("evidence", told.count(False)), *unused, *gone, ("set aside", dropped))
        found += [Sum(f"rows of {kind}", len(rows), parts)] if rows else []
    return found


def _to_come(decided: list[Any]) -> list[Remark]:
    """A remark for each decision whose day has not come, anywhere on earth: it outranks all that is decided until then.

    Only said here: what a build makes does not depend on the day on which it is made.
    """
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    problem = "this day has not come yet; until then the decision outranks every later one"
    return [
        Remark("", d.file, d.line, "date", d.date, problem, "correct the date, if it is a slip")
        for d in decided
        if d.date > tomorrow
    ]


def _lines(remarks: list[Remark]) -> set[tuple[str, int]]:
    return {(remark.source_file, remark.line) for remark in remarks if remark.dropped}


def _by_the_stage(
    kind: str,
    decided: list[Any],
    library: Any,
    items: list[EvidenceItem],
    codebook: Any,
    config: Any,
    measured: list[CaseCondition],
    at: Layout,
) -> list[Remark]:
    """What only a stage knows of a decision: that answers contradict each other, that nothing was pooled under an id."""
    if kind == "appraisal" and decided:
        from evidence.appraise.stage import appraise

        tools = _tools(at, codebook)
        return appraise(items, decided, library.mentions, library.work_of, library.works, tools).remarks
    if kind == "grade" and decided:
        from evidence.assess.grade import verdicts_on_nothing
        from evidence.synthesise.likeness import Likeness, comparable
        from evidence.synthesise.pool import pools

        plan = config.synthesise
        like = comparable(items, Likeness(plan.turned_comparisons, plan.alike_comparisons))
        groups = pools(like, plan.never_pooled, plan.pooling)
        return verdicts_on_nothing(decided, [pool.pool_id for pool in groups if pool.pooled])
    if kind == "memberships" and decided:
        from evidence.qca.entered import entered
        from evidence.qca.stage import known_cases

        return entered(decided, config.qca, known_cases(items, measured))[1]
    return []


def _tools(at: Layout, codebook: Any) -> Any:
    """The tools that a review appraises with."""
    from evidence.appraise.tool_files import own_tools
    from evidence.appraise.toolbox import toolbox

    return toolbox(own_tools(at.appraisal_tools), codebook)
