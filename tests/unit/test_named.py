"""Names of cases, comparisons, exports, records, claims and designs: each leads somewhere or is said, the nearest named."""

from types import SimpleNamespace

import pytest

from evidence.extract.rows import CaseCondition
from evidence.meant import NO_RECORD
from evidence.named import of_no_case, unknown_names, unknown_records
from evidence.searches import Searches
from evidence.settings.schema import made
from evidence.synthesise.settings import SynthesisPlan

from .builders import item, make

ITEMS = [item("x1", case_id="leeds", kind="extract"), item("e1", comparison="private vs public")]


def claims(cases=(), where=None):
    scope = {"where": [where]} if where else {}
    claim = SimpleNamespace(scope=scope, sides=(), rule={"kind": "balance"})
    return SimpleNamespace(claim_cases=cases, items=(claim,))


def said(turned=(), given=None, searches=None, items=ITEMS, exports=("records/a.ris",), rows=(), lines=None):
    plan = SynthesisPlan(turned_comparisons=tuple(turned))
    found = unknown_names(
        plan, given or claims(), made(Searches, searches or {}), items, exports, rows, lines
    )
    return [(e.field, e.value, e.fix) for e in found]


def test_names_that_lead_somewhere_are_not_said() -> None:
    turned = ["private vs public"]
    searches = {"searches": [{"source": "S", "files": ["a.ris"]}]}
    assert said(turned, claims(["leeds"], {"case": ["leeds"]}), searches) == []


@pytest.mark.parametrize("where", [{"case": "leed"}, {"case": ["leeds", "leed"]}])
def test_a_case_that_a_claim_asks_for(where) -> None:
    assert said(given=claims(where=where)) == [("where: case", "leed", "did you mean `leeds`?")]


def test_a_case_of_the_source_a_comparison_and_an_export() -> None:
    turned = ["privat vs public"]
    searches = {"searches": [{"source": "S"}, {"source": "T", "files": ["b.ris"]}]}
    assert said(turned, claims(["york city"]), searches) == [
        ("seed.claim_cases", "york city", "correct or remove it"),
        ("synthesise.turned_comparisons", "privat vs public", "did you mean `private vs public`?"),
        ("files", "b.ris", "did you mean `a.ris`?"),
    ]


def test_an_export_that_a_search_names_already_is_not_what_another_name_means() -> None:
    searches = {"searches": [{"source": "S", "files": ["a.ris"]}, {"source": "T", "files": ["b.ris"]}]}
    assert said((), claims(), searches) == [
        ("files", "b.ris", "take the name out, or put the file back into literature/records/")
    ]


def test_a_comparison_that_is_said_to_be_like_another() -> None:
    plan = SynthesisPlan(alike_comparisons={"sector": ("private vs public", "privat vs public")})
    (error,) = unknown_names(plan, claims(), Searches(), ITEMS, [], [])
    assert (error.field, error.value) == ("synthesise.alike_comparisons", "privat vs public")


def test_the_line_of_a_file_that_a_search_names() -> None:
    searches, lines = {"searches": [{"source": "S", "files": ["b.ris"]}]}, {("searches", 0, "files", 0): 7}
    (error,) = unknown_names(SynthesisPlan(), claims(), made(Searches, searches), [], ["a.ris"], [], lines)
    assert (error.file, error.line) == ("config/searches.yaml", 7)


def test_names_of_rows_that_were_set_aside_are_known_too() -> None:
    assert said(given=claims(["hull"]), rows=[("hull", "")]) == []


def test_of_what_a_review_does_not_have_nothing_is_said() -> None:
    assert said(["a vs b"], claims(["x"]), items=[]) == []


def test_values_measured_of_no_case() -> None:
    rows = [
        make(CaseCondition, case_id=c, condition="size", source_file="c.csv", line=n)
        for n, c in ((2, "leeds"), (3, "lseds"))
    ]
    (remark,) = of_no_case(rows, ITEMS)
    assert (remark.line, remark.value, remark.dropped) == (
        3,
        "lseds",
        True,
    ) and "`leeds`" in remark.how_to_fix
    assert of_no_case(rows, []) == []


BOOK = {
    "sources": [{"id": "design"}],
    "facets": [
        {
            "id": "f",
            "codes": [{"id": "a", "examples": ["ash2001", "gone1999"], "source": ["design", "desing"]}],
        }
    ],
    "evidence_roles": [{"id": "trial", "examples": ["lost2"]}],
}


def test_examples_and_sources_of_the_codebook_and_the_record_of_the_claims() -> None:
    known = SimpleNamespace(find=lambda name: [name] if name == "ash2001" else [])
    lines = {("facets", 0, "codes", 0, "examples", 1): 12}
    found = unknown_records(BOOK, lines, {"record": "seed2012"}, {("seed", "record"): 3}, known)
    assert [(r.field, r.value, r.line) for r in found] == [
        ("a.examples", "gone1999", 12),
        ("a.source", "desing", 1),
        ("trial.examples", "lost2", 1),
        ("seed.record", "seed2012", 3),
    ]
    assert all(r.problem == NO_RECORD and not r.dropped for r in found)
    assert "`design`" in found[1].how_to_fix
    assert (
        unknown_records(BOOK | {"facets": [], "evidence_roles": []}, {}, {"record": "ash2001"}, {}, known)
        == []
    )
