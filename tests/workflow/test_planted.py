"""A planted counter-case lowers what it should and nothing else, and a judgement of what it touches goes stale."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from evidence.assess.rows import CerqualComponent, Certainty
from evidence.extract.rows import Standing
from evidence.io import read_table
from evidence.layout import Layout
from evidence.side_words import Side
from evidence.synthesise.claim_rows import Finding, SideOfStudy, Universe

from .conftest import Project

pytestmark = pytest.mark.workflow

PLANTED = "P17"  # leans for on direct evidence that is all for it, so that one study against must be felt


def _run(project: Project) -> dict[str, dict]:
    for verb in ("synthesise", "assess"):
        project.does(verb)
    at = Layout(project.folder)
    return {
        "findings": {f.proposition: f for f in read_table(at.table("synthesise", "findings"), Finding)},
        "certainty": {c.proposition: c for c in read_table(at.table("assess", "certainty"), Certainty)},
        "cerqual": {
            (c.finding, c.component): c for c in read_table(at.table("assess", "cerqual"), CerqualComponent)
        },
        "universes": {u.universe_id: u for u in read_table(at.table("synthesise", "universes"), Universe)},
        "sides": {
            (s.proposition, s.study_id): s for s in read_table(at.table("synthesise", "sides"), SideOfStudy)
        },
    }


def _append(project: Project, table: str, **row: str) -> None:
    path = project.folder / "literature" / "decisions" / f"{table}.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    missing = [name for name in row if name not in header]
    if missing:
        path.write_text(",".join(header + missing) + "\n", encoding="utf-8")
        header += missing
    out = io.StringIO()
    csv.DictWriter(out, header, lineterminator="\n").writerow({name: row.get(name, "") for name in header})
    with path.open("a", encoding="utf-8", newline="") as handle:
        handle.write(out.getvalue())


def _judge(project: Project, proposition: str, fingerprint: str) -> None:
    parts = dict.fromkeys(("methodological_limitations", "coherence", "adequacy", "relevance"), "moderate")
    own = {
        "proposition": proposition,
        "level": "low",
        "reason": "thin",
        "reviewer": "ann",
        "date": "2026-11-24",
    }
    _append(project, "certainty", evidence_hash=fingerprint, **own, **parts)


def _other_studies(before: dict) -> str:
    """A record that is counted elsewhere and says nothing on the claim yet."""
    touched = {study for proposition, study in before["sides"] if proposition == PLANTED}
    for (_, study), side in sorted(before["sides"].items()):
        if (
            side.standing == Standing.COUNTED
            and side.side == Side.FOR
            and side.work_id
            and study not in touched
        ):
            return side.work_id
    raise AssertionError("no such study")


def _on_planted(row: Any) -> bool:
    return PLANTED in (getattr(row, "proposition", ""), getattr(row, "finding", ""))


def test_a_planted_counter_case(changed: Project) -> None:
    first = _run(changed)
    files = sorted((changed.folder / "results").glob("*/*.parquet"))
    bytes_before = {path: path.read_bytes() for path in files}
    finding = first["findings"][PLANTED]
    assert finding.lean == "for" and finding.direct_against == 0

    for proposition in (PLANTED, "P3"):
        _judge(changed, proposition, first["findings"][proposition].evidence_hash)
    judged = _run(changed)
    assert judged["certainty"][PLANTED].state == judged["certainty"]["P3"].state == "judged"
    assert judged["certainty"][PLANTED].level == "low"
    sides = changed.folder / "literature" / "decisions" / "sides.csv"
    certainty = changed.folder / "literature" / "decisions" / "certainty.csv"
    kept = sides.read_text(encoding="utf-8")

    record = next(w for w in _works(changed) if w.work_id == _other_studies(first))
    _append(
        changed,
        "sides",
        record=record.key,
        proposition=PLANTED,
        side="against",
        directness="direct",
        reason="planted",
        reviewer="ann",
        date="2026-11-24",
    )
    after = _run(changed)

    moved = after["findings"][PLANTED]
    assert (moved.n_for, moved.n_against) == (finding.n_for, finding.n_against + 1)
    assert (moved.direct_for, moved.direct_against) == (finding.direct_for, 1)
    assert moved.verdict != finding.verdict or moved.flip_bodies <= finding.flip_bodies
    assert moved.share_for < 1 and moved.evidence_hash != finding.evidence_hash
    assert after["certainty"][PLANTED].state == "stale" and after["certainty"]["P3"].state == "judged"
    was, now = (dict(json.loads(d["cerqual"][(PLANTED, "coherence")].facts)) for d in (first, after))
    assert (was["studies contrary"], now["studies contrary"]) == (0, 1)
    assert was["contrary by name"] == ["none"] and len(now["contrary by name"]) == 1

    for name in ("findings", "certainty", "cerqual", "universes", "sides"):
        others = {key: row for key, row in after[name].items() if not _on_planted(row)}
        assert others == {key: row for key, row in judged[name].items() if not _on_planted(row)}, name

    sides.write_text(kept, encoding="utf-8")
    certainty.write_text(certainty.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    _run(changed)
    assert {path: path.read_bytes() for path in files} == bytes_before


def _works(project: Project):
    from evidence.deduplicate.rows import Work

    return read_table(Layout(project.folder).table("deduplicate", "works"), Work)
