"""What may be missing: the results that each pool has, and those that it does not have, study by study (ROB-ME)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evidence.assess.rows import MissingResult, Seen
from evidence.brief.macros import parts
from evidence.brief.page import Page, Rows, Slots, Undone
from evidence.brief.tables import Tables
from evidence.brief.words import number, plural
from evidence.review_kind import Part

_JUDGED = {"yes": "yes", "no": "no", "": "not judged"}


def view(tables: Tables) -> Slots | Undone:
    """One line a pool with its counts, one line a study with what is known; undone where neither is there."""
    rows = tables[MissingResult]
    pools = list(dict.fromkeys(row.pool_id for row in rows if row.pool_id))
    known = [row for row in rows if row.seen not in (Seen.IN_POOL, Seen.NOT_SEEN)]
    some = f"{number(len(known)).capitalize()} {plural(len(known), 'result is', 'results are')} known to be in no pool"
    of = f"{number(len(pools))} {plural(len(pools), 'pool', 'pools')}"
    said = f"{some if known else 'No result is known that is in no pool'}; there {plural(len(pools), 'is', 'are')} {of}."
    if not pools and not known:
        return Undone("Nothing was pooled, so that no pool can lack a result.", "")
    return {
        "said": parts.paragraph(said, "standfirst computed"),
        "states": [state.value.capitalize() for state in Seen],
        "pools": _pools(rows, pools),
        "studies": _studies(tables, rows),
    }


def _pools(rows: Sequence[MissingResult], pools: list[str]) -> Rows:
    found = []
    for pool in pools:
        counts = Counter(row.seen for row in rows if row.pool_id == pool)
        found.append((parts.link(f"pools.html#pool-{pool}", pool), *(counts[state] for state in Seen)))
    return found


def _studies(tables: Tables, rows: Sequence[MissingResult]) -> Rows:
    return [
        (
            row.pool_id or f"nothing pooled of {tables.codebook.outcome_label(row.outcome)}",
            row.study_label or row.study_id,
            row.seen,
            row.direction or "–",
            row.n or "–",
            _JUDGED[row.selected],
            row.why or "–",
        )
        for row in rows
        if row.seen != Seen.IN_POOL or row.why
    ]


PAGE = Page("missing.md", view, (Part.EFFECTS,))
