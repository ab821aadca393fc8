"""Every number that literature/README.md states of a table, counted with the csv module and the plainest of marks alone."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LITERATURE = ROOT / "literature"
MANUAL = " ".join((LITERATURE / "README.md").read_text(encoding="utf-8").split())
WORDS = {
    1: "one",
    5: "five",
    12: "Twelve",
    3: "three",
    9: "nine",
    16: "Sixteen",
    11: "Eleven",
    14: "fourteen",
}


def rows(name: str) -> list[dict[str, str]]:
    with (LITERATURE / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def entries(path: Path) -> list[set[str]]:
    """What each entry of an export has, of title, authors, year and doi, by the marks of its format."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        return [{name for name, value in row.items() if value} for row in rows(f"records/{path.name}")]
    begins, marks = {
        ".bib": (r"^@", {"authors": r"^\s*author\s*=", "year": r"^\s*year\s*=", "doi": r"^\s*doi\s*="}),
        ".ris": (
            r"^TY  -",
            {"authors": r"^(?:A[U1-4]|ED)  - \S", "year": r"^(?:PY|Y1)  - \S", "doi": r"^DO  - \S"},
        ),
        ".nbib": (r"\n\n(?=\w)|\A", {"authors": r"^F?AU *- \S", "year": r"^DP  - \S", "doi": r"\[doi\]"}),
    }[path.suffix]
    pieces = re.split(begins, text, flags=re.M)[1:]
    return [{name for name, mark in marks.items() if re.search(mark, piece, re.M)} for piece in pieces]


EXPORTS = {path.name: entries(path) for path in sorted((LITERATURE / "records").iterdir())}
ALL = [entry for own in EXPORTS.values() for entry in own]


def lacking(name: str) -> int:
    return sum(name not in entry for entry in ALL)


def plural(n: int, one: str, more: str) -> str:
    return f"{WORDS[n]} {one if n == 1 else more}"


def sentences() -> dict[str, str]:
    """What is counted → the words of the manual that state it."""
    screening, coding, pairs = (
        rows(f"decisions/{name}.csv") for name in ("screening", "coding", "duplicates")
    )
    sides, themes = (rows(f"decisions/{name}.csv") for name in ("sides", "themes"))
    extracts, effects = rows("case_studies/extracts.csv"), rows("effects/effects.csv")
    last = Counter({row["record"]: row["decision"] for row in screening}.values())
    kinds = Counter(row["decision"] for row in pairs)
    second = sum(row["reviewer"] == "coder-2" for row in sides)
    roles = Counter(row["evidence_role"] for row in effects)
    proportions = [row for row in effects if not row["direction"]]
    assert {row["effect_type"] for row in proportions} == {"proportion"}
    housing = sum(
        row["evidence_role"] == "intervention_multiagency" and row["policy_field"] == "housing"
        for row in effects
    )
    only = sum(row["poolable"] == "vote_count_only" for row in effects)
    trials = [row for row in effects if row["poolable"] == "yes" and row["effect_id"].startswith("N")]
    one_model = sum(row["proposition"] == "P11" and bool(row["shares_evidence"]) for row in sides)
    nowhere = sum(not row["record"] for row in extracts)
    compared = sum(
        roles[role]
        for role in ("direct_partnership_comparison", "provider_sector_comparison", "contract_model")
    )
    assert round(compared / 12) == 8 and round(3 * lacking("doi") / len(ALL)) == 2
    return {
        "entries": f"There are {len(ALL)} entries in {len(EXPORTS)} files",
        "records screened": f"`screening.csv` | one record ({len({row['record'] for row in screening})})",
        "screening": f"{last['include']} include, {last['background']} background, {last['exclude']} exclude",
        "codes": f"`coding.csv` | one facet of one record ({len(coding):,})",
        "pairs": f"`duplicates.csv` | one pair of records ({len(pairs)})",
        "kinds of pairs": f"({WORDS[kinds['duplicate']]} pairs). `same_study` keeps two publications apart and counts them as one study ({kinds['same_study']} pairs)",
        "sides": f"takes on one proposition ({len(sides)}; {second} of the second reading)",
        "themes": f"runs through the passages ({len(themes)})",
        "known works": f"for all {len(rows('known_works.csv'))} records",
        "passages": f"`case_studies/extracts.csv`: {len(extracts)} coded passages from {len({row['case_id'] for row in extracts})} cases",
        "passages without record": f"({plural(nowhere, 'passage has', 'passages have')} an address and no record)",
        "passages of the claims": f"The {WORDS[sum(row['case_id'] == 'TSRC-X' for row in extracts)]} `TSRC-X` passages",
        "further codes": f"{len(rows('case_studies/passage_codes.csv'))} further codes of these passages",
        "configurations": f"`case_studies/configurations.csv`: {len(rows('case_studies/configurations.csv'))} rows",
        "effects": f"`effects/effects.csv`: {len(effects)} numbers and directions",
        "precision": f"{sum(bool(row['se']) for row in effects)} rows have a standard error and {only} a direction only",
        "no direction": f"{WORDS[len(proportions)]} proportions have none",
        "roles": f"{housing} rows are outcomes of multi-agency housing interventions and {roles['context_no_partnership']} are context; of the rest about eight dozen compare",
        "trials": f"{WORDS[len(trials)]} of them (`poolable` yes) are independent randomised trials",
        "one model": f"{WORDS[one_model]} of its readings on P11 rest on one model",
        "lacking": f"A DOI is missing in about two thirds of the records, the year in {lacking('year')}, the authors in {lacking('authors')}",
    }


SENTENCES = sentences()


@pytest.mark.parametrize("what", SENTENCES)
def test_the_manual_states_what_is_counted(what: str) -> None:
    assert SENTENCES[what] in MANUAL


def test_the_table_of_exports_counts_the_entries_of_each() -> None:
    lines = re.findall(r"\| (`[^|]+`) \| ([\d, ]+) \| [^|]+ \|", MANUAL)
    said = {
        name: int(n)
        for names, numbers in lines
        for name, n in zip(re.findall(r"`([^`]+)`", names), numbers.split(","), strict=True)
    }
    assert said == {name: len(own) for name, own in EXPORTS.items()}
    assert all(row["reason"] for row in rows("decisions/screening.csv") if row["decision"] == "exclude")


def test_the_readme_shows_the_sums_of_the_shipped_review() -> None:
    """Works and duplicates are the pipeline's to say (`test_corpus`); how many rows people wrote is counted here."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    screening = rows("decisions/screening.csv")
    again = len(screening) - len({(row["record"], row["reviewer"]) for row in screening})
    assert f"{len(ALL)} entries counted in the files = " in readme
    assert (
        f"{len(screening)} screening decisions = {len(screening) - again} applied + {again} superseded"
        in readme
    )
