"""What could be pooled, with everything that the result rests on, and what could not, with the reason."""

from __future__ import annotations

from collections import Counter
from functools import partial

from markupsafe import Markup

from evidence.assess.rows import PoolCertainty
from evidence.brief import components as part
from evidence.brief.figures.forest import Line, forest, shown
from evidence.brief.figures.funnel import funnel
from evidence.brief.macros import parts
from evidence.brief.markup import anchor, join, names
from evidence.brief.page import Page, Rows, Slots, Undone
from evidence.brief.pages.numbers import ROWS_GO_INTO
from evidence.brief.pages.pool_certainty import RULE, pool_certainty
from evidence.brief.pages.pool_tables import analyses as table_of_analyses
from evidence.brief.pages.pool_tables import equals, interval, members
from evidence.brief.pool_words import FEW as TWO
from evidence.brief.pool_words import benefit, by_arm, ends, i2_bounds, scale_of
from evidence.brief.tables import Tables
from evidence.brief.words import number, plural
from evidence.extract.rows import EvidenceItem
from evidence.item_words import Direction, Kind, as_words
from evidence.measures import is_ratio
from evidence.meta.small_studies import FEW
from evidence.remarks import Remark
from evidence.review_kind import Part
from evidence.singular import agreeing
from evidence.synthesise.pool_asymmetry import EGGER, PEESE, PET
from evidence.synthesise.pool_rows import Pool, PoolAnalysis, PoolStudy

METHOD_WORDS = {"EE": "a common effect"}
_TESTS = {
    "z": "the normal distribution",
    "knha": "Knapp and Hartung’s test",
    "adhoc": "Knapp and Hartung’s test, never narrower than the normal one",
}


def view(tables: Tables) -> Slots | Undone:
    """One section a pool; then every group that was refused. Undone where no row could be in any."""
    if not tables[Pool]:
        return Undone("No estimate was extracted, so that nothing could be pooled.", ROWS_GO_INTO)
    pooled = [pool for pool in tables[Pool] if pool.pooled]
    reasons = Counter(pool.reason for pool in tables[Pool] if not pool.pooled)
    why = [(reason, n) for reason, n in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))]
    sections = join((_section(tables, pool) for pool in pooled), "\n") if pooled else _none()
    return {
        "said": _how_many(len(pooled), len(tables[Pool])),
        "pooled": sections,
        "reasons": why,
        "groups": _groups(tables),
        "grade": pool_certainty(tables),
        "rule": RULE,
        "remarks": [
            (r.row_id, as_words(r.field), as_words(r.value) or "–", names(r.problem), names(r.how_to_fix))
            for r in _remarks(tables)
        ],
    }


def _remarks(tables: Tables) -> list[Remark]:
    """What looks wrong in rows of effects."""
    effects = {item.item_id for item in tables[EvidenceItem] if item.kind == Kind.EFFECT}
    return [remark for remark in tables[Remark] if remark.row_id in effects]


def _how_many(pooled: int, groups: int) -> str:
    if not groups:
        return "No estimates were extracted, so that nothing could be pooled."
    if groups == 1:
        return (
            f"There is {number(groups)} group of like results; it could {'' if pooled else 'not '}be pooled."
        )
    return agreeing(f"{pooled or 'None'} of {groups} groups of like results could be pooled.")


def _none() -> Markup:
    return parts.note(
        "No pool could be defended.",
        "No group of like results has two studies that count, so that an average would be of unlike things. "
        "What is known is told by direction instead.",
    )


