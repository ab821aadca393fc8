"""What each stage runs today, found once."""

from pathlib import Path

import pytest

from evidence.stage_code import StageCode

from .planned_code import code_with


@pytest.fixture(scope="session")
def kept(tmp_path_factory) -> Path:
    """Where facts of modules are kept, so that each text is read once here."""
    return tmp_path_factory.mktemp("code") / "read.json"


@pytest.fixture(scope="session")
def now(kept) -> dict[str, StageCode]:
    return code_with(kept=kept)
