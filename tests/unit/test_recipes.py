"""One measure, one rule, one format, one screener is one file: the recipes of CONTRIBUTING.md are followed, and what they make works."""

from __future__ import annotations

import math
import re
import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evidence.appraise.rows import Judgement, StudyAppraisal
from evidence.cli.check import check_inputs
from evidence.errors import UserError
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import FileCount, Record
from evidence.layout import Layout
from evidence.main import app
from evidence.stage import run_in_memory
from evidence.stages.appraise import APPRAISE
from evidence.stages.classify import CLASSIFY
from evidence.stages.deduplicate import DEDUPLICATE
from evidence.stages.extract import EXTRACT
from evidence.stages.ingest import INGEST
from evidence.stages.screen import SCREEN
from evidence.stages.synthesise import SYNTHESISE
from evidence.synthesise.claim_rows import Finding
from evidence.vocabularies import VOCABULARIES

from .ingest.test_count import shared_code
from .measures.test_measures import test_a_measure_agrees_with_its_published_examples as agrees
from .registries import REGISTRIES, installed, laid_into, lay
from .synthesise.test_rule_numbers import test_a_rule_is_whole as is_whole
from .synthesise.test_rule_numbers import test_every_number_is_declared_and_given as gives_its_numbers

ROOT = Path(__file__).resolve().parents[2]
RECIPES = ROOT / "tests" / "recipes"
PACKAGES = {
    "measures": ("evidence.measures", "measure.py", "MEASURE", "evidence.measures"),
    "rules": ("evidence.synthesise.claim_rules", "rule.py", "RULE", "evidence.claim_rules"),
    "formats": ("evidence.ingest.formats", "export.py", "FORMAT", "evidence.formats"),
    "screeners": ("evidence.brought.tools", "screener.py", "TOOL", "evidence.screeners"),
}
CARDS = "CARD> 1\nTI> On tea\nAU> Ash, Bo\nYR> 2001\n\nCARD> 2\nTI> On rent\nAU> Elm, Cy\nYR> 2002\n"


@pytest.fixture(params=["a file in the package", "another distribution"])
def with_recipe(request, tmp_path):
    """(which) → the recipe is followed: exactly one source file is written, or one distribution installed."""
    with ExitStack() as stack:

        def follow(which: str) -> None:
            package, file, attribute, group = PACKAGES[which]
            folder = tmp_path / "written"
            folder.mkdir()
            if request.param == "another distribution":
                lay("acme-evidence", folder, (RECIPES / file).read_text(encoding="utf-8"), {group: attribute})
                stack.enter_context(installed(folder))
            else:
                stack.enter_context(laid_into(package, RECIPES / file, folder))
            assert len(list(folder.glob("*.py"))) == 1
            origin = list(VOCABULARIES[which].rows())
            expected = {"acme-evidence 1.2"} if request.param == "another distribution" else set()
            assert {row[-1] for row in origin} - {""} == expected
            assert len(list(folder.glob("*.py"))) == 1

        yield follow


@pytest.fixture
def review(tmp_path):
    folder = tmp_path / "review"
    shutil.copytree(ROOT / "tests" / "topics" / "bcg", folder)
    return folder


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def mistakes(folder: Path) -> list[UserError]:
    found = check_inputs(Layout(folder)).errors
    return [part for error in found for part in getattr(error, "errors", [error])]


def clean(folder: Path) -> None:
    found = check_inputs(Layout(folder))
    assert not found.errors and not found.set_aside, [str(e) for e in (*found.errors, *found.set_aside)]


def test_without_the_recipes_nothing_of_them_is_known(review):
    edited(review / "literature/effects/effects.csv", "log_risk_ratio", "arcsine_risk_difference")
    edited(review / "config/propositions.yaml", "{kind: balance}", "{kind: unanimity, minimum: 2}")
    wrong = mistakes(review)
    assert [error.value for error in wrong] == ["unanimity", "unanimity"]
    assert all("balance" in error.allowed and error.line for error in wrong)
    edited(review / "config/propositions.yaml", "{kind: unanimity, minimum: 2}", "{kind: balance}")
    found = check_inputs(Layout(review))
    assert {(row.field, row.value) for row in found.set_aside} == {("effect_type", "arcsine_risk_difference")}


def test_add_a_measure(with_recipe, review):
    with_recipe("measures")
    effects = review / "literature/effects/effects.csv"
    lines = effects.read_text(encoding="utf-8").splitlines()
    names = lines[0].split(",")
    first = dict(zip(names, lines[1].split(","), strict=True))
    first |= {"effect_type": "ASD", "estimate": "", "se": ""}
    counts = {"events_1": "25", "n_1": "100", "events_2": "50", "n_2": "100"}
    effects.write_text(
        "\n".join([",".join([*names, *counts]), ",".join([*first.values(), *counts.values()])]) + "\n"
    )
    clean(review)
    items = run_in_memory(Layout(review), INGEST, DEDUPLICATE, SCREEN, EXTRACT)[EvidenceItem]
    (item,) = [item for item in items if item.kind == "effect"]
    assert item.effect_type == "arcsine_risk_difference"
    assert item.estimate == pytest.approx(math.pi / 6 - math.pi / 4) and item.se**2 == pytest.approx(0.005)
    agrees(REGISTRIES["measures"]["AS"])


