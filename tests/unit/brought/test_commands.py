"""`evidence add` and `evidence import` on a small review: what they say, what they write, and that twice is once."""

from __future__ import annotations

import csv
import io
import os
import shutil
import zipfile
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from evidence.layout import Layout
from evidence.main import app
from evidence.screen.rows import Screening
from evidence.stage import run_in_memory
from evidence.stages.deduplicate import DEDUPLICATE
from evidence.stages.ingest import INGEST
from evidence.stages.screen import SCREEN

from .layouts import (
    COVIDENCE,
    WORKS,
    asreview_project,
    bib,
    covidence,
    eppi,
    rayyan,
    rayyan_log,
    review,
    table,
    zotero,
)

BCG = Path(__file__).resolve().parents[2] / "topics" / "bcg"
VOTES = {
    "abel2001": 'RAYYAN-INCLUSION: {"Ella Smith"=>"Included", "ben"=>"Included"}',
    "baker2002": 'RAYYAN-INCLUSION: {"Ella Smith"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: no data',
    "clark2003": 'RAYYAN-INCLUSION: {"Ella Smith"=>"Maybe"}',
}


@pytest.fixture
def at(tmp_path, monkeypatch):
    monkeypatch.chdir(review(tmp_path / "review"))
    return Path()


def run(*words, code=0):
    from evidence.errors import UserError

    done = CliRunner().invoke(app, [str(word) for word in words])
    if isinstance(done.exception, UserError):
        assert code == 1, done.exception.text()
        return done.exception.text()
    assert done.exit_code == code, (done.output, done.exception)
    return done.stdout


def read(path):
    return list(csv.DictReader(io.StringIO(Path(path).read_text())))


def decided(at):
    """(citation key, decision, reviewer) of every row in the tables, and each file's rows."""
    rows = [
        row for path in sorted(at.glob("literature/decisions/*.csv")) for row in csv.DictReader(path.open())
    ]
    return sorted(
        (row["record"].split("-")[0], row["decision"], row["reviewer"], row["reason"]) for row in rows
    )


def screening(*words, **more):
    return run("import", "screening", *words, **more)


def test_nothing_is_written_without_write_and_twice_is_once(at):
    Path("articles.csv").write_text(rayyan(WORKS, VOTES))
    before = sorted(at.rglob("*"))
    said = screening("articles.csv")
    assert (
        "7 rows in = 3 written + 4 no decision in it" in said
        and "1 maybe" in said
        and "Nothing is written yet" in said
    )
    assert sorted(at.rglob("*")) == before
    said = screening("articles.csv", "--write", "--as", "Ella Smith=ella")
    assert (
        "3 decisions were appended to literature/decisions/screening-ben.csv, literature/decisions/screening-ella.csv"
        in said
    )
    held = {path: path.read_bytes() for path in at.glob("literature/decisions/*")}
    assert decided(at) == [
        ("abel2001", "include", "ben", ""), ("abel2001", "include", "ella", ""), ("baker2002", "exclude", "ella", "no data"),
    ]  # fmt: skip
    assert "3 known already" in screening("articles.csv", "--write", "--as", "Ella Smith=ella")
    assert {path: path.read_bytes() for path in at.glob("literature/decisions/*")} == held


def test_a_changed_mind_is_appended_and_an_old_export_changes_nothing(at):
    first, second = (
        [(100, "e@x", f"2026-11-{day} 10:00:00 UTC", "included", vote)]
        for day, vote in ((20, "1"), (27, "-1"))
    )
    for name, votes, log in (("week1", "Included", first), ("week2", "Excluded", first + second)):
        Path(name).mkdir()
        Path(f"{name}/articles.csv").write_text(
            rayyan(WORKS[:1], {"abel2001": f'RAYYAN-INCLUSION: {{"ella"=>"{votes}"}}'})
        )
        Path(f"{name}/customizations_log.csv").write_text(rayyan_log(log))
        screening(f"{name}/articles.csv", f"{name}/customizations_log.csv", "--write")
    assert [row[1] for row in decided(at)] == ["exclude", "include"]
    assert "1 known already" in screening("week1/articles.csv", "week1/customizations_log.csv", "--write")
    shutil.rmtree("literature/decisions")
    screening("week2/articles.csv", "week2/customizations_log.csv", "--write")
    assert "1 changed since" in screening("week1/articles.csv", "week1/customizations_log.csv", "--write")
    assert [row[1] for row in decided(at)] == ["exclude"]