def _section(tables: Tables, pool: Pool) -> Markup:
    studies = [row for row in tables[PoolStudy] if row.pool_id == pool.pool_id]
    analyses = [row for row in tables[PoolAnalysis] if row.pool_id == pool.pool_id]
    ratio = is_ratio(pool.effect_type)
    kind = scale_of(pool, part.kind_of_estimate(tables, pool.effect_type))
    measure = f"{as_words(pool.measure or pool.outcome)} ({kind})"
    name = anchor(f"pool-{pool.pool_id}")
    lines = [
        Line(
            s.study_label, s.estimate, s.ci_low, s.ci_high, s.weight, under=_under(tables.item.get(s.item_id))
        )
        for s in studies
    ]
    whole = Line("All together", *pool.result, pi=pool.expected, under=f"I² {_heterogeneity(pool, studies)}")
    figures = [
        part.figure(
            partial(forest, lines, whole, measure=measure, ratio=ratio, ends=ends(pool)),
            f"{name}-forest",
            "Squares are as large as a study’s weight; the diamond is the pooled result"
            + (
                ", and the dotted line where the effect of a new study is expected." if pool.expected else "."
            ),
            "Study by study.",
        )
    ]
    if len(studies) > 2:
        figures.append(
            part.figure(
                partial(funnel, lines, whole.estimate, measure=measure, ratio=ratio),
                f"{name}-funnel",
                "Small studies stand low. A gap on one side can come from unpublished studies, and from much else"
                + (f"; {number(len(studies))} studies are too few to tell." if len(studies) < FEW else "."),
                "Do small studies differ?",
            )
        )
    head = parts.heading(2, name, _heading(tables, pool))
    said = parts.paragraph(_said(pool, studies, analyses, ratio), "computed")
    doubted = sorted({row.row_id for row in _remarks(tables)} & set(pool.items))
    notes = [parts.note("Mind this.", note) for note in (*pool.notes, *_doubted(doubted))]
    tables_of = [
        members(tables, name, pool, studies, ratio),
        table_of_analyses(name, analyses, ratio, tables.codebook),
    ]
    content = [head, said, *notes, _certainty(tables, pool), *figures, *tables_of]
    return parts.section(join(content, "\n"))


def _doubted(rows: list[str]) -> list[str]:
    return [f"Remarks stand on {', '.join(rows)}; see “What looks wrong in the rows”."] if rows else []


def _heading(tables: Tables, pool: Pool) -> str:
    """What was measured, what is compared with what, the scale, and the arm that each side favours."""
    scale = scale_of(pool, part.kind_of_estimate(tables, pool.effect_type))
    name = as_words(pool.measure or pool.outcome)
    compared = as_words(pool.comparison) or "comparison not stated"
    return f"{name[:1].upper()}{name[1:]}: {compared} ({scale}; {benefit(pool)})"


def _under(item: EvidenceItem | None) -> str:
    """The two arms of a study in one line, the first against the second."""
    return " v ".join(arm or "–" for arm in found) if any(found := by_arm(item)) else ""


def _heterogeneity(pool: Pool, studies: list[PoolStudy]) -> str:
    """I² with its interval."""
    bounds = i2_bounds(pool, studies)
    within = f" ({bounds[0]:.0%} to {bounds[1]:.0%})" if bounds else ""
    return f"{pool.i2:.0%}{within}"


