"""A review that begins: whatever a person writes comes back out of the settings as it was, and classification works with it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from evidence.begin import TABLES, Beginning, codes, files
from evidence.classify.settings import LearningPlan
from evidence.cli.new import new
from evidence.codebook_file import load_codebook
from evidence.deduplicate.settings import LinkageRules
from evidence.engine import resource
from evidence.errors import UserError
from evidence.main import app
from evidence.propositions import load_propositions
from evidence.review_kind import ReviewKind
from evidence.settings_catalogue import load_config
from evidence.whereabouts import check_here

NASTY = (
    '"quoted" \\ {{ 7 }} {x}',
    "- a: b # c",
    "Café, 住房 & <b>",
    "'; --",
    "{% raw %}",
    "a\x07b",
    "\u2028 1e5",
    "null",
)


def _laid(folder: Path, said: Beginning) -> Path:
    for name, text in files(said, date(2031, 2, 3)).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("text", NASTY)
def test_what_a_person_writes_is_text_in_every_file(tmp_path, text):
    said = Beginning(f"What of {text}?", text, text, (f"A {text}",), (f"B {text}",))
    review = _laid(tmp_path, said)
    plain = " ".join(text.replace("\x07", "?").replace("\u2028", "?").split())
    config = load_config(review / "config/config.yaml").review
    assert (config.title, config.question, config.author) == (plain, f"What of {plain}?", plain)
    assert (config.evidence_date, config.year) == ("2031-02-03", "2031")
    begun = load_config(review / "config/config.yaml")
    assert (begun.classify, begun.deduplicate) == (LearningPlan(), LinkageRules()), "what holds anyway"
    codebook = load_codebook(review / "config/codebook.yaml")
    label = codebook.by_role("form").codes[0].label
    assert label == f"A {plain}".split(":")[0].strip()
    assert [code.id for code in codebook.by_role("field").codes][-1] == "unclear"


@given(st.lists(st.text(max_size=12), max_size=5))
def test_any_names_are_codes_or_are_refused(given):
    try:
        made = codes("form", given)
    except UserError as refused:
        assert refused.field == "--form" and refused.fix
        return
    assert len(made) == len(given) == len({code["id"] for code in made})
    for code in made:
        assert code["id"][0].isalpha() and code["id"].isascii() and code["id"] == code["id"].lower()
        assert code["label"] and code["phrases"][0] == code["label"].lower()


@pytest.mark.parametrize(
    ("names", "problem"),
    [(["Grant", "grant!"], "another code"), (["Unclear"], "another code"), ([" : a, b"], "no name")],
)
def test_names_that_cannot_be_told_apart_are_refused(names, problem):
    with pytest.raises(UserError, match=problem):
        codes("field", names)


def test_a_name_in_other_letters_has_a_code_too():
    assert [code["id"] for code in codes("field", ["住房", "2nd homes", "Ämter"])] == [
        "field_1",
        "field_2nd_homes",
        "amter",
    ]


def test_a_review_begins_without_a_word_of_another_topic(tmp_path):
    said = Beginning("Does exercise ease it?", "Exercise", "We", ("Walking",), ("Clinics",))
    written = " ".join(files(said, date(2031, 2, 3)).values()).lower()
    book = load_codebook(_laid(tmp_path, said) / "config" / "codebook.yaml")
    assert (book.by_role("form").label, book.by_role("field").label) == ("Form", "Field")
    assert not [word for word in ("partnership", "civil society", "mandate", "commission") if word in written]


@pytest.mark.parametrize("name", ["No", "yes", "ON", "off", "True", "null", "y"])
def test_a_name_that_is_a_word_of_yaml_is_a_code_all_the_same(tmp_path, name):
    said = Beginning("What?", "What?", "We", (f"{name}: a, b",), ("Housing",))
    book = load_codebook(_laid(tmp_path, said) / "config" / "codebook.yaml")
    (code,) = (code for code in book.facets[0].codes if code.label == name)
    assert code.id == f"form_{name.lower()}"


def _new(folder: Path, *words: str):
    options = ["--question", "Who houses whom?", "--form", "Grant: subsidy", "--field", "Housing", *words]
    return CliRunner().invoke(app, ["new", str(folder), *options])


def test_a_new_review_passes_the_check_at_once(tmp_path, monkeypatch):
    assert _new(tmp_path / "a" / "review").exit_code == 0
    monkeypatch.chdir(tmp_path / "a" / "review")
    done = CliRunner().invoke(app, ["check"])
    assert done.exit_code == 0 and "no records yet: put an export" in done.output
    assert "no records yet" in CliRunner().invoke(app, ["status"]).output
    assert list((tmp_path / "a").iterdir()) == [tmp_path / "a" / "review"], "nothing is left beside it"


@pytest.mark.parametrize(
    "form", ["Grant", 'A "quoted" \\ form', "Grants, small", "Ready # steady", "{{ 7 }} {x}"]
)
def test_the_example_of_a_claim_can_be_put_in_the_place_of_the_line_above_it(tmp_path, form):
    path = (
        _laid(tmp_path, Beginning("What?", "What?", "We", (form,), ("Housing",))) / "config/propositions.yaml"
    )
    above, example = path.read_text().split("propositions: []\n")
    lines = [line.removeprefix("#").removeprefix(" ") for line in example.splitlines(keepends=True)]
    path.write_text(above + "".join(lines[lines.index("propositions:\n") :]))
    (claim,) = load_propositions(path, load_codebook(path.parent / "codebook.yaml")).items
    assert claim.id == "C1" and [clause["side"] for clause in claim.sides] == ["for", "against", "qualifies"]


def test_the_check_takes_the_tables_that_its_manual_tells(tmp_path, monkeypatch):
    _new(tmp_path / "review")
    manual = (tmp_path / "review" / "literature" / "README.md").read_text()
    for place in TABLES:
        assert f"`{place}`" in manual
    header = manual.split("`decisions/screening.csv`")[1].split("```\n")[1].strip()
    rows = "w1,include,because,title,ada,2026-01-01\n"
    (tmp_path / "review/literature/decisions/screening.csv").write_text(f"{header}\n{rows}")
    (tmp_path / "review/literature/records/one.ris").write_text(
        "TY  - JOUR\nID  - w1\nTI  - Housing first\nER  -\n"
    )
    monkeypatch.chdir(tmp_path / "review")
    done = CliRunner().invoke(app, ["check", "--ledger"])
    assert done.exit_code == 0 and "1 screening decisions = 1 applied" in done.output, done.output


def test_the_readme_of_a_new_review_names_the_ways_in() -> None:
    said = files(Beginning("Does it?", "It", "We", ("Walking",), ("Clinics",)), date(2031, 2, 3))["README.md"]
    assert all(f"evidence {verb} " in said for verb in ("add", "desk", "import"))


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "empty").mkdir()
    for name in ("full", "file"):
        refused = _new(tmp_path / name).exception
        assert isinstance(refused, UserError) and "nothing is overwritten" in refused.problem
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["notes.txt"]
    assert _new(tmp_path / "empty").exit_code == 0


def test_what_is_missing_is_asked_for_by_name_where_nobody_can_answer(tmp_path):
    done = CliRunner().invoke(app, ["new", str(tmp_path / "review"), "--form", "Grant"])
    assert isinstance(done.exception, UserError) and done.exception.field == "--question"
    assert not (tmp_path / "review").exists()


def test_at_a_terminal_it_asks(tmp_path, monkeypatch):
    class Terminal:
        def isatty(self):
            return True

    answers = {
        "What does": "Who?",
        "What is meant": "Effects",
        "Which outcomes": "",
        "Which forms": "Grant; Joint venture: shared company ;",
        "Which fields": "Housing",
    }
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr(
        "typer.prompt", lambda what, **_: next(a for q, a in answers.items() if what.startswith(q))
    )
    new(tmp_path / "review", question="", kind="", form=[], field=[], outcome=[], title="", author="Ada")
    book = load_codebook(tmp_path / "review/config/codebook.yaml")
    form = book.by_role("form")
    assert book.by_role("outcome") is None, "what nobody names is not there"
    assert load_config(tmp_path / "review/config/config.yaml").review.kind == "effects"
    assert [code.id for code in form.codes] == ["grant", "joint_venture", "unclear"]
    assert [phrase.text for phrase in form.codes[1].phrases] == ["joint venture", "shared company"]


def test_a_file_of_the_engine_becomes_ones_own(tmp_path, monkeypatch):
    _new(tmp_path / "review")
    monkeypatch.chdir(tmp_path / "review")
    assert CliRunner().invoke(app, ["own", "map.md"]).exit_code == 0
    own = tmp_path / "review" / "book" / "map.md"
    assert own.read_text() == resource("book", "map.md").read_text()
    own.write_text("mine")
    again = CliRunner().invoke(app, ["own", "book/map.md"])
    assert isinstance(again.exception, UserError) and own.read_text() == "mine"
    assert "map.md  (the review's own)" in CliRunner().invoke(app, ["own"]).output
    lost = CliRunner().invoke(app, ["own", "maps.md"]).exception
    assert isinstance(lost, UserError) and "map.md" in lost.allowed


@pytest.mark.parametrize("kind", list(ReviewKind))
@pytest.mark.parametrize("named", [(), ("Walking",)])
def test_every_kind_begins_with_empty_tables_that_are_read_as_fine(tmp_path, monkeypatch, kind, named):
    words = [
        word for option in ("--form", "--field", "--outcome") for name in named for word in (option, name)
    ]
    done = CliRunner().invoke(
        app, ["new", str(tmp_path / "r"), "--question", "Who?", "--kind", kind.value, *words]
    )
    assert done.exit_code == 0, done.output
    tables = sorted((tmp_path / "r" / "literature").rglob("*.csv"))
    assert len(tables) >= 3 and all(len(table.read_text().splitlines()) == 1 for table in tables)
    assert ("effects.csv" in {t.name for t in tables}) == (kind in (ReviewKind.EFFECTS, ReviewKind.BOTH))
    monkeypatch.chdir(tmp_path / "r")
    said = CliRunner().invoke(app, ["check"]).output
    assert said.startswith("every input is fine") and "no records yet" in said
    assert "no records yet" in CliRunner().invoke(app, ["test"]).output
    (tmp_path / "r/literature/records/one.ris").write_text("TY  - JOUR\nID  - w1\nTI  - On walking\nER  -\n")
    assert CliRunner().invoke(app, ["check", "--ledger"]).exit_code == 0, "an empty table is as good as none"


def test_what_is_no_kind_is_refused_with_the_nearest(tmp_path):
    refused = (
        CliRunner()
        .invoke(app, ["new", str(tmp_path / "r"), "--question", "Who?", "--kind", "maps"])
        .exception
    )
    assert isinstance(refused, UserError) and refused.allowed[0] == "map" and not (tmp_path / "r").exists()


def test_no_claim_stands_in_the_book_that_nobody_made(tmp_path):
    path = _laid(tmp_path, Beginning("What?", "What?", "We", outcomes=("Health",))) / "config"
    claims = load_propositions(path / "propositions.yaml", load_codebook(path / "codebook.yaml"))
    assert claims.items == () and claims.seed == {}


def test_a_repository_that_was_made_before_may_hold_the_review(tmp_path, monkeypatch):
    (tmp_path / "a b" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a b")
    said = CliRunner().invoke(app, ["new", ".", "--question", "Who?"])
    assert said.exit_code == 0 and "cd " not in said.output, said.output
    assert (tmp_path / "a b" / "config" / "config.yaml").exists() and (tmp_path / "a b" / ".git").exists()
    again = CliRunner().invoke(app, ["new", ".", "--question", "Who?"]).exception
    assert isinstance(again, UserError) and "nothing is overwritten" in again.problem
    monkeypatch.chdir(tmp_path)
    assert "cd 'c d'" in CliRunner().invoke(app, ["new", "c d", "--question", "Who?"]).output


def test_an_outcome_and_a_theme_never_share_a_name(tmp_path):
    said = Beginning("What?", "What?", "We", outcomes=("Rules", "Peace"), kind=ReviewKind.QUALITATIVE)
    book = load_codebook(_laid(tmp_path, said) / "config" / "codebook.yaml")
    codes = [code.id for facet in book.with_role("outcome", "theme") for code in facet.codes]
    assert "rules" in codes and "theme_rules" in codes and len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("inside", "fix"),
    [
        ("r/literature/records", "it lies in one; go there: cd "),
        (".", "go into the one that lies here: cd r"),
        ("x", "evidence new"),
    ],
)
def test_a_command_elsewhere_says_where_the_review_is(tmp_path, inside, fix):
    for folder in ("r/config", "r/literature/records", "x"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "r" / "config" / "config.yaml").touch()
    with pytest.raises(UserError) as refused:
        check_here(tmp_path / inside)
    assert fix in refused.value.fix
    check_here(tmp_path / "r")
