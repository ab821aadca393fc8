"""Tests of what the team says about the review itself."""

from __future__ import annotations

import re
from collections.abc import Callable

from evidence.assess.rows import Implication
from evidence.brief.checklists.answer import ItemAnswer, met, missing
from evidence.brief.tables import Tables

CONFIG = "config/config.yaml"
# Key under `review`: (what it states, the words for a reader).
STATED = {
    "registration": "Registration of the review",
    "protocol": "Protocol",
    "amendments": "Changes since the protocol or registration",
    "funding": "Funding and the role of funders",
    "interests": "Competing interests of the team",
    "perspective": "Whose perspective the findings take",
    "implications": "What it means for practice, policy and research",
    "missing_results": "How missing results were looked for",
}
_KIND = re.compile(
    r"\b(systematic|scoping|rapid|umbrella) review\b|\bmeta-analysis\b|\bevidence synthesis\b", re.I
)


def stated(tables: Tables, key: str) -> str:
    """What the team states under a key of `review`, on one line."""
    return " ".join(getattr(tables.config.review, key).split())


def _states(key: str) -> Callable[[Tables], ItemAnswer]:
    def test(tables: Tables) -> ItemAnswer:
        if stated(tables, key):
            return met(STATED[key], f"methods.html#stated-{key}")
        return missing(f"nothing is stated: {STATED[key].lower()}", f"fill in review.{key} in {CONFIG}")

    return test


def _implications(tables: Tables) -> ItemAnswer:
    if tables[Implication]:
        return met(STATED["implications"], "index.html#implications")
    return _states("implications")(tables)


def _kind_in_title(tables: Tables) -> ItemAnswer:
    review = tables.config.review
    if _KIND.search(f"{review.title} {review.subtitle}"):
        return met("the title says what kind of review it is", "index.html")
    return missing(
        "neither title nor subtitle says what kind of review this is",
        f"name the kind (such as systematic review, if it is one) in review.subtitle in {CONFIG}",
    )


def _summary(tables: Tables) -> ItemAnswer:
    lacks = [key for key in ("funding", "registration") if not stated(tables, key)]
    if not lacks:
        return met("the home page is the structured summary", "index.html")
    return missing(
        f"the summary on the home page cannot state {' and '.join(lacks)}",
        f"fill in {' and '.join(f'review.{key}' for key in lacks)} in {CONFIG}",
    )


def _rationale(tables: Tables) -> ItemAnswer:
    if tables.config.review.background:
        return met("why the review was done", "methods.html#why-this-review")
    return missing("no background is given", f"fill in review.background in {CONFIG}")


def _question(tables: Tables) -> ItemAnswer:
    if stated(tables, "question"):
        return met("the question", "methods.html#why-this-review")
    return missing("no question is given", f"fill in review.question in {CONFIG}")


def _answerable(tables: Tables) -> ItemAnswer:
    return met(f"{tables.config.review.author} answers for it", "automation.html#what-is-computed")


def _data(tables: Tables) -> ItemAnswer:
    return met("every table can be downloaded", "data.html")


def _limits(tables: Tables) -> ItemAnswer:
    if tables.config.review.limits:
        return met("limits of the evidence", "limits.html")
    return missing("no limit of the evidence is stated", f"fill in review.limits in {CONFIG}")


def _process_limits(tables: Tables) -> ItemAnswer:
    if tables.codebook.limits:
        return met("limits of how it was done", "limits.html#limits-of-the-coding")
    return missing("no limit of the coding is stated", "fill in limits in config/codebook.yaml")


def _other_evidence(tables: Tables) -> ItemAnswer:
    if tables.claims.seed.get("points"):
        return met("set beside the earlier briefing, point by point", "replication.html")
    return missing(
        "the results are not set beside other evidence",
        "where the claims are taken from a publication, name its points under seed.points in config/propositions.yaml",
    )


TESTS: dict[str, Callable[[Tables], ItemAnswer]] = {
    **{f"states_{key}": _states(key) for key in STATED},
    "states_implications": _implications,
    "kind_in_title": _kind_in_title,
    "summary": _summary,
    "rationale": _rationale,
    "question": _question,
    "answerable": _answerable,
    "data": _data,
    "limits": _limits,
    "process_limits": _process_limits,
    "other_evidence": _other_evidence,
}
