"""Makes the theme's pages offline, accessible and the same in light, dark and without scripts.

Works on what sphinx-book-theme 1.1.4 and pydata-sphinx-theme 0.15.4 write. A mend that no longer
finds its place is a warning, and so fails the strict build, instead of quietly doing nothing.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

logger = logging.getLogger(__name__)

# Jupyter Book sets these for extensions that are left out here. Sphinx warns of a setting that
# nobody declared, and a warning fails the build.
_SETTINGS_OF_ABSENT_EXTENSIONS = (
    "comments_config",
    "nb_execution_allow_errors",
    "nb_execution_cache_path",
    "nb_execution_excludepatterns",
    "nb_execution_in_temp",
    "nb_execution_mode",
    "nb_execution_timeout",
    "nb_output_stderr",
)

_STORED_THEME = r'localStorage\.getItem\("theme"\) \|\| "auto"'
_SYSTEM_THEME = (
    'localStorage.getItem("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")'
)

# (why, what the theme writes, what is wanted instead). Each must match on every page.
_MENDS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "without scripts the theme has no colours for 'auto'",
        re.compile(r'(<html[^>]*) data-theme="auto"'),
        r'\1 data-theme="light"',
    ),
    ("no flash of the wrong mode while scripts load", re.compile(_STORED_THEME), _SYSTEM_THEME),
    (
        "the name of the search button must hold its visible text",
        re.compile(r'(<button class="btn search-button-field[^>]*?) aria-label="Search"'),
        r"\1",
    ),
    (
        "the sidebar lies outside every landmark",
        re.compile(r'<div class="bd-sidebar-primary bd-sidebar'),
        '<div role="complementary" aria-label="Book navigation" class="bd-sidebar-primary bd-sidebar',
    ),
    (
        "the search field that opens over the page lies outside every landmark",
        re.compile(r'<div class="search-button__search-container">'),
        '<div role="search" aria-label="Whole briefing" class="search-button__search-container">',
    ),
    (
        "an empty banner; its box stays because the theme's script measures it",
        re.compile(r'<header class="bd-header (navbar[^>]*)>\s*</header>'),
        r'<div class="bd-header \1></div>',
    ),
    ("an empty page footer", re.compile(r'<footer class="bd-footer">\s*</footer>'), ""),
    (
        "browsers refuse to preload fonts from file:// and say so in the console",
        re.compile(r'<link rel="preload" as="font"[^>]*/>\n?'),
        "",
    ),
)

# A print-only second title and table of contents, and what is not on every page.
_OPTIONAL_MENDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r'<div id="jb-print-docs-body" class="onlyprint">.*?(?=<div id="searchbox"></div>)',
            re.S,
        ),
        "",
    ),
    (
        re.compile(r'<nav class="bd-toc-nav page-toc">'),
        '<nav class="bd-toc-nav page-toc" aria-label="On this page">',
    ),
    (
        re.compile(r'(<details[^>]*><summary)(><span class="toctree-toggle")'),
        r'\1 aria-label="Pages of this part"\2',
    ),
)

_LOADS_FROM_ELSEWHERE = re.compile(
    r"<(?:script|img|iframe|source|object|embed|audio|video|use|image)\b[^>]*?"
    r"\s(?:src|srcset|data|href|xlink:href)\s*=\s*[\"']?\s*(?:[a-z]+:)?//"
    r"|<link\b(?![^>]*rel=[\"']canonical)[^>]*?\shref\s*=\s*[\"']?\s*(?:[a-z]+:)?//",
    re.I,
)


def mend(html: str) -> tuple[str, list[str]]:
    """The page with every mend made, and the reasons of those that found nothing to mend."""
    missed = []
    for why, pattern, wanted in _MENDS:
        html, count = pattern.subn(wanted, html)
        if not count:
            missed.append(why)
    for pattern, wanted in _OPTIONAL_MENDS:
        html = pattern.sub(wanted, html)
    return html, missed


def finish_pages(app: Sphinx, exception: Exception | None) -> None:
    """Mend every written page; warn of a mend that missed and of anything from another host."""
    if exception or app.builder.format != "html":
        return
    for page in sorted(Path(app.outdir).glob("**/*.html")):
        name = page.relative_to(app.outdir).as_posix()
        if name.startswith("_static/"):
            continue
        html, missed = mend(page.read_text(encoding="utf-8"))
        page.write_text(html, encoding="utf-8", newline="\n")
        for why in missed:
            logger.warning("%s: the theme has changed, this mend found nothing: %s", name, why)
        for found in _LOADS_FROM_ELSEWHERE.findall(html):
            logger.warning("%s: loads something from another host: %s", name, found[:120])


def set_names(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Show title and author as text in sidebar, search page and footer; the theme would take them as HTML."""
    context["theme_logo"] = {**context["theme_logo"], "text": escape(app.config.html_title)}
    context["root_title"] = escape(context.get("root_title", app.config.html_title))
    context["author"] = escape(app.config.author)
    if pagename == "search":
        context["title"] = escape(app.config.html_title)


def show_as_text(writer: Any, node: nodes.Element) -> None:
    """Show maths as plain text: no page has a formula, and the default renderer is a download."""
    writer.body.append(f'<code class="math">{writer.encode(node.astext())}</code>')
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, Any]:
    for name in _SETTINGS_OF_ABSENT_EXTENSIONS:
        app.add_config_value(name, None, "")
    app.add_html_math_renderer("text", (show_as_text, None), (show_as_text, None))
    app.connect("html-page-context", set_names, priority=900)
    app.connect("build-finished", finish_pages)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