def test_lists_of_covidence_by_their_stages(at):
    Path("review_7_irrelevant_csv_20261110090000.csv").write_text(covidence(WORKS[2:4]))
    Path("review_7_excluded_csv_20261120090000.csv").write_text(
        covidence(WORKS[:1], {"abel2001": "Exclusion reason: Wrong outcomes; "})
    )
    files = sorted(Path().glob("review_7_*.csv"))
    assert "does not say who decided" in screening(*files, code=1)
    said = screening(*files, "--reviewer", "consensus", "--write")
    assert "consensus: 1 exclude (full_text), 2 exclude (title_abstract)" in said
    assert ("abel2001", "exclude", "consensus", "Wrong outcomes") in decided(at)
    (row,) = (row for row in read("literature/decisions/screening-consensus.csv") if row["reason"])
    assert row["basis"] == "full_text" and row["date"][:10] == "2026-11-20"


def test_a_mapping_is_kept_and_enough_next_time(at):
    Path("z.csv").write_text(zotero(WORKS, {"abel2001": "in", "baker2002": "out: no data"}))
    keep = "config/imports/zotero.yaml"
    screening(
        "z.csv",
        "--tag",
        "in=include",
        "--tag",
        "out: *=exclude",
        "--reviewer",
        "ella",
        "--map",
        keep,
        "--write",
    )
    assert yaml.safe_load(Path(keep).read_text()) == {
        "tags": {"in": "include", "out: *": "exclude"},
        "reviewer": "ella",
    }
    assert "2 known already" in screening("z.csv", "--map", keep, "--write")
    assert "is not read" not in CliRunner().invoke(app, ["check"]).stdout


def test_what_is_in_doubt_is_settled_by_a_person(at):
    Path("t.csv").write_text(
        f"title,decision,reviewer\n{WORKS[1][3]},include,ella\nNothing of ours at all,exclude,ella\n"
    )
    said = screening("t.csv", "--csv", "fates.csv", code=3)
    assert "2 rows in = 1 in doubt + 1 of no work of ours" in said and "it may be: baker2002-" in said
    rows = read("fates.csv")
    names = {row["title"]: row for row in rows}
    names[WORKS[1][3]]["record"], names["Nothing of ours at all"]["record"] = "baker2002", "none"
    with Path("settled.csv").open("w") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert "1 written" in screening("t.csv", "--settled", "settled.csv", "--write", code=3)
    assert decided(at) == [("baker2002", "include", "ella", "")]


def test_a_file_of_another_tool_is_named(at):
    Path("articles.csv").write_text(rayyan(WORKS, VOTES))
    said = screening("articles.csv", "--from", "covidence", code=1)
    assert "this looks like an export of Rayyan, and not of Covidence" in said and "RAYYAN-INCLUSION" in said
    Path("plain.csv").write_text("title,year\nOne study,2001\n")
    assert "cannot be told which tool" in screening("plain.csv", code=1)
    assert "did you mean" in screening("x", code=1) or "no such file" in screening("x", code=1)