def _said(pool: Pool, studies: list[PoolStudy], analyses: list[PoolAnalysis], ratio: bool) -> str:
    """The result in words, with its prediction interval, heterogeneity and what moves it."""
    models = [
        (row.ci_low, row.ci_high)
        for row in analyses
        if row.kind == "model" and row.ci_low is not None and row.ci_high is not None
    ]
    null_out = sum(low > 0 or high < 0 for low, high in models)
    estimate, low, high = (shown(value, ratio) for value in pool.result)
    moved = [row.study_label for row in studies if row.influential]
    of = f" of the group’s {number(pool.n_studies)}" if pool.n_studies > len(studies) else ""
    texts = [
        f"{number(len(studies)).capitalize()} {plural(len(studies), 'study', 'studies')}{of} together give "
        f"{estimate} ({low} to {high}): "
        f"{METHOD_WORDS.get(pool.method, pool.method)} and {_TESTS[pool.test]}.",
        f"In a new study the effect is expected between {' and '.join(shown(value, ratio) for value in pool.expected)}."
        if pool.expected
        else "Where the effect of a new study is expected cannot be told from so few.",
        f"Test of no difference: p {equals(pool.p)}." if pool.p is not None else "",
        _of_two(studies, analyses, ratio),
        f"Between-study variance tau² is {pool.tau2:.3f}"
        + (f" ({pool.tau2_low:.3f} to {pool.tau2_high:.3f})" if pool.tau2_low is not None else "")
        + f"; I² is {_heterogeneity(pool, studies)}"
        + (
            f"; test of homogeneity: Q = {pool.q:.2f}, p {equals(pool.q_p)}."
            if pool.q is not None and pool.q_p is not None
            else "."
        ),
        f"The interval leaves out no difference in {null_out} of {len(models)} models.",
        f"Influential: {', '.join(moved)}."
        if moved
        else "No study stands out as influential."
        if len(studies) > TWO
        else "",
        _small(analyses, ratio),
        _votes(pool),
        f"{pool.reason[:1].upper()}{pool.reason[1:]}." if pool.reason else "",
    ]
    return " ".join(text for text in texts if text)


def _of_two(studies: list[PoolStudy], analyses: list[PoolAnalysis], ratio: bool) -> str:
    """What is to be said of an interval that rests on two studies."""
    common = next((row for row in analyses if row.analysis == "common effect, normal"), None)
    if len(studies) > TWO or common is None or common.estimate is None:
        return ""
    return (
        "Of two studies nobody can tell how far such studies vary, so that the interval says little; were there no "
        f"variance between them, it would be {interval(common, ratio)}."
    )


def _small(analyses: list[PoolAnalysis], ratio: bool) -> str:
    """Whether small studies differ, and what the effect would be were it not for that; blank where there are too few to tell."""
    found = {row.analysis: row for row in analyses if row.k >= FEW}
    tested = found.get(EGGER)
    if tested is None or tested.p is None:
        return ""
    without = [
        f"{interval(row, ratio)} by {short}"
        for name, short in ((PET, "PET"), (PEESE, "PEESE"))
        if (row := found.get(name)) and row.estimate is not None
    ]
    rest = f"; for a study without error the effect would be {' and '.join(without)}" if without else ""
    return f"Small studies beside large ones: p {equals(tested.p)} by Egger’s regression{rest}."


def _votes(pool: Pool) -> str:
    """Which way its rows point, one by one, beside the pooled estimate."""
    said = (
        f"Of its rows, {number(pool.votes_for)} {plural(pool.votes_for, 'points', 'point')} to benefit and "
        f"{number(pool.votes_against)} to harm"
    )
    side = {Direction.POSITIVE: "benefit", Direction.NEGATIVE: "harm"}.get(pool.points_to)
    rest = (
        f"the pooled estimate points to {side}" if side else "nobody says to which the pooled estimate points"
    )
    return f"{said}; {rest}."


def _certainty(tables: Tables, pool: Pool) -> Markup:
    """The level that a person gave, or that none was given."""
    given = next(row for row in tables[PoolCertainty] if row.pool_id == pool.pool_id)
    said = ["Certainty:", part.certainty(given), *([given.reason] if given.reason else [])]
    return parts.paragraph(join([*said, parts.link("#certainty-of-pooled-effects", "Why")], " "))


def _groups(tables: Tables) -> Rows:
    return [
        (
            pool.pool_id,
            tables.codebook.called(pool.role),
            tables.codebook.outcome_label(pool.outcome),
            part.kind_of_estimate(tables, pool.effect_type),
            as_words(pool.measure) or "–",
            as_words(pool.comparison) or "–",
            pool.n_rows,
            pool.n_studies,
            f"{len(pool.items)} of {pool.n_studies} studies pooled"
            + (f"; {pool.reason}" if pool.reason else "")
            if pool.pooled
            else f"not pooled: {pool.reason}",
        )
        for pool in tables[Pool]
    ]


PAGE = Page("pools.md", view, (Part.EFFECTS,))
