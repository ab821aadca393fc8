"""What the command line tells people who screen and code."""

from __future__ import annotations

import csv
import shutil

import pyarrow.parquet as pq


def code_by_hand_only(project, facet):
    """The review as if people had coded one facet alone: what else there is would only take its time to be learnt."""
    path = project.folder / "literature/decisions/coding.csv"
    head, *lines = path.read_text().splitlines(keepends=True)
    path.write_text(head + "".join(line for line in lines if f",{facet}," in line))


def keep_exports(project, *names):
    """The review as if it had these exports alone."""
    for path in (project.folder / "literature/records").iterdir():
        if path.name not in names:
            path.unlink()
    for stage in ("ingest", "deduplicate", "screen"):
        project.does(stage)


def otherwise(header, line):
    """The row of a second reviewer who decided the other way."""
    row = dict(zip(next(csv.reader([header])), next(csv.reader([line])), strict=True))
    other = "exclude" if row["decision"] != "exclude" else "include"
    row |= {"decision": other, "reason": "", "reviewer": "ben"}
    if other == "exclude":
        row["reason"] = "not-a-study"
    return ",".join(f'"{cell}"' for cell in row.values()) + "\n"


def labels(project):
    rows = pq.read_table(project.folder / "results/classify/labels.parquet").to_pylist()
    accepted = [r for r in rows if r["state"] == "accepted"]
    return {(r["work_id"], r["facet"], r["code"], r["source"]) for r in accepted}


def test_a_changed_phrase_lists_the_works_that_it_recodes_and_changes_nothing_else(changed) -> None:
    code_by_hand_only(changed, "partnership_form")
    keep_exports(changed, "second_reading.csv", "youth_homelessness_review.bib")
    changed.does("classify")
    assert "No work is coded otherwise." in changed.does("recode")
    path = changed.folder / "config/codebook.yaml"
    text = path.read_text()
    assert "[unemployed, job seekers," in text
    path.write_text(text.replace("[unemployed, job seekers,", "[job seekers,"))
    told = changed.does("recode")
    before = labels(changed)
    changed.does("classify")
    after = labels(changed)
    differs = {(work, facet) for work, facet, _, _ in before ^ after}
    heads = [line.split("  ")[:2] for line in told.splitlines() if line.startswith("w-")]
    assert {tuple(head) for head in heads} == differs and differs
    assert {facet for _, facet in differs} == {"progress_plus"}
    assert told.count("    before  ") == told.count("    after   ") == len(differs)
    assert not any(source == "person" for *_, source in before ^ after)


def test_what_to_screen_next_and_when_to_stop(changed) -> None:
    assert "Every work has been screened." in changed.does("rank")
    path = changed.folder / "literature/decisions/screening.csv"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:300]))
    changed.does("screen")
    told = changed.does("rank", "--most", "3", "--out", "queue.csv")
    assert "Go on, " in told or "Screening may stop, by " in told
    assert "p = 0." in told or "p = 1." in told
    queue = list(csv.DictReader((changed.folder / "queue.csv").open()))
    undecided = pq.read_table(changed.folder / "results/screen/screening.parquet").to_pylist()
    assert len(queue) == sum(row["decision"] == "undecided" for row in undecided) > 20
    assert all(row["decision"] == "" for row in queue) and list(queue[0]) == [
        *lines[0].strip().split(","),
        "title",
    ]


def test_what_people_decided_differently_is_counted(changed) -> None:
    path = changed.folder / "literature/decisions/screening.csv"
    lines = path.read_text().splitlines(keepends=True)
    alone = [line for line in lines[1:] if ",coder-1," in line and ",include," in line][:3]
    path.write_text("".join([lines[0], *alone]))
    changed.does("screen")
    assert "decided differently" not in changed.does("rank")
    path.write_text("".join([lines[0], *alone, *(otherwise(lines[0], line) for line in alone[:2])]))
    changed.does("screen")
    assert "On 2 works people decided differently and nobody has settled it" in changed.does("rank")


