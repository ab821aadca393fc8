"""Screen: works and people's decisions come in; screening and the ledger of every entry go out."""

from __future__ import annotations

from collections import Counter

from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import QUARANTINE, Record
from evidence.screen.decisions import ScreeningDecision
from evidence.screen.rows import LedgerRow, Screen, Screening
from evidence.stage import Bench, Stage


def _run(bench: Bench) -> str:
    from evidence.ledger import ledger
    from evidence.screen.stage import screen

    records, memberships = bench[Record], bench[Membership]
    result = screen(bench[Work], records, memberships, bench.decisions(ScreeningDecision))
    fates = ledger(records, bench[QUARANTINE], memberships, result.screening)
    bench.write({Screening: result.screening, LedgerRow: fates}, result.remarks)
    bench.document("agreement", result.agreement)
    bench.document("agreement_in_full", result.agreement_in_full)
    tally = Counter(row.decision for row in result.screening)
    conflicts = sum(bool(row.conflict) for row in result.screening)
    return ", ".join(f"{tally[name]} {name}" for name in Screen) + f"; {conflicts} conflicts to settle"


SCREEN = Stage(
    name="screen",
    does="Apply people's screening decisions; list the works that nobody has decided on.",
    run=_run,
    reads=(Record, QUARANTINE, Work, Membership),
    decisions=(ScreeningDecision,),
    writes=(Screening, LedgerRow),
    documents=("agreement", "agreement_in_full"),
)
