"""Reviews at the edge of nothing: what is left out of the small review, or put into it, by name."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import yaml

_EXPORTS = "literature/records"


def _no_rows(path: Path) -> None:
    """The header alone."""
    path.write_text(path.read_text().split("\n", 1)[0] + "\n")


def _only(folder: Path, *tables: str) -> None:
    """Every table of people's but these is emptied."""
    for path in sorted((folder / "literature").rglob("*.csv")):
        if path.parent.name != "records" and path.stem.split("-")[0] not in tables:
            _no_rows(path)


def one_record(folder: Path) -> None:
    for path in sorted((folder / _EXPORTS).iterdir()):
        path.unlink()
    (folder / _EXPORTS / "one.bib").write_text(
        "@article{ash1950, author = {Ash, Bo}, title = {A trial of the vaccine}, year = 1950, journal = {Tubercle}}\n"
    )
    _only(folder)


def one_of_everything(folder: Path) -> None:
    one_record(folder)
    day = "coder-1,1994-03-02"
    decisions = folder / "literature/decisions"
    (decisions / "screening.csv").write_text(
        f"record,decision,reason,basis,reviewer,date\nash1950,include,,title,{day}\n"
    )
    (decisions / "coding.csv").write_text(
        f"record,facet,codes,note,reviewer,date\nash1950,allocation,random,,{day}\nash1950,climate,cold,,{day}\n"
    )
    effects = folder / "literature/effects/effects.csv"
    row = dict.fromkeys(effects.read_text().split("\n", 1)[0].split(","), "")
    row |= {
        "effect_id": "E1",
        "record": "ash1950",
        "study_label": "Ash",
        "comparison": "vaccinated vs not",
        "allocation": "random",
        "climate": "cold",
        "outcome": "tuberculosis",
        "outcome_measure": "cases",
        "effect_type": "log_risk_ratio",
        "estimate": "-0.5",
        "se": "0.1",
        "direction": "positive",
        "evidence_role": "trial",
        "poolable": "yes",
    }
    with effects.open("w", newline="") as handle:
        writer = csv.DictWriter(handle, list(row), lineterminator="\n")
        writer.writeheader()
        writer.writerow(row)


def all_excluded(folder: Path) -> None:
    path = next((folder / "literature/decisions").glob("screening*.csv"))
    path.write_text(path.read_text().replace(",include,", ",exclude,"))


def everything_undecided(folder: Path) -> None:
    _only(folder)


def no_effects(folder: Path) -> None:
    _only(folder, "screening", "coding", "extracts")


def no_coding(folder: Path) -> None:
    _only(folder, "screening")


def effects_without_an_outcome(folder: Path) -> None:
    path = folder / "literature/effects/effects.csv"
    text = path.read_text()
    assert ",tuberculosis,cases" in text
    path.write_text(text.replace(",tuberculosis,cases", ",,cases"))


def one_claim(folder: Path) -> None:
    _claims(folder, 1)


def a_hundred_claims(folder: Path) -> None:
    _claims(folder, 100)


def _claims(folder: Path, count: int) -> None:
    path = folder / "config/propositions.yaml"
    data = yaml.safe_load(path.read_text())
    first = data["propositions"][0]
    data["propositions"] = [
        {**first, "id": f"B{n}", "heading": f"Protection {n}"} for n in range(1, count + 1)
    ]
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    extracts = folder / "literature/case_studies/extracts.csv"
    extracts.write_text(extracts.read_text().replace("B2", "B1"))


def no_records(folder: Path) -> None:
    shutil.rmtree(folder / _EXPORTS)


def no_claims(folder: Path) -> None:
    path = folder / "config/propositions.yaml"
    data = yaml.safe_load(path.read_text())
    data["propositions"] = []
    path.write_text(yaml.safe_dump(data))


REVIEWS: dict[str, Callable[[Path], None]] = {
    made.__name__: made
    for made in (
        *(one_record, one_of_everything, all_excluded, everything_undecided, no_effects, no_coding),
        effects_without_an_outcome,
        *(no_claims, one_claim, a_hundred_claims),
    )
}
