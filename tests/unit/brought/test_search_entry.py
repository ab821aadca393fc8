"""A file under its search: the text that people keep stays as it is but for the one place."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from evidence.brought.search_entry import Run, chosen, nearest, search_of, with_file
from evidence.errors import UserError
from evidence.searches import Rerun, Search

TEXT = """\
# kept by hand
note: >-
  As it was.
searches:
  - source: MEDLINE
    date: "2026-01-01"   # by Ella
    files: [a.ris]  # the first
  # on a second platform
  - source: Embase, Ovid
    files:
      - b.ris
      - "c 1.ris"
  - source: Web pages
    limits: none
other_methods: none
"""
SEARCHES = (
    Search("MEDLINE", files=("a.ris",)),
    Search("Embase, Ovid", files=("b.ris", "c 1.ris")),
    Search("Web pages"),
)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_file_is_added_to_a_search_and_nothing_else_changes(number):
    made = with_file(TEXT, number, "new one.ris")
    before, after = yaml.safe_load(TEXT), yaml.safe_load(made)
    files = after["searches"][number].pop("files")
    assert files == [*before["searches"][number].pop("files", []), "new one.ris"]
    assert after == before
    assert [line for line in TEXT.splitlines() if line not in made.splitlines()] in (
        [],
        ["    files: [a.ris]  # the first"],
    )


def test_a_new_search_is_written_at_the_end():
    made = with_file(TEXT, None, "new.ris", "PsycINFO: all")
    after = yaml.safe_load(made)
    assert after["searches"][3]["source"] == "PsycINFO: all" and after["searches"][3]["files"] == ["new.ris"]
    assert after["other_methods"] == "none" and len(after["searches"]) == 4


@pytest.mark.parametrize("text", ["", "note: n\n", "searches: []\n", "searches:\n"])
def test_a_first_search(text):
    made = yaml.safe_load(with_file(text, None, "new.ris", "MEDLINE"))
    assert [search["files"] for search in made["searches"]] == [["new.ris"]]


def test_a_search_is_named_by_number_or_by_source():
    assert (
        chosen("2", SEARCHES) == 1 and chosen("embase", SEARCHES) == 1 and chosen("CINAHL", SEARCHES) is None
    )
    with pytest.raises(UserError, match="did you mean “MEDLINE”"):
        chosen("MEDLNE", SEARCHES)
    with pytest.raises(UserError, match="no search of this number"):
        chosen("4", SEARCHES)
    practice = (Search("First practice search"),)
    with pytest.raises(UserError, match="did you mean") as refused:
        chosen("Second practice search", practice)
    assert '--new-search "Second practice search"' in refused.value.text()
    assert chosen("Second practice search", practice, new=True) is None
    assert chosen("Embase", SEARCHES, new=True) is None and chosen("medline", SEARCHES, new=True) == 0
    assert search_of("c 1.ris", SEARCHES) == 1 and search_of("d.ris", SEARCHES) is None
    assert nearest("embase_2026.ris", SEARCHES) == 1 and nearest("x.ris", SEARCHES) is None


MAY = Run("2026-05-01", 40)


def test_a_rerun_stands_below_its_search_and_nothing_else_changes():
    for number, source in enumerate(("MEDLINE", "Embase, Ovid", "Web pages")):
        made = with_file(TEXT, number, "may.ris", run=MAY, at=None)
        before, after = yaml.safe_load(TEXT), yaml.safe_load(made)
        again = after["searches"][number].pop("reruns")
        assert again == [{"date": "2026-05-01", "count": 40, "files": ["may.ris"]}]
        assert after == before and after["searches"][number]["source"] == source
        assert [line for line in TEXT.splitlines() if line not in made.splitlines()] == []


def test_a_second_file_of_a_rerun_and_a_second_rerun():
    made = with_file(TEXT, 0, "may.ris", run=MAY, at=None)
    made = with_file(made, 0, "may-2.ris", run=Run("2026-05-01"), at=1)
    made = with_file(made, 0, "june.ris", run=Run("2026-06-01"), at=None)
    assert yaml.safe_load(made)["searches"][0]["reruns"] == [
        {"date": "2026-05-01", "count": 40, "files": ["may.ris", "may-2.ris"]},
        {"date": "2026-06-01", "files": ["june.ris"]},
    ]
    assert yaml.safe_load(made)["searches"][1:] == yaml.safe_load(TEXT)["searches"][1:]


def test_a_search_on_one_line_takes_its_first_rerun_there():
    text = "searches:\n  - {source: A, date: '2026-01-01', files: [a.ris]}  # one line\n  - {source: B}\n"
    made = with_file(text, 0, "may.ris", run=MAY, at=None)
    assert yaml.safe_load(made)["searches"][0]["reruns"] == [
        {"date": "2026-05-01", "count": 40, "files": ["may.ris"]}
    ]
    assert made.endswith("  # one line\n  - {source: B}\n")
    with pytest.raises(UserError, match="laid out"):
        with_file(made, 0, "june.ris", run=Run("2026-06-01"), at=None)


def test_date_and_count_of_a_search_that_has_none_are_filled_in():
    text = 'searches:\n  - source: ERIC\n    date: ""  # to come\n    files: []\n'
    made = with_file(text, 0, "eric.ris", run=MAY, at=0)
    assert yaml.safe_load(made)["searches"] == [
        {"source": "ERIC", "date": "2026-05-01", "count": 40, "files": ["eric.ris"]}
    ]
    assert "# to come" in made


def test_which_run_a_file_is_of():
    first = Search("MEDLINE", date="2026-01-01", files=("a.ris",))
    again = replace(first, reruns=(Rerun("1 May 2026"),))
    assert Run().of(first) == 0 and Run("2026-01-01").of(first) == 0 and Run("2026-05-01").of(first) is None
    assert Run("2026-05-01").of(again) == 1 and Run("2026-06-01").of(again) is None
    assert Run("2026-05-01").of(Search("ERIC")) == 0, "the first run of a search that was only planned"
    with pytest.raises(UserError, match="several times"):
        Run().of(again)


def test_the_name_of_a_file_is_no_name_of_a_search():
    assert chosen("c 1.ris", SEARCHES) == 1  # the one that lists it
    with pytest.raises(UserError, match="the name of a file"):
        chosen("ar.csv", SEARCHES)
    assert chosen("ar.csv", SEARCHES, new=True) is None
    assert chosen("ar.csv", (*SEARCHES, Search("ar.csv"))) == 3
