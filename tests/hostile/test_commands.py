"""Commands that overwrote what people own, and inputs on which a stage fell or waited: through the command line."""

from __future__ import annotations

import contextlib
import re
import shutil
import time
from pathlib import Path

import pytest
import yaml
from tests.nasty.reviews import BCG, ROOT, STAGES
from typer.testing import CliRunner

from evidence.main import app

CASES = Path(__file__).parent / "cases"


@pytest.fixture
def review(tmp_path, monkeypatch):
    """A small review, in which we stand."""
    folder = _copied(tmp_path / "review")
    monkeypatch.chdir(folder)
    return folder


def _copied(folder: Path) -> Path:
    shutil.copytree(BCG, folder)
    return folder


def run(*words: str):
    done = CliRunner().invoke(app, list(words))
    assert done.exception is None or not isinstance(done.exception, (ValueError, TypeError)), done.exception
    return done


def said(done) -> str:
    """What a person is told: on the screen, or by the message that ends the command."""
    return done.output + str(done.exception or "") + "".join(getattr(done.exception, "args", ()))


def build(*stages: str) -> None:
    for stage in stages or STAGES:
        done = run(stage)
        assert done.exit_code == 0, (stage, said(done))


def test_an_address_with_brackets_is_text(review) -> None:
    shutil.copy(CASES / "k10_url_brackets.ris", review / "literature/records")
    with (review / "literature/decisions/screening.csv").open("a") as table:
        table.write("badurl,include,it is one,title,coder-1,1994-03-02\n")
    done = run("check")
    assert done.exit_code == 0
    build()
    pages = {path.name: path.read_text() for path in (review / "results/brief/book").rglob("*.md")}
    holding = [
        name for name, text in pages.items() if "A plain study of partnership" in re.sub(r"\\", "", text)
    ]
    assert holding
    assert not [name for name, text in pages.items() if re.search(r'href="[^"]*\[www', text)]


@pytest.fixture(scope="module")
def half_coded(tmp_path_factory):
    """Half of the works have no code, and one is undecided: there is something to write for `code` and `rank`."""
    folder = _copied(tmp_path_factory.mktemp("half") / "review")
    coding = folder / "literature/decisions/coding.csv"
    head, *rows = coding.read_text().splitlines(keepends=True)
    coding.write_text(head + "".join(row for row in rows if row.split(",")[0] in ("aronson1948", "hart1977")))
    screening = folder / "literature/decisions/screening.csv"
    rows = screening.read_text().splitlines(keepends=True)
    screening.write_text("".join(row for row in rows if "ferguson" not in row))
    (folder / "docs").mkdir()
    for name in ("pyproject.toml", "requirements.lock", "docs/licences.csv"):
        shutil.copy(ROOT / name, folder / name)
    with contextlib.chdir(folder):
        build("ingest", "deduplicate", "screen", "classify", "extract", "appraise", "synthesise")
    return folder


COMMANDS = {
    ("code", "--out"): "literature/decisions/coding.csv",
    ("rank", "--out"): "literature/decisions/screening.csv",
    ("export", "--for", "asreview", "--out"): "literature/decisions/screening.csv",
    ("skos",): "config/codebook.yaml",
    ("export", "--works", "all", "--format", "csv", "--out"): "literature/records/medline.bib",
    ("export", "--format", "ris", "--out"): "config/propositions.yaml",
    ("check", "--csv"): "literature/decisions/coding.csv",
    ("sbom", "--out"): "config/config.yaml",
}


def held(folder: Path) -> dict[Path, bytes]:
    """Every input, and all else that stands in the folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_writes_over_what_people_own(half_coded, monkeypatch, tmp_path, words) -> None:
    monkeypatch.chdir(half_coded)
    made, inside, link = tmp_path / "made", half_coded / COMMANDS[words], tmp_path / "link"
    link.symlink_to(inside)
    least = 1 if words[0] == "check" else 2  # lines: there is something to write
    assert run(*words, str(made)).exit_code == 0 and made.read_text().count("\n") >= least
    before = held(half_coded)
    for target in (inside, inside.with_name("new.csv"), link):
        for force in ((), ("--force",)):
            done = run(*words, str(target), *force)
            assert done.exit_code == 1 and "among the inputs of the review" in said(done), said(done)
    assert held(half_coded) == before
    assert run(*words, str(made)).exit_code == 1 and run(*words, str(made), "--force").exit_code == 0


def test_where_nothing_is_coded_the_codebook_itself_guesses(half_coded, monkeypatch, tmp_path) -> None:
    folder = tmp_path / "review"
    shutil.copytree(half_coded, folder)
    monkeypatch.chdir(folder)
    coding = folder / "literature/decisions/coding.csv"
    coding.write_text(coding.read_text().splitlines(keepends=True)[0])
    done = run("code", "--most", "2")
    assert done.exit_code == 0, said(done)
    assert "no probability yet, by the words of the codebook: " in done.output
    assert not re.search(r"guess .*\d\.\d\d", done.output)


@pytest.mark.parametrize("name", ["config", "propositions", "codebook"])
@pytest.mark.parametrize(
    ("text", "word"),
    [("a: &a [" + ",".join("x" * 9) + "]\n" + "".join(
        f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ), "aliases"), ("~: 1\n", "no word")],
    ids=["bomb", "null key"],
)  # fmt: skip
def test_settings_that_hang_or_kill_are_one_message(review, name, text, word) -> None:
    (review / "config" / f"{name}.yaml").write_text(text)
    began = time.process_time()
    done = run("check")
    assert time.process_time() - began < 5
    assert done.exit_code == 1 and f"{name}.yaml:1" in done.stdout and word in done.stdout


def test_a_brace_in_a_setting_is_text(review) -> None:
    path = review / "config/config.yaml"
    data = yaml.safe_load(path.read_text())
    data["review"]["title"] = "Working {together}"
    path.write_text(yaml.safe_dump(data))
    assert run("check").exit_code == 0
    build()
    assert "Working" in (review / "results/brief/book/index.md").read_text()
