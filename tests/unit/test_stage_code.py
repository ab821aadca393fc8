"""Rebuilds are exact in both directions, over every module, every library and every file that the package carries.

A stage depends on each module, library and file by one entry of what it runs; so what holds for all entries at once holds
for each. Which stages import what is found by the tests' own parser (`imports.py`), versions by the records of what is installed.
"""

from __future__ import annotations

import ast
import hashlib
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from evidence import stage_code
from evidence.catalogue import TABLES
from evidence.reading import sha256
from evidence.sealed import body_of, sealed
from evidence.stage_code import StageCode, code_of

from .imports import PACKAGE, closure, files
from .planned_code import NAMES, code_with, sources_with

# Who reads which file that the package carries, besides its modules.
READERS = {
    "weights.json": {"deduplicate"},
    "vocabulary.txt": {"classify", "compare"},
    **{
        f"{name}.yaml": {"brief"}
        for name in ("cerqual", "entreq", "mmat", "prisma_2020", "prisma_s", "raise", "swim")
    },
    **{path.name: {"brief"} for path in (PACKAGE / "brief" / "html").iterdir()},
    **{
        path.name: {"appraise", "assess", "compare", "brief"}
        for path in (PACKAGE / "appraise" / "tools").glob("*.yaml")
    },
}


def _path(module: str) -> str:
    return files()[module].relative_to(PACKAGE.parent).as_posix()


@cache
def _importers() -> dict[str, set[str]]:
    """Module → the stages that import it, at whatever depth."""
    return {module: {s for s in NAMES if module in closure(f"evidence.stages.{s}")} for module in files()}


def _comment(text: str) -> str:
    return re.sub(r"(?m)^(?=(from|import|def|class|@) )", "# said anew\n", text) + "\n# edited\n"


def _say_anew(text: str) -> str:
    """Every docstring is another, and functions and classes that have none get one."""
    lines = text.splitlines()
    for node in sorted(ast.walk(ast.parse(text)), key=lambda n: getattr(n, "lineno", 0), reverse=True):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            first = node.body[0]
            if first.lineno > node.lineno and lines[first.lineno - 1].strip().startswith('"""'):
                lines[first.lineno - 1] = lines[first.lineno - 1].replace('"""', '"""Said anew. ', 1)
            elif first.lineno > node.lineno and not getattr(first, "decorator_list", []):
                lines.insert(first.lineno - 1, " " * first.col_offset + '"""Now it has one."""')
    return "\n".join(lines) + "\n"


def test_comments_docstrings_and_lines_in_any_module_change_nothing(now):
    edited = sources_with(lambda text: _comment(_say_anew(text)))
    told = sum(text != files()[module].read_bytes() for module, text in edited.items())
    assert told == len(files()) and sum(t.count(b"Now it has one") for t in edited.values()) > 800
    assert code_with(edited) == now


def _constant(text: str) -> str:
    return text + "\n_CHANGED = 1\n"


def test_a_statement_in_any_module_changes_the_stages_that_import_it_and_no_other(now):
    after = code_with(sources_with(_constant))
    for module, stages in _importers().items():
        path = _path(module)
        assert {name for name in NAMES if path in now[name].modules} == stages, module
        for name in stages:
            given = replace(now[name], modules={**now[name].modules, path: after[name].modules[path]})
            assert given.digest != now[name].digest, (module, name)
    assert all(after[name].libraries == now[name].libraries for name in NAMES)


@pytest.mark.parametrize("module", ["evidence.console", "evidence.codebook", "evidence.synthesise.pool"])
def test_one_changed_module_alone(now, kept, module):
    after = code_with(sources_with(_constant, only=lambda name: name == module), kept)
    assert {name for name in NAMES if after[name].digest != now[name].digest} == _importers()[module]


