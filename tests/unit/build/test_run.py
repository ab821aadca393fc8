"""What a run of Snakemake says to a person: progress as it comes, a mistake last and alone."""

from pathlib import Path

from evidence.build.run import Outcome, _cache, last_words, read
from evidence.console import FRAME

SNAKEMAKE = [
    "Building DAG of jobs...\n",
    " [1/10] ingest       3 entries\n",
    f"{FRAME}\n",
    "effects.csv:3, field study: no such study\n",
    "  to fix:  correct it\n",
    f"{FRAME}\n",
    "[Thu Jan  1 00:00:00 2026]\n",
    "Error in rule extract:\n",
    "    jobid: 3\n",
    "Shutting down, this might take some time.\n",
]


def test_a_mistake_stands_alone(tmp_path):
    said = []
    outcome = read(SNAKEMAKE, said.append)
    assert said == [" [1/10] ingest       3 entries"]
    outcome.code = 1
    words = last_words(outcome, tmp_path / "build.log")
    assert words == "effects.csv:3, field study: no such study\n  to fix:  correct it"


def test_two_stages_that_fail_at_once_are_both_said_and_the_same_words_once():
    framed = [
        f"{FRAME}\n",
        "one\n",
        f"{FRAME}\n",
        f"{FRAME}\n",
        "two\n",
        f"{FRAME}\n",
        f"{FRAME}\n",
        "one\n",
        f"{FRAME}\n",
    ]
    assert last_words(read(framed, lambda line: None), "x") == "one\n\ntwo"


def test_what_is_no_message_is_shown_in_short_with_where_the_rest_is(tmp_path):
    lines = ["WorkflowError in line 3:\n", *(f"detail {n}\n" for n in range(100))]
    outcome = read(lines, lambda line: None)
    words = last_words(outcome, tmp_path / "build.log").splitlines()
    assert len(words) < 20
    assert words[-1].endswith("build.log")


def test_warnings_of_a_good_run_are_said():
    said = []
    assert (
        read(["a library warns\n", "Nothing to be done (all requested files are present).\n"], said.append)
        == Outcome()
    )
    assert said == ["a library warns"]


def test_an_account_without_a_home_can_build(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    there, shut = tmp_path / "home", tmp_path / "no-folder"
    there.mkdir()
    shut.touch()
    assert _cache({"HOME": str(there)}) == _cache({"HOME": str(there / "not" / "yet")}) == {}
    elsewhere = {"XDG_CACHE_HOME": str(tmp_path / ".snakemake" / "cache")}
    assert _cache({"XDG_CACHE_HOME": str(shut / "cache")}) == elsewhere
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != there)
    assert _cache({"HOME": str(there)}) == elsewhere
