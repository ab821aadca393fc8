"""The causes of what changed, against what the stages make of the files with every set of edits in place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from evidence.compare import bearing
from evidence.compare.by_field import said
from evidence.compare.causes import causes
from evidence.compare.differences import differences
from evidence.compare.findings import cells_of
from evidence.compare.measured import is_traced
from evidence.compare.recoded import LEARNT
from evidence.compare.rows import Cause, Change, Kind
from evidence.deduplicate.rows import Work
from evidence.review import InMemory
from evidence.synthesise.claim_rows import Finding
from evidence.synthesise.pool_rows import Pool
from evidence.synthesise.rows import MapCell
from evidence.synthesise.theme_rows import Theme

from .put_back import Edit, Edited, expected, key, replaced, units, without_record

SCREENING, EFFECTS = "literature/decisions/screening.csv", "literature/effects/effects.csv"
EXTRACTS, SIDES = "literature/case_studies/extracts.csv", "literature/decisions/sides.csv"
CLAIMS, CODING = "config/propositions.yaml", "literature/decisions/coding.csv"

EDITS: dict[str, tuple[Edit, tuple[Kind, str]]] = {
    "a record came": (without_record("oak2003"), (Kind.WORK_IN, "oak2003")),
    "another came": (without_record("bay2006"), (Kind.WORK_IN, "bay2006")),
    "a decision": (replaced(SCREENING, "fir2004,include", "fir2004,exclude"), (Kind.FATE, "fir2004")),
    "another decision": (replaced(SCREENING, "bay2006,include", "bay2006,exclude"), (Kind.FATE, "bay2006")),
    "an estimate": (
        replaced(EFFECTS, "smd,0.4,0.1,,,,100,,1,,positive", "smd,-0.4,0.1,,,,100,,1,,negative"),
        (Kind.ITEM, "E02"),
    ),
    "a passage": (replaced(EXTRACTS, "slugs,negative,,Slugs came.", "fence,negative,,Slugs came."), (Kind.ITEM, "X06")),
    "a side": (replaced(SIDES, "bay2006,G3,for", "bay2006,G3,against"), (Kind.SIDE, "G3 bay2006")),
    "another side": (
        replaced(SIDES, "yew2005,G3,against,It lasted by duty,ann,2024-01-04,direct,duty with choice,the article,\n", ""),
        (Kind.SIDE, "G3 yew2005"),
    ),
    "a rule": (replaced(CLAIMS, "below: 0.9, minimum: 2", "below: 0.1, minimum: 4"), (Kind.SETTING, "propositions.G5.rule")),
    "a clause": (
        replaced(CLAIMS, "{when: {direction: negative}, side: against", "{when: {direction: none}, side: against"),
        (Kind.SETTING, "propositions.G1.sides"),
    ),
    "a weak source": (
        replaced("config/config.yaml", "source_types: {leaflet:", "source_types: {peer_reviewed: it is printed, leaflet:"),
        (Kind.SETTING, "extract.source_types.peer_reviewed"),
    ),
    "a code": (replaced(CODING, "ivy2007,design,portrait,,ann,2024-01-02\n", ""), (Kind.CODE, "ivy2007")),
    "codes of a map": (replaced(CODING, "yew2005,crop,herbs", "yew2005,crop,beans"), (Kind.CODE, "yew2005")),
    "a theme": (
        replaced("literature/decisions/themes.csv", "reasons=shed:positive", "reasons=shed"),
        (Kind.THEME, "sheds"),
    ),
    "a pool": (replaced("config/config.yaml", "method: REML", "method: DL"), (Kind.SETTING, "synthesise.pooling.method")),
    "one that is excluded": (
        replaced(CODING, "nowhere1900,lease", "gum2009,lease,lost,,ann,2024-01-02\ngum2009,crop,roses,,ann,2024-01-02\nnowhere1900,lease"),
        (Kind.CODE, "gum2009"),
    ),
}  # fmt: skip
"""By name: how something stood before, and the unit by which it is to be named."""


def _cell(review: InMemory, change: Change) -> str:
    """What a state has where a change is, as changes have it."""
    if change.kind == Kind.FINDING:
        row = next((row for row in review[Finding] if row.proposition == change.subject), None)
        return cells_of(row, {}, False).get(change.field, "")
    named: dict[Kind, tuple[type, Any]] = {
        Kind.POOL: (Pool, lambda row: row.pool_id),
        Kind.THEME: (Theme, lambda row: row.theme),
        Kind.CELL: (MapCell, lambda row: f"{row.form}|{row.field}"),
    }
    table, name = named[change.kind]
    row = next((row for row in review[table] if name(row) == change.subject), None)
    value = getattr(row, change.field or "statement", None)
    return " ".join(sorted(value)) if change.kind == Kind.CELL and isinstance(value, tuple) else said(value)


def _named(edited: Edited) -> dict[str, tuple[Kind, str]]:
    """The unit of each edit, with works by the names that they have."""
    works: dict[str, str] = {}
    for review in (edited.before, edited.after):
        works |= {work.key: work.work_id for work in review[Work]}
    found = {}
    for name in edited.edits:
        kind, unit = EDITS[name][1]
        if kind == Kind.WORK_IN and edited.turned:
            kind = Kind.WORK_OUT
        *claim, last = unit.split(" ")
        found[name] = kind, " ".join([*claim, works.get(last, last)])
    return found


def hold(names: Iterable[str], turned: bool) -> list[Change]:
    """Every change of the edits has the causes that trying every set gives; returns the changes."""
    edited = Edited({name: EDITS[name][0] for name in names}, turned)
    changes = differences(edited.before, edited.after)
    found, unit = causes(edited.before, edited.after, changes), _named(edited)
    traced = [change for change in changes if is_traced(change.kind, change.field)]
    for change in traced:
        own = {key(cause): cause for cause in units(found, change)}
        alone, needed, size = expected(edited, change, _cell)
        what = f"{change.kind} {change.subject} {change.field}: {change.before!r} became {change.after!r}"
        assert own.keys() == {unit[name] for name in alone.keys() | needed}, what
        assert {cause for cause, row in own.items() if row.needed} == {unit[name] for name in needed}, what
        assert {row.in_set for row in own.values()} == {size}, what
        assert all(row.exact for row in own.values()), what
        if change.kind != Kind.CELL:
            told = {unit[name]: there for name, there in alone.items()}
            assert {cause: row.alone for cause, row in own.items() if row.alone != change.after} == told, what
    return traced


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    "names",
    [
        ("a record came", "a decision", "an estimate", "a theme"),
        ("another decision", "a weak source", "a side", "another side"),
        ("a rule", "a clause", "a code", "one that is excluded"),
    ],
)
def test_every_change_has_the_causes_that_trying_every_set_of_edits_gives(
    names: tuple[str, ...], turned: bool
):
    assert hold(names, turned)


def _traced(edited: Edited) -> tuple[list[Change], list[Cause]]:
    changes = differences(edited.before, edited.after)
    return [c for c in changes if is_traced(c.kind, c.field)], causes(edited.before, edited.after, changes)


def test_of_a_large_review_the_part_that_bears_gives_the_same_causes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bearing, "MOST_WHOLE", 0)
    assert hold(("a rule", "a code", "another decision", "one that is excluded"), turned=False)


def test_a_phrase_of_the_codebook_is_the_cause_of_what_it_recoded():
    """Of the beds of roses nobody but the machine has said what grows there, and the machine by that phrase."""
    edits = {"phrase": replaced("config/codebook.yaml", "phrases: [roses, rose beds]", "phrases: [roses]")}
    moved, found = _traced(Edited(edits, machine=True))
    assert {(change.kind, change.subject) for change in moved} >= {(Kind.CELL, "town|roses")}
    assert {key(cause) for cause in found} == {(Kind.SETTING, "codebook.crop.roses")}
    assert all(cause.needed and cause.exact and cause.in_set == 1 for cause in found)
    assert all("with ‘rose beds’" in cause.name for cause in found)


def test_codes_that_the_machine_gives_with_the_phrases_of_before_too_are_not_the_phrases():
    """A phrase came that no work holds, while people coded other works anew, so that the machine has one work of roses left and learns them no more."""
    edits = {
        "phrase": replaced("config/codebook.yaml", "phrases: [herbs]", "phrases: [herbs, thyme and sage]"),
        "learnt": replaced(CODING, "bay2006,crop,beans;roses,,ann,2024-01-02\n", ""),
        "learnt too": replaced(CODING, "ash2001,crop,roses,,ann,2024-01-02\n", ""),
    }
    moved, found = _traced(Edited(edits, machine=True))
    assert moved and not any(cause.kind == Kind.SETTING for cause in found)
    (cause,) = [cause for cause in found if cause.subject == "town|roses"]
    assert (cause.kind, cause.unit, cause.needed) == (Kind.CODE, LEARNT, True)


def test_what_nothing_depends_on_is_never_named():
    """A record without items, a working note, another title of the review, other words of a claim."""
    edits = {
        "a record": replaced(
            "literature/records/cards.bib", "@article{gum2009", "@article{fog1999, author = {Fog, Al}, title = {Tolls}, year = {1999}}\n@article{gum2009"
        ),
        "a note": replaced(EFFECTS, "DO NOT MIX THIS", "DO MIX THIS"),
        "a title": replaced("config/config.yaml", "title: Shared gardens", "title: Gardens"),
        "words": replaced(CLAIMS, "caution: What was picked was weighed", "caution: What was picked was sold"),
        "a reason": replaced(SCREENING, "fir2004,include,a garden", "fir2004,include,a plot"),
    }  # fmt: skip
    moved, found = _traced(Edited(edits))
    assert (moved, found) == ([], [])
    moved, found = _traced(Edited({**edits, "an estimate": EDITS["an estimate"][0]}))
    assert moved and {key(cause) for cause in found} == {(Kind.ITEM, "E02")}


def test_a_decision_is_the_cause_of_what_its_passages_count_for():
    """Bay tells of a shed, which counts since Bay is included."""
    moved, found = _traced(Edited({"another decision": EDITS["another decision"][0]}))
    change = next(c for c in moved if (c.kind, c.subject, c.field) == (Kind.THEME, "sheds", "passages"))
    (cause,) = units(found, change)
    assert (cause.kind, cause.alone, cause.in_set) == (Kind.FATE, change.before, 1)
    assert "exclude became include (ann, 2024-01-01)" in cause.name


def test_two_that_each_suffice_are_both_named_and_it_takes_one():
    """What counts again for two reasons counted for none before: to put back either one is enough."""
    edits = {name: EDITS[name][0] for name in ("another decision", "a weak source")}
    moved, found = _traced(Edited(edits))
    change = next(c for c in moved if (c.subject, c.field) == ("G3", "n_for"))
    own = units(found, change)
    assert {key(cause)[0] for cause in own} == {Kind.FATE, Kind.SETTING}
    assert [(cause.alone, cause.needed, cause.in_set) for cause in own] == [("0", True, 1)] * 2


def test_a_unit_that_does_nothing_alone_is_needed_all_the_same():
    """The other way round: what counts no more for two reasons counts again only without both."""
    edits = {name: EDITS[name][0] for name in ("another decision", "a weak source")}
    moved, found = _traced(Edited(edits, turned=True))
    change = next(c for c in moved if (c.subject, c.field) == ("G3", "n_for"))
    assert [(cause.alone, cause.needed, cause.in_set) for cause in units(found, change)] == [
        ("0", True, 2)
    ] * 2


def test_two_that_cancel_are_causes_of_what_they_moved_and_of_no_more():
    """One study more for a claim, another turned against it: as many are for it as before, and the one alone is against."""
    edits = {
        "more": replaced(EFFECTS, "pounds picked,,,smd,0.6,0.1,,,,40,,1,,positive", "pounds picked,,,smd,-0.6,0.1,,,,40,,1,,negative"),
        "turned": replaced(EFFECTS, "smd,0.4,0.1,,,,100,,1,,positive", "smd,0.4,0.1,,,,100,,1,,positive"),
    }  # fmt: skip
    edits["turned"] = replaced(EFFECTS, "pounds picked,,,direction_only,,,,,,,,1,,none", "pounds picked,,,direction_only,,,,,,,,1,,positive")  # fmt: skip
    moved, found = _traced(Edited(edits))
    fields = {change.field: units(found, change) for change in moved if change.subject == "G1"}
    assert "n_for" not in fields
    assert [key(cause) for cause in fields["n_against"]] == [(Kind.ITEM, "E03")]


def test_a_study_that_was_two_is_named():
    draft = replaced(EFFECTS, "E02,elm2002", "E00,ash2000wp,,Ash 2000,garden vs no garden,club,roses,harvest,pounds picked,,,smd,0.2,0.1,,,,400,,1,,positive,direct,yes,reported se,p. 5,made up,,\nE02,elm2002")  # fmt: skip
    edited = Edited(
        {
            "draft": draft,
            "one study": replaced(
                "literature/decisions/duplicates.csv", "same_study,working_paper_of", "different,"
            ),
        }
    )
    before, after = edited.before, edited.with_back(["draft"])
    changes = differences(before, after)
    found = causes(before, after, changes)
    change = next(c for c in changes if (c.subject, c.field) == ("G1", "n_for"))
    (cause,) = units(found, change)
    assert (cause.kind, cause.alone, cause.needed) == (Kind.WORKS_JOINED, change.before, True)
    assert "Ash" in cause.name


def test_beyond_the_bound_the_causes_say_that_they_are_not_exact():
    """What the settings of the later version say holds."""
    edits = {name: EDITS[name][0] for name in ("a side", "another side", "another decision", "a weak source")}
    bound = replaced("config/config.yaml", "ingest: {own", "compare: {most_trials: 1}\ningest: {own")
    edited = Edited({**edits, "bound": bound})
    before, after = edited.before, edited.with_back(["bound"])
    rows = [cause for cause in causes(before, after, differences(before, after)) if cause.field == "verdict"]
    assert rows and not all(row.exact for row in rows)


NOTICE = (
    "TY  - JOUR\nID  - notice2012\nAU  - Oak, Cy\nTI  - Retraction: Garden club harvests of roses in three towns\nT2  - Soil\n"
    "PY  - 2012\nVL  - 9\nSP  - 2\nEP  - 2\nER  - \n\n"
)


def _with_notice(folder: Path) -> None:
    path = folder / "literature/records/index.ris"
    path.write_text(path.read_text(encoding="utf-8") + "\n" + NOTICE, encoding="utf-8")


def _under_another_key(folder: Path) -> None:
    path = folder / "literature/records/index.ris"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("ID  - elm2002\n", "ID  - ulm2002\n"), encoding="utf-8")


@pytest.mark.parametrize("turned", [False, True])
def test_a_claim_that_went_or_came_is_the_cause_of_its_finding(turned: bool):
    edited = Edited({"a claim": replaced(CLAIMS, "- id: G4\n", "- id: H4\n")}, turned)
    changes, found = _traced(edited)
    assert {change.subject for change in changes} == {"G4", "H4"}
    for change in changes:
        assert [(row.kind, row.unit) for row in units(found, change)] == [
            (Kind.SETTING, f"propositions.{change.subject}")
        ]


def _without_claims(folder: Path) -> None:
    (folder / CLAIMS).write_text("propositions: []\n", encoding="utf-8")


@pytest.mark.parametrize("turned", [False, True])
def test_the_first_claims_of_a_review_and_its_last_are_each_the_cause_of_a_finding(turned: bool):
    changes, found = _traced(Edited({"all claims": _without_claims}, turned))
    findings = [change for change in changes if change.kind == Kind.FINDING]
    assert {change.subject for change in findings} >= {"G1", "G2", "G3", "G4", "G5"}
    for change in findings:
        if change.field == "verdict" and change.subject in (
            "G4",
            "G5",
        ):  # by no passage's own word, which stands with its claim
            needed = [(row.kind, row.unit) for row in units(found, change) if row.needed]
            assert needed == [(Kind.SETTING, f"propositions.{change.subject}")]
    assert Kind.PROGRAM not in {cause.kind for cause in found}


@pytest.mark.parametrize("turned", [False, True])
def test_a_cell_that_went_or_came_with_its_code_is_not_the_doing_of_the_program(turned: bool):
    edited = Edited({"a code": _with_code_renamed}, turned)
    changes, found = _traced(edited)
    cells = [change for change in changes if change.kind == Kind.CELL]
    assert {change.field for change in cells} >= {"works", "items"}
    assert all(units(found, change) for change in cells)
    assert Kind.PROGRAM not in {cause.kind for cause in found}


def _with_code_renamed(folder: Path) -> None:
    for name in ("config/codebook.yaml", EFFECTS, EXTRACTS, CODING):
        path = folder / name
        path.write_text(
            re.sub(r"\btown\b(?! (?:garden|holds))", "city", path.read_text(encoding="utf-8")),
            encoding="utf-8",
        )


@pytest.mark.parametrize("turned", [False, True])
def test_a_retraction_is_the_cause_of_what_its_study_no_longer_says(turned: bool):
    changes, found = _traced(Edited({"a notice": _with_notice}, turned))
    assert {change.kind for change in changes} >= {Kind.FINDING, Kind.CELL}
    for change in changes:
        own = units(found, change)
        assert [(row.kind, row.needed) for row in own] == [(Kind.FATE, True)], change
        assert own[0].name.startswith("Oak (2003): ")
    if turned:
        assert "Retraction: Garden club harvests" in found[0].name


def test_a_key_under_which_rows_of_people_are_not_found_any_more_is_the_cause():
    changes, found = _traced(Edited({"a key": _under_another_key}, turned=True))
    assert any(change.kind == Kind.FINDING for change in changes)
    for change in changes:
        needed = {row.kind for row in units(found, change) if row.needed}
        assert needed and needed <= {Kind.REKEYED, Kind.CODE}, (
            change
        )  # a code is a row by itself, which is not found either
        if change.subject == "G1":
            assert needed == {Kind.REKEYED}
