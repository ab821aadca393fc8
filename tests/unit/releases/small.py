"""A review of three works in a folder, with its tables in memory, for releases to be made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evidence.deduplicate.rows import Membership, Work
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import FileCount, Record
from evidence.layout import Layout
from evidence.releases.frozen import FROZEN
from evidence.releases.said import Said
from evidence.review import InMemory
from evidence.rows import table_of
from evidence.screen.rows import LedgerRow, Screening
from evidence.synthesise.claim_rows import Finding

from ..builders import item, make, screening, work

SENTENCES = [Said("P1-verdict", "findings/p1.html", "P1", "One study\nis for it."), Said("a-b", "", "a", "Ä")]


def small(folder: Path, **given: list[Any]) -> InMemory:
    """`work=[...]` are the rows of the table of `Work`; what is not given is as below."""
    for name, text in {
        "config/config.yaml": "a: 1\n",
        "config/.hidden.yaml": "",
        "literature/records/a.ris": "TY  - JOUR\nER  - \n",
        "literature/decisions/screening-ella.csv": "record,decision\r\nA,include\r\n",
        "literature/decisions/README.md": "manual",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    review = InMemory(Layout(folder))
    rows: dict[type, list[Any]] = {
        FileCount: [
            make(FileCount, source_file="literature/records/a.ris", counted=4, read=3, quarantined=1)
        ],
        Record: [make(Record, record_id=f"r{n}", title=f"Title {n}", line=n, raw="TY  -") for n in (3, 1, 2)],
        Work: [
            work(f"w{n}", members=(f"r{n}",), study_id="s1" if n < 3 else "s3", abstract="long")
            for n in (1, 2, 3)
        ],
        Membership: [make(Membership, record_id=f"r{n}", work_id=f"w{n}", primary=True) for n in (1, 2, 3)],
        Screening: [screening("w1"), screening("w2"), screening("w3", "exclude")],
        LedgerRow: [
            make(LedgerRow, entry_id="r1", stage=stage, fate="included", final=stage == "screen")
            for stage in ("ingest", "deduplicate", "screen")
        ],
        EvidenceItem: [item("i1", estimate=0.1, raw='{"n_1": 3}')],
        Finding: [
            make(Finding, proposition="P1", lean="for", verdict="leans_for", flip_to="none", share_for=1 / 3),
            make(Finding, proposition="P2", lean="none", verdict="not_tested", flip_to="none"),
        ],
    }
    for frozen in FROZEN:
        review.put(frozen.table, given.get(frozen.table.row.__name__, rows.get(frozen.kind, [])))  # type: ignore[arg-type]
    return review


def tables(review: InMemory) -> dict[tuple[str, str], list[Any]]:
    return {(t.stage, t.name): review[frozen.kind] for frozen in FROZEN for t in [table_of(frozen.kind)]}