@pytest.mark.parametrize(
    ("was", "is_"),
    [
        ("0.5", "0.25"),
        ("'a'", "'b'"),
        ("x < 1", "x <= 1"),
        ("f(1)", "f(1, 2)"),
        ("[1, 2]", "[2, 1]"),
        ("None", "('', )"),
        ("lambda: 1", "lambda: 2"),
        ("f'{x}'", "f'{x!r}'"),
    ],
)
def test_what_a_module_does_is_all_of_its_statements(kept, was, is_):
    def does(value: str) -> str:
        edit = sources_with(
            lambda text: f'{text}\ndef _f(x):\n    """Say."""\n    return {value}\n',
            only=lambda n: n == "evidence.io",
        )
        return code_with(edit, kept)["ingest"].modules["evidence/io.py"]

    assert does(was) != does(is_)


def test_a_new_import_brings_its_module_and_its_library(now, kept):
    text = "\ndef _late():\n    import docutils\n    from evidence.qca import minimise\n    return docutils, minimise\n"
    after = code_with(
        sources_with(lambda t: t + text, only=lambda name: name == "evidence.screen.stage"), kept
    )
    assert "evidence/qca/minimise.py" in set(after["screen"].modules) - set(now["screen"].modules)
    assert "docutils" in set(after["screen"].libraries) - set(now["screen"].libraries)
    assert after["ingest"] == now["ingest"]


REGISTRY = """
from evidence.registry import Registry
ALL = Registry(__name__, "ONE", int, "evidence.made_up", str)
"""