def test_nothing_is_known_of_the_claims_before_a_build(changed) -> None:
    shutil.rmtree(changed.folder / "results/synthesise")
    told = changed.evidence("code", "--for", "claims", "--most", "1")
    assert told.returncode == 0 and "Nothing is known of the claims before a build" in told.stderr
    assert "unsure by" in told.stdout


def test_the_stopping_rule_says_the_same_of_one_day_in_any_order_of_rows(changed) -> None:
    """The same answers on one day, the included ones first or last: nobody knows in which order they were made, and it says so."""
    path = changed.folder / "literature/decisions/screening.csv"
    head, *lines = path.read_text().splitlines(keepends=True)
    told = []
    for first in ("include", "exclude"):
        kept = [line for line in lines if ",background," not in line and ",coder-1,2026-11-23," in line]
        kept.sort(key=lambda line, first=first: f",{first}," not in line)
        path.write_text(head + "".join(kept))
        changed.does("screen")
        told.append(changed.does("rank"))
    assert told[0] == told[1]
    assert "p = " in told[0] and "In what order works were decided on within a day is not known" in told[0]


def test_screening_goes_to_asreview_and_comes_back(changed) -> None:
    changed.does("export", "--for", "asreview", "--out", "out.csv")
    rows = list(csv.DictReader((changed.folder / "out.csv").open()))
    assert {row["included"] for row in rows} == {"0", "1"} and len(rows) == 455
    told = changed.does("import", "screening", "out.csv", "--reviewer", "ben", "--write")
    assert "455 rows in = 455 written" in told
    taken = list(csv.DictReader((changed.folder / "literature/decisions/screening-ben.csv").open()))
    assert {row["record"]: row["decision"] == "include" for row in taken} == {
        row["record_id"]: row["included"] == "1" for row in rows
    }
    changed.does("screen")
    screened = pq.read_table(changed.folder / "results/screen/remarks.parquet").to_pylist()
    assert not [r for r in screened if r["source_file"].endswith("screening-ben.csv")]
    again = changed.does("import", "screening", "out.csv", "--reviewer", "ben", "--write")
    assert "455 rows in = 455 known already" in again


def test_a_simulation_needs_both_answers(built, tmp_path) -> None:
    path = tmp_path / "all.csv"
    path.write_text("title,included\nOne study,1\nTwo studies,1\n")
    told = built.evidence("simulate", str(path))
    assert (
        told.returncode == 1
        and "records that were excluded and two or more that were included" in told.stdout + told.stderr
    )


def test_the_codebook_goes_to_skos_and_comes_back(built, tmp_path) -> None:
    assert "concepts in" in built.does("skos", str(tmp_path / "book.jsonld"))
    told = built.does("skos", str(tmp_path / "book.jsonld"), "--take")
    assert "policy_field" in told and "cap:14" in told


def test_two_coders_are_compared_a_consensus_settles_and_what_to_code_next_is_named(changed) -> None:
    import json

    code_by_hand_only(changed, "policy_field")
    rows = list(csv.DictReader((changed.folder / "literature/decisions/coding.csv").open()))
    fields = rows[:40]
    for n, row in enumerate(fields):
        row |= {"reviewer": "coder-2", "note": "", "codes": "other" if n < 5 else row["codes"]}
    settled = {**fields[0], "codes": "justice", "reviewer": "consensus", "date": "2026-11-24"}
    with (changed.folder / "literature/decisions/coding-second.csv").open("w", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows([*fields, settled])
    changed.does("classify")
    found = json.loads((changed.folder / "results/classify/evaluation.json").read_text())["policy_field"][
        "agreement"
    ]
    assert found["coders"] == ["coder-1", "coder-2"] and found["works"] >= 38
    assert (
        0.8 < found["raw_agreement"]["value"] < 1
        and found["cohen_kappa"]["low"] < found["cohen_kappa"]["high"]
    )
    assert 1 <= len(found["disagreements"]) <= 5
    record = pq.read_table(changed.folder / "results/classify/labels.parquet").to_pylist()
    assert [r["code"] for r in record if r["by"] == "consensus"] == ["justice"]

    told = changed.does("code", "--most", "2")
    assert "  1  w-" in told and "bits" in told and "bears on " in told
