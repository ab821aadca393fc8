"""A short run of the fuzzer, and tests of the fuzzer itself. The long run: `python -m tests.fuzz --runs 1000000`."""

from __future__ import annotations

import csv
import io
import json
import pickle
from dataclasses import replace
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest

from evidence.ingest.stage import Ingested, ingest
from tests.fuzz import laws
from tests.fuzz.__main__ import Figures, batch
from tests.fuzz.cases import FORMS, case
from tests.fuzz.entries import SCRIPTS, entries
from tests.fuzz.laws import LAWS, run
from tests.fuzz.tables import workbook
from tests.shared import once

RUNS = 5000


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """Of one run for all workers: each of the laws may be asked of by another."""

    def make(folder: Path) -> str:
        folder.mkdir()
        (folder / "figures").write_bytes(pickle.dumps(batch((20, 0, RUNS, ""))))
        return ""

    folder, _ = once(tmp_path_factory, "fuzzed", make)
    return pickle.loads((folder / "figures").read_bytes())


@pytest.mark.parametrize("law", LAWS)
def test_a_law_holds_in_a_short_run(figures: Figures, law: str) -> None:
    found = [f"{': '.join(cause)} {cases[0]}" for cause, cases in figures.found.items() if cause[1] == law]
    assert not found, f"{len(found)} causes; python -m tests.fuzz --case CASE\n" + "\n".join(found[:10])


def test_every_format_is_tried(figures: Figures) -> None:
    assert set(figures.runs) == set(FORMS)
    assert figures.runs.total() == RUNS


def test_a_seed_gives_the_same_case_again() -> None:
    assert [case(3, n) for n in range(40)] == [case(3, n) for n in range(40)]
    assert case(3, 1) != case(4, 1)


def _written(name: str, seed: int = 5, script: str = "mixed"):
    rng = Random(seed)
    made = entries(rng, script)
    return made, "".join(text for text, _ in FORMS[name].write(rng, made, set()))


@pytest.mark.parametrize("seed", range(8))
def test_other_readers_find_in_a_file_what_was_written(seed: int) -> None:
    """The truth of the generators, by software that shares nothing with them."""
    import rispy
    from openpyxl import load_workbook
    from pybtex.database.input.bibtex import Parser

    made, text = _written("ris", seed)
    assert [item["doi"] for item in rispy.loads(text)] == [e.doi for e in made]
    made, text = _written("csv", seed)
    rows = list(csv.DictReader(io.StringIO(text), delimiter=max(",;", key=text.split("\n")[0].count)))
    assert all(set(row.values()) >= {e.title, e.doi} for row, e in zip(rows, made, strict=True))
    made, text = _written("csl-json", seed)
    items = json.loads(text) if text.startswith("[") else [json.loads(line) for line in text.splitlines()]
    assert [item["title"] for item in items] == [e.title for e in made]
    for name, tag in (("endnote-xml", "record"), ("pubmed-xml", "PubmedArticle")):
        made, text = _written(name, seed)
        assert len(list(ElementTree.fromstring(text.encode()).iter(tag))) == len(made)
    made, text = _written("xlsx", seed)
    sheet = load_workbook(io.BytesIO(workbook(text.encode()))).active
    assert len(list(sheet.iter_rows())) == len(made) + 1
    made, text = _written("bibtex", seed)
    found = (
        Parser()
        .parse_string(text.replace("{k 1,", "{k1,").replace("{k 3,", "{k3,").replace("{k 5,", "{k5,"))
        .entries
    )
    assert [e.fields["doi"] for e in found.values()] == [e.doi for e in made]


def _whole(seed: int = 1):
    """A case of several entries that is not damaged and that is read without a fault."""
    return next(
        c
        for c in (case(seed, n, "ris") for n in range(500))
        if c.whole and len(c.entries) > 2 and not run(c)[0]
    )


def _broken(monkeypatch: pytest.MonkeyPatch, change) -> set[str]:
    made = _whole()
    monkeypatch.setattr(laws, "ingest", lambda sources: change(ingest(sources)))
    return {fault.law for fault in run(made)[0]}


def test_an_entry_that_vanishes_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def change(r: Ingested) -> Ingested:
        return replace(
            r,
            records=r.records[1:],
            counts=[replace(r.counts[0], read=r.counts[0].read - 1, counted=r.counts[0].counted - 1)],
        )

    assert _broken(monkeypatch, change) == {"silent", "lost"}


def test_a_count_that_does_not_add_up_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "balance" in _broken(monkeypatch, lambda r: replace(r, counts=[replace(r.counts[0], counted=99)]))


@pytest.mark.parametrize(
    ("field", "value"), [("title", "On a trial"), ("year", 1), ("authors", ()), ("doi", ""), ("pages", "1")]
)
def test_a_wrong_value_is_noticed(monkeypatch: pytest.MonkeyPatch, field: str, value) -> None:
    def change(r: Ingested) -> Ingested:
        return replace(r, records=[replace(r.records[0], **{field: value}), *r.records[1:]])

    assert "wrong" in _broken(monkeypatch, change)


def test_an_entry_too_many_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def change(r: Ingested) -> Ingested:
        more = replace(r.records[0], record_id="x", title="Another", raw="")
        return replace(
            r,
            records=[*r.records, more],
            counts=[replace(r.counts[0], read=len(r.records) + 1, counted=len(r.records) + 1)],
        )

    assert _broken(monkeypatch, change) == {"more"}


def test_an_exception_and_a_hang_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(result: Ingested) -> Ingested:
        raise IndexError("no")

    def hangs(result: Ingested) -> Ingested:
        while True:
            pass

    assert _broken(monkeypatch, fails) == {"traceback"}
    monkeypatch.setattr(laws, "_GIVEN_UP", 0.1)
    monkeypatch.setattr(laws, "ingest", hangs)
    assert {fault.law for fault in run(case(1, 1))[0]} == {"slow"}


def test_the_scripts_can_be_written_in_their_code_pages() -> None:
    from tests.fuzz.cases import _PAGES

    for script, pages in _PAGES.items():
        for page in pages:
            assert " ".join(sum(SCRIPTS[script], ())).encode(page)
