"""What lies in inbox/ becomes a pull request, by the workflow of a review that begins, run here from end to end."""

from __future__ import annotations

from pathlib import Path

import pytest

from .act import Failed, Runner
from .github import GitHub
from .review import FIRST, SECOND, Repository, runner, to_main, workflow


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
