"""YAML of people: bounds with a message and a line, never a hang, a crash or a traceback."""

import time

import pytest

from evidence.errors import UserError
from evidence.settings_file import DEEPEST, load_yaml


@pytest.fixture
def read(tmp_path):
    def reading(text):
        path = tmp_path / "config.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_yaml(path)

    return reading


def bomb(width, levels):
    """`width` to the power of `levels` values in a few lines."""
    names = [chr(97 + n) for n in range(levels)]
    rows = [f"a: &a [{','.join('x' * width)}]"]
    rows += [f"{b}: &{b} [{','.join([f'*{a}'] * width)}]" for a, b in zip(names, names[1:], strict=False)]
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (bomb(9, 9), 1, "aliases"),
        ("a: 1\nb: &b\n  c: *b", 3, "own anchor"),
        ("a: 1\nb: " + "[" * 5000, 2, "nested"),
        ("a: 1\nb:\n" + "".join(" " * n + "- \n" for n in range(2, 60)), 42, "nested"),
        ("a: 1\n~: 2", 2, "no word"),
        ("a: 1\n2012: b", 2, "no word"),
        ("a: 1\n? [x]\n: 2", 2, "no word"),
        ("a: 1\nno: 2", 2, "no word"),
        ("a: 1\na: 2", 2, "given twice"),
        ("a: !!python/object/apply:os.system [x]", 1, "not valid YAML"),
        ("a: [1", 1, "a bracket `[` is opened"),
        (b"a: \xff", 1, "not UTF-8"),
        ("a: \x01", None, "not valid YAML"),
        ("a: " + "1" * 5000, None, "not valid YAML"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(read, text, line, word):
    began = time.process_time()
    with pytest.raises(UserError) as raised:
        read(text)
    assert time.process_time() - began < 5
    assert word in raised.value.text()
    assert raised.value.fix
    assert raised.value.line == line


def test_an_alias_that_stays_small_is_read(read):
    data, lines = read("a: &a {x: 1}\nb: *a\nc: [*a, *a]\n")
    assert data == {"a": {"x": 1}, "b": {"x": 1}, "c": [{"x": 1}, {"x": 1}]}
    assert lines[("c",)] == 3


def test_every_value_has_its_line(read):
    _, lines = read("a:\n  b:\n    - c\n    - d: 1\n")
    assert (lines[("a",)], lines[("a", "b")], lines[("a", "b", 1)], lines[("a", "b", 1, "d")]) == (1, 2, 4, 4)


def test_depth_is_counted_at_once_and_not_in_all(read):
    data, _ = read("\n".join(f"k{n}: [[1]]" for n in range(DEEPEST * 3)))
    assert len(data) == DEEPEST * 3
