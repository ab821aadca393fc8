"""The counters see entries that a reader would swallow. They share no code with the readers."""

import ast
from pathlib import Path

import pytest

from evidence.ingest import count
from evidence.ingest.formats import BY_NAME


def test_counters_import_nothing_of_the_readers():
    tree = ast.parse(Path(count.__file__).read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {getattr(node, "module", None) or node.names[0].name for node in imports}
    assert not [name for name in names if name.startswith("evidence")]


@pytest.mark.parametrize(
    ("file_format", "text", "expected"),
    [
        ("bibtex", "", 0),
        ("bibtex", "@misc{a}\n@string{x=1}\n@Comment{y}\n@preamble{z}\n@book(b)", 2),
        ("bibtex", "@commentary{a, title={A}}", 1),
        ("bibtex", "@a{b,} @c{d,}\n  @e {f,}", 3),
        ("ris", "TY  - A\nER  - \nTY  - B\nTY  - C\n", 3),
        ("ris", "TI  - no type\nAU  - x\nER  - \nword - no tag\n", 1),
        ("ris", "ER  - \nER  - ", 0),
        ("nbib", "\n\nPMID- 1\n\n \nPMID- 2\nPMID- 3", 3),
        ("csv", "", 0),
        ("csv", "a,b", 0),
        ("csv", 'a,b\n"1\n2",3\n,\n4,5', 2),
        ("csl-json", '[{"a": [{"b": "{["}]}, {"c": "\\"},{"}]', 2),
        ("csl-json", '{"a": 1, "b": 2}', 1),
        ("csl-json", "[]", 0),
    ],
)
def test_counts(file_format, text, expected):
    assert BY_NAME[file_format].count(text) == expected
