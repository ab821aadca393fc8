"""Pages under the policy: what the theme writes moves to files, what nobody knows stops the build."""

import pytest

from evidence.errors import UserErrors
from evidence.publish.finished import finish_pages
from evidence.publish.policy import POLICY, with_policy
from evidence.shelf import Shelf

MODE = (
    '<script data-cfasync="false">\n document.documentElement.dataset.mode = localStorage.getItem("mode") || "auto";\n'
    ' document.documentElement.dataset.theme = localStorage.getItem("theme") || "light";\n</script>'
)
PAGE = '<!DOCTYPE html><html><head>\n<meta charset="utf-8">{}</head><body>{}</body></html>'


def test_the_policy_comes_before_anything_that_could_load():
    page, unknown = with_policy(PAGE.format('<link rel="stylesheet" href="a.css">', ""), "a.html", {})
    assert unknown == []
    assert page.index("Content-Security-Policy") < page.index("a.css")
    assert page.index("charset") < page.index("Content-Security-Policy")


def test_no_script_of_a_page_may_run():
    words = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert words["script-src"] == "'self'"
    assert words["default-src"] == "'none'"
    assert "http" not in POLICY.lower().replace("http-equiv", "")


def test_nothing_comes_from_another_host():
    """Every source that the policy names is this book, data in the page, or nothing; none is a host or any host."""
    for part in POLICY.split("; "):
        name, *sources = part.split(" ")
        styles = ["'unsafe-inline'"] if name == "style-src" else []
        assert sources and set(sources) <= {"'self'", "'none'", "data:", *styles}, part


def test_a_known_script_moves_to_one_file_for_all_pages():
    scripts = {}
    top, _ = with_policy(PAGE.format(MODE, ""), "a.html", scripts)
    deep, _ = with_policy(PAGE.format(MODE, ""), "findings/p1.html", scripts)
    (file,) = scripts
    assert f'<script src="{file}"></script>' in top
    assert f'<script src="../{file}"></script>' in deep
    assert scripts[file].startswith("document.documentElement.dataset.mode")


@pytest.mark.parametrize(
    "text",
    [
        "alert(1)",
        'document.write(`<button class="btn x">${alert(1)}</button>`);',
        'document.write(`<img src="_static/logo.svg" class="logo__image only-dark" alt=""/>`);alert(1)',
        "DOCUMENTATION_OPTIONS.pagename = '';alert('1');",
        'document.documentElement.dataset.mode = localStorage.getItem("mode") || "auto";'
        'document.documentElement.dataset.theme = localStorage.getItem("theme") || "x"; alert(1)',
    ],
)
def test_a_script_that_nobody_knows_stops_the_build(tmp_path, text):
    (tmp_path / "a.html").write_text(PAGE.format("", f"<script>{text}</script>"))
    with pytest.raises(UserErrors) as raised:
        finish_pages(tmp_path, lambda page: "", Shelf(None))
    assert "a.html" in raised.value.text()


def test_data_and_files_stay_as_they_are():
    body = '<script type="application/json" id="d">{"a": 1}</script><script src="_static/b.js"></script>'
    page, unknown = with_policy(PAGE.format("", body), "a.html", {})
    assert body in page
    assert unknown == []


def test_markup_that_a_known_script_writes_down_stands_in_the_page() -> None:
    logo = '<img src="_static/logo.svg" class="logo__image only-dark" alt=""/>'
    scripts = {}
    page, unknown = with_policy(
        PAGE.format("", f"<script>document.write(`{logo}`);</script>"), "a.html", scripts
    )
    assert logo in page and "<script" not in page and scripts == {} and unknown == []
