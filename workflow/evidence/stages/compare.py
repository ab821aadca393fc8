"""Compare: the tables of the evidence and of the last release come in; what changed, and what caused it, goes out."""

from __future__ import annotations

from evidence.assess.rows import Certainty
from evidence.compare.rows import Arrival, Cause, Change
from evidence.stage import Bench, Stage


def _run(bench: Bench) -> str:
    bench.write({Change: [], Cause: [], Arrival: []})
    return "no release to compare with"


COMPARE = Stage(
    name="compare",
    does="Say what changed since the last release, and what caused it.",
    run=_run,
    reads=(Certainty,),
    writes=(Change, Cause, Arrival),
    remarks=False,
)