def test_a_package_with_a_registry_brings_its_folder_and_those_who_add_to_it(
    now, kept, monkeypatch, tmp_path
):
    def screened() -> StageCode:
        edited = sources_with(
            lambda t: t + REGISTRY, only=lambda name: name in ("evidence.qca", "evidence.screen.stage")
        )
        edited["evidence.screen.rows"] += b"import evidence.qca"
        return code_with(edited, kept)["screen"]

    assert {f"evidence/qca/{name}.py" for name in ("minimise", "fit", "rows")} <= {*screened().modules}
    record = tmp_path / "added_by_others-3.dist-info"
    record.mkdir()
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: added-by-others\nVersion: 3\n")
    (record / "entry_points.txt").write_text("[evidence.made_up]\none = nowhere:ONE\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert screened().libraries["added-by-others"] == "3"


# Words that are only printed


def _relabel(text: str) -> str:
    text = re.sub(r'\bcolumn\("', 'column("said anew ', text)
    text = re.sub(r'\bcolumn\(("[^"]*")\)', r'column(\1, "metres", shipped=False)', text)
    text = re.sub(r'@table\(("\w+"), "', r'@table(\1, "said anew ', text)
    return re.sub(r'does="', 'does="Said anew. ', text)


def test_labels_of_columns_and_tables_change_those_alone_that_print_them(now, kept):
    edited = sources_with(_relabel)
    touched = {module for module, text in edited.items() if text != files()[module].read_bytes()}
    assert {table.row.__module__ for table in TABLES} <= touched and len(touched) > 20
    after = code_with(edited, kept)
    assert {name for name in NAMES if after[name].digest != now[name].digest} == {"brief"}
    for module in {table.row.__module__ for table in TABLES} | {
        "evidence.stages.brief",
        "evidence.extract.rows",
    }:
        path = _path(module)
        assert after["brief"].words[path] != now["brief"].words[path], module
    assert after["brief"].modules == now["brief"].modules


@pytest.mark.parametrize(
    ("was", "is_"),
    [
        ("    line: int = column", "    row: int = column"),  # the name of a column
        ("    line: int = column", "    line: str = column"),  # its type
        ('column("whether the whole row was left out", default=False)', 'column("whether the whole row was left out", default=True)'),
    ],
)  # fmt: skip
def test_what_a_column_is_changes_every_stage(now, kept, was, is_):
    assert was in files()["evidence.remarks"].read_text(encoding="utf-8")
    after = code_with(
        sources_with(lambda text: text.replace(was, is_), only=lambda n: n == "evidence.remarks"), kept
    )
    assert all(after[name].digest != now[name].digest for name in NAMES)


def test_words_for_people_are_read_through_the_catalogue_alone():
    """Or a stage that prints a label would not know that it has changed."""
    silent = {m for name in NAMES if name != "brief" for m in closure(f"evidence.stages.{name}")}
    for module in silent - {"evidence.rows"}:
        reads = {
            n.attr for n in ast.walk(ast.parse(files()[module].read_bytes())) if isinstance(n, ast.Attribute)
        }
        assert not reads & {"what", "download", "shipped", "does", "__doc__"}, module


def test_a_function_of_another_module_that_has_the_name_keeps_its_words(now, kept):
    """A `Table` is what says that its words are for people; here another module's class goes by that name."""
    module = "evidence.ingest.formats.refer"
    edit = sources_with(
        lambda text: text.replace("TagTable, ", "TagTable as Table, ").replace(
            "TagTable(", "Table(1, 2, 3, 'what',"
        ),
        only=lambda n: n == module,
    )
    assert edit[module] != files()[module].read_bytes()
    assert code_with(edit, kept)["ingest"].digest != now["ingest"].digest


# Files that the package carries


def test_a_stage_depends_on_the_numbers_that_it_reads(now):
    found = {path for code in now.values() for path in code.data}
    assert {Path(path).name for path in found} == {*READERS}
    for path in found:
        readers = {name for name in NAMES if path in now[name].data}
        assert readers == READERS[Path(path).name], path
        digest = hashlib.sha256((PACKAGE.parent / path).read_bytes()).hexdigest()
        assert {now[name].data[path] for name in readers} == {digest}


# What Snakemake is given


def test_the_file_is_written_anew_only_when_what_it_says_has_changed(now, tmp_path):
    path = tmp_path / "code" / "screen.json"
    now["screen"].write(path)
    assert StageCode.read(path) == now["screen"]
    first = path.stat()
    now["screen"].write(path)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (first.st_mtime_ns, first.st_ino)
    replace(now["screen"], python="3.99").write(path)
    assert StageCode.read(path).python == "3.99"
    path.write_bytes(b"\xff half")
    now["screen"].write(path)
    assert StageCode.read(path) == now["screen"]


def test_a_memory_that_is_lost_damaged_or_of_other_code_costs_time_alone(now, kept, tmp_path):
    whole = kept.read_bytes()
    said = bytes(body_of(whole)).decode()
    assert '"made by"' in said
    of_other_code = re.sub(r'"(does|says)": "[0-9a-f]+"', r'"\1": "x"', said).replace(
        '"made by": "', '"made by": "no'
    )
    for data in (b"", b"[]", whole[:-9], said.encode(), sealed(of_other_code.encode())):
        other = tmp_path / "read.json"
        other.write_bytes(data)
        only = ["pdf"]
        assert code_of(only, other)["pdf"].modules == now["pdf"].modules


# ---------------------------------------------------------------------------
# What is read where the program is set up


def test_modules_that_were_read_at_setup_are_not_read_again_and_others_are(now, monkeypatch, tmp_path):
    monkeypatch.setattr(stage_code, "AT_SETUP", tmp_path / "modules.json")
    read = []
    facts_of = stage_code.facts_of
    monkeypatch.setattr(stage_code, "facts_of", lambda *of: read.append(of[1]) or facts_of(*of))
    assert code_with(kept=stage_code.AT_SETUP) == now and len(read) > 300
    del read[:]
    assert code_with() == now and read == []
    after = code_with(sources_with(_constant, only=lambda name: name == "evidence.ingest.stage"))
    assert read == ["evidence.ingest.stage"] and after["ingest"].digest != now["ingest"].digest
    stage_code.AT_SETUP.write_text("[")
    assert code_with() == now and len(read) > 300


def test_what_a_plan_wrote_says_the_checksum_of_what_runs(tmp_path):
    """By which a stage of a rule names what it keeps, so that it is the same by hand."""
    code = code_of(["ingest"])["ingest"]
    code.write(tmp_path / "ingest.json")
    assert sha256(tmp_path / "ingest.json") == code.digest