def test_notes_and_tags_are_kept_apart_from_the_reason(at):
    """They may name people; a reason is a category of PRISMA, and stands in public."""
    Path("z.csv").write_text(
        zotero(
            WORKS, {"abel2001": "in; Bob", "baker2002": "out: no data; Bob"}, {"baker2002": "Ann hates it"}
        )
    )
    screening("z.csv", "--tag", "in=include", "--tag", "out: *=exclude", "--reviewer", "ella", "--write")
    rows = {row["record"].split("-")[0]: row for row in read("literature/decisions/screening-ella.csv")}
    assert (rows["abel2001"]["reason"], rows["abel2001"]["note"]) == ("", "tags: Bob")
    assert (rows["baker2002"]["reason"], rows["baker2002"]["note"]) == ("no data", "Ann hates it | tags: Bob")
    public = [repr(row) for row in run_in_memory(Layout(), INGEST, DEDUPLICATE, SCREEN)[Screening]]
    assert any("no data" in row for row in public) and not any("Bob" in row or "Ann" in row for row in public)
    said = screening(
        "z.csv", "--tag", "in=include", "--tag", "out: *=exclude", "--reviewer", "ella", "--write"
    )
    assert "2 known already" in said


@pytest.mark.parametrize("version", [1, 2, 3])
def test_every_decision_of_a_project_arrives(at, version):
    labels = {n: (n % 2, 1795645282 + n, "", None, None) for n in range(len(WORKS))}
    Path("p.asreview").write_bytes(asreview_project(version, WORKS, labels))
    assert "6 rows in = 6 written" in screening("p.asreview", "--reviewer", "ella", "--write")
    assert [(key, decision) for key, decision, *_ in decided(at)] == [
        (work[0], "include" if n % 2 else "exclude") for n, work in enumerate(WORKS)
    ]
    assert "6 known already" in screening("p.asreview", "--reviewer", "ella", "--write")


def test_tags_of_asreview_are_decisions_in_its_project_and_in_its_table(at):
    def tags(name):
        return [{"label": "Reason", "values": [{"label": name, "checked": True}, {"label": "other"}]}]

    labels = {
        0: (1, 1795645282, "", None, None),
        1: (0, 1795645283, "", tags("background"), None),
        2: (0, 1795645284, "", tags("no partner"), None),
    }
    Path("p.asreview").write_bytes(asreview_project(3, WORKS, labels))
    head = (
        "title,authors,year,doi,asreview_label,asreview_tag_reason_background,asreview_tag_reason_no_partner"
    )
    answers = ("1,0,0", "0,1,0", "0,0,1")
    lines = [f'"{t}","{w}",{y},{d},{a}' for (_, w, y, t, _, d), a in zip(WORKS, answers, strict=False)]
    Path("p.csv").write_text("\n".join([head, *lines]) + "\n")
    means = ("--tag", "background=background", "--tag", "reason: *=exclude")
    for name in ("p.asreview", "p.csv"):
        shutil.rmtree("literature/decisions", ignore_errors=True)
        said = screening(name, *means, "--reviewer", "ella", "--write")
        assert "No entry has the tag" not in said and "handed over" not in said
        assert decided(at) == [
            ("abel2001", "include", "ella", ""), ("baker2002", "background", "ella", ""), ("clark2003", "exclude", "ella", "no partner"),
        ]  # fmt: skip
        assert {row["basis"] for row in read("literature/decisions/screening-ella.csv")} == {"title"}
    said = screening("p.csv", "--tag", "backgrund=background", "--reviewer", "ella")
    assert "No entry has the tag “backgrund”" in said and "Reason: background (1)" not in said
    assert "reason: background (1)" in said


def test_an_export_of_relevant_works_only_says_what_it_lacks(at):
    lines = [f'"{t}","{w}",{y},{d},1' for _, w, y, t, _, d in WORKS[:2]]
    Path("r.csv").write_text("\n".join(["title,authors,year,doi,asreview_label", *lines]) + "\n")
    said = screening("r.csv", "--reviewer", "ella")
    assert (
        "4 of the 6 works handed over have no decision in r.csv: the export holds relevant works only" in said
    )
    labels = {0: (1, 1795645282, "", None, None)}
    Path("p.asreview").write_bytes(asreview_project(3, WORKS, labels))
    assert "handed over" not in screening("p.asreview", "--reviewer", "ella")


