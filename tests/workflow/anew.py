"""Two reviews that begin with `evidence new` and are made by config and tables alone: trials of a vaccine, and a map of a made-up topic.

The trials are the thirteen of Colditz and others (1994), with the counts that are printed wherever the data set is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from textwrap import dedent

from typer.testing import CliRunner

from evidence.main import app

# study, year, (ill, well) of the vaccinated, (ill, well) of the others
TRIALS = (
    ("Aronson", 1948, (4, 119), (11, 128)),
    ("Ferguson and Simes", 1949, (6, 300), (29, 274)),
    ("Rosenthal", 1960, (3, 228), (11, 209)),
    ("Hart and Sutherland", 1977, (62, 13536), (248, 12619)),
    ("Frimodt-Moller", 1973, (33, 5036), (47, 5761)),
    ("Stein and Aronson", 1953, (180, 1361), (372, 1079)),
    ("Vandiviere", 1973, (8, 2537), (10, 619)),
    ("Madras Study", 1980, (505, 87886), (499, 87892)),
    ("Coetzee and Berjak", 1968, (29, 7470), (45, 7232)),
    ("Rosenthal", 1961, (17, 1699), (65, 1600)),
    ("Comstock", 1974, (186, 50448), (141, 27197)),
    ("Comstock and Webster", 1969, (5, 2493), (3, 2338)),
    ("Comstock", 1976, (27, 16886), (29, 17825)),
)
_CLAIM = """\
propositions:
  - id: V1
    heading: Protection
    claim: Vaccination with BCG lowers the risk of tuberculosis.
    that: vaccination with BCG lowers the risk of tuberculosis
    testable: Fewer of the vaccinated than of the others fall ill.
    test: comparative
    directly: compares the vaccinated with others
    key: true
    scope: {where: [{kind: effect, outcome: tuberculosis}]}
    sides:
      - {when: {direction: positive}, side: for, because: fewer of the vaccinated fell ill}
      - {when: {direction: negative}, side: against, because: more of the vaccinated fell ill}
      - {when: {direction: [mixed, none]}, side: qualifies, because: no difference was found}
    rule: {kind: balance}
