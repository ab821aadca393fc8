"""The crates of a book and of a pack: what the profiles ask holds, people are who they say, and the same build gives the same words."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import unquote

import pytest

from evidence.provenance.book_crate import book_crate
from evidence.provenance.entities import Piece
from evidence.provenance.pack_crate import Packed, Step, pack_crate

from .made_up import ANA, build, by_id, front
from .rules import broken, ids

STEPS = (
    Step("ingest", "Read the exports.", ("literature/records/été 1.ris",), ()),
    Step("publish", "Build the book.", (), ("site/index.html",)),
)
PACKED = Packed(
    version="spring",
    workflow="Snakefile",
    code={"Snakefile": Piece("1" * 64, 5), "requirements.lock": Piece("2" * 64, 6)},
    folders={"site": "The published book"},
    steps=STEPS,
    site="site/",
)


def _files() -> set[str]:
    told = build()
    return {*told.inputs, *(f"site/{name}" for name in told.outputs), *PACKED.code, "site/"}


def test_a_book_describes_its_files_and_names_what_it_was_built_from() -> None:
    made = book_crate(build())
    known = by_id(made)
    assert broken(made, set(build().outputs)) == []
    assert known["_static/data/works.csv"]["sha256"] == "f" * 64
    assert "sha256" not in known["BUILT_FROM.json"]  # it names the machine
    export = known["#literature/records/%C3%A9t%C3%A9%201.ris"]
    assert (export["@type"], export["description"]) == ("CreativeWork", "entries: 3; seen in: Scopus")
    assert ids(export["usageInfo"]) == ["#literature/README.md"]
    assert len(ids(known["#build"]["object"])) == 4 and len(ids(known["#build"]["result"])) == 3


def test_a_pack_holds_inputs_workflow_and_outputs_as_files_and_each_stage_as_a_step() -> None:
    made = pack_crate(build(), PACKED)
    known = by_id(made)
    assert broken(made, _files()) == []
    assert ids(known["./"]["mainEntity"]) == ["Snakefile"] and known["./"]["version"] == "spring"
    assert {unquote(name) for name in ids(known["#run-ingest"]["object"])} == {"literature/records/été 1.ris"}
    assert ids(known["#run-publish"]["result"]) == ["site/index.html"]
    assert ids(known["#snakemake"]["instrument"]) == ["pkg:pypi/snakemake@9.27.0"]
    assert [known[one]["position"] for one in ids(known["Snakefile"]["step"])] == ["1", "2"]


def test_only_who_gave_an_orcid_is_known_by_more_than_the_name_that_signs() -> None:
    known = by_id(book_crate(build()))
    acts = [one for one in known.values() if one["@type"] == "AssessAction"]
    who = {known[ids(act["agent"])[0]]["name"]: known[ids(act["agent"])[0]] for act in acts}
    assert who["ana example"] == {
        "@id": f"https://orcid.org/{ANA}",
        "@type": "Person",
        "name": "ana example",
    }
    assert who["bo"] == {"@id": "#reviewer-bo", "@type": "Person", "name": "bo"}
    # what the review describes as a program is not said to be a person
    assert (who["robot-1"]["@type"], who["robot-1"]["description"]) == ("Thing", "a language model")
    told = {known[ids(act["agent"])[0]]["name"]: act for act in acts}
    assert (told["ana example"]["startTime"], told["ana example"]["endTime"]) == ("2024-01-02", "2024-01-09")
    assert "endTime" not in told["bo"] and told["bo"]["description"] == "1 row"


def test_the_day_of_the_evidence_stands_for_the_clock_and_the_same_build_gives_the_same_words() -> None:
    for made in (book_crate(build()), pack_crate(build(), PACKED)):
        text = json.dumps(made)
        days = {
            one.get("endTime") for one in made["@graph"] if one["@type"] in ("CreateAction", "OrganizeAction")
        }
        assert days == {"2024-02-29"} and by_id(made)["./"]["datePublished"] == "2024-02-29"
        assert json.dumps(made) == text
    assert json.dumps(book_crate(build())) == json.dumps(book_crate(build()))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("Ask us first", "#licence"),
        ("", "#licence"),
    ],
)
def test_a_licence_is_named_by_its_address_or_by_what_is_said_of_it(said, expected) -> None:
    made = book_crate(build(review=front(licence=said)))
    known = by_id(made)
    assert ids(known["./"]["license"]) == [expected] and broken(made) == []
    assert said in known[expected]["description"] or known[expected]["name"] == "No licence is stated"


def test_a_person_who_answers_for_it_is_one_where_her_orcid_is_given() -> None:
    alone = front(author="Example, Ana", orcids={"Ana Example": ANA}, site="https://example.org/r/")
    known = by_id(book_crate(build(review=alone)))
    assert known[f"https://orcid.org/{ANA}"]["@type"] == "Person" and "publisher" not in known["./"]
    body = by_id(book_crate(build(review=front(site="https://example.org/r/"))))
    assert body["#author"]["url"] == body["./"]["url"] == "https://example.org/r/"


def test_the_rules_find_what_is_broken() -> None:
    """A file that is not there, a run that is not mentioned, a reference to nothing, a crate without a licence."""
    made = pack_crate(build(), PACKED)
    known = by_id(made)
    del known["./"]["license"]
    known["./"]["mentions"] = [one for one in known["./"]["mentions"] if one["@id"] != "#run-ingest"]
    known["#build"]["object"] = [{"@id": "literature/nowhere.ris"}]
    made["@graph"].append({"@id": "literature/nowhere.ris", "@type": "File"})
    known["#control-ingest"]["instrument"] = {"@id": "#nothing"}
    found = broken(made, _files())
    for said in (
        "the crate has no license",
        "#run-ingest is not mentioned",
        "literature/nowhere.ris does not lie in the crate",
        "literature/nowhere.ris is no part of the crate",
        "#control-ingest instrument leads nowhere: #nothing",
    ):
        assert said in found


def test_a_review_without_a_lock_has_a_crate_all_the_same() -> None:
    made = pack_crate(replace(build(), lock=[], decided=[]), PACKED)
    assert broken(made, _files()) == []
