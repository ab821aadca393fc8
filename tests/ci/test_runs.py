"""What a pull request changes, and what is published: the workflows of a review that begins, run here from end to end."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from .act import Failed
from .github import ROBOT, GitHub
from .review import FIRST, SECOND, Repository, begin, runner, to_main, workflow


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
