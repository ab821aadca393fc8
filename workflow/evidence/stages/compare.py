"""Compare: the evidence as it is now and the last release come in; what changed goes out, and what caused it."""

from __future__ import annotations

from evidence.compare.rows import Arrival, Cause, Change
from evidence.given_catalogue import DECISIONS
from evidence.releases.frozen import READ
from evidence.stage import Bench, Stage


def _run(bench: Bench) -> str:
    from evidence.compare.arrivals import arrivals
    from evidence.compare.stage import compare
    from evidence.releases.version import last, load, names

    before = last(bench.at)
    if before is None:
        bench.write({Change: [], Cause: [], Arrival: []})
        return "no release to compare with"
    changes, causes = compare(before, bench.review)
    came = arrivals(bench.review, ((name, load(bench.at, name)) for name in names(bench.at)))
    bench.write({Change: changes, Cause: causes, Arrival: came})
    return f"{len(changes)} changes since {before.about.name}, {len(causes)} causes found"


COMPARE = Stage(
    name="compare",
    does="Say what changed since the last release, and which records, decisions or settings caused it.",
    run=_run,
    reads=READ,
    writes=(Change, Cause, Arrival),
    decisions=DECISIONS,
    files=("releases", "code_of_evidence", "searches", "glossary", "appraisal_tools", "known_works"),
    config=("config", "codebook", "propositions"),
    remarks=False,
)
