"""Works out, decisions, reasons and codes back, a tool at a time: each arrives once, under its person, and nothing is lost on the way."""

from __future__ import annotations

import html
import re
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from evidence.ingest.stage import Source, ingest
from evidence.layout import Layout
from evidence.screen.rows import Screening
from evidence.stage import run_in_memory
from evidence.stages.deduplicate import DEDUPLICATE
from evidence.stages.ingest import INGEST
from evidence.stages.screen import SCREEN
from tests.unit.brought.layouts import bib
from tests.unit.brought.typed import read, run

from . import tools
from .tools import Plan

ELLA, BEN, TEAM = "Ella Smith", "ben", "consensus"
IN, OUT, MAYBE = "Included", "Excluded", "Maybe"
# citation key, authors, year, title, journal, DOI
WORKS = (
    ("w01", "Abel, Ann", 2001, "Housing & charity: joint ventures in <three> towns", "Journal of Rent", "10.1000/jr.1"),
    ("w02", "Baker, Bo", 2002, "Contracts for job advice in three rural counties", "Labour Notes", ""),
    ("w03", "Clark, Cy", 2003, "Volunteer mentors in probation hostels", "Probation Review", "10.1000/pr.3"),
    ("w04", "Davis, Di", 2004, "Food banks and the local state: an ethnography", "Place and Poverty", ""),
    ("w05", "Evans, Ed", 2005, "Who pays for supported housing?", "Probation Review", ""),
    ("w06", "Field, Flo", 2006, "Grants to tenants’ associations after the transfer of stock", "Journal of Rent", ""),
    ("w07", "Green, Gil", 2007, "A landlord owned by its town and its church", "Journal of Rent", ""),
    ("w08", "Hardy, Hal", 2008, "“Nobody asked us” – what charities say of \"social\" clauses", "Care Quarterly", "10.1000/cq.8"),
    ("w09", "Irons, Ida", 2009, "Peer support for people leaving care: part 1, recruitment", "Care Quarterly", ""),
    ("w10", "Irons, Ida", 2009, "Peer support for people leaving care: part 2, outcomes", "Care Quarterly", ""),
    ("w11", "Jones, Jo", 2011, "Benefits and advice under one roof", "Labour Notes", "10.1000/ln.11"),
    ("w12", "Козлова, Анна", 2012, "Жилищные кооперативы и государство", "Вестник", ""),
)  # fmt: skip
TWICE = WORKS[10]
"""In two exports of databases: one work, of two records."""
DROPPED = "w07"
BOTH_IN, BOTH_OUT = {ELLA: IN, BEN: IN}, {ELLA: OUT, BEN: OUT}
PLAN = {
    "w01": Plan(BOTH_IN, labels={ELLA: ("Housing",), BEN: ("Employment",)}, read="included"),
    "w02": Plan(BOTH_OUT, {ELLA: "population", BEN: "no data"}),
    "w03": Plan({ELLA: IN, BEN: OUT}, {BEN: "no data"}),
    "w04": Plan({ELLA: MAYBE, BEN: IN}),
    "w05": Plan({}),
    "w06": Plan(BOTH_IN, {ELLA: "no data"}, read="excluded"),
    "w07": Plan(BOTH_IN),
    "w08": Plan(BOTH_OUT, {ELLA: "population", BEN: "population"}, labels={BEN: ("to cite",)}),
    "w09": Plan(BOTH_IN, read="included"),
    "w10": Plan(BOTH_OUT, {ELLA: "no data", BEN: "no data"}),
    "w11": Plan(BOTH_IN, read="included"),
    "w12": Plan({ELLA: IN}),
}
Row = tuple[str, str, str, str, str]
"""Key, decision, reviewer, reason, stage."""
WORD = {IN: "include", OUT: "exclude"}


def votes(*people: str, reasons: bool = True, called: Mapping[str, str] | None = None) -> set[Row]:
    """What each of these people decided, as a tool says it that has a vote a person."""
    return {
        (key, WORD[word], (called or {}).get(who, who), plan.reason.get(who, "") if reasons and word == OUT else "", "")
        for key, plan in PLAN.items() if key != DROPPED
        for who, word in plan.votes.items() if who in people and word in WORD
    }  # fmt: skip


def team(reason: Callable[[Plan], str], abstract: bool, read_in: str = "", stages: bool = True) -> set[Row]:
    """What the two decided alike, as a tool says it that knows a team: at title and abstract, and of what was read."""
    found: set[Row] = set()
    for key, plan in PLAN.items():
        said = set(plan.votes.values())
        if key == DROPPED or len(said) != 1 or not said <= {IN, OUT}:
            continue
        if said == {OUT}:
            found.add((key, "exclude", TEAM, reason(plan), "title_abstract" if stages else ""))
        elif abstract:
            found.add((key, "include", TEAM, "", "title_abstract" if stages else ""))
        if said == {IN} and stages and (plan.read or read_in):
            left_out = plan.read == "excluded"
            found.add(
                (key, "exclude" if left_out else "include", TEAM, "no data" if left_out else "", "full_text")
            )
    return found