def test_add_a_rule(with_recipe, review):
    with_recipe("rules")
    claims = review / "config/propositions.yaml"
    edited(claims, "rule: {kind: balance}\n  - id: B2", "rule: {kind: unanimity, minimum: 2}\n  - id: B2")
    clean(review)
    found = run_in_memory(
        Layout(review), INGEST, DEDUPLICATE, SCREEN, CLASSIFY, EXTRACT, APPRAISE, SYNTHESISE
    )[Finding]
    first = next(finding for finding in found if finding.proposition == "B1")
    assert (first.rule, first.verdict) == ("unanimity", "agreement_for" if not first.n_against else "divided")
    assert first.rule_text.startswith("Unanimity") and first.universes > 1
    edited(claims, "minimum: 2}", "minimum: none, most: 3}")
    wrong = mistakes(review)
    assert {error.field for error in wrong} == {"propositions.0.rule", "propositions.0.rule.minimum"}
    assert all(error.line for error in wrong)
    is_whole(REGISTRIES["rules"]["unanimity"])
    gives_its_numbers(REGISTRIES["rules"]["unanimity"])


def test_add_an_appraisal_tool(review):
    """A file of a review's own is enough: its answers are applied, it is asked to the end, and what contradicts itself is named."""
    own = review / "config" / "appraisal" / "tool.yaml"
    own.parent.mkdir()
    shutil.copy(RECIPES / "tool.yaml", own)
    answers = review / "literature/decisions/appraisal.csv"
    said = [("1", "clear"), ("2", "dark"), ("A", "fair")]
    rows = [f"aronson1948,2 Looks,{item},{answer},,ann,1994-03-02" for item, answer in said]
    answers.write_text(
        "record,tool,item,answer,note,reviewer,date\n" + "\n".join(rows) + "\n", encoding="utf-8"
    )
    clean(review)
    made = run_in_memory(Layout(review), INGEST, DEDUPLICATE, SCREEN, CLASSIFY, EXTRACT, APPRAISE)
    study = next(study for study in made[StudyAppraisal] if study.tools == ("Two looks",))
    assert (study.state, study.yes, study.no) == ("appraised", ("1",), ("2",))
    (judged,) = made[Judgement]
    assert (judged.judgement, judged.proposed, judged.risk) == ("fair", "poor", "low risk")
    edited(own, '{"2": [clear]}', '{"4": [clear]}')
    (wrong,) = mistakes(review)
    assert (
        wrong.file == str(own)
        and wrong.line == 24
        and "does not have" in wrong.problem
        and "1" in wrong.allowed
    )
    edited(own, "name: Two looks", "nmae: Two looks")
    assert any("nmae" in str(error) for error in mistakes(review))


def test_a_tool_of_another_distribution_is_known(tmp_path):
    source = f"from pathlib import Path\n\nfrom evidence.appraise.tool_files import read_tool\n\nTOOL = read_tool(Path({str(RECIPES / 'tool.yaml')!r}))[0]\n"
    lay("acme-evidence", tmp_path, source, {"evidence.appraisal_tools": "TOOL"})
    with installed(tmp_path):
        assert REGISTRIES["tools"].origin == {"Two looks": "acme-evidence 1.2"}
        assert any(row[-1] == "acme-evidence 1.2" for row in VOCABULARIES["tools"].rows())


def test_add_a_format(with_recipe, review):
    with_recipe("formats")
    (review / "literature/records/cards.txt").write_text(CARDS, encoding="utf-8")
    clean(review)
    read = run_in_memory(Layout(review), INGEST)
    cards = [record for record in read[Record] if record.source_file.endswith("cards.txt")]
    assert [(r.title, r.year) for r in cards] == [("On tea", 2001), ("On rent", 2002)]
    (count,) = [row for row in read[FileCount] if row.source_file.endswith("cards.txt")]
    assert (count.format, count.counted, count.read, count.quarantined) == ("card-index", 2, 2, 0)
    assert not shared_code((RECIPES / "export.py").read_text(encoding="utf-8"))


def test_add_a_screener(with_recipe, review, monkeypatch):
    """A tool that writes one line of its own into the notes: both decisions are written, under the names that stand there."""
    with_recipe("screeners")
    monkeypatch.chdir(review)
    first, second = list(run_in_memory(Layout(review), INGEST)[Record])[:2]
    (review / "sifted.csv").write_text(
        f'title,doi,record_id,notes\n"{first.title}",,{first.record_id},SIFT ella: keep\n'
        f'"{second.title}",,{second.record_id},SIFT ben: drop (no trial)\n'
    )
    said = CliRunner().invoke(app, ["import", "screening", "sifted.csv", "--write"]).stdout
    assert "sifted.csv: Sift, 2 entries" in said and "2 rows in = 2 written" in said
    (line,) = (review / "literature/decisions/screening-ben.csv").read_text().splitlines()[1:]
    assert line.startswith(f"{second.record_id},exclude,no trial,") and ",ben," in line


@pytest.mark.parametrize("which", PACKAGES)
def test_a_recipe_is_at_most_ten_lines_and_names_its_example_and_its_group(which):
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    package, file, attribute, group = PACKAGES[which]
    (recipe,) = re.findall(rf"^## Add a {which[:-1]}\n\n(.*?)(?=\n## |\Z)", text, re.M | re.S)
    assert len(recipe.strip().splitlines()) <= 10
    assert f"tests/recipes/{file}" in recipe and f"workflow/{package.replace('.', '/')}/" in recipe
    assert attribute in recipe and group in recipe


def test_the_page_of_what_is_known_is_as_the_registries_have_it():
    from evidence.vocabularies import page

    shown = (ROOT / "docs" / "vocabularies.md").read_text(encoding="utf-8")
    assert shown == page(), "evidence known --page > docs/vocabularies.md"
