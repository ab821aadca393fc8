"""The shipped evidence: what must hold of it whatever else is built."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest

from evidence.cli.check import check_inputs
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import Record
from evidence.layout import Layout
from evidence.review import Review
from evidence.side_words import TAKEN, Directness, Side
from evidence.stage import run_in_memory
from evidence.stages.ingest import INGEST
from evidence.synthesise.claim_rows import Finding, SideOfStudy
from evidence.synthesise.pool_rows import Pool

from ..workflow.conftest import built  # noqa: F401 - a fixture is used by its name

ROOT = Path(__file__).resolve().parents[2]
RECORDS = ROOT / "literature" / "records"


def _raw_entries(path: Path) -> int:
    """Entries by the plainest of marks, without any code of the package."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".bib":
        return len(re.findall(r"^@", text, flags=re.M))
    if path.suffix == ".ris":
        return text.count("\nER  -")
    if path.suffix == ".nbib":
        return len(re.findall(r"^TI  - ", text, flags=re.M))
    with path.open(encoding="utf-8", newline="") as handle:
        return sum(1 for _ in csv.reader(handle)) - 1


@pytest.fixture(scope="module")
def checked():
    return check_inputs(Layout(ROOT))


def test_entries_counted_by_hand_are_works_and_duplicates_and_quarantined(checked) -> None:
    counted = {f"literature/records/{p.name}": _raw_entries(p) for p in RECORDS.iterdir()}
    assert sum(counted.values()) == 461
    assert {c.source_file: c.counted for c in checked.counts} == counted
    first = checked.sums[0]
    assert first.left == 461 and first.holds


def test_every_sum_of_the_ledger_holds(checked) -> None:
    assert len(checked.sums) == 11 and all(total.holds for total in checked.sums)
    people = {total.name: dict(total.parts) for total in checked.sums if total.name.endswith("decisions")}
    rows = {
        "screening decisions": 465,
        "coding decisions": 1470,
        "themes decisions": 19,
        "sides decisions": 329,
        "duplicates decisions": 34,
    }
    assert {name: sum(parts.values()) for name, parts in people.items()} == rows
    assert all(parts["set aside"] == 0 for parts in people.values())


def test_every_input_is_fine(checked) -> None:
    assert checked.errors == [] and checked.set_aside == []


def test_nothing_is_remarked_on_but_two_slips_of_sources(checked) -> None:
    """Both stand as they were printed: one interval is not even about its estimate, one standard error is not that of its interval."""
    assert {(remark.row_id, remark.field) for remark in checked.remarks} == {
        ("N007", "estimate"),
        ("N052", "se"),
    }


def test_own_words_are_marked_and_nothing_of_publishers_is_shipped() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(RECORDS.iterdir()))
    abstracts = (
        re.findall(r"^\s*abstract\s*=\s*\{(.*)", text, flags=re.M),
        re.findall(r"^AB  - (.*)", text, flags=re.M),
    )
    assert all(abstracts), "both formats ship summaries"
    for abstract in (*abstracts[0], *abstracts[1]):
        assert abstract.startswith("[Own-words summary] ")


def test_duplicates_stand_in_different_files() -> None:
    """But for those of the second reading, whose records are one file."""
    with (ROOT / "literature/decisions/duplicates.csv").open(encoding="utf-8", newline="") as handle:
        pairs = [(row["record_a"], row["record_b"]) for row in csv.DictReader(handle)]
    review = run_in_memory(Layout(ROOT), INGEST)
    place = {record.source_key: record.source_file for record in review[Record]}
    second = "literature/records/second_reading.csv"
    assert all(place[a] != place[b] or place[a] == second for a, b in pairs)


def test_judgements_are_kept_out_of_the_records() -> None:
    paths = list(RECORDS.iterdir())
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert "partnership_form" not in text and "screen_reason" not in text


@pytest.fixture(scope="module")
def verdicts(built):  # noqa: F811
    """The items, and the sides, findings and pools of the shipped evidence, as it is built once for all workers."""
    review = Review(Layout(built.folder))
    found = SimpleNamespace(sides=review[SideOfStudy], findings=review[Finding], pools=review[Pool])
    return review[EvidenceItem], found


def test_all_eighteen_claims_have_a_verdict_by_a_rule(verdicts) -> None:
    _, result = verdicts
    assert len(result.findings) == 18
    assert all(f.rule_text and (f.verdict == "not_tested") == bool(f.missing) for f in result.findings)


def test_the_claims_own_cases_never_count_for_themselves(verdicts) -> None:
    items, result = verdicts
    seed = {i.item_id for i in items if i.case_id == "TSRC-X"}
    assert len(seed) == 9
    assert not [s for s in result.sides if s.counted and seed & set(s.items)]
    assert [s for s in result.sides if seed & set(s.items)], "they are shown all the same"


def test_a_verdict_by_votes_rests_on_direct_bodies_of_evidence_alone(verdicts) -> None:
    _, result = verdicts
    for finding in result.findings:
        own = [s for s in result.sides if s.proposition == finding.proposition and s.counted]
        direct = {s.body for s in own if s.side in TAKEN and s.directness == Directness.DIRECT}
        assert finding.direct_for + finding.direct_against + finding.direct_qualifies == len(direct)
        if finding.rule == "balance":
            assert finding.tested == len(direct) and (finding.verdict != "not_tested") == bool(direct)


def test_what_nobody_read_is_not_silent(verdicts) -> None:
    _, result = verdicts
    assert all(s.by not in ("rule", "") for s in result.sides if s.side == Side.SILENT)
    assert [s for s in result.sides if s.side == Side.NOT_READ and s.by == "rule"]


def test_the_trap_is_never_pooled_and_never_votes(verdicts) -> None:
    """E002 ignores the unequal chances of assignment in its trial; E001 is the right figure."""
    items, result = verdicts
    assert not [p for p in result.pools if p.pooled and "E002" in p.items]
    assert next(i for i in items if i.item_id == "E002").standing == "shown_only"
    assert next(i for i in items if i.item_id == "E001").standing == "counted"


def test_directions_never_become_effect_sizes(verdicts) -> None:
    items, result = verdicts
    only = {i.item_id for i in items if i.effect_type == "direction_only"}
    assert len(only) == 90
    assert all(i.estimate is None for i in items if i.item_id in only)
    assert not [p for p in result.pools if p.pooled and only & set(p.items)]


def test_comparisons_of_arrangements_are_never_mixed_with_interventions(verdicts) -> None:
    items, result = verdicts
    role = {i.item_id: i.role for i in items}
    assert all(len({role[i] for i in pool.items}) == 1 for pool in result.pools)
    assert Counter(role.values())["intervention_multiagency"] == 130
    assert not [
        s for s in result.sides if s.counted and any(role[i] == "intervention_multiagency" for i in s.items)
    ]


def test_studies_are_counted_and_never_papers(verdicts) -> None:
    _, result = verdicts
    assert result.findings
    for finding in result.findings:
        studies = [s.study_id for s in result.sides if s.proposition == finding.proposition]
        assert len(studies) == len(set(studies))
