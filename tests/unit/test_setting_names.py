"""What a schema cannot say of the settings."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from evidence.codebook_file import load_codebook
from evidence.errors import UserError
from evidence.settings_catalogue import Config, load_config

BCG = Path(__file__).parents[1] / "topics" / "bcg"


def load(folder: Path, steps: list) -> Config:
    config = folder / "config.yaml"
    shutil.copyfile(BCG / "config" / "config.yaml", config)
    data = yaml.safe_load(config.read_text())
    data["brief"] = {"quantifiers": [{"from": share, "word": word} for share, word in steps]}
    config.write_text(yaml.safe_dump(data))
    return load_config(config, load_codebook(BCG / "config" / "codebook.yaml"))


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([(0.9, "most")], "no word is given for the smallest shares"),
        ([(0.0, "none"), (0.5, "some"), (0.5, "half")], "two words begin at one share"),
    ],
)
def test_every_share_has_one_word(tmp_path, steps, said) -> None:
    """Else none of them would be read as `most`."""
    with pytest.raises(UserError, match=said) as wrong:
        load(tmp_path, steps)
    assert wrong.value.line and wrong.value.field == "brief.quantifiers"


def test_steps_may_stand_in_any_order(tmp_path) -> None:
    steps = load(tmp_path, [(0.5, "most"), (0.0, "none")]).brief.quantifiers
    assert [step.word for step in steps] == ["most", "none"]
