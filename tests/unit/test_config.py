"""Settings: every mistake at once, each with the line where it stands."""

from enum import StrEnum

import pytest

from evidence import config
from evidence.errors import UserError, UserErrors
from evidence.settings.declare import Day, Share, setting, settings


class Level(StrEnum):
    LOW = "low"
    HIGH = "high"


@settings
class Limits:
    share: Share = setting("A share", default=0)


@settings
class Example:
    title: str = setting("Title")
    level: Level = setting("Level", default=Level.LOW)
    rules: Limits = setting("Rules", default=Limits())
    names: tuple[str, ...] = setting("Names", default=())


@pytest.fixture
def load(tmp_path):
    def load(text):
        path = tmp_path / "x.yaml"
        path.write_text(text, encoding="utf-8")
        return config.load_checked(path, Example)

    return load


def errors(load, text):
    with pytest.raises(UserErrors) as caught:
        load(text)
    return caught.value.errors


def test_lines_of_values(load):
    data, lines = load("title: A\n\nrules:\n  share: 0.5\nnames:\n  - a\n  - b\n")
    assert data["rules"] == {"share": 0.5}
    assert lines[("title",)] == 1
    assert lines[("rules", "share")] == 4
    assert lines[("names", 1)] == 7


def test_all_mistakes_at_once_in_the_order_of_lines(load):
    found = errors(load, "title: 3\nlevel: middling\nrules:\n  share: 7\nnames: [a, 4]\n")
    assert [(e.line, e.field) for e in found] == [
        (1, "title"),
        (2, "level"),
        (4, "rules.share"),
        (5, "names.1"),
    ]
    assert found[1].text().count("low, high") == 1
    assert all(e.fix for e in found)


def test_unknown_key_names_itself_and_those_allowed(load):
    (error,) = errors(load, "title: A\nlevle: low\n")
    assert error.line == 2
    assert error.value == "levle"
    assert "level" in error.allowed


def test_missing_key(load):
    (error,) = errors(load, "level: low\n")
    assert "title" in error.problem
    assert error.line == 1


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("title: [a\nx: 1\n", 1, "bracket"),
        ("a: 1\n b: 2\n", 2, "1 space, its neighbour with 0"),
        ("title: 'a\n", 1, "quotation mark"),
        ("a: 1\n\x07b: 2\n", None, "not valid YAML"),
    ],
)
def test_broken_yaml_has_its_line(load, text, line, says):
    with pytest.raises(UserError, match=says) as caught:
        load(text)
    assert caught.value.line == line


def test_a_key_given_twice_is_a_mistake(load):
    with pytest.raises(UserError, match="twice") as caught:
        load("title: A\nrules:\n  share: 0\n  share: 1\n")
    assert (caught.value.line, caught.value.field) == (4, "rules.share")
    assert str(caught.value.file).endswith("x.yaml")


def test_tags_that_would_run_code_are_refused(load):
    with pytest.raises(UserError):
        load("title: !!python/object/apply:os.system ['true']\n")


def test_empty_file(load):
    (error,) = errors(load, "")
    assert (error.field, error.problem) == (None, "the file is empty")


@settings
class Dated:
    day: Day = setting("A day")


@pytest.mark.parametrize(
    "day", ["2026-13-01", "2026-02-30", "0000-00-00", "٢٠٢٦-٠٥-٣١", "2026-5-31", "31-05-2026"]
)
def test_a_day_that_is_in_no_calendar_is_none(tmp_path, day) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(f'day: "{day}"\n', encoding="utf-8")
    with pytest.raises(UserErrors) as told:
        config.load_checked(path, Dated)
    assert all("x.yaml:1" in error.text() and "YYYY-MM-DD" in error.text() for error in told.value.errors)
    path.write_text('day: "2024-02-29"\n')
    assert config.load_checked(path, Dated)[0] == {"day": "2024-02-29"}


def test_a_number_is_told_as_it_stands_in_the_file(load):
    (found,) = errors(load, "title: 1.10\n")
    assert found.value == "1.10" and 'write "1.10"' in found.fix
    (found,) = errors(load, "title: A\nnames: [a, 007]\n")
    assert found.value == "007"
