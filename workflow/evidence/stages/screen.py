"""Screen: works and people's decisions come in; screening and the ledger of every entry go out."""

from __future__ import annotations

from collections import Counter

from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import QUARANTINE, Record
from evidence.mentions import SOUGHT
from evidence.rows import view
from evidence.screen.decisions import ScreeningDecision
from evidence.screen.rows import LedgerRow, Screen, Screening
from evidence.stage import Bench, Stage
from evidence.uncollected import uncollected

Noted = view(Record, *SOUGHT, "format")
Judged = view(Work, "work_id", "retracted")


def _run(bench: Bench) -> str:
    import pyarrow.compute as pc

    from evidence.lookup import rows_in
    from evidence.screen.stage import screen
    from evidence.screen.steps import ledger

    decisions = bench.decisions(ScreeningDecision)
    records, belongs = bench.columns(Noted), bench.columns(Membership)
    with uncollected():
        result = screen(bench.rows(Judged), rows_in(records, Noted), rows_in(belongs, Membership), decisions)
    screening = result.screening.table
    fates = ledger(records, bench[QUARANTINE], belongs, screening)
    bench.write({Screening: screening, LedgerRow: fates}, result.remarks)
    bench.document("agreement", result.agreement)
    bench.document("agreement_in_full", result.agreement_in_full)
    tally = Counter(
        {one["values"]: one["counts"] for one in screening["decision"].value_counts().to_pylist()}
    )
    conflicts = pc.sum(pc.not_equal(screening["conflict"], "")).as_py() or 0
    return ", ".join(f"{tally[name]} {name}" for name in Screen) + f"; {conflicts} conflicts to settle"


SCREEN = Stage(
    name="screen",
    does="Apply people's screening decisions; list the works that nobody has decided on.",
    run=_run,
    reads=(Noted, QUARANTINE, Judged, Membership),
    decisions=(ScreeningDecision,),
    writes=(Screening, LedgerRow),
    documents=("agreement", "agreement_in_full"),
)
