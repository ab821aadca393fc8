"""Whatever people change, and however often, a build that leaves out the stages for which nothing changed has the bytes of one from nothing."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from random import Random

import pytest

from evidence import blocks, pipeline, row_groups
from evidence.build.planned_inputs import write_inputs
from evidence.cli.run import verb
from evidence.errors import UserError
from evidence.layout import Layout
from evidence.stage import Stage
from evidence.stages.appraise import APPRAISE
from evidence.stages.extract import EXTRACT
from evidence.unchanged import ANEW, as_before

TINY = Path(__file__).resolve().parents[1] / "topics" / "bcg"
AT = Layout()
STAGES = [stage for stage in pipeline.STAGES if not (stage.made or stage.takes)]
SIDES = "record,proposition,side,reason,reviewer,date\nhart1977,B2,for,no protection,coder-1,1994-03-02\n"
DUPLICATES = "record_a,record_b,decision,relation,reason,reviewer,date\n"
APPRAISAL = "record,tool,item,answer,note,reviewer,date\nhart1977,MMAT 2018,S1,yes,,coder-1,1994-03-02\n"
ROUNDS = int(os.environ.get("ROUNDS", "3"))
SEEDS = range(1, 1 + int(os.environ.get("SEEDS", "2")))
KEYS = ("aronson1948", "comstock1974", "ferguson1949", "hart1977", "tpt1980", "new1", "new2", "10.1/new")
ENTRY = "TY  - JOUR\nAU  - {author}\nTI  - {title}\nPY  - {year}\nID  - {key}\nDO  - {doi}\nAB  - {abstract}\nER  - \n\n"
TITLES = ("The coast in winter", "BCG and tuberculosis in the south", "Protective vaccination", "Tea")


def _append(path: str, row: str) -> None:
    with Path(path).open("a", encoding="utf-8") as handle:
        handle.write(row + "\n")


def _record(chance: Random) -> None:
    """One more, which may take the key of another, or its DOI, and which nobody has screened."""
    with Path("literature/records/more.ris").open("a", encoding="utf-8") as handle:
        key, doi = chance.choice(KEYS[3:]), chance.choice(("", "", "10.1/new"))
        told = {"author": chance.choice(("Hart, P.", "Nobody, Nora")), "title": chance.choice(TITLES)}
        handle.write(
            ENTRY.format(key=key, doi=doi, year=chance.randint(1940, 2000), abstract="On tea.", **told)
        )


def _no_more(chance: Random) -> None:
    Path("literature/records/more.ris").unlink(missing_ok=True)


def _renamed(chance: Random) -> None:
    """An export under another name, or back under its own."""
    path = chance.choice(AT.exports)
    name = path.name[2:] if path.name.startswith("z_") else f"z_{path.name}"
    path.rename(path.with_name(name))


def _gone(chance: Random) -> None:
    """An export that is there no more, or all that were put away."""
    away = sorted(Path("put_away").glob("*")) if Path("put_away").exists() else []
    for path in away:
        path.rename(Path("literature/records") / path.name)
    if not away and len(AT.exports) > 1:
        Path("put_away").mkdir(exist_ok=True)
        path = chance.choice(AT.exports)
        path.rename(Path("put_away") / path.name)


def _screening(chance: Random) -> None:
    said = f"{chance.choice(('include', 'exclude', 'background'))},said,title,coder-{chance.randint(1, 2)}"
    _append(
        "literature/decisions/screening.csv",
        f"{chance.choice(KEYS)},{said},1994-03-{chance.randint(3, 9):02}",
    )


def _coding(chance: Random) -> None:
    said = f"climate,{chance.choice(('warm', 'cold'))},,coder-1"
    _append(
        "literature/decisions/coding.csv", f"{chance.choice(KEYS)},{said},1994-03-{chance.randint(3, 9):02}"
    )


def _side(chance: Random) -> None:
    said = f"B{chance.randint(1, 2)},{chance.choice(('for', 'against', 'silent'))},read,coder-1"
    _append(
        "literature/decisions/sides.csv", f"{chance.choice(KEYS)},{said},1994-03-{chance.randint(3, 9):02}"
    )


def _duplicate(chance: Random) -> None:
    one, other = chance.sample(KEYS, 2)
    said = chance.choice(("duplicate", "same_study", "distinct"))
    _append("literature/decisions/duplicates.csv", f"{one},{other},{said},,seen,coder-1,1994-03-02")


def _estimate(chance: Random) -> None:
    _instead("literature/effects/effects.csv", "-0.889311", f"-0.{chance.randint(100_000, 999_999)}")


def _year(chance: Random) -> None:
    _instead("literature/records/medline.bib", "1948}", f"{chance.randint(1930, 1950)}}}")


def _interval(chance: Random) -> None:
    _instead("config/propositions.yaml", "interval: 0.95", f"interval: 0.{chance.randint(80, 99)}")


def _words(chance: Random) -> None:
    _append("config/config.yaml", f"# {chance.random()}")


def _setting(chance: Random) -> None:
    _instead(
        "config/config.yaml", "subgroups: [allocation]", f"subgroups: [{chance.choice(('', 'climate'))}]"
    )


def _instead(path: str, old: str, new: str) -> None:
    if not Path(path).exists():  # it is put away
        return
    text = Path(path).read_text(encoding="utf-8")
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


def _touched(chance: Random) -> None:
    for path in Path("literature").rglob("*.*"):
        path.touch()


CHANGES: list[Callable[[Random], None]] = [
    _record, _record, _record, _no_more, _renamed, _gone, _gone, _screening, _coding, _side, _duplicate, _estimate, _year, _interval, _words, _setting, _touched,
]  # fmt: skip


def _words(stage: Stage) -> list[str]:
    """The files that its rule hands to a stage."""
    made = [*pipeline.outputs(stage, AT).values(), *(getattr(AT, name) for name in stage.keeps)]
    given = pipeline.inputs(stage, AT).values()
    return [*map(str, (p for v in given for p in (v if isinstance(v, list) else [v]))), *map(str, made)]


def _by_rules(ran: Counter[str]) -> str:
    """All stages as Snakemake calls them where everything before them is new. What a person is told where it ends."""
    for stage in STAGES:
        words = _words(stage)
        for path in pipeline.outputs(stage, AT).values():
            path.unlink(missing_ok=True)
        if as_before(stage.name, AT, words):
            ran[f"not {stage.name}"] += 1
            continue
        ran[stage.name] += 1
        try:
            verb(stage)(files=[*map(Path, words)], log=None)
        except UserError as error:
            return str(error)
    return ""


def _made(folder: Path) -> dict[str, bytes]:
    """What stages made, by place; but what deduplicate remembers, which may hold more after more runs."""
    found = (path for stage in STAGES for path in pipeline.outputs(stage, Layout(folder)).values())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _from_nothing(folder: Path) -> str:
    with chdir(folder):
        pipeline.write_code(AT)
        write_inputs(AT, {})
        return _by_rules(Counter())


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch) -> None:
    """Tables of some rows are cut as those of many thousands are."""
    monkeypatch.setattr(blocks, "SHORT", 2)
    monkeypatch.setattr(blocks, "_SIZE", 1)
    monkeypatch.setattr(row_groups, "LEAST", 2)


@pytest.fixture
def review(tmp_path, monkeypatch) -> Path:
    """The tiny review, built by its rules, as the working folder."""
    folder = tmp_path / "review"
    shutil.copytree(TINY, folder)
    monkeypatch.chdir(folder)
    for name, text in (("sides", SIDES), ("duplicates", DUPLICATES), ("appraisal", APPRAISAL)):
        Path(f"literature/decisions/{name}.csv").write_text(text, encoding="utf-8")
    assert not _from_nothing(folder)
    return folder


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_left_out_changes_no_byte(review, tmp_path, seed):
    chance, ran = Random(seed), Counter[str]()
    for round_ in range(ROUNDS):
        changes = chance.sample(CHANGES, chance.choice((1, 1, 2)))
        for change in changes:
            change(chance)
        said = _by_rules(ran)
        cold = tmp_path / f"cold{round_}"
        shutil.copytree(review, cold, ignore=shutil.ignore_patterns("results"))
        shutil.copytree(  # it takes seconds to read texts; what was read of records is read anew
            "results/meanings",
            cold / "results" / "meanings",
            ignore=shutil.ignore_patterns("read", "records"),
        )
        assert _from_nothing(cold) == said
        if not said:
            assert _made(cold) == _made(review), [change.__name__ for change in changes]
        shutil.rmtree(cold)
    assert any(name.startswith("not ") for name in ran)


def test_one_undecided_record_moves_only_what_reads_all_records(review, capsys):
    with Path("literature/records/more.ris").open("w", encoding="utf-8") as handle:
        handle.write(
            ENTRY.format(author="A, B", title="Tea", year=1990, key="new", doi="", abstract="On tea.")
        )
    ran = Counter[str]()
    assert not _by_rules(ran)
    assert {name for name in ran if "not " not in name} == {"ingest", "deduplicate", "screen", "classify"}
    assert {name.removeprefix("not ") for name in ran if "not " in name} == {
        "extract", "appraise", "synthesise", "qca", "assess", "compare",
    }  # fmt: skip


def test_answers_are_looked_up_once_for_all_stages_and_taken_for_the_same_tables_alone(review):
    noted = AT.kept("appraise") / "read.json"
    then = noted.read_text(encoding="utf-8")
    Path("literature/records/more.ris").write_text(
        ENTRY.format(author="A, B", title="Tea", year=1990, key="new", doi="", abstract="On tea."),
        encoding="utf-8",
    )
    assert not _by_rules(Counter())
    path, words = AT.kept("answers").with_suffix(".json"), _words(APPRAISE)
    basis, digests = json.loads(path.read_text(encoding="utf-8"))
    assert noted.read_text(encoding="utf-8") != then  # from now on they are those of the tables of now
    assert as_before("appraise", AT, words)
    wrong = dict.fromkeys(digests, "none")
    for text, same in (
        (json.dumps([basis, wrong]), False),  # they are what it asked
        (json.dumps([[basis[0], ["other code"]], wrong]), True),
        ("no JSON", True),
    ):
        noted.write_text(then, encoding="utf-8")
        path.write_text(text, encoding="utf-8")
        assert bool(as_before("appraise", AT, words)) is same


def test_a_stage_runs_though_nothing_changed_where_what_is_kept_is_damaged_or_a_person_says_so(
    review, monkeypatch
):
    words, items = _words(EXTRACT), AT.table("extract", "items")
    told, whole = as_before("extract", AT, words), items.read_bytes()
    assert told and "6 counted" in told["summary"]
    assert as_before("extract", AT, words[:-1]) is None  # another list of files is another run
    with monkeypatch.context() as asked:
        asked.setenv(ANEW, "1")
        assert as_before("extract", AT, words) is None
    items.write_bytes(whole[:-9] + b"x" * 9)  # the same file under both of its names
    assert as_before("extract", AT, words) is None
    items.unlink()
    assert as_before("extract", AT, words) is None


def test_after_a_run_by_hand_nothing_is_kept(review):
    verb(EXTRACT)(files=None, log=None)
    assert not AT.kept("extract").exists() and as_before("extract", AT, _words(EXTRACT)) is None
