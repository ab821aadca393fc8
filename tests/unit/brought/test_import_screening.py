"""`evidence import screening` on a small review: what it says, what it writes, and that twice is once."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from evidence.brought.tools import SCREENERS
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
    covidence,
    eppi,
    rayyan,
    rayyan_log,
    table,
    zotero,
)
from .typed import VOTES, decided, read, screening


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


def test_a_decision_for_a_whole_file_that_says_all_by_itself_counts_for_no_row_and_that_is_said(at):
    Path("articles.csv").write_text(rayyan(WORKS, VOTES))
    said = screening("articles.csv", "--decision", "include")
    assert "--decision include counts for no row: Rayyan says of each" in said
    assert "3 written + 4 no decision in it" in said
    assert "counts for no row" not in screening("articles.csv")


def test_a_list_of_eppi_whose_flags_say_that_nothing_was_taken_out(at):
    rows = "".join(
        f'I,{n},"{work[1]}","{work[3]}",{work[4]},{work[2]},83\n' for n, work in enumerate(WORKS[:2])
    )
    Path("list.csv").write_text("Included,ID,ShortTitle,Title,Journal,Year,Score\n" + rows)
    said = screening("list.csv")
    assert "no decision  2 flag I;" in said and "say --decision include" in said
    said = screening("list.csv", "--decision", "include", "--reviewer", "ella")
    assert "ella: 2 include" in said and "--decision" not in said


def test_the_help_names_every_tool():
    words = " ".join(CliRunner().invoke(app, ["import", "--help"]).stdout.replace("│", " ").split())
    assert all(name in words for name in SCREENERS.names)
