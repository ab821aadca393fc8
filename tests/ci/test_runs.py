"""The workflows of a review that begins, run here from end to end: what GitHub would be asked, and what it would be told."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evidence.main import app

from .act import Failed, Runner, environment
from .github import ROBOT, GitHub, serving

FIRST = "TY  - JOUR\nID  - a\nAU  - Ray, A\nTI  - Beaver dams and the flow of a small stream\nPY  - 2001\nVL  - 3\nSP  - 12\nER  - \n"
SECOND = "TY  - JOUR\nID  - b\nAU  - Lee, B\nTI  - Burrows of beavers in river banks\nPY  - 2017\nVL  - 9\nSP  - 77\nER  - \n"


@dataclass
class Repository:
    """A review under git, from which runners clone."""

    folder: Path
    environment: dict[str, str]

    def git(self, *words: str) -> str:
        named = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
        return subprocess.run(
            ["git", *named, *words], cwd=self.folder, check=True, capture_output=True, text=True
        ).stdout.strip()

    def lay(self, files: dict[str, str], message: str = "more") -> str:
        """Write, commit, and give the commit."""
        for name, text in files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def files(self, branch: str) -> set[str]:
        return set(self.git("ls-tree", "-r", "--name-only", branch).splitlines())


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("begun") / "review"
    done = CliRunner().invoke(
        app, ["new", str(folder), "--question", "What do beavers do?", "--kind", "map", "--form", "Dams: dam"]
    )
    assert done.exit_code == 0, done.output
    return folder


def begin(begun: Path, room: Path) -> Repository:
    shutil.copytree(begun, room / "origin")
    made = Repository(room / "origin", environment(room / "python"))
    made.git("init", "--quiet", "--initial-branch", "main")
    return made


@pytest.fixture
def repository(begun: Path, tmp_path: Path) -> Repository:
    made = begin(begun, tmp_path)
    # what builds twice has a test of its own; here it is said that it was called
    made.lay(
        {
            "literature/records/first.ris": FIRST,
            ".ci/changes": 'echo "from $1: **1** work in, see @ana" > "$2"\n',
        },
        "begin",
    )
    made.git("switch", "--quiet", "--detach")  # so that `main` may be cloned and pushed beside it
    return made


@pytest.fixture
def github() -> Iterator[GitHub]:
    with serving(GitHub({})) as served:
        yield served


def runner(repository: Repository, github: GitHub, room: str, event_name: str, **more: object) -> Runner:
    made = Runner(
        repository.folder,
        repository.folder.parent / room,
        event_name,
        api=github.address,
        environment=repository.environment,
        **more,
    )  # type: ignore[arg-type]
    github.tokens = made.tokens
    return made


def workflow(repository: Repository, name: str) -> Path:
    return repository.folder / ".github" / "workflows" / f"{name}.yml"


def to_main(repository: Repository, files: dict[str, str]) -> None:
    repository.git("switch", "--quiet", "main")
    repository.lay(files)
    repository.git("switch", "--quiet", "--detach")


def test_an_export_in_the_inbox_becomes_a_pull_request(repository: Repository, github: GitHub) -> None:
    to_main(
        repository,
        {
            "inbox/Wetland base (1).ris": FIRST + SECOND,
            "inbox/Wetland base (1).ris.search": "Wetland base\n2026-07-10\n",
            "inbox/broken.ris": "this is no export\n",
        },
    )
    run = runner(repository, github, "one", "schedule")
    assert run.run(workflow(repository, "inbox")) == ["look", "propose"], run.said
    (pull,) = github.pulls
    branch = pull["head"]["ref"]
    before, after = repository.files("main"), repository.files(branch)
    assert before - after == {"inbox/Wetland base (1).ris", "inbox/Wetland base (1).ris.search"}
    (record,) = after - before
    assert record == "literature/records/Wetland_base_1.ris"
    assert repository.git("show", f"{branch}:{record}") == (FIRST + SECOND).strip()
    listed = repository.git("show", f"{branch}:config/searches.yaml")
    assert "source: Wetland base" in listed and "2026-07-10" in listed
    assert pull["base"] == "main" and pull["title"] == "Exports from inbox/ (1)"
    body = pull["body"]
    assert "2 entries in = " in body and "Left in inbox/" in body and "inbox/broken.ris" in body
    assert "every input is fine" in body
    assert "from HEAD~1: **1** work in, see @\u200bana" in body, "and nobody is called"

    repository.environment["PIP_NO_DEPS"] = "1"  # what the engine needs was looked for
    again = runner(repository, github, "two", "schedule")
    with pytest.raises(Failed, match="Nothing that lies in inbox/ could be added"):
        again.run(workflow(repository, "inbox"))
    assert len(github.pulls) == 1, "what is proposed is not proposed twice"


def test_an_empty_inbox_asks_for_nothing(repository: Repository, github: GitHub) -> None:
    run = runner(repository, github, "one", "schedule")
    assert run.run(workflow(repository, "inbox")) == ["look"]
    assert "Nothing in inbox/ waits" in run.said and "make" not in run.said and github.pulls == []


BRANCH = "inbox/0123456789ab"


def looked(repository: Repository, github: GitHub, files: dict[str, str], link: str = "") -> Runner:
    """A run whose first job has found a branch with these files; it is not in the repository yet."""
    base = repository.git("rev-parse", "main")
    repository.git("switch", "--quiet", "--create", BRANCH, "main")
    if link:
        (repository.folder / link).symlink_to("/etc/passwd")
    repository.lay(files)
    run = runner(repository, github, "one", "schedule")
    run.outputs["look"] = {"found": "true"}
    place = run.artifacts / "proposal"
    place.mkdir(parents=True)
    repository.git("bundle", "create", str(place / "branch.bundle"), f"{base}..{BRANCH}")
    repository.git("switch", "--quiet", "--detach", base)
    repository.git("branch", "--quiet", "-D", BRANCH)
    for name, text in {"branch": BRANCH, "body.md": "two", "changes.md": "none"}.items():
        (place / name).write_text(text)
    return run


def test_a_pull_request_that_may_not_be_opened_leaves_no_branch(
    repository: Repository, github: GitHub, tmp_path: Path
) -> None:
    github.may_open = False
    run = looked(repository, github, {"literature/records/second.ris": SECOND})
    propose = only(workflow(repository, "inbox"), "propose", tmp_path)
    with pytest.raises(Failed, match="Allow GitHub Actions to create and approve pull requests"):
        run.run(propose)
    assert repository.git("branch", "--list", "inbox/*") == ""
    github.may_open = True
    assert run.run(propose) == ["propose"]
    assert [pull["head"]["ref"] for pull in github.pulls] == [BRANCH]
    assert repository.git("branch", "--list", "--format=%(refname:short)", "inbox/*") == BRANCH


@pytest.mark.parametrize(
    "path",
    [
        ".github/workflows/comment.yml",
        "Snakefile",
        "literature/decisions/screening.csv",
        "literature/records/link.ris",
    ],
)
def test_a_branch_that_changes_more_than_exports_is_not_pushed(
    repository: Repository, github: GitHub, path: str, tmp_path: Path
) -> None:
    link = path if path.endswith("link.ris") else ""
    run = looked(repository, github, {} if link else {path: "anything\n"}, link)
    with pytest.raises(Failed, match="would change what no export changes"):
        run.run(only(workflow(repository, "inbox"), "propose", tmp_path))
    assert repository.git("branch", "--list", "inbox/*") == "" and github.pulls == []


def only(path: Path, job: str, room: Path) -> Path:
    """A workflow with one of its jobs, whose needs are met."""
    import yaml

    flow = yaml.safe_load(path.read_text())
    kept = {key: value for key, value in flow["jobs"][job].items() if key != "needs"}
    (room / "only.yml").write_text(yaml.safe_dump({**flow, "jobs": {job: kept}}))
    return room / "only.yml"


def finished(commit: str, conclusion: str = "success") -> dict[str, object]:
    told = {
        "id": 7,
        "event": "pull_request",
        "conclusion": conclusion,
        "head_sha": commit,
        "head_branch": "more & #1",
        "head_repository": {"owner": {"login": "eve"}},
    }
    return {"workflow_run": told}


def pull(number: int, commit: str) -> dict[str, object]:
    return {"number": number, "state": "open", "head": {"owner": "eve", "ref": "more & #1", "sha": commit}}


def commented(
    repository: Repository,
    github: GitHub,
    room: str,
    text: str,
    commit: str = "c0ffee",
    conclusion: str = "success",
) -> list[str]:
    run = runner(repository, github, room, "workflow_run", event=finished(commit, conclusion))
    (run.artifacts / "changes").mkdir(parents=True)
    (run.artifacts / "changes" / "changes.md").write_text(text)
    return run.run(workflow(repository, "comment"))


def test_what_changes_is_one_comment_that_is_kept_up_to_date(repository: Repository, github: GitHub) -> None:
    github.pulls = [pull(n, f"{n}{'0' * 39}") for n in range(1, 120)] + [pull(120, "c0ffee")]
    theirs = [
        {"id": n, "user": {"login": "eve", "type": "User"}, "body": "<!-- what changes in the evidence -->"}
        for n in range(130)
    ]
    github.comments = {120: list(theirs)}
    assert commented(repository, github, "one", "**3** works in. Thanks @ana <img src=x>") == ["comment"]
    assert github.comments[120][:130] == theirs, "what others say is left alone"
    (said,) = github.comments[120][130:]
    assert said["user"] == ROBOT and "**3** works in." in said["body"]
    assert "@\u200bana" in said["body"] and "<\u200bimg" in said["body"]
    commented(repository, github, "two", "no change")
    (said,) = github.comments[120][130:]
    assert "no change" in said["body"] and "3" not in said["body"].split("-->")[1]
    assert set(github.comments) == {120}


@pytest.mark.parametrize(
    ("commit", "conclusion", "ran"), [("0ld", "success", ["comment"]), ("c0ffee", "failure", [])]
)
def test_nothing_is_said_of_an_earlier_commit_or_a_run_that_failed(
    repository: Repository, github: GitHub, commit: str, conclusion: str, ran: list[str]
) -> None:
    github.pulls = [pull(1, "c0ffee")]
    assert commented(repository, github, "one", "text", commit, conclusion) == ran
    assert github.comments == {}


def test_a_token_that_may_only_read_comments_nothing(repository: Repository, github: GitHub) -> None:
    github.pulls = [pull(1, "c0ffee")]
    path = workflow(repository, "comment")
    path.write_text(path.read_text().replace("pull-requests: write", "pull-requests: read"))
    with pytest.raises(Failed, match="403"):
        commented(repository, github, "one", "text")


MAKEFILE = 'setup:\n\t@mkdir -p .venv\nbuild:\n\t@test "$(STRICT)" = 1 && mkdir -p book/_build/html && echo "the book" > book/_build/html/index.html\n'


@pytest.mark.parametrize(
    ("event_name", "pages", "ran"),
    [
        ("push", True, ["build", "publish"]),
        ("push", False, []),
        ("workflow_dispatch", False, ["build", "publish"]),
    ],
)
def test_a_strict_build_is_published_where_pages_are_switched_on(
    repository: Repository, github: GitHub, event_name: str, pages: bool, ran: list[str]
) -> None:
    to_main(repository, {"Makefile": MAKEFILE})
    run = runner(repository, github, "one", event_name, event={"repository": {"has_pages": pages}})
    assert run.run(workflow(repository, "pages")) == ran
    if ran:
        assert (run.room / "site" / "index.html").read_text() == "the book\n"
        assert run.tokens["token-of-publish"] == {"pages": "write", "id-token": "write"}


@pytest.mark.workflow
def test_what_a_branch_changes_is_found_by_building_both(begun: Path, tmp_path: Path, github: GitHub) -> None:
    """The one test here that builds: what is printed is `evidence changes`, which has tests of its own."""
    repository = begin(begun, tmp_path)
    # What the engine needs is looked for where an inbox is tried, once.
    repository.environment["PIP_NO_DEPS"] = "1"
    base = repository.lay({"literature/records/first.ris": FIRST}, "begin")
    repository.git("switch", "--quiet", "--create", "more")
    repository.lay({"literature/records/second.ris": SECOND})
    run = runner(
        repository,
        github,
        "one",
        "pull_request",
        event={"pull_request": {"base": {"sha": base}}},
        checked_out="more",
    )
    assert run.run(workflow(repository, "changes")) == ["compare"]
    text = (run.artifacts / "changes" / "changes.md").read_text()
    assert "Burrows of beavers in river banks" in text and "Beaver dams" not in text
    assert "| works | 1 | 2 |" in text and not text.startswith("#")
    assert (run.room / "summary.md").read_text() == text
    left = subprocess.run(
        ["git", "status", "--short"], cwd=run.workspace, capture_output=True, text=True
    ).stdout
    assert set(left.split()) - {"??"} <= {".venv", "changes.md"}, "no release is left behind"
    github.pulls = [pull(1, "c0ffee")]
    said = runner(
        repository, github, "two", "workflow_run", event=finished("c0ffee"), artifacts=run.artifacts
    )
    assert said.run(workflow(repository, "comment")) == ["comment"]
    assert "| works | 1 | 2 |" in github.comments[1][0]["body"]
