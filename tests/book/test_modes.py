"""What is left of long tables and lists for axe still shows every fault that one of their rows may have."""

from __future__ import annotations

import pytest

from .modes import faults

pytestmark = pytest.mark.book

_ROWS = 200
_ROW = '<tr><th scope="row"><a href="a.html">Study {n}</a></th><td class="seen">{n} people</td><td><bdi>Said</bdi></td></tr>'
_ITEM = '<li><a href="b.html">Work {n}</a></li>'
_PAGE = """<!doctype html><html lang="en" data-theme="dark"><head><meta charset="utf-8"><title>Rows</title><style>
body { background: #fff; color: #000; } a { color: #00c; } td, th, li { padding: 1rem; } .pale { color: #ddd; } .tall { max-height: 20rem; overflow: auto; }
</style><script>matchMedia("(prefers-color-scheme: dark)").addEventListener("change", event => {
  document.documentElement.dataset.theme = event.matches ? "dark" : "light"; SCRIPT });</script></head>
<body><main><h1>Rows</h1><div class="tall"><table><thead><tr><th scope="col">Study</th><th scope="col">Size</th><th scope="col">Words</th></tr></thead>
<tbody>BODY</tbody></table></div><ul>ITEMS</ul></main></body></html>"""


@pytest.fixture(scope="module")
def opened(browser):
    context = browser.new_context(color_scheme="dark", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def _judged(opened, folder, rows=(), items=(), script: str = "") -> list[str]:
    """What is found in a page of two hundred rows and items of one kind, of which some, at odd places, are otherwise."""
    body, lines = [_ROW.format(n=n) for n in range(_ROWS)], [_ITEM.format(n=n) for n in range(_ROWS)]
    for n, (was, is_) in enumerate(rows, 1):
        assert was in body[17 * n]
        body[17 * n] = body[17 * n].replace(was, is_, 1)
    for n, item in enumerate(items, 1):
        lines[23 * n] = item
    text = _PAGE.replace("BODY", "".join(body)).replace("ITEMS", "".join(lines)).replace("SCRIPT", script)
    (folder / "page.html").write_text(text, encoding="utf-8")
    opened.emulate_media(color_scheme="dark")
    opened.goto((folder / "page.html").as_uri())
    return faults(opened)


def test_rows_of_one_kind_are_judged_by_a_few_and_what_scrolled_still_does(opened, tmp_path) -> None:
    assert _judged(opened, tmp_path) == []
    assert opened.locator("tbody tr").count() <= 4 and opened.locator("li").count() <= 4
    high, seen = opened.locator(".tall").evaluate("e => [e.scrollHeight, e.clientHeight]")
    assert high > 10 * seen


def test_a_fault_in_one_row_of_many_is_found(opened, tmp_path) -> None:
    rows = [
        ("Study 17", ""),
        ('class="seen"', 'class="pale"'),
        ("<bdi>Said</bdi>", '<img src="data:,">'),
        ("<bdi>Said</bdi>", "<button></button>"),
        ("<bdi>Said</bdi>", '<bdi aria-sort="of old">Said</bdi>'),
        ("<bdi>Said</bdi>", '<bdi lang="qqq-x">Said</bdi>'),
        ("<bdi>Said</bdi>", '<bdi id="one"><b id="one">Said</b></bdi>'),
        ("<th ", '<th aria-describedby="two" '),
    ]
    found = _judged(opened, tmp_path, rows, ["<li>A part <dd>said of nothing</dd></li>"])
    rules = ("link-name", "color-contrast", "image-alt", "button-name", "aria-", "valid-lang", "dlitem", "twice: one", "nowhere: aria-describedby=two")  # fmt: skip
    assert [rule for rule in rules if not any(rule in fault for fault in found)] == [], found
    assert any(fault.startswith("light: color-contrast") for fault in found)


def test_a_fault_in_an_item_and_in_a_style_and_what_a_mode_changes_are_found(opened, tmp_path) -> None:
    rows = [("<bdi>Said</bdi>", '<bdi style="color: #eee">Said</bdi>')]
    script = "document.querySelectorAll('tr')[160].dataset.seen = 1;"
    found = _judged(opened, tmp_path, rows, ['<li><a href="b.html"></a></li>'], script)
    assert [f.split(":")[1].strip() for f in found if f.startswith("dark")] == ["color-contrast", "link-name"]
    assert "the document is not the same in the light" in found


@pytest.mark.parametrize(
    "style",
    [
        "p:nth-of-type(50) { color: #eee }",
        "p:nth-of-type(50) { background: #111 }",
        "p:nth-of-type(50) { opacity: .3 }",
        "section:nth-of-type(7) { background: #111 }",
        "section:nth-of-type(7) { opacity: .3 }",
        "[data-theme=dark] p:nth-of-type(50) { color: #eee }",
        "p:nth-of-type(50) { color: #888 } p { font-size: 30px } p:nth-of-type(50) { font-size: 12px }",
    ],
)
def test_one_text_of_many_that_is_hard_to_see_is_found(opened, tmp_path, style) -> None:
    """Of texts of one colour on one ground axe is shown three."""
    sections = "".join(f"<section>Part {n} <b>is said</b></section>" for n in range(30))
    text = _PAGE.replace("</style>", f"{style}</style>").replace("BODY", "<tr></tr>").replace("SCRIPT", "")
    text = text.replace("ITEMS", "<li>Said</li>").replace("</main>", f"{'<p>Said</p>' * 99}{sections}</main>")
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    opened.emulate_media(color_scheme="dark")
    opened.goto((tmp_path / "page.html").as_uri())
    found = faults(opened)
    assert any(fault.startswith("dark: color-contrast") for fault in found), found
    assert opened.locator("[data-like-others]").count() > 90
