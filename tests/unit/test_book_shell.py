"""The look at pages of the theme: what its template should have mended, and what comes from another host."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location

import pytest

from evidence.engine import resource

SPEC = spec_from_file_location("briefing_shell", resource() / "book" / "_ext" / "briefing_shell.py")
SHELL = module_from_spec(SPEC)
SPEC.loader.exec_module(SHELL)
MENDED = """<html data-theme="light"><script>x = ("theme") || (matchMedia("dark"));</script><body data-default-mode="auto">
<div class="bd-header"></div><div role="search" aria-label="Whole briefing"></div>
<div role="complementary" aria-label="Book navigation" class="bd-sidebar-primary"></div>"""


def test_a_page_that_is_mended_is_passed() -> None:
    assert SHELL.unmended(MENDED) == []


@pytest.mark.parametrize(
    ("was", "instead"),
    [
        (' data-theme="light"', ' data-theme="auto"'),
        ('data-default-mode="auto"', 'data-default-mode="light"'),
        ("(matchMedia(", "auto("),
        ('role="complementary" ', ""),
        (' aria-label="Whole briefing"', ""),
        ('<div class="bd-header">', '<header class="bd-header navbar">'),
        ("<html", '<link rel="preload" as="font" href="x"/><html'),
        ("<html", '<footer class="bd-footer"></footer><html'),
        ("<html", '<div id="jb-print-docs-body" class="onlyprint"></div><html'),
        (
            "<html",
            '<button class="btn search-button-field search-button__button" title="Search" aria-label="Search"><html',
        ),
    ],
)
def test_what_a_theme_wrote_and_nobody_mended_is_named(was, instead) -> None:
    assert was in MENDED
    assert len(SHELL.unmended(MENDED.replace(was, instead, 1))) == 1


@pytest.mark.parametrize(
    ("html", "loads"),
    [
        ('<link rel="next" title="Trials &lt;link rel=stylesheet href=//x>" href="a.html">', False),
        ('<a title="<b" href="//x">', False),
        ('<link rel="canonical" href="https://x/a">', False),
        ('<link title="A" rel="stylesheet" href="//x/a.css">', True),
        ("<img alt='a > b' src=https://x/a.png>", True),
        ('<script async src="https://x/a.js"></script>', True),
    ],
)
def test_what_is_loaded_from_another_host_is_told_from_words_in_quotes(html, loads) -> None:
    assert bool(SHELL._LOADS_FROM_ELSEWHERE.search(html)) == loads
