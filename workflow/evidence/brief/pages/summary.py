"""In plain words: the review on one page for people who are neither researchers nor in the trade."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.markup import block, join
from evidence.brief.plain import asked, found, gaps, how_sure
from evidence.brief.readability import measure
from evidence.brief.sentences import Sentence
from evidence.brief.tables import Tables
from evidence.errors import UserError

MOST_WORDS = 700
# What the page itself says around the computed sentences: headings, the link to the findings, the last paragraph.
_AROUND = 110


def summary(tables: Tables) -> dict[str, Any]:
    """Every claim in a plain sentence; the key claims alone where all of them would be too long.

    Raises UserError where even those pass 700 words (Cochrane's guidance on plain-language summaries, 2022, gives 850
    as the limit, Campbell's two pages; this book keeps to 700).
    """
    keys_only = False
    text = summary_text(tables, keys_only)
    if measure(text).words + _AROUND > MOST_WORDS and any(p.key for p in tables.claims.items):
        keys_only = True
        text = summary_text(tables, keys_only)
    reading = measure(text)
    if reading.words + _AROUND > MOST_WORDS:
        raise UserError(
            f"the plain-language summary passes {MOST_WORDS} words",
            file="config/propositions.yaml",
            field="propositions",
            value=f"{reading.words} words in its sentences, and {_AROUND} around them",
            fix="mark fewer claims with key: true, or shorten `that` of the claims and the question in config.yaml",
        )
    groups = found(tables, keys_only)
    left_out = len(tables.claims.items) - sum(len(rows) for _, _, rows in groups)
    return {
        "asked": block(_paragraph(asked(tables))),
        "found": block(join(_group(*group) for group in groups)),
        "left_out": f"{left_out} more claims are in the full list." if left_out else "",
        "how_sure": block(_paragraph(how_sure(tables))),
        "gaps": block(_paragraph(gaps(tables))),
        "meaning": block(Markup("<ul>{}</ul>").format(join(_meaning(g[0], g[1]) for g in groups))),
        "words": reading.words,
        "most_words": MOST_WORDS,
        "grade": f"{reading.grade:.1f}",
        "reading_age": reading.reading_age,
    }


def summary_text(tables: Tables, keys_only: bool = False) -> str:
    """The running text of the page, on which its readability is measured."""
    parts = [" ".join(tables.config["review"]["question"].split())]
    parts += [s.text for s in asked(tables)]
    for _, meaning, rows in found(tables, keys_only):
        parts += [*(s.text for _, s in rows), meaning]
    return " ".join([*parts, *(s.text for s in how_sure(tables)), *(s.text for s in gaps(tables))])


def _paragraph(sentences: list[Sentence]) -> Markup:
    return Markup("<p>{}</p>").format(join((part.sentence(s) for s in sentences), " "))


def _group(heading: str, meaning: str, rows: list) -> Markup:
    items = join(Markup("<li>{}</li>").format(part.sentence(s)) for _, s in rows)
    return Markup("<p><strong>{} ({})</strong></p><ul>{}</ul>").format(heading, len(rows), items)


def _meaning(heading: str, meaning: str) -> Markup:
    return Markup("<li><strong>{}.</strong> {}</li>").format(heading, meaning)
