"""The counters see entries that a reader would swallow. They share no code with the readers."""

import ast
import inspect
from functools import partial
from pathlib import Path

import pytest

from evidence.ingest import count
from evidence.ingest.formats import FORMATS


def test_counters_import_nothing_of_the_readers():
    modules = sorted(Path(count.__file__).parent.glob("*.py"))
    trees = [ast.parse(module.read_text(encoding="utf-8")) for module in modules]
    imports = [n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)]
    names = {getattr(node, "module", None) or node.names[0].name for node in imports}
    foreign = [name for name in names if not name.startswith("evidence.ingest.count.")]
    assert len(modules) > 1
    assert not [name for name in foreign if name.startswith("evidence")]


def unwrapped(function):
    return unwrapped(function.func) if isinstance(function, partial) else function


def reached(names: set[str], module: ast.Module) -> set[str]:
    """What these names of a module use of it, at whatever depth: its functions, its constants and what it imports."""
    own: dict[str, ast.AST] = {}
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            own[node.name] = node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            own |= {target.id: node for target in targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.ImportFrom):
            ours = node.module.split(".")[0] == "evidence" if node.module else True
            own |= {alias.asname or alias.name: node for alias in node.names} if ours else {}
    seen: set[str] = set()
    waiting = names & own.keys()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        used = {node.id for node in ast.walk(own[name]) if isinstance(node, ast.Name)}
        waiting |= (used & own.keys()) - seen
    return seen


def shared_code(source: str) -> set[str]:
    """What the counter of a format that is declared in a module has in common with its `tell`, `cut` and `read`."""
    module = ast.parse(source)
    calls = [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Format"
    ]
    parts: dict[bool, set[str]] = {True: set(), False: set()}
    for given in (
        keyword
        for call in calls
        for keyword in call.keywords
        if keyword.arg in ("tell", "count", "cut", "read")
    ):
        parts[given.arg == "count"] |= {
            node.id for node in ast.walk(given.value) if isinstance(node, ast.Name)
        }
    return reached(parts[True], module) & reached(parts[False], module)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_a_format_counts_without_any_code_of_its_reader(form):
    """Its counter stands in `ingest/count/`, or in its own file and apart from what reads."""
    counter = unwrapped(form.count)
    if not counter.__module__.startswith("evidence.ingest.count."):
        assert not shared_code(inspect.getsource(inspect.getmodule(counter)))


def test_a_counter_that_shares_code_is_seen():
    source = """
from evidence.ingest.format import Format
MARK = "#"
def _lines(text): return text.split(MARK)
def count(text): return len(_lines(text))
def alone(text): return text.count("#")
def cut(text): yield from _lines(text)
FORMAT = Format(name="x", label="X", tell=len, count=count, cut=cut, read=lambda piece: piece)
"""
    assert shared_code(source) == {"_lines", "MARK"}
    assert not shared_code(source.replace("count=count", "count=alone"))


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
        ("cnki", "SrcDatabase-来源库: 期刊\nTitle-题名: A\nSrcDatabase-来源库: 期刊\n\nTitle-题名: B\n", 3),
        ("cnki", "DataType: 1\nTitle-题名: A\nSrcDatabase-来源库: 期刊\n\nDataType: 1\n", 2),
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
    assert FORMATS[file_format].count(text) == expected
