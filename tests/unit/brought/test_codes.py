"""Codes that come as tags: what a tag stands for, whose it is, and that nothing which somebody coded is taken away."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from evidence.brought.codes import Meanings
from evidence.codebook import Code, Codebook, Facet
from evidence.errors import UserError

from ..builders import make
from .layouts import WORKS, rayyan, rayyan_log, zotero
from .typed import read, run

BOOK = make(
    Codebook,
    facets=(
        make(Facet, id="field", label="Policy field", unit="both", open=False,
             codes=(make(Code, id="job_advice", label="Advice on jobs"), make(Code, id="housing", label="Housing"))),
        make(Facet, id="place", label="Place", unit="work", open=True, codes=()),
        make(Facet, id="topic", label="Topic", unit="work", open=False, codes=(make(Code, id="housing", label="Homes"),)),
        make(Facet, id="outcome", label="Outcome", unit="extract", open=False, codes=(make(Code, id="rent", label="Rent"),)),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("job advice", ("field", "job_advice")),
        ("Advice  on jobs", ("field", "job_advice")),
        ("Homes", ("topic", "housing")),
        ("policy field: housing", ("field", "housing")),
        ("Topic: Housing", ("topic", "housing")),
        ("housing", None),  # of two facets
        ("Rent", None),  # of passages, which no work is coded by
        ("to cite", None),
        ("In the north", ("place", "North")),
        ("rented: cheap", ("field", "housing")),
    ],
)
def test_what_a_tag_stands_for(tag: str, code: tuple[str, str] | None) -> None:
    said = {"in the north": "place: North", "Rented: cheap": "field: Housing"}
    found, why = Meanings(BOOK, said).of(tag)
    assert found == code and bool(why) == (code is None)


@pytest.mark.parametrize(
    ("said", "near"), [("feild: housing", "field"), ("field: housin", "housing"), ("housing", "")]
)
def test_what_is_not_in_the_codebook_is_refused_with_what_is(said: str, near: str) -> None:
    with pytest.raises(UserError) as refused:
        Meanings(BOOK, {"x": said})
    assert refused.value.field == "--code" and near in str(refused.value.allowed)


@pytest.fixture
def coded(at: Path, tmp_path: Path) -> Path:
    """The codebook of a review that begins, with two fields."""
    run("new", tmp_path / "new", "--question", "Q?", "--kind", "map", "--field", "Housing", "--field", "Jobs")
    Path("config/codebook.yaml").write_text((tmp_path / "new/config/codebook.yaml").read_text())
    return at


def test_codes_are_added_to_what_she_had_coded_and_the_mapping_is_kept(coded: Path) -> None:
    table = Path("literature/decisions/coding-ella.csv")
    table.parent.mkdir()
    table.write_text("record,facet,codes,note,reviewer,date\nabel2001,field,jobs,mine,ella,2026-01-01\n")
    Path("z.csv").write_text(zotero(WORKS, {"abel2001": "rented; to cite", "baker2002": "Jobs"}))
    words = (
        "z.csv",
        "--reviewer",
        "Ella",
        "--code",
        "rented=field: housing",
        "--map",
        "config/imports/z.yaml",
    )
    said = run("import", "coding", *words, "--write")
    assert "3 tags in = 2 written + 1 no code of ours" in said and "to cite (1): no code is called so" in said
    rows = {row["record"].split("-")[0]: row for row in read(table)[1:]}
    assert rows["abel2001"]["codes"] == "jobs;housing" and rows["baker2002"]["codes"] == "jobs"
    assert read(table)[0]["codes"] == "jobs" and rows["abel2001"]["note"] == "tags: rented"
    assert yaml.safe_load(Path("config/imports/z.yaml").read_text())["codes"] == {"rented": "field: housing"}
    assert "2 known already" in run("import", "coding", "z.csv", "--map", "config/imports/z.yaml")


def test_a_label_is_of_who_gave_it_and_else_of_who_is_named(coded: Path) -> None:
    notes = {
        "abel2001": 'RAYYAN-INCLUSION: {"ella"=>"Included", "ben"=>"Excluded"} | RAYYAN-LABELS: Housing,Jobs'
    }
    Path("articles.csv").write_text(rayyan(WORKS[:1], notes))
    log = [
        (100, "e@x", "2026-11-20 10:00:00 UTC", "included", "1"), (100, "e@x", "2026-11-20 10:00:01 UTC", "Housing", "1"),
        (100, "b@x", "2026-11-20 10:00:00 UTC", "included", "-1"), (100, "b@x", "2026-11-20 10:00:02 UTC", "Jobs", "1"),
        (100, "b@x", "2026-11-20 10:00:03 UTC", "Jobs", "0"),
    ]  # fmt: skip
    Path("customizations_log.csv").write_text(rayyan_log(log))
    assert "does not say who gave this code" in run(
        "import", "coding", "articles.csv", "customizations_log.csv", code=1
    )
    run("import", "coding", "articles.csv", "customizations_log.csv", "--reviewer", "consensus", "--write")
    found = {
        row["reviewer"]: row["codes"]
        for path in Path("literature/decisions").glob("coding-*")
        for row in read(path)
    }
    assert found == {"ella": "housing", "consensus": "jobs"}, "ben took his back"


def test_a_file_without_tags_says_so(coded: Path) -> None:
    Path("articles.csv").write_text(rayyan(WORKS[:1], {"abel2001": 'RAYYAN-INCLUSION: {"ella"=>"Included"}'}))
    assert "no entry bears a tag" in run("import", "coding", "articles.csv", code=1)