def test_tags_of_zotero_are_taken_whole(at):
    Path("z.csv").write_text(zotero(WORKS[:1], {"abel2001": "in; topic: out"}))
    screening("z.csv", "--tag", "in=include", "--tag", "out=exclude", "--reviewer", "ella", "--write")
    assert decided(at) == [("abel2001", "include", "ella", "")]
    assert read("literature/decisions/screening-ella.csv")[0]["note"] == "tags: topic: out"


def test_a_search_much_like_another_begins_when_a_person_says_so(at):
    Path("config/searches.yaml").write_text(
        "searches:\n  - source: First practice search\n    files: [all.bib]\n"
    )
    for name, work in (("x.bib", WORKS[0]), ("y.bib", WORKS[1])):
        Path(name).write_text(bib([work]))
    second = "Second practice search"
    assert "did you mean “First practice search”" in run("add", "x.bib", "--search", second, code=1)
    assert "leave out" in run("add", "x.bib", "--search", "1", "--new-search", second, code=1)
    run("add", "x.bib", "y.bib", "--new-search", second)
    held = yaml.safe_load(Path("config/searches.yaml").read_text())["searches"]
    assert [(one["source"], one["files"]) for one in held] == [
        ("First practice search", ["all.bib"]), (second, ["x.bib", "y.bib"]),
    ]  # fmt: skip


def test_what_to_screen_is_known_before_any_build(at):
    said = CliRunner().invoke(app, ["worksheet", "screening"])
    rows = list(csv.DictReader(io.StringIO(said.stdout)))
    assert said.exit_code == 0 and len(rows) == len(WORKS) and "The records are read first" in said.stderr
    said = run("rank")
    assert "Nothing is learnt yet" in said and "recall" not in said
    titles = [line.split("  ")[-1] for line in said.splitlines() if "  w-" in line]
    assert len(titles) == len(WORKS)
    run("asreview", "works.csv")
    assert {row["title"] for row in read("works.csv")} == {work[3] for work in WORKS}


@pytest.mark.parametrize("command", [["rank"], ["asreview", "works.csv"], ["worksheet", "screening"]])
def test_each_of_these_reads_the_records_itself(at, command):
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0 and "The records are read first" in done.stderr
    shutil.rmtree("results")
    Path("literature/records/all.bib").unlink()
    assert "literature/records" in run(*command, code=1)


def test_codes_of_eppi(at):
    Path("e.json").write_text(eppi(WORKS, {"abel2001": [(11, ""), (22, "")], "baker2002": [(12, "")]}))
    said = screening("e.json", "--reviewer", "ella", "--write")
    assert "7 rows in = 3 written + 4 no decision in it" in said


def test_a_table_of_fates_is_never_laid_among_the_inputs(at):
    Path("z.csv").write_text(zotero(WORKS, {"abel2001": "in"}))
    said = screening(
        "z.csv", "--tag", "in=include", "--reviewer", "ella", "--write", "--csv", "literature/x.csv", code=1
    )
    assert "among the inputs" in said and not Path("literature/decisions").exists()


def test_stages_stand_in_their_order(at):
    Path("e.json").write_text(eppi(WORKS[:1], {"abel2001": [(22, ""), (11, "")]}))
    screening("e.json", "--reviewer", "ella", "--write")
    assert [row["decision"] for row in read("literature/decisions/screening-ella.csv")] == [
        "include",
        "exclude",
    ]


def test_what_a_person_took_back_is_not_brought_again(at):
    """Her own row of the desk that takes it back is later than the export."""
    Path("articles.csv").write_text(rayyan(WORKS[:1], {"abel2001": 'RAYYAN-INCLUSION: {"ella"=>"Included"}'}))
    Path("customizations_log.csv").write_text(
        rayyan_log([(100, "e@x", "2026-11-20 10:00:00 UTC", "included", "1")])
    )
    screening("articles.csv", "customizations_log.csv", "--write")
    (row,) = read("literature/decisions/screening-ella.csv")
    assert row["date"] == "2026-11-20T10:00:00"
    with Path("literature/decisions/screening-ella.csv").open("a") as table:
        csv.DictWriter(table, list(row)).writerow(row | {"date": "2026-11-20T10:00:09", "withdrawn": "yes"})
    assert "1 known already" in screening("articles.csv", "customizations_log.csv", "--write")
    assert "1 changed since" in screening("articles.csv", "--date", "2026-11-19", "--write")
    assert len(read("literature/decisions/screening-ella.csv")) == 2


