"""The counters see entries that a reader would swallow. They share no code with the readers."""

import ast
from pathlib import Path

import pytest

from evidence.ingest import count
from evidence.ingest.formats import BY_NAME


def test_counters_import_nothing_of_the_readers():
    modules = sorted(Path(count.__file__).parent.glob("*.py"))
    trees = [ast.parse(module.read_text(encoding="utf-8")) for module in modules]
    imports = [n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)]
    names = {getattr(node, "module", None) or node.names[0].name for node in imports}
    foreign = [name for name in names if not name.startswith("evidence.ingest.count.")]
    assert len(modules) > 1
    assert not [name for name in foreign if name.startswith("evidence")]


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
        ("ris", "TY  - A\nTI  - a\nER  - \nNL  - stray\n\n2.\nTY  - B\nER  - \nNL  - stray\n", 2),
        ("ris", "TI  - a\nTY  - A\nER  - \n\nAU  - b\nTI  - b\nER  - \n\nTI  - c\n", 3),
        ("ris", "TY  - A\nN1  - note\n  TY  - B\n  ER  - \nER  - \n", 1),
        ("ris", "> ty - A\n> er - \n> ty - B\n", 2),
        ("ris", "TY  - A\n\nTI  - a\n\nVL  - 1\n\nPY  - 2\n\nER  - \n\nTI  - b\n\nAU  - x\n\nER  - ", 2),
        ("wos", "FN X\nPT J\nTI A\nER\nTI B\nER\nZZ stray\nPT J\nEF", 3),
        ("refer", "%0 A\n%0 B\n%T a\n\n%A x\n\n%X stray\n\n%0 C", 3),
        ("refworks", "RT=legend\nRT Book\nT1 A\n\nT1 B\n\nAB stray", 2),
        ("ovid", "<1. >\nTI  - A\n<2>\nTitle\n  <3> of it\n", 2),
        ("ovid", "VN  - Ovid\nTI  - A\nVN  - Ovid\nTI  - B\n", 2),
        ("cochrane", "Record #1 of 2\nTI: A\nRecord #2 of 2\nTI: B", 2),
        ("noteexpress", "{Reference Type}: Book\n{Title}: A\n\n{Title}: B\n", 2),
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
