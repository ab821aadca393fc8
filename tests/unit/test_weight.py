"""Light pages: what all of them ask for is one file of each kind, and what none asks for is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.publish.finished import finish_pages
from evidence.publish.stylesheet import as_one
from evidence.publish.weight import SCRIPT, STYLE, lighten
from evidence.shelf import Shelf

PAGE = """<html><head>
<script src="{up}_static/theme/mode.js"></script>
<link href="{up}_static/styles/theme.css?digest=1" rel="stylesheet" />
<link href="{up}_static/vendor/fontawesome/css/all.min.css?digest=1" rel="stylesheet" />
<link rel="stylesheet" type="text/css" href="{up}_static/own.css?v=1" />
<link rel="preload" as="script" href="{up}_static/scripts/bootstrap.js?digest=1" />
<script src="{up}_static/doc.js?v=1"></script>
{more}
<link rel="icon" href="{up}_static/icon.svg"/>
</head><body><p class="shown">x</p><script src="{up}_static/scripts/bootstrap.js?digest=1"></script></body></html>"""
FILES = {
    "_static/theme/mode.js": "mode()",
    "_static/styles/theme.css": '/* a */ @import "../basic.css";\n.shown, .absent { color: red }',
    "_static/basic.css": ".absent b { color: blue }\n.by-script { background: url(plus.png) }",
    "_static/plus.png": "+",
    "_static/minus.png": "-",
    "_static/own.css": '@media print { .absent { color: red } .shown { content: "a  {b}" } }',
    "_static/own.js": "document.body.classList.add('by-script')",
    "_static/doc.js": "const one = 1\n//# sourceMappingURL=doc.js.map",
    "_static/only-here.js": "two()",
    "_static/scripts/bootstrap.js": "x".join(["absent"] * 3),
    "_static/vendor/fontawesome/css/all.min.css": ".shown { font: icons }",
    "_static/vendor/fontawesome/font.woff2": "f",
    "_static/locales/de/theme.po": "l",
    "_static/icon.svg": "<svg/>",
    "_static/data/all.csv": "a",
    "studies/one.html": '<link rel="stylesheet" href="../_static/own.css"><p class="card">x</p>',
    "404.html": "<p>gone</p>",
}
OWN = {"_static/own.css", "_static/own.js", "_static/data/all.csv", "_static/icon.svg"}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    pages = {
        "index.html": PAGE.format(up="", more=""),
        "search.html": PAGE.format(up="", more='<script src="_static/only-here.js"></script>'),
        "findings/p1.html": PAGE.format(up="../", more=""),
    }
    for name, text in {**FILES, **pages}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    lighten(tmp_path, OWN, finish_pages(tmp_path, lambda page: "", Shelf(None)), Shelf(None))
    return tmp_path


def test_every_page_asks_for_one_sheet_and_one_script(book: Path) -> None:
    for name, up in (("index.html", ""), ("findings/p1.html", "../")):
        text = (book / name).read_text()
        assert text.count("stylesheet") == 1 and f'<link rel="stylesheet" href="{up}{STYLE}?v=' in text
        assert text.count("<script") == 2 and f'<script src="{up}{SCRIPT}?v=' in text
        assert text.index("mode.js") < text.index(SCRIPT) and "preload" not in text
    assert (book / "search.html").read_text().count("<script") == 3


def test_the_sheet_has_what_pages_and_scripts_use_and_no_more(book: Path) -> None:
    style = (book / STYLE).read_text()
    assert (
        ".shown{color: red }" in style.replace("} ", "}").replace("{ ", "{") or ".shown{color: red}" in style
    )
    assert ".by-script{" in style and "absent" not in style and "icons" not in style and "/*" not in style
    assert '"a  {b}"' in style, "what stands in quotes stays as it is"
    script = (book / SCRIPT).read_text()
    assert script == "const one = 1\n;\n"


def test_what_no_page_asks_for_leaves_the_book_and_the_books_own_files_stay(book: Path) -> None:
    left = {path.relative_to(book).as_posix() for path in (book / "_static").rglob("*")}
    assert left == {
        *(
            "_static/theme",
            "_static/theme/mode.js",
            "_static/data",
            "_static/data/all.csv",
            "_static/icon.svg",
        ),
        *("_static/own.css", "_static/own.js", "_static/only-here.js", "_static/plus.png", STYLE, SCRIPT),
    }
    assert "own.css" in (book / "studies/one.html").read_text()


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        ("a:not(.x) { y: z }", "a:not(.x){y: z}"),
        (":is(.x, .u) b { y: z }", ":is(.x, .u) b{y: z}"),
        ("[data-a='.x'] { y: z }", "[data-a='.x']{y: z}"),
        (".u > .x, #u { y: z }", "#u{y: z}"),
        (r".sm\:u, .x { y: z }", ""),
        ("@page { margin: 1cm; }", "@page{margin: 1cm;}"),
        ("@media screen { .x { y: z } }", ""),
        (
            "@supports (a: b) { @media print { .u { y: 'a}b' } } }",
            "@supports (a: b){\n@media print{\n.u{y: 'a}b'}\n}\n}",
        ),
        ('@charset "UTF-8";/* { */.u { y: z }', ".u{y: z}"),
    ],
)
def test_a_rule_stays_where_all_that_its_selector_names_is_used(
    tmp_path: Path, sheet: str, kept: str
) -> None:
    (tmp_path / "a.css").write_text(sheet)
    assert as_one([tmp_path / "a.css"], {"u"}) == kept