def test_rows_are_appended_under_the_columns_that_a_table_has(at):
    """A table of hers without a title, with columns in an order of her own, parted by semicolons."""
    table = Path("literature/decisions/screening-ella.csv")
    table.parent.mkdir()
    table.write_text("reviewer;record;decision;reason;basis;date\nella;davis2004;include;;title;2026-01-01")
    Path("z.csv").write_text(zotero(WORKS, {"abel2001": "in"}))
    screening("z.csv", "--tag", "in=include", "--reviewer", "Ella", "--date", "2026-11-20", "--write")
    abel = table.read_text().splitlines()[2].split(";")[1]
    assert abel.startswith("abel2001-") and table.read_text().splitlines() == [
        "reviewer;record;decision;reason;basis;date;title",
        "ella;davis2004;include;;title;2026-01-01;",
        f"Ella;{abel};include;;;2026-11-20;{WORKS[0][3]}",
    ]


def test_add_tells_and_copies_once(at):
    new = bib([("zed2020", "Zed, Zoe", 2020, "A wholly new account of tea rooms", "Tea", ""), WORKS[0]])
    Path("out").mkdir()
    Path("out/All.bib").write_text(new)
    assert (
        "Nothing is written" in run("add", "out/All.bib", "--dry-run")
        and not Path("literature/records/All-2.bib").exists()
    )
    said = run("add", "out/All.bib", "--search", "MEDLINE")
    assert "2 entries in = 1 new + 1 known" in said and "Copied to literature/records/All-2.bib" in said
    assert Path("literature/records/All-2.bib").read_text() == new
    assert yaml.safe_load(Path("config/searches.yaml").read_text())["searches"][0]["files"] == ["All-2.bib"]
    assert "this very file lies in literature/records/All-2.bib already" in run("add", "out/All.bib")
    assert len(list(Path("literature/records").iterdir())) == 2


def test_add_says_what_cannot_be_read(at):
    Path("half.ris").write_text(
        "TY  - JOUR\nTI  - One new study of tea\nPY  - 2001\nER  - \n\nTY  - JOUR\nAU  - No, Title\nER  - \n"
    )
    said = run("add", "half.ris", code=3)
    assert "unreadable  half.ris:6" in said and "no title" in said
    Path("none.ris").write_text("TY  - JOUR\nAU  - No, Title\nER  - \n")
    assert "nothing in this file can be read" in run("add", "none.ris", code=1)
    assert not Path("literature/records/none.ris").exists()
    assert "no such file" in run("add", "gone.ris", code=1) and "folder" in run("add", "config", code=1)


@pytest.fixture
def bcg(tmp_path, monkeypatch):
    shutil.copytree(BCG, tmp_path / "bcg")
    monkeypatch.chdir(tmp_path / "bcg")
    return Path()


COUNTS = "Study,Events 1,Total 1,Events 2,Total 2\nHart 1977,62,13598,248,12867\nNew 1999,5,100,9,100\n"


