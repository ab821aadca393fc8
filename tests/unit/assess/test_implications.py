"""Implications are people's: written with the worksheet, stale when a claim moves, and never read where they name what is not there."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from evidence.assess.rows import Implication
from evidence.assess.to_write import to_write
from evidence.cli.check import check_inputs
from evidence.errors import UserError
from evidence.layout import Layout
from evidence.pipeline import STAGES
from evidence.remarks import Remark
from evidence.rows import Table
from evidence.stage import run_in_memory
from evidence.stages.brief import load
from evidence.synthesise.claim_rows import Finding

from ..brief.reviews import dozen

DOZEN = Path(__file__).resolve().parents[1] / "brief" / "dozen"
HEADER = ("implication", "text", "claims", "evidence_hash", "reviewer", "date", "point", "standing", "note")
TEXT = "Let those who join choose whom they join, and say so in the contract."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(DOZEN, tmp_path / "review")
    return tmp_path / "review"


def write(folder: Path, *rows: dict[str, str]) -> None:
    path = folder / "literature" / "decisions" / "implications.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        out = csv.DictWriter(handle, HEADER, extrasaction="ignore", lineterminator="\n")
        out.writeheader()
        out.writerows({"reviewer": "ann", "date": "2026-11-24", **row} for row in rows)


def made(folder: Path):
    stages = (stage for stage in STAGES if stage.name not in ("qca", "brief", "pdf", "publish"))
    return run_in_memory(Layout(folder), *stages)


def row(**cells: str) -> dict[str, str]:
    """The worksheet's row for two claims, filled in."""
    (sheet,) = to_write(dozen().claims, dozen()[Finding], [], "g1; G3")
    assert (sheet["implication"], sheet["claims"]) == ("I1", "G1;G3") and not sheet.get("text")
    return {**sheet, "text": TEXT, **cells}


def test_the_worksheet_asks_for_the_implications_of_the_source_and_words_none() -> None:
    asked = to_write(dozen().claims, dozen()[Finding], [])
    points = [p for p in dozen().claims.seed["points"] if p["kind"] == "implication"]
    assert points and [(a["point"], a["claims"].split(";")) for a in asked] == [
        (f"implication {p['number']}", list(p["claims"])) for p in points
    ]
    assert not any(a.get("text") for a in asked) and all(len(a["evidence_hash"]) == 12 for a in asked)
    with pytest.raises(UserError, match="no claim and no implication"):
        to_write(dozen().claims, dozen()[Finding], [], "G1;G99")


def test_it_stands_until_a_claim_that_it_rests_on_moves(folder: Path) -> None:
    write(folder, row(point="Implication 1"))
    (stands,) = made(folder)[Implication]
    assert (stands.text, stands.claims, stands.by, stands.state) == (TEXT, ("G1", "G3"), "ann", "judged")
    assert stands.point == "implication 1"
    sides = folder / "literature" / "decisions" / "sides.csv"
    text = sides.read_text(encoding="utf-8")
    moved = text.replace("bay2006,G3,for", "bay2006,G3,against")
    assert moved != text
    sides.write_text(moved, encoding="utf-8")
    review = made(folder)
    (stale,) = review[Implication]
    assert (stale.text, stale.state) == (TEXT, "stale")
    (again,) = [
        a for a in to_write(load(review).claims, review[Finding], [stale]) if a["implication"] == "I1"
    ]
    assert again["text"] == TEXT and again["evidence_hash"] not in ("", stands.evidence_hash)
    write(folder, again)
    assert [row.state for row in made(folder)[Implication]] == ["judged"]


def test_what_moves_another_claim_leaves_it_alone(folder: Path) -> None:
    (sheet,) = to_write(dozen().claims, dozen()[Finding], [], "G1")
    write(folder, {**sheet, "text": TEXT})
    sides = folder / "literature" / "decisions" / "sides.csv"
    sides.write_text(
        sides.read_text(encoding="utf-8").replace("bay2006,G3,for", "bay2006,G3,against"), encoding="utf-8"
    )
    assert [row.state for row in made(folder)[Implication]] == ["judged"]


def test_the_last_row_of_an_id_counts_and_may_take_it_back(folder: Path) -> None:
    write(folder, row(), row(text="Another.", date="2026-11-25"))
    assert [found.text for found in made(folder)[Implication]] == ["Another."]
    write(folder, row(), row(standing="withdrawn", date="2026-11-25"))
    assert made(folder)[Implication] == []


def test_what_names_no_claim_or_no_point_is_set_aside_and_counted(folder: Path) -> None:
    write(folder, row(claims="G1;G99"), row(implication="I2", point="implication 99"), row(implication="I3"))
    review = made(folder)
    assert [found.implication for found in review[Implication]] == ["I3"]
    dropped = [r for r in review[Table("assess", "remarks", Remark)] if r.dropped]
    assert [(r.line, r.field) for r in dropped] == [(3, "point"), (2, "claims")]
    checked = check_inputs(Layout(folder))
    assert {(r.line, r.field) for r in checked.remarks if "implications" in r.source_file} == {
        (2, "claims"),
        (3, "point"),
    }
    (total,) = [total for total in checked.sums if total.name == "implications decisions"]
    assert total.holds and "1 applied" in total.text() and "2 set aside" in total.text()
