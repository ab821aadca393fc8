"""The first use of a word of the glossary on a page, with its definition at hand (WCAG 2.2, 1.4.13).

Only running text is marked: no heading, link, code or table. On the pages that all readers meet first, computed sentences are
marked too; there a word is a link with its definition as a title, so that the sentence stays word for word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import zip_longest

from markupsafe import Markup

from evidence.brief.macros import macros
from evidence.brief.markup import as_text
from evidence.glossary import Term

# What is passed over inside a paragraph: HTML tags, links, code, and the bold lead of a paragraph.
_PASSED_OVER = re.compile(r"(<a\b.*?</a>|<[^>]+>|!?\[[^\]]*\]\([^)]*\)|`[^`]*`|\*\*[^*]*\*\*)", re.S)
_NOT_TEXT = re.compile(r"(<(a|h[1-6]|table|svg|code|strong|dt|script)\b.*?</\2>|<[^>]+>)", re.S)
_FENCE = re.compile(r"^(`{3,}|:{3,}|~{3,})")
_NOT_PROSE = re.compile(r"^(#|\(|---|\s{4}|\||- \[)")


def mark_terms(page: str, terms: list[Term], up: str = "", computed: bool = False) -> str:
    """The markdown of a page with the first use of each term linked and explained, in what is `computed` too where that is asked.

    `up` leads from the page to the folder of the glossary.
    """
    by_form = {form.lower(): term for term in terms if term.in_text for form in (term.term, *term.also)}
    if not by_form:
        return page
    forms = sorted(by_form, key=lambda form: (-len(form), form))
    wanted = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])", re.I)
    used: set[str] = set()

    def first(match: re.Match[str], how: Callable[[str, Term, str], str]) -> str:
        term = by_form[match.group().lower()]
        if term.anchor in used:
            return match.group()
        used.add(term.anchor)
        return how(match.group(), term, up)

    def explained(match: re.Match[str]) -> str:
        return first(match, _explained)

    def in_html(block: str) -> str:
        pieces = _NOT_TEXT.split(block)  # text, what is no text, the name of its element
        said = (wanted.sub(lambda m: first(m, _titled), p) for p in pieces[::3])
        return "".join(text + (between or "") for text, between in zip_longest(said, pieces[1::3]))

    lines, fence, matter, html = [], "", page.startswith("---\n"), []
    for index, line in enumerate(page.split("\n")):
        if matter:
            matter = index == 0 or line != "---"
        elif fence:
            if line.strip() != fence:
                html.append(line)
                continue
            block, html, fence = "\n".join(html), [], ""
            lines += [in_html(block) if computed else block] if block else []
        elif opened := _FENCE.match(line):
            fence = opened.group(1)
        elif not _NOT_PROSE.match(line):
            pieces = _PASSED_OVER.split(line)
            line = "".join(p if i % 2 else wanted.sub(explained, p) for i, p in enumerate(pieces))
        lines.append(line)
    return "\n".join(lines)


def _titled(word: str, term: Term, up: str) -> str:
    return macros("term").titled(word, f"{up}glossary.html", term.anchor, term.means)


def _explained(word: str, term: Term, up: str) -> str:
    return macros("term").term(word, f"{up}glossary.html", term.anchor, Markup(as_text(term.means)))
