"""The tables that a check looks at: those of the last build where all that a stage reads is as it was then, else made anew in memory."""

from __future__ import annotations

from typing import Any

from evidence.cli.checked import Checked
from evidence.deduplicate.rows import Membership, Work
from evidence.errors import UserError
from evidence.extract.rows import SET_ASIDE, EvidenceItem
from evidence.ingest.rows import QUARANTINE, FileCount, Record
from evidence.layout import Layout
from evidence.pipeline import words
from evidence.remarks import Quarantined, Remark
from evidence.review import Above
from evidence.rows import Table, view
from evidence.screen.rows import LedgerRow, Screening
from evidence.settings_catalogue import read_config
from evidence.stage import Bench, Stage
from evidence.stage_code import code_of
from evidence.stages.deduplicate import DEDUPLICATE
from evidence.stages.extract import EXTRACT
from evidence.stages.ingest import INGEST
from evidence.stages.screen import SCREEN
from evidence.stages.views import bibliography
from evidence.unchanged import stands

STAGES = (INGEST, DEDUPLICATE, SCREEN, EXTRACT)
_ASIDE = {INGEST: QUARANTINE, EXTRACT: SET_ASIDE}
_Filled = view(
    Record, "source_file", "kind", "title", "authors", "year", "container", "volume", "pages", "doi", "pmid", "pmcid", "issn", "abstract"
)  # fmt: skip
_Key = view(Record, "record_id", "source_file", "line", "source_key")
_Member = view(Membership, "record_id", "work_id", "primary")
_Fate = view(LedgerRow, "entry_id", "fate", "final")


def as_built(at: Layout) -> list[Stage]:
    """Those of the stages, from the first on, that would make what they made."""
    found: list[Stage] = []
    if not at.code(STAGES[0].name).exists():  # nothing was built; what the code does takes seconds to find
        return found
    code = code_of([stage.name for stage in STAGES], at.read_code)
    try:
        shards = read_config(at.setting("config"))[0].get("build", {}).get("shards", 1)
    except UserError:  # which is told by who checks the settings
        return found
    for stage in STAGES:
        handed = words(stage, at, shards)
        if not code[stage.name].stands(at.code(stage.name)) or not stands(stage.name, at, handed):
            break
        found.append(stage)
    return found


def run(review: Above, found: Checked) -> Any:
    """Run the stages that read what people and databases wrote, or take what they made; what they say is found. Returns the library of the review."""
    from evidence.cli.check_decisions import coded
    from evidence.export.keys import shared_keys
    from evidence.ingest.fields_filled import fields_filled, looks_badly_read
    from evidence.ledger import balance

    built = as_built(review.at)
    for stage in STAGES:
        if stage in built:
            found.set_aside += review[_ASIDE[stage]] if stage in _ASIDE else []
            found.remarks += review[Table(stage.name, "remarks", Remark)]
        else:
            _run(stage, review, found)
        if stage is INGEST:
            files = fields_filled(review.rows(_Filled))
            found.remarks += [row for file in files for row in looks_badly_read(file)]
            found.counts = review[FileCount]
    found.remarks += shared_keys(*_with_one_key(review))
    memberships = review.rows(_Member)
    records, works = (range(review.count(row)) for row in (Record, Work))
    found.sums = balance(
        found.counts, records, works, memberships, review.rows(Screening), review.rows(_Fate)
    )
    found.sums += coded(review.at, review[EvidenceItem], review[SET_ASIDE], found.remarks)
    return bibliography(review)


def _with_one_key(review: Above) -> tuple[Any, dict[str, str]]:
    """The records of which another has the same key, and the work of each record."""
    import pyarrow.compute as pc

    records, member = review.rows(_Key), review.columns(_Member)
    counted = pc.value_counts(records.cells("source_key"))
    several = counted.filter(pc.greater(counted.field("counts"), 1)).field("values")
    alike = records.where(pc.is_in(records.cells("source_key"), several))
    return alike, dict(zip(member["record_id"].to_pylist(), member["work_id"].to_pylist(), strict=True))


def _run(stage: Stage, review: Above, found: Checked) -> None:
    bench = Bench(stage, review)
    try:
        stage.run(bench)
    finally:
        found.set_aside += [row for row in bench.said if isinstance(row, Quarantined)]
        found.remarks += [row for row in bench.said if isinstance(row, Remark)]
