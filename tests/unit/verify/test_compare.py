"""Which file differs and why: each cause by itself, from facts that the test writes."""

from dataclasses import replace

import pytest

from evidence.built_from import BuiltFrom
from evidence.verify import Difference, causes, differences, place

A, B, C = "a" * 64, "b" * 64, "c" * 64
FACTS = BuiltFrom(
    inputs={"literature/records/a.ris": A, "config/config.yaml": B},
    code={"evidence/screen/stage.py": A, "Snakefile": B},
    libraries={"pandas": "2.2.3", "scipy": "1.15.0"},
    platform={"python": "CPython 3.11.7", "system": "Linux glibc 2.36", "cpu": "x86_64 some"},
)


def test_equal_books_do_not_differ():
    files = {"index.html": A, "b.html": B, "SHA256SUMS": C}
    listed = {"index.html": A, "b.html": B}
    assert differences(files, listed, {**files, "BUILT_FROM.json": C}) == []


@pytest.mark.parametrize(
    ("published", "listed", "expected"),
    [
        # a page was changed, and its checksum in the list was not
        ({"x": A, "y": C}, {"x": A, "y": B}, Difference("y", "differs", True)),
        # both were changed, or the book was built from something else
        ({"x": A, "y": C}, {"x": A, "y": C}, Difference("y", "differs", False)),
        ({"x": A}, {"x": A, "y": B}, Difference("y", "is missing from the published book", True)),
        ({"x": A}, {"x": A}, Difference("y", "is missing from the published book", False)),
        (
            {"x": A, "y": B, "z": C},
            {"x": A, "y": B},
            Difference("z", "stands in the published book and is not built", True),
        ),
        # every file is right, and the list lies
        (
            {"x": A, "y": B},
            {"x": C, "y": B},
            Difference("SHA256SUMS", "names other checksums than the files of the book have", True),
        ),
    ],
)
def test_a_difference_is_named(published, listed, expected):
    assert differences(published, listed, {"x": A, "y": B}) == [expected]


def test_the_first_difference_is_the_first_by_name():
    found = differences({"b": A, "a": A, "c": A}, {}, {"b": B, "a": B, "c": A})
    assert [one.name for one in found] == ["a", "b"]


def test_the_same_origin_gives_no_cause():
    assert causes(FACTS, FACTS, {"pandas": "2.2.3"}) == []


@pytest.mark.parametrize(
    ("part", "here", "words"),
    [
        ("inputs", {**FACTS.inputs, "literature/records/a.ris": C}, "an input differs: literature/records/a.ris was sha256 aaaaaaaaaaaa… when the book was built, and is cccccccccccc… here"),
        ("inputs", {"config/config.yaml": B}, "an input differs: literature/records/a.ris was there when the book was built, and is not here"),
        ("inputs", {**FACTS.inputs, "config/new.yaml": C}, "an input differs: config/new.yaml is here, and was not when the book was built"),
        ("code", {**FACTS.code, "evidence/screen/stage.py": C}, "the code differs: evidence/screen/stage.py was sha256 aaaaaaaaaaaa… when the book was built, and is cccccccccccc… here"),
        ("libraries", {**FACTS.libraries, "pandas": "2.2.2"}, "a library differs: pandas was 2.2.3 when the book was built, and is 2.2.2 here; requirements.lock says 2.2.3"),
        ("libraries", {"pandas": "2.2.3"}, "a library differs: scipy was 1.15.0 when the book was built, and is not there here"),
        ("platform", {**FACTS.platform, "python": "CPython 3.13.0"}, "the platform differs: python was CPython 3.11.7, here it is CPython 3.13.0"),
    ],
)  # fmt: skip
def test_each_cause_is_told(part, here, words):
    assert causes(FACTS, replace(FACTS, **{part: here}), {"pandas": "2.2.3"}) == [words]


def test_inputs_come_before_code_and_the_machine():
    here = BuiltFrom(platform=FACTS.platform | {"cpu": "arm64"})
    kinds = [line.split(" differs")[0] for line in causes(FACTS, here, {})]
    assert list(dict.fromkeys(kinds)) == ["an input", "the code", "a library", "the platform"]


def test_many_of_a_kind_are_counted():
    here = replace(FACTS, inputs={f"literature/{n:02}.ris": A for n in range(40)})
    lines = causes(replace(FACTS, inputs={}), here, {})
    assert len(lines) < 10
    assert lines[-1] == "and 35 more of the kind"


def test_a_name_from_a_stranger_moves_no_cursor():
    (line,) = causes(replace(FACTS, inputs={"a\x1b[2J\r\n.ris": A}), replace(FACTS, inputs={}), {})
    assert line.isprintable()


@pytest.mark.parametrize(
    ("published", "rebuilt", "where"),
    [
        (b"one\ntwo\nthree", b"one\ntwo\nThree", "byte 9, line 3"),
        (b"same and more", b"same", "byte 5, line 1"),
        (b"", b"x", "byte 1, line 1"),
        (b"%PDF\0\0a", b"%PDF\0\0b", "byte 7"),
    ],
)
def test_the_place_is_the_first_byte_that_differs(published, rebuilt, where):
    lines = place(published, rebuilt)
    assert lines[0] == where
    assert all(line.isprintable() for line in lines)


def test_what_is_shown_of_a_page_moves_no_cursor():
    assert all(line.isprintable() for line in place(b"a\x1b[31m\xff\r", b"a\x1b[32m\xff\r"))
