"""What a book was built from: every input and file of code, not what was built, and never in the list of checksums."""

import hashlib

from evidence.layout import Layout
from evidence.publish.built_from import (
    BUILT_FROM,
    BuiltFrom,
    built_from,
    input_files,
    read_built_from,
    renew,
    write_built_from,
)
from evidence.publish.manifest import read_manifest, write_manifest


def _review(folder):
    for name in ("config/config.yaml", "literature/records/a.ris", "book/index.md", "Snakefile"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    html = folder / "book" / "_build" / "html"
    html.mkdir(parents=True)
    (html / "index.html").write_text("home")
    return Layout(folder), html


def test_inputs_are_named_with_their_checksums(tmp_path):
    at, _ = _review(tmp_path / "review")
    (tmp_path / "outside").write_text("x")
    (at.root / "literature" / "out.ris").symlink_to(tmp_path / "outside")
    facts = built_from(at)
    expected = ["book/index.md", "config/config.yaml", "literature/records/a.ris"]
    assert [p.relative_to(at.root).as_posix() for p in input_files(at)] == expected
    assert facts.inputs == {name: hashlib.sha256(name.encode()).hexdigest() for name in expected}


def test_code_is_that_of_the_stages_and_the_flow(tmp_path):
    code = built_from(_review(tmp_path)[0]).code
    for name in (
        "Snakefile",
        "evidence/ingest/stage.py",
        "evidence/publish/in_order.py",
        "evidence/brief/markup.py",
        "evidence/engine/Snakefile",
        "evidence/engine/book/map.md",
        "evidence/engine/schemas/tables/screening.schema.json",
    ):
        assert name in code
    assert "evidence/cli/serve.py" not in code, "it makes no byte of the book"


def test_the_libraries_are_those_of_the_lock(tmp_path):
    at, _ = _review(tmp_path)
    (tmp_path / "requirements.lock").write_text("jinja2==0.0.1\nno-such-package-here==1\n")
    assert list(built_from(at).libraries) == ["jinja2"]
    assert built_from(at).libraries["jinja2"] != "0.0.1"


def test_without_a_lock_they_are_the_engine_and_what_it_needs(tmp_path):
    at, _ = _review(tmp_path)
    libraries = built_from(at).libraries
    assert {"evidence-briefing", "snakemake", "sphinx", "typst"} <= set(libraries)
    assert not {"pytest", "ruff"} & set(libraries)


def test_it_stands_in_the_book_and_not_in_the_list(tmp_path):
    at, html = _review(tmp_path)
    write_built_from(at, html)
    first = write_manifest(html).read_text()
    assert read_built_from((html / BUILT_FROM).read_text()) == built_from(at)
    assert list(read_manifest(first)) == ["index.html"]
    (html / BUILT_FROM).write_text("of another machine")
    assert write_manifest(html).read_text() == first


def test_inputs_that_change_no_byte_are_renewed_and_the_machine_stays(tmp_path):
    at, html = _review(tmp_path)
    there = BuiltFrom({}, {}, {"pandas": "0.1"}, {"cpu": "another"})
    (html / BUILT_FROM).write_text(
        '{"inputs": {}, "code": {}, "libraries": {"pandas": "0.1"}, "platform": {"cpu": "another"}}'
    )
    renew(at, html)
    now = read_built_from((html / BUILT_FROM).read_text())
    assert now.inputs == built_from(at).inputs and now.code == built_from(at).code
    assert (now.libraries, now.platform) == (there.libraries, there.platform)