def test_effects_by_a_mapping_that_is_proposed_filled_in_and_run_again(bcg):
    Path("c.csv").write_text(COUNTS)
    said = run("import", "effects", "c.csv", code=3)
    place = Path("config/imports/c.yaml")
    assert "A mapping is proposed in config/imports/c.yaml" in said and "2 rows in = 2 unusable" in said
    how = yaml.safe_load(place.read_text())
    how["constants"] = {
        "comparison": "vaccinated vs not vaccinated", "outcome_measure": "cases of tuberculosis", "effect_type": "risk_ratio",
        "evidence_role": "trial", "poolable": "yes", "outcome": "tuberculosis", "higher_is": "worse",
    }  # fmt: skip
    how["values"] = {"record": {"Hart 1977": "hart1977"}}
    place.write_text(yaml.safe_dump(how))
    assert (
        "2 rows in = 2 written" in run("import", "effects", "c.csv")
        and not Path("literature/effects/c.csv").exists()
    )
    assert "2 rows were appended to literature/effects/c.csv" in run("import", "effects", "c.csv", "--write")
    assert "2 rows in = 2 known already" in run("import", "effects", "c.csv", "--write")
    assert CliRunner().invoke(app, ["check"]).stdout.splitlines()[-1] == "every input is fine"
    Path("c.csv").write_text(COUNTS.replace("62,", "63,") + "Bad 2000,x,100,9,100\nLost 2001,300,100,9,100\n")
    said = run("import", "effects", "c.csv", code=3)
    assert "4 rows in = 1 known already + 1 in doubt + 2 unusable" in said and "events_1" in said


@pytest.mark.parametrize(
    "columns", [{"record": "Study"}, {"effect_id": "No"}, {"record": "Study", "effect_id": "No"}]
)
def test_a_mapping_that_is_mended_writes_no_row_again(bcg, columns):
    """The truth: two rows in the spreadsheet are two rows in the table, whatever is taken of them."""
    how = {
        "table": "effects",
        "columns": {"record": "DOI", "study_label": "Study", "estimate": "RR", "ci_low": "Low", "ci_high": "High"},
        "constants": {
            "comparison": "vaccinated vs not vaccinated", "outcome_measure": "cases of tuberculosis", "effect_type": "risk_ratio",
            "evidence_role": "trial", "poolable": "yes", "outcome": "tuberculosis",
        },
    }  # fmt: skip
    Path("c.csv").write_text(
        "No,Study,DOI,RR,Low,High\n1,hart1977,,0.24,0.18,0.31\n2,aronson1948,,0.41,0.13,1.26\n"
    )
    for name in ("first", "then"):
        Path(name).write_text(yaml.safe_dump(how))
        how["columns"] = how["columns"] | columns
    assert "2 rows were appended" in run("import", "effects", "c.csv", "--map", "first", "--write")
    held = Path("literature/effects/first.csv").read_bytes()
    Path("then").replace("first")
    said = run("import", "effects", "c.csv", "--map", "first", "--write")
    assert "2 rows in = 2 changed since" in said and "Nothing is to be written" in said
    assert Path("literature/effects/first.csv").read_bytes() == held
    more = (
        Path("c.csv").read_text().splitlines()
    )  # a column that nothing is taken from, and the first mapping
    Path("c.csv").write_text("\n".join(f"{line},x" for line in more))
    how["columns"].pop("effect_id", None)
    Path("first").write_text(yaml.safe_dump(how | {"columns": {**how["columns"], "record": "DOI"}}))
    assert "2 rows in = 2 known already" in run("import", "effects", "c.csv", "--map", "first", "--write")


def test_records_are_offered_under_the_keys_that_are_read_and_mean_one_work(bcg):
    """Two works bear one citation key; the study of 1948 has a DOI that no record has, that of 1977 has none."""
    Path("literature/records/more.bib").write_text(
        "@article{aronson1948, author={Nobody, N.}, title={Another account of tea rooms in towns}, journal={Tea}, year={1999}}"
    )
    Path("c.csv").write_text(
        "Study,DOI,yi,direction\nAronson 1948,10.9/none,0.1,better\nHart 1977,,0.2,worse\n"
    )
    run("import", "effects", "c.csv", code=3)
    place = Path("config/imports/c.yaml")
    asked = place.read_text()
    assert "#     10.9/none: aronson1948-" in asked and "Aronson 1948:" not in asked
    assert "#     Hart 1977: hart1977" in asked
    how = yaml.safe_load(asked.replace("\n#   record", "\n  record").replace("\n#     ", "\n    "))
    assert {*how["values"]} == {"direction", "record"} and {*how["values"]["record"]} == {
        "10.9/none",
        "Hart 1977",
    }
    how["constants"] = {
        "comparison": "vaccinated vs not vaccinated", "outcome_measure": "cases of tuberculosis", "effect_type": "log_risk_ratio",
        "evidence_role": "trial", "poolable": "yes", "outcome": "tuberculosis",
    }  # fmt: skip
    how["values"] = {"record": {"10.9/none": "aronson1948", "Aronson 1948": "aronson1948"}}
    del how["columns"]["direction"]
    place.write_text(yaml.safe_dump(how))
    said = run("import", "effects", "c.csv", code=3)
    assert "values: record: nothing in c.csv reads Aronson 1948" in said and "cells of the column DOI" in said
    assert "1 in doubt" in said and "2 records of different works have this reference" in said