def first(plan: Plan) -> str:
    return next(iter(plan.reason.values()), "")


CODED = team(lambda plan: "population" if "population" in plan.reason.values() else "no data", abstract=True)
TEAM_CODES = {("w01", TEAM): {"housing", "employment"}}
HER_CODES = {("w01", "ella"): {"housing"}}
ZOTERO = ("--tag", "Included=include", "--tag", "out: *=exclude", "--reviewer", TEAM)
# tool, what it answers, what is typed with it, decisions, codes
CASES: dict[str, tuple[str, Callable[..., Mapping[str, bytes]], tuple[str, ...], set[Row], dict[tuple[str, str], set[str]]]] = {
    "rayyan": ("rayyan", tools.rayyan, (), votes(ELLA, BEN), {("w01", ELLA): {"housing"}, ("w01", BEN): {"employment"}}),
    "rayyan, its archive": ("rayyan", lambda found, plan: tools.as_zip(tools.rayyan(found, plan)), (), votes(ELLA, BEN), {("w01", ELLA): {"housing"}, ("w01", BEN): {"employment"}}),
    "covidence": ("covidence", tools.covidence, ("--reviewer", TEAM), team(lambda plan: "", abstract=False, read_in="included"), TEAM_CODES),
    "eppi, json": ("eppi", tools.eppi_json, ("--reviewer", TEAM), CODED, TEAM_CODES),
    # there the name of a code is all that tells the stage
    "eppi, ris": ("eppi", tools.eppi_ris, ("--reviewer", TEAM), {(*row[:4], "" if row[1:3] == ("exclude", TEAM) and row[4] == "title_abstract" else row[4]) for row in CODED}, {}),
    "asreview, table": ("asreview", tools.asreview_table, ("--reviewer", "ella"), votes(ELLA, reasons=False, called={ELLA: "ella"}), HER_CODES),
    "zotero, json": ("zotero", tools.zotero_json, ZOTERO, team(first, abstract=True, stages=False), TEAM_CODES),
    "zotero, rdf": ("zotero", tools.zotero_rdf, ZOTERO, team(first, abstract=True, stages=False), TEAM_CODES),
    "zotero, csv": ("zotero", tools.zotero_csv, ZOTERO, team(first, abstract=True, stages=False), TEAM_CODES),
    "a spreadsheet": ("table", tools.spreadsheet, (), votes(ELLA, BEN), {}),
}  # fmt: skip


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("begun") / "review"
    run(
        "new",
        folder,
        "--question",
        "Who houses whom?",
        "--kind",
        "map",
        "--field",
        "Housing",
        "--field",
        "Employment",
    )
    records = folder / "literature" / "records"
    (records / "one.bib").write_text(bib(WORKS), encoding="utf-8")
    (records / "two.bib").write_text(bib([("other11", *TWICE[1:])]), encoding="utf-8")
    return folder


