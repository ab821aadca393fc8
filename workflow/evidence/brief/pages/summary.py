"""In plain words: the review on one page for people who are neither researchers nor in the trade."""

from __future__ import annotations

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.implications import texts as written
from evidence.brief.implications import told
from evidence.brief.leanings import meaning
from evidence.brief.macros import macros, parts
from evidence.brief.page import Page, Slots
from evidence.brief.plain import asked, found, gaps, how_sure
from evidence.brief.readability import measure
from evidence.brief.retest import summary
from evidence.brief.sentences import Sentence
from evidence.brief.tables import Tables
from evidence.brief.trust import strip
from evidence.errors import UserError
from evidence.singular import agreeing

own = macros("summary")
MOST_WORDS = 700
# What the page itself says around the computed sentences: headings, the link to the findings, the last paragraph.
_AROUND = 105


def view(tables: Tables) -> Slots:
    """Every claim in a plain sentence; the key claims alone, or the first of them, where all would be too long.

    Raises UserError where what stands around the claims passes 700 words (Cochrane's guidance on plain-language summaries, 2022, gives 850
    as the limit, Campbell's two pages; this book keeps to 700).
    """
    keys_only, most = _that_fit(tables)
    reading = measure(summary_text(tables, keys_only, most))
    if reading.words + _AROUND > MOST_WORDS:
        raise UserError(
            f"the plain-language summary passes {MOST_WORDS} words",
            file="config/propositions.yaml",
            field="propositions",
            value=f"{reading.words} words in its sentences, and {_AROUND} around them",
            fix="shorten the question in config.yaml, or `that` of the first claim",
        )
    groups = found(tables, keys_only, most)
    left_out = len(tables.claims.items) - sum(len(rows) for _, rows in groups)
    more = agreeing(f"{left_out} more claims are in the full list.")
    return {
        "asked": parts.paragraph(part.sentences(asked(tables))),
        "found": own.found(
            [
                (g.heading, meaning(tables, g, [p for p, _ in rows]), [part.sentence(s) for _, s in rows])
                for g, rows in groups
            ]
        ),
        "left_out": more if left_out else "",
        "trust": part.trust(strip(tables)),
        "retest": part.sentences(summary(tables)),
        "how_sure": _paragraph(how_sure(tables)),
        "gaps": _paragraph(gaps(tables)),
        "implications": told(tables),
        "words": reading.words,
        "most_words": MOST_WORDS,
        "grade": f"{reading.grade:.1f}",
        "reading_age": reading.reading_age,
    }


def _paragraph(found: list[Sentence]) -> Markup | str:
    return parts.paragraph(part.sentences(found)) if found else ""


def _that_fit(tables: Tables) -> tuple[bool, int]:
    """Whether the key claims alone, and how many, so that the page keeps to its length; one at least."""
    keys = sum(p.key for p in tables.claims.items)
    for keys_only, most in ((False, len(tables.claims.items)), *((True, n) for n in range(keys, 0, -1))):
        if measure(summary_text(tables, keys_only, most)).words + _AROUND <= MOST_WORDS:
            return keys_only, most
    if keys:
        return True, 1
    few = range(len(tables.claims.items) - 1, 0, -1)
    fits = (n for n in few if measure(summary_text(tables, False, n)).words + _AROUND <= MOST_WORDS)
    return False, next(fits, 1)


def summary_text(tables: Tables, keys_only: bool = False, most: int | None = None) -> str:
    """The running text of the page, on which its readability is measured."""
    texts = [" ".join(tables.config.review.question.split())]
    texts += [s.text for s in asked(tables)]
    texts += [f"{label}: {s.text}." for label, s in strip(tables)] + [s.text for s in summary(tables)]
    texts += written(tables)
    for group, rows in found(tables, keys_only, most):
        advice = meaning(tables, group, [p for p, _ in rows])
        texts += [f"{group.heading}.", advice, *(s.text for _, s in rows)]
    return " ".join([*texts, *(s.text for s in how_sure(tables)), *(s.text for s in gaps(tables))])


PAGE = Page("summary.md", view)
