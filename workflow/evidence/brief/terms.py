"""The first use of a word of the glossary on a page, with its definition at hand (WCAG 2.2, 1.4.13).

Only running text that a person wrote is marked: no heading, link, code, table or computed sentence.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from evidence.brief.macros import macros
from evidence.brief.markup import as_text
from evidence.glossary import Term

# What is passed over inside a paragraph: HTML tags, links, code, and the bold lead of a paragraph.
_PASSED_OVER = re.compile(r"(<a\b.*?</a>|<[^>]+>|!?\[[^\]]*\]\([^)]*\)|`[^`]*`|\*\*[^*]*\*\*)", re.S)
_FENCE = re.compile(r"^(`{3,}|:{3,}|~{3,})")
_NOT_PROSE = re.compile(r"^(#|\(|---|\s{4}|\||- \[)")


def mark_terms(page: str, terms: list[Term], up: str = "") -> str:
    """The markdown of a page with the first use of each term linked and explained.

    `up` leads from the page to the folder of the glossary.
    """
    by_form = {form.lower(): term for term in terms if term.in_text for form in (term.term, *term.also)}
    if not by_form:
        return page
    forms = sorted(by_form, key=lambda form: (-len(form), form))
    wanted = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])", re.I)
    used: set[str] = set()

    def explained(match: re.Match[str]) -> str:
        term = by_form[match.group().lower()]
        if term.anchor in used:
            return match.group()
        used.add(term.anchor)
        return _explained(match.group(), term, up)

    lines, fence, matter = [], "", page.startswith("---\n")
    for index, line in enumerate(page.split("\n")):
        if matter:
            matter = index == 0 or line != "---"
        elif fence:
            fence = "" if line.strip() == fence else fence
        elif opened := _FENCE.match(line):
            fence = opened.group(1)
        elif not _NOT_PROSE.match(line):
            pieces = _PASSED_OVER.split(line)
            line = "".join(p if i % 2 else wanted.sub(explained, p) for i, p in enumerate(pieces))
        lines.append(line)
    return "\n".join(lines)


def _explained(word: str, term: Term, up: str) -> str:
    return macros("term").term(word, f"{up}glossary.html", term.anchor, Markup(as_text(term.means)))