"""
# title, year, topics, outcomes; the last two are not about what is asked
WORKS = (
    ("Beaver dams and the flow of a small stream", 2001, "dams", "water"),
    ("Dams of beavers hold back floods", 2004, "dams", "floods"),
    ("Trout above and below beaver dams", 2009, "dams", "fish"),
    ("Ponds, dams and frogs: twelve years with beavers", 2011, "dams;burrows", "fish"),
    ("What beavers fell, and what grows again", 2013, "felling", "trees"),
    ("Willows after the return of the beaver", 2015, "felling", "trees"),
    ("Burrows of beavers in river banks", 2017, "burrows", "water"),
    ("Beavers and farmers: a survey", 2019, "felling", ""),
    ("The otter in winter", 2003, "", ""),
    ("A history of hats", 1998, "", ""),
)


def begin(folder: Path, *words: str) -> Path:
    done = CliRunner().invoke(app, ["new", str(folder), *words])
    assert done.exit_code == 0, (done.output, done.exception)
    return folder


def add(path: Path, *rows: dict[str, object]) -> None:
    """Rows under the header that the table begins with, as a person fills it in."""
    with path.open(encoding="utf-8", newline="") as table:
        header = next(csv.reader(table))
    assert all(row.keys() <= set(header) for row in rows), (path, header)
    with path.open("a", encoding="utf-8", newline="") as table:
        csv.DictWriter(table, header, restval="", lineterminator="\n").writerows(rows)


def replace_line(path: Path, line: str, by: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(line) == 1, (path, line)
    path.write_text(text.replace(line, by), encoding="utf-8")


def _records(folder: Path, entries: Iterable[tuple[str, str, str, int]]) -> None:
    made = (
        f"TY  - JOUR\nID  - {key}\nAU  - {author}\nTI  - {title}\nT2  - A journal\nPY  - {year}\nVL  - {year - 1900}\nSP  - {place}01\nER  - \n"
        for place, (key, author, title, year) in enumerate(entries, 1)
    )
    (folder / "literature" / "records" / "export.ris").write_text("\n".join(made), encoding="utf-8")
    search = "searches:\n  - {source: A database, date: 2 February 2026, strategy: what was asked, limits: none, files: [export.ris]}\n"
    replace_line(folder / "config" / "searches.yaml", "searches: []\n", search)


_SIGNED = {"reviewer": "ada", "date": "2026-02-03"}


def vaccine(folder: Path) -> Path:
    """A review of effects without forms and without fields."""
    begin(
        folder, "--question", "Does vaccination with BCG protect against tuberculosis?", "--title", "BCG against tuberculosis",
        "--kind", "effects", "--outcome", "Tuberculosis", "--outcome", "Death", "--author", "The vaccine team",
    )  # fmt: skip
    decided, effects = folder / "literature" / "decisions", folder / "literature" / "effects" / "effects.csv"
    keys = [f"t{number}" for number in range(1, len(TRIALS) + 1)]
    titles = [f"BCG vaccination: a controlled trial, by {name}, {year}" for name, year, *_ in TRIALS]
    _records(
        folder,
        (
            (key, f"{t[0].split(' and ')[0]}, A.", title, t[1])
            for key, t, title in zip(keys, TRIALS, titles, strict=True)
        ),
    )
    add(
        decided / "screening.csv",
        *(
            {
                "record": key,
                "decision": "include",
                "reason": "a controlled trial",
                "basis": "full_text",
                **_SIGNED,
            }
            for key in keys
        ),
    )
    add(
        decided / "coding.csv",
        *({"record": key, "facet": "study_design", "codes": "comparative", **_SIGNED} for key in keys),
    )
    add(effects, *(
        {
            "effect_id": f"E{key[1:]}", "record": key, "study_label": f"{name} {year}", "comparison": "BCG vs none",
            "outcome": "tuberculosis", "outcome_measure": "cases of tuberculosis", "effect_type": "log_risk_ratio",
            "events_1": ill, "n_1": ill + well, "events_2": ill_2, "n_2": ill_2 + well_2, "n": ill + well + ill_2 + well_2,
            "direction": "positive" if ill / (ill + well) < ill_2 / (ill_2 + well_2) else "negative",
            "evidence_role": "comparison", "poolable": "yes", "higher_is": "worse",
        }
        for key, (name, year, (ill, well), (ill_2, well_2)) in zip(keys, TRIALS, strict=True)
    ))  # fmt: skip
    replace_line(folder / "config" / "propositions.yaml", "propositions: []\n", dedent(_CLAIM))
    return folder


def beavers(folder: Path) -> Path:
    """A map of works by topic and outcome, which judges nothing."""
    begin(
        folder, "--question", "What has been studied of beavers and rivers?", "--title", "Beavers and rivers", "--kind", "map",
        "--form", "Dams: dam, pond", "--form", "Burrows: burrow", "--form", "Felling: fell, willows",
        "--outcome", "Water", "--outcome", "Floods: flood", "--outcome", "Fish: trout, frogs", "--outcome", "Trees", "--author", "The river team",
    )  # fmt: skip
    decided = folder / "literature" / "decisions"
    keys = [f"b{number}" for number in range(1, len(WORKS) + 1)]
    _records(
        folder,
        (
            (key, f"{'ABCDEFGHIJ'[n]}lder, B.", w[0], w[1])
            for n, (key, w) in enumerate(zip(keys, WORKS, strict=True))
        ),
    )
    for key, (_, _, topics, outcomes) in zip(keys, WORKS, strict=True):
        inside = bool(topics)
        row = {"record": key, "decision": "include" if inside else "exclude", "basis": "title", **_SIGNED}
        add(
            decided / "screening.csv",
            row | {"reason": "of beavers and rivers" if inside else "not of beavers"},
        )
        codes = [("form", topics), ("outcome", outcomes)]
        add(
            decided / "coding.csv",
            *({"record": key, "facet": facet, "codes": own, **_SIGNED} for facet, own in codes if own),
        )
    return folder
