"""What the book needs of Sphinx besides its template (`_theme/layout.html`), and a look at what became of it.

A mend of the theme that no longer finds its place is a warning, and so fails the strict build, instead of quietly doing nothing.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

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

# What `_theme/layout.html` puts into every page, and what it leaves out of all.
_MENDED = (
    'data-theme="light"',
    '("theme") || (matchMedia(',
    'data-default-mode="auto"',
    'role="complementary" aria-label="Book navigation"',
    'aria-label="Whole briefing"',
)
_GONE = (
    'rel="preload" as="font"',
    '<header class="bd-header',
    '<header id="pst-header"',
    '<footer class="bd-footer"',
    'id="jb-print-docs-body"',
    'search-button-field search-button__button" title="Search" aria-label="Search"',
    'search-button-field search-button__button pst-js-only" title="Search" aria-label="Search"',
)

_BEFORE = r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*?"  # other attributes: what stands in their quotes is text
_LOADS_FROM_ELSEWHERE = re.compile(
    rf"<(?:script|img|iframe|source|object|embed|audio|video|use|image)\b{_BEFORE}"
    r"\s(?:src|srcset|data|href|xlink:href)\s*=\s*[\"']?\s*(?:[a-z]+:)?//"
    rf"|<link\b(?![^>]*rel=[\"']canonical){_BEFORE}\shref\s*=\s*[\"']?\s*(?:[a-z]+:)?//",
    re.I,
)


def unmended(html: str) -> list[str]:
    """What a page lacks of the mends, and what it still has that they take out."""
    return [mark for mark in _MENDED if mark not in html] + [mark for mark in _GONE if mark in html]


def check_pages(app: Sphinx, exception: Exception | None) -> None:
    """Warn of pages in which a mend of the theme found nothing, and of anything from another host."""
    if exception or app.builder.format != "html":
        return
    for page in sorted(Path(app.outdir).glob("**/*.html")):
        name = page.relative_to(app.outdir).as_posix()
        if name.startswith("_static/"):
            continue
        html = page.read_text(encoding="utf-8")
        for mark in unmended(html):
            logger.warning("%s: the theme has changed, see to _theme/layout.html: %s", name, mark)
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


def show_block_as_text(writer: Any, node: nodes.Element) -> None:
    """The same of a formula that stands by itself, with the place and the number by which others refer to it."""
    writer.body.append(writer.starttag(node, "div", CLASS="math"))
    if node["number"]:
        writer.body.append(f'<span class="eqno">({get_node_equation_number(writer, node)})</span>')
    writer.body.append(f'<code class="math">{writer.encode(node.astext())}</code></div>\n')
    raise nodes.SkipNode


def score_search(app: Sphinx, config: Any) -> None:
    """Sphinx opens the file of scores from where it was started."""
    config.html_search_scorer = str(Path(__file__).with_name("search.js"))


def setup(app: Sphinx) -> dict[str, Any]:
    for name in _SETTINGS_OF_ABSENT_EXTENSIONS:
        app.add_config_value(name, None, "")
    app.add_html_math_renderer("text", (show_as_text, None), (show_block_as_text, None))
    app.connect("config-inited", score_search)
    app.connect("html-page-context", set_names, priority=900)
    app.connect("build-finished", check_pages)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