@pytest.fixture
def at(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(begun, tmp_path / "review")
    monkeypatch.chdir(tmp_path / "review")
    return tmp_path / "review"


def out(tool: str) -> Path:
    from evidence.brought.tools import SCREENERS

    handover = SCREENERS[tool].handover
    assert handover
    name = Path(f"works{handover.ending}")
    said = run("export", "--for", tool, "--out", name)
    assert f"{len(WORKS)} " in said
    return name


def arrived(table: str) -> list[dict[str, str]]:
    return [row for path in sorted(Path("literature/decisions").glob(f"{table}*.csv")) for row in read(path)]


def key_of(row: dict[str, str]) -> str:
    """The citation key of the work that a row names, by the records as they are read of what the test wrote."""
    files = sorted(Path("literature/records").iterdir())
    keys = {
        r.record_id: r.source_key for r in ingest([Source(f.name, f.read_bytes()) for f in files]).records
    }
    return keys[row["record"]].replace("other11", "w11")


def sums(said: str, what: str) -> dict[str, int]:
    """The fates of what came in; they add up to it."""
    (line,) = re.findall(rf"^(\d+) {what} in = (.+)$", said, flags=re.MULTILINE)
    parts = {name: int(number) for number, name in re.findall(r"(\d+) ([a-z ]+?)(?= \+|$)", line[1])}
    assert sum(parts.values()) == int(line[0]), said
    return parts


@pytest.mark.parametrize("keeps", [True, False], ids=["names kept", "names lost"])
@pytest.mark.parametrize("case", CASES)
def test_what_was_decided_elsewhere_arrives(at: Path, case: str, keeps: bool) -> None:
    tool, answer, words, wanted, codes = CASES[case]
    handed = [one for one in tools.references(out(tool)) if one["title"] != WORKS[6][3]]
    assert len(handed) == len(WORKS) - 1
    plan = {html.escape(title): PLAN[key] for key, _, _, title, _, _ in WORKS}
    files = answer(tools.altered(handed, keeps), plan)
    for name, data in files.items():
        Path(name).write_bytes(data)
    said = run("import", "screening", *files, *words, "--write")
    told = sums(said, "rows")
    assert (
        told.get("written", 0) == len(wanted)
        and not {"in doubt", "of no work of ours", "unreadable"} & told.keys()
    ), said
    rows = arrived("screening")
    have = Counter((key_of(r), r["decision"], r["reviewer"], r["reason"], r.get("stage") or "") for r in rows)
    assert have == Counter(wanted)
    assert not [row["note"] for row in rows if "Review record" in row["note"]], (
        "our own name is no remark of anybody's"
    )
    if {ELLA, BEN} <= {row["reviewer"] for row in rows}:
        screened = run_in_memory(Layout(), INGEST, DEDUPLICATE, SCREEN)[Screening]
        assert [row.work_id for row in screened if row.conflict] and sum(
            bool(row.conflict) for row in screened
        ) == 1
    again = sums(run("import", "screening", *files, *words, "--write"), "rows")
    assert (
        again.get("written", 0) == 0
        and again["known already"] >= len(wanted)
        and arrived("screening") == rows
    )
    if codes:
        _codes_arrive(files, words, codes)


def _codes_arrive(
    files: Mapping[str, bytes], words: tuple[str, ...], codes: dict[tuple[str, str], set[str]]
) -> None:
    said = run("import", "coding", *files, *words, "--write")
    told = sums(said, "tags")
    assert told["written"] == sum(map(len, codes.values())), said
    rows = arrived("coding")
    assert {(key_of(row), row["reviewer"]): set(row["codes"].split(";")) for row in rows} == codes
    assert {row["facet"] for row in rows} == {"field"}
    again = sums(run("import", "coding", *files, *words, "--write"), "tags")
    assert "written" not in again and again["known already"] == told["written"] and arrived("coding") == rows


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_project_of_asreview_of_each_version(at: Path, version: int) -> None:
    """Labels are of rows of our file, which the project holds as it was handed over."""
    plan = {html.escape(title): PLAN[key] for key, _, _, title, _, _ in WORKS}
    files = tools.asreview_file(version, out("asreview"), plan)
    Path("p.asreview").write_bytes(files["p.asreview"])
    said = run("import", "screening", "p.asreview", "--reviewer", "ella", "--write")
    wanted = votes(ELLA, reasons=False, called={ELLA: "ella"}) | {(DROPPED, "include", "ella", "", "")}
    assert sums(said, "rows")["written"] == len(wanted)
    assert {
        (key_of(r), r["decision"], r["reviewer"], r["reason"], r.get("stage") or "")
        for r in arrived("screening")
    } == wanted
    if version > 1:
        run("import", "coding", "p.asreview", "--reviewer", "ella", "--write")
        assert {(key_of(r), r["reviewer"], r["codes"]) for r in arrived("coding")} == {
            ("w01", "ella", "housing")
        }


def test_zotero_gets_what_was_decided_here_as_tags(at: Path) -> None:
    import rispy

    Path("literature/decisions/screening-ella.csv").write_text(
        "record,decision,reason,basis,reviewer,date\nw01,include,,title,ella,2026-01-01\nw02,exclude,no data,title,ella,2026-01-01\n"
    )
    tags = {
        one["title"]: one.get("keywords", [])
        for one in rispy.loads(out("zotero").read_text(encoding="utf-8"))
    }
    assert tags[WORKS[0][3]] == ["screening: include"] and tags[WORKS[1][3]] == [
        "screening: exclude",
        "reason: no data",
    ]
    assert tags[WORKS[2][3]] == ["screening: undecided"]


def test_a_spreadsheet_cannot_run_what_stands_in_a_title(at: Path) -> None:
    Path("literature/records/bad.bib").write_text(
        bib([("w99", "Eve, E", 2020, "=cmd() and the rest of a title", "J", "")])
    )
    for tool in ("rayyan", "asreview", "table"):
        assert ",=cmd" not in run("export", "--for", tool)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--for", "rayan"), "rayyan"),
        (("--for", "rayyan", "--format", "ris"), "a tool has a format of its own"),
    ],
)
def test_what_cannot_be_meant_is_refused(at: Path, words: tuple[str, ...], told: str) -> None:
    assert told in run("export", *words, code=1)
