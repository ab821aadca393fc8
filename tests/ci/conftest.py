"""A review that `evidence new` begins, under git, and what stands in for GitHub."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evidence.main import app

from .github import GitHub, serving
from .review import FIRST, Repository, begin


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("begun") / "review"
    done = CliRunner().invoke(
        app, ["new", str(folder), "--question", "What do beavers do?", "--kind", "map", "--form", "Dams: dam"]
    )
    assert done.exit_code == 0, done.output
    return folder


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