def test_effects_of_another_kind_are_refused(bcg):
    assert "nothing of this kind" in run("import", "effect", "c.csv", code=1)
    os.makedirs("config/imports")
    Path("config/imports/c.yaml").write_text("table: extracts\ncolumns: {}\n")
    Path("c.csv").write_text(COUNTS)
    assert "for another table" in run("import", "effects", "c.csv", code=1)


def test_the_archive_of_rayyan_holds_articles_and_log(at):
    log = [(100, "e@x", "2026-11-20 10:00:00 UTC", "included", "1")]
    with zipfile.ZipFile("rayyan.zip", "w") as archive:
        archive.writestr(
            "articles.csv", rayyan(WORKS[:1], {"abel2001": 'RAYYAN-INCLUSION: {"ella"=>"Included"}'})
        )
        archive.writestr("customizations_log.csv", rayyan_log(log))
    screening("rayyan.zip", "--write")
    (row,) = read("literature/decisions/screening-ella.csv")
    assert (row["decision"], row["date"]) == ("include", "2026-11-20T10:00:00")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_list_of_covidence_that_excel_has_saved_again(at, encoding):
    """Semicolons, another encoding, and columns at the end that hold nothing."""
    lines = table(COVIDENCE, csv.DictReader(io.StringIO(covidence(WORKS))), ";").replace("\r\n", ";;\r\n")
    Path("review_7_excluded_csv_20261120090000.csv").write_bytes(lines.encode(encoding))
    said = screening("review_7_excluded_csv_20261120090000.csv", "--reviewer", "consensus")
    assert "6 rows in = 6 written" in said


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("r.ris", "TY  - JOUR\nTI  - Tea rooms\nPY  - 2001\nER  - \n", "a list of references, not a table"),
        ("r.bib", "@article{a, title={Tea rooms}, year={2001}}", "a list of references, not a table"),
        (
            "d.csv",
            "title,decision,reviewer\nTea rooms,include,ella\n",
            "screening decisions, and nothing of effects",
        ),
        ("articles.csv", rayyan(WORKS, VOTES), "screening decisions, and nothing of effects"),
    ],
)
def test_what_is_no_table_of_effects_is_told_so_and_leaves_no_mapping(bcg, name, text, said):
    Path(name).write_text(text)
    assert said in run("import", "effects", name, code=1)
    assert not Path("config/imports").exists()


def test_a_mapping_of_the_same_name_for_another_kind_of_file_is_not_taken(bcg):
    Path("c.csv").write_text(COUNTS)
    run("import", "effects", "c.csv", code=3)
    Path("c.tsv").write_text(COUNTS.replace(",", "\t"))
    said = run("import", "effects", "c.tsv", code=1)
    assert "of another kind" in said and "c.csv" in said and "--map config/imports/c_tsv.yaml" in said
    run("import", "effects", "c.tsv", "--map", "config/imports/c.yaml", code=3)
    place = Path("config/imports/c.yaml")
    place.write_text(yaml.safe_dump(yaml.safe_load(place.read_text()) | {"sheets": ["Data"]}))
    said = run("import", "effects", "c.csv", code=1)
    assert "this file has no sheets" in said and "allowed:" not in said
