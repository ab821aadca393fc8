"""Reviews of every kind, and with next to nothing in them, through `evidence check` and all pages, in memory."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evidence.brief.meant import left_out, meant
from evidence.brief.render import render
from evidence.layout import Layout
from evidence.main import app
from evidence.pipeline import STAGES
from evidence.review_kind import Part, ReviewKind
from evidence.stage import run_in_memory
from evidence.stages.brief import load

from ...workflow.anew import add, begin
from .test_render import ENGINE

_SIGNED = {"reviewer": "ada", "date": "2026-02-03"}


def _laid(folder: Path, *words: str) -> Path:
    """Two works, both included, under whatever was said at the beginning."""
    begin(folder, "--question", "Does singing help?", *words)
    entries = (
        f"TY  - JOUR\nID  - s{n}\nAU  - Lark, A.\nTI  - {title}\nPY  - 200{n}\nER  - \n"
        for n, title in enumerate(("Choirs", "A song a day"), 1)
    )
    (folder / "literature" / "records" / "a.ris").write_text("\n".join(entries))
    rows = (
        {"record": f"s{n}", "decision": "include", "reason": "of singing", "basis": "title", **_SIGNED}
        for n in (1, 2)
    )
    add(folder / "literature" / "decisions" / "screening.csv", *rows)
    return folder


def _passages(folder: Path) -> None:
    add(folder / "literature" / "case_studies" / "extracts.csv", *(
        {
            "extract_id": f"X{n}", "case_id": f"C{n}", "case_name": f"Choir {n}", "code": code, "direction": direction,
            "paraphrase": "They sang.", "record": f"s{n}", "source_type": "peer_reviewed",
        }
        for n, code, direction in ((1, "relations", "positive"), (2, "means", "negative"))
    ))  # fmt: skip


def _effects(folder: Path) -> None:
    add(folder / "literature" / "effects" / "effects.csv", *(
        {
            "effect_id": f"E{n}", "record": f"s{n}", "study_label": f"Lark {n}", "comparison": "singing vs silence", "outcome_measure": "mood",
            "effect_type": "direction_only", "direction": direction, "evidence_role": "comparison", "poolable": "no",
        }
        for n, direction in ((1, "positive"), (2, "none"))
    ))  # fmt: skip


@cache
def _made(folder: Path):
    done = CliRunner().invoke(app, ["check", "--folder", str(folder)])
    assert done.exit_code == 0, done.output
    at = Layout(folder)
    tables = load(run_in_memory(at, *(s for s in STAGES if s.name not in ("brief", "pdf", "publish"))))
    return tables, render(tables, ENGINE, ENGINE)


def _no_link_leads_to_what_is_not_there(book) -> None:
    there = {name.replace(".md", ".html") for name in book.pages if name.endswith(".md")}
    there |= {name for name in book.texts if name.endswith(".html")}
    for name, text in {**book.pages, **book.texts}.items():
        if name.endswith((".md", ".html")):
            for link in re.findall(r'(?:href="|\]\()(?:\.\./)*([\w/-]+)\.(?:html|md)', text):
                folder = name.rpartition("/")[0]
                assert f"{link}.html" in there or f"{folder}/{link}.html" in there, (name, link)


def test_a_qualitative_review_has_pages_of_cases_and_none_of_numbers(tmp_path) -> None:
    folder = _laid(tmp_path / "r", "--kind", "qualitative")
    _passages(folder)
    tables, book = _made(folder)
    assert meant(tables) == {Part.CLAIMS, Part.CASES}
    assert {"cases.md", "themes.md", "directions.md"} <= book.pages.keys()
    assert (
        not {"numbers.md", "pools.md", "missing.md", "forms.md", "fields.md", "replication.md"}
        & book.pages.keys()
    )
    assert "pooled" not in book.pages["index.md"] and "ENTREQ" in book.pages["methods.md"]
    assert "SWiM" not in book.pages["checklists.md"] and "ENTREQ" in book.pages["checklists.md"]
    assert (
        "charted by theme," in book.pages["themes.md"]
        and "form" not in book.pages["themes.md"].split("## ")[0].split("---")[2]
    )
    _no_link_leads_to_what_is_not_there(book)


def test_a_review_of_both_has_both(tmp_path) -> None:
    folder = _laid(tmp_path / "r", "--kind", "both", "--form", "Choirs: choir", "--field", "Care homes")
    _passages(folder)
    _effects(folder)
    tables, book = _made(folder)
    assert meant(tables) == {*Part} and not left_out(tables)
    assert {"cases.md", "numbers.md", "forms.md", "fields.md"} <= book.pages.keys()
    _no_link_leads_to_what_is_not_there(book)


@pytest.mark.parametrize("kind", list(ReviewKind))
def test_a_review_without_claims_forms_fields_outcomes_and_results_has_a_book(
    tmp_path, kind: ReviewKind
) -> None:
    tables, book = _made(_laid(tmp_path / "r", "--kind", kind.value))
    assert {"index.md", "summary.md", "works.md", "methods.md"} <= book.pages.keys()
    themes = kind in (ReviewKind.QUALITATIVE, ReviewKind.BOTH)  # which a codebook of cases begins with
    assert ("map.md" in book.pages) == themes
    titles = set(re.findall("^## (.+)$", book.pages["undone.md"], re.M))
    numbers = {"Numbers", "What was pooled, and what was not", "What may be missing"}
    cases = {
        "Case studies",
        "Barriers, enablers and results, theme by theme",
        "What runs through the cases",
        "Case by case",
        "How it came about",
        "Which combinations go with good results",
    }
    assert (numbers <= titles, cases & titles == set()) == (
        kind in (ReviewKind.EFFECTS, ReviewKind.BOTH),
        not themes,
    )
    assert (numbers & titles == set()) == (kind in (ReviewKind.QUALITATIVE, ReviewKind.MAP))
    assert (
        titles == {"Evidence map", "What changed"}
        if kind is ReviewKind.MAP
        else "Every claim and its verdict" in titles
    )
    _no_link_leads_to_what_is_not_there(book)


def test_a_map_that_has_effects_all_the_same_shows_them(tmp_path) -> None:
    folder = _laid(tmp_path / "r", "--kind", "effects")
    _effects(folder)
    config = folder / "config" / "config.yaml"
    config.write_text(config.read_text().replace("kind: effects", "kind: map"))
    tables, book = _made(folder)
    assert meant(tables) == {Part.EFFECTS} and {"numbers.md", "directions.md"} <= book.pages.keys()
    _no_link_leads_to_what_is_not_there(book)


def test_a_seed_is_asked_for_only_where_a_sentence_names_it(tmp_path) -> None:
    folder = _laid(tmp_path / "r", "--kind", "effects")
    claims = folder / "config" / "propositions.yaml"
    claims.write_text(claims.read_text() + 'bottom_line: "Of claims made in {seed_year}."\n')
    done = CliRunner().invoke(app, ["check", "--folder", str(folder)])
    assert done.exit_code == 1 and "seed_year" in done.output and "no value" in done.output


def test_names_in_other_letters_and_odd_ones_are_pages_and_columns(tmp_path) -> None:
    names = ("BCG vs none", "COVID-19", "Ünïcode <b>", "no", "住房: 房屋")
    words = [word for name in names for word in ("--form", name)] + [
        "--outcome",
        "Café, noir",
        "--outcome",
        "null",
    ]
    folder = _laid(tmp_path / "mäp 住", "--kind", "map", *words)
    ids = ("bcg_vs_none", "covid_19", "unicode_b", "form_no", "form_5")
    coding = folder / "literature" / "decisions" / "coding.csv"
    add(coding, {"record": "s1", "facet": "form", "codes": ";".join(ids), **_SIGNED})
    add(coding, {"record": "s1", "facet": "outcome", "codes": "cafe_noir;outcome_null", **_SIGNED})
    tables, book = _made(folder)
    assert {f"answers/form-{name.replace('_', '-')}.md" for name in ids} <= book.pages.keys()
    assert (
        "住房" in book.pages["map.md"]
        and "Café, noir" in book.pages["map.md"]
        and "<b>" not in book.pages["map.md"]
    )
    assert "The one stands in 10 places" in book.pages["map.md"]
    _no_link_leads_to_what_is_not_there(book)
