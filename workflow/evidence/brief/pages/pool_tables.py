"""The two tables of a pool: its studies with their arms and what each does, and the same pool done in every other way."""

from __future__ import annotations

import re

from markupsafe import Markup

from evidence.brief.figures.forest import shown
from evidence.brief.macros import parts
from evidence.brief.pool_words import by_arm
from evidence.brief.tables import Tables
from evidence.codebook import Codebook
from evidence.extract.comparison import named_arms
from evidence.item_words import as_words
from evidence.synthesise.pool_moderators import KIND as MODERATOR
from evidence.synthesise.pool_rows import Pool, PoolAnalysis, PoolStudy

LEAST_P = 0.001  # below it a p value is said to be less than this


def interval(row: PoolAnalysis, ratio: bool) -> str:
    bounds = [bound for bound in (row.estimate, row.ci_low, row.ci_high) if bound is not None]
    if len(bounds) < 3:
        return "–"
    estimate, low, high = (shown(bound, ratio) for bound in bounds)
    return f"{estimate} ({low} to {high})"


def equals(p: float) -> str:
    """
    >>> equals(0.0123), equals(0.00003)
    ('= 0.012', '< 0.001')
    """
    return f"= {p:.3f}" if p >= LEAST_P else f"< {LEAST_P}"


def members(tables: Tables, name: str, pool: Pool, studies: list[PoolStudy], ratio: bool) -> Markup:
    def maybe(value: float | None, form: str = "{:.3f}") -> str:
        return "–" if value is None else form.format(value)

    by = {s.item_id: by_arm(tables.item.get(s.item_id)) for s in studies}
    known = any(any(arms) for arms in by.values())
    rows = [
        (
            s.study_label,
            *([arm or "–" for arm in by[s.item_id]] if known else ()),
            f"{shown(s.estimate, ratio)} ({shown(s.ci_low, ratio)} to {shown(s.ci_high, ratio)})",
            f"{s.weight:.1%}",
            "–" if s.without_estimate is None else shown(s.without_estimate, ratio),
            maybe(s.rstudent),
            maybe(s.cooks),
            maybe(s.dffits),
            maybe(s.hat),
            s.derivation or "as given",
        )
        for s in studies
    ]
    header = (
        "Study",
        *(
            [as_words(arm) for arm in named_arms(pool.comparison) or ("First arm", "Second arm")]
            if known
            else ()
        ),
        "Estimate (interval)",
        "Weight",
        "Pool without it",
        "rstudent",
        "Cook’s D",
        "DFFITS",
        "Hat",
        "Its numbers",
    )
    return parts.table(
        f"{name}-studies",
        "Each study, and the pool without it",
        header,
        rows,
        numeric=tuple(n + (2 if known else 0) for n in (2, 3, 4, 5, 6, 7)),
    )


def _with_labels(analysis: str, codebook: Codebook) -> str:
    """An analysis whose name begins with a facet, in the words of the codebook: the facet, and codes of it."""
    facet = next((f for f in codebook.facets if re.match(rf"{f.id}( =|:) ", analysis)), None)
    if facet is None:
        return analysis
    labels = {code.id: code.label for code in facet.codes}
    rest = re.sub(r"\w+", lambda word: labels.get(word[0], word[0]), analysis[len(facet.id) :])
    return facet.label + rest


def analyses(name: str, analyses: list[PoolAnalysis], ratio: bool, codebook: Codebook) -> Markup:
    rows = []
    for a in analyses:
        slope = a.kind == MODERATOR
        rows.append(
            (
                as_words(_with_labels(a.analysis, codebook)),
                a.kind,
                a.k,
                interval(a, ratio and not slope),
                "–" if a.tau2 is None else f"{a.tau2:.3f}",
                "–" if a.p is None else equals(a.p).removeprefix("= "),
                f"{a.note}, on the log" if slope and ratio and a.estimate is not None else a.note,
            )
        )
    header = ("Analysis", "Kind", "k", "Result (interval)", "tau²", "p", "Note")
    return parts.table(
        f"{name}-analyses", "The same pool in every other way that could be defended", header, rows,
        sortable=True, tall=True, numeric=(2, 4, 5),
    )  # fmt: skip
