"""A setting of an earlier version is read as today's, and said with its line; every other stays as it is."""

import pytest

from evidence import older_settings
from evidence.errors import UserErrors
from evidence.settings_catalogue import read_config
from tests.nasty.reviews import BCG


@pytest.fixture
def settings(tmp_path):
    def write(value):
        text = (BCG / "config/config.yaml").read_text()
        assert "duplicate_at: 0.98" in text
        path = tmp_path / "config.yaml"
        path.write_text(text.replace("duplicate_at: 0.98", f"duplicate_at: {value}"))
        return path

    return write


@pytest.mark.parametrize("value", [0.5, 0.3, 0.79])
def test_an_earlier_threshold_is_read_as_todays_and_said(settings, value) -> None:
    path = settings(value)
    assert read_config(path)[0]["deduplicate"]["duplicate_at"] == 0.98
    (remark,) = older_settings.remarks(path, "config/config.yaml")
    assert (remark.source_file, remark.field, remark.value) == (
        "config/config.yaml",
        "deduplicate.duplicate_at",
        str(value),
    )
    assert path.read_text().splitlines()[remark.line - 1].startswith("deduplicate:")
    assert not remark.dropped and "0.98" in remark.problem


@pytest.mark.parametrize("value", [0.8, 0.9, 0.98, 1])
def test_a_threshold_of_today_stays(settings, value) -> None:
    path = settings(value)
    assert read_config(path)[0]["deduplicate"]["duplicate_at"] == value
    assert older_settings.remarks(path, "c") == []


@pytest.mark.parametrize("value", [0, -1, 1.5, "high", "[1]"])
def test_what_never_was_a_threshold_is_refused(settings, value) -> None:
    with pytest.raises(UserErrors):
        read_config(settings(value))


@pytest.mark.parametrize(
    "config", [None, [], {}, {"deduplicate": None}, {"deduplicate": {"duplicate_at": "0.5"}}]
)
def test_what_has_no_threshold_is_handed_back(config) -> None:
    assert older_settings.renewed(config) is config
