"""Judgements that hold no longer, on every page that shows what they say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from markupsafe import Markup

from evidence.assess.moved import moved
from evidence.assess.rows import Judged
from evidence.brief.macros import parts
from evidence.brief.made_once import answered, keyed
from evidence.brief.page import Rows
from evidence.brief.tables import Tables
from evidence.brief.words import a_list
from evidence.fingerprints import Holds
from evidence.propositions import Proposition

_KINDS = {
    "sides": "Sides of studies on claims",
    "screening": "Screening decisions",
    "duplicates": "Decisions on pairs of entries",
    "certainty": "Certainty of claims and themes",
    "grade": "Certainty of pooled effects",
    "implications": "Implications",
    "coding": "Codes of works",
    "appraisal": "Answers of appraisals",
    "themes": "Themes",
}


@answered
def stale(tables: Tables) -> list[Judged]:
    """What holds no longer, that on which most hangs first."""
    return [row for row in tables[Judged] if row.state == Holds.STALE]


@keyed
def _of_study(tables: Tables) -> Mapping[str, list[Judged]]:
    found: dict[str, list[Judged]] = defaultdict(list)
    for row in stale(tables):
        found[row.study_id].append(row)
    return found


def since(tables: Tables, row: Judged) -> str:
    """What changed since it was judged, codes by their labels."""
    facet = tables.codebook.find(row.about) if row.kind == "coding" else None
    return (
        moved(row, "what “{}” means")
        if facet is None
        else " and ".join(f"what “{facet.label_of(code)}” means" for code in row.moved)
    )


def of_side(tables: Tables, claim: str, study: str) -> str:
    """What changed since the side of a study on a claim was read; nothing where it holds."""
    own = (r for r in _of_study(tables).get(study, ()) if (r.kind, r.about) == ("sides", claim))
    return a_list(list(dict.fromkeys(since(tables, row) for row in own)))


def of_claim(tables: Tables, p: Proposition) -> str:
    """Which sides of a claim were read before something beneath them changed; nothing where all hold."""
    names = [row.name for row in stale(tables) if (row.kind, row.about) == ("sides", p.id)]
    return f"Read before what it rests on changed: {a_list(names)}." if names else ""


def of_study(tables: Tables, study: str, work: str) -> list[str]:
    """What people judged of a work, or of its study, and must judge again."""
    rows = [
        r for r in _of_study(tables).get(study, ()) if r.kind in ("sides", "appraisal") or r.work_id == work
    ]
    return [
        f"{row.about or _KINDS[row.kind]}: {row.says.replace('_', ' ')}, by {row.by}; {since(tables, row)} changed"
        for row in rows
    ]


def by_kind(tables: Tables) -> Rows:
    """By what was judged: what still holds, what holds no longer, and of what nobody knows."""
    count = Counter((row.kind, row.state) for row in tables[Judged])
    return [
        (label, *(count[kind, state] for state in Holds))
        for kind, label in _KINDS.items()
        if any(count[kind, state] for state in Holds)
    ]


def every(tables: Tables) -> Rows:
    """All that holds no longer, with what changed and what hangs on it."""
    return [
        (
            _KINDS[row.kind],
            row.name + (f", {row.about}" if row.kind == "sides" else ""),
            row.says.replace("_", " "),
            f"{row.by}, {row.date}",
            since(tables, row),
            row.consequence + (f" ({a_list(list(row.turns or row.counts))})" if row.counts else ""),
        )
        for row in stale(tables)
    ]


def note(text: str) -> Markup:
    """A note on a page; nothing where there is nothing to say."""
    return parts.note("Stale.", text) if text else Markup()
