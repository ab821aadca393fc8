"""The small parts that pages are made of: badges, bars, cards, tiles, figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from evidence.assess.rows import Certainty, PoolCertainty, ThemeCertainty
from evidence.brief.macros import parts
from evidence.brief.markup import anchor, doi_link, join, outside, own_anchor
from evidence.brief.sentences import Sentence
from evidence.brief.tables import Tables
from evidence.brief.verdicts import VERDICT_WORDS, five_counts, verdict_words
from evidence.brief.words import number, plural
from evidence.citation import full_reference, short_cite
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem
from evidence.item_words import Kind
from evidence.measures import in_words
from evidence.synthesise.claim_rows import Finding, SideOfStudy

_SIDES = {
    "for": ("+", "For"),
    "against": ("−", "Against"),
    "qualifies": ("±", "Qualifies"),
    "silent": ("·", "Silent"),
    "not_read": ("?", "Not read"),
}
_LEVELS = {"high": "⊕⊕⊕⊕", "moderate": "⊕⊕⊕○", "low": "⊕⊕○○", "very low": "⊕○○○"}
_WORK_ID = re.compile(r"\bw-[a-z0-9]+(?:-[a-z0-9]+)*")
GLYPHS = {"positive": "▲", "negative": "▼", "mixed": "◆", "none": "○"}
"""The sign of each direction of effect, and of nothing else: sides, verdicts and certainty have signs of their own."""


def verdict(finding: Finding) -> Markup:
    """Both axes in one badge: how far what was tested agrees, and how much that is."""
    return parts.badge("verdict", finding.verdict, VERDICT_WORDS[finding.verdict][0], verdict_words(finding))


def certainty(row: Certainty | ThemeCertainty | PoolCertainty) -> Markup:
    """The certainty badge: a person's level, or that nobody has judged it, or that it is stale."""
    words = f"{row.level} certainty" if row.level else "certainty not yet judged"
    if row.state == "stale":
        words += ", stale: judge again"
    if row.state == "incomplete":
        words += ", incomplete: a component has no verdict"
    kind = row.level.replace(" ", "_") if row.state == "judged" else "not_judged"
    return parts.badge("certainty", kind, _LEVELS.get(row.level, "–"), words)


def side(name: str) -> Markup:
    return parts.badge("side", name, *_SIDES[name])


def balance(finding: Finding, every: Iterable[Finding]) -> Markup:
    """The bar of studies for, qualifying, against, silent and not read, with the same counts in words.

    It is on one scale with the bars of every other finding: the longest is that on which the largest number of studies bear.
    """
    sides = five_counts(finding)
    most = max(sum(n for _, n, _ in five_counts(each)) for each in every)
    shares = [(name, f"{100 * n / most:.2f}") for name, n, _ in sides if n]
    return parts.balance(shares, ", ".join(f"{n} {word}" for _, n, word in sides))


def sentence(s: Sentence, up: str = "") -> Markup:
    """A computed sentence, with the way to what it rests on."""
    return sentences([s], up)


def sentences(found: Iterable[Sentence], up: str = "") -> Markup:
    """Computed sentences; those that follow one another and rest on one place share the way there."""
    runs = groupby(found, key=lambda s: s.evidence)
    return join(
        (parts.sentences([(anchor(s.id), s.text) for s in run], up + place) for place, run in runs), " "
    )


def trust(rows: Iterable[tuple[str, Sentence]], up: str = "") -> Markup:
    """The strip on how far to trust a review."""
    return parts.trust([(parts.link(up + s.evidence, label), s.text) for label, s in rows])


def figure(draw: Callable[..., str], ident: str, caption: str, lead: str) -> Markup:
    """A drawing for wide screens and one for phones, of which the style sheet shows one."""
    wide, narrow = draw(ident, compact=False), draw(f"{ident}-narrow", compact=True)
    return parts.figure(Markup(wide), Markup(narrow), lead, caption)


def table(
    ident: str, caption: str, header: Sequence[object], rows: Iterable[Sequence[object]], **more: Any
) -> Markup:
    """The table of `html/parts.html` for the text of a page, which escapes nothing by itself."""
    return parts.table(ident, caption, header, rows, **more)


def same_in_a_table(table: Markup) -> Markup:
    return parts.details("The same numbers in a table", table)


def reference(work: Work) -> Markup:
    """The reference with its DOI or address, as a link where it is one."""
    found = [parts.named(full_reference(work))]
    if work.doi:
        found.append(doi_link(work.doi))
    elif work.url:
        found.append(outside(work.url, "source seen"))
    return join(found, " ")


def study_page(work_id: str) -> str:
    """Where the card of a work lies, seen from the root of the book."""
    return f"studies/{own_anchor(work_id)}.html"


def case_page(case_id: str) -> str:
    """Where the card of a case lies, seen from the root of the book."""
    return f"studies/{own_anchor(f'case-{case_id}')}.html"


def study_link(row: SideOfStudy, up: str = "") -> Markup:
    if row.work_id:
        return parts.link(up + study_page(row.work_id), parts.named(row.study_label))
    return parts.no_record(row.study_label)


def item_text(tables: Tables, item: EvidenceItem, up: str = "") -> Markup:
    """One coded passage or estimate in words, with its source."""
    said = join([f"{item.text}{with_estimate(tables, item)}", item_link(item, up)], " ")
    return parts.signed(GLYPHS.get(item.direction, "·"), said)


def rests_on(tables: Tables, side: SideOfStudy) -> Markup:
    """The record's summary, where a side rests on it and on no coded passage or number: in our own words, else only named.

    Published summaries are not passed on.
    """
    work = tables.work.get(side.work_id)
    if work and work.abstract_kind == "own_words":
        return parts.quoted("the record’s summary:", work.abstract)
    return Markup("the record’s summary, which is not passed on" if work and work.abstract else "the record")


def with_estimate(tables: Tables, item: EvidenceItem) -> str:
    """What follows the words of an item: its estimate, and what a reader should know of it."""
    said = ""
    if item.estimate is not None:
        said = f" – {kind_of_estimate(tables, item.effect_type)}: {amount(item, item.estimate)}"
        if item.ci_low is not None and item.ci_high is not None:
            said += f" ({amount(item, item.ci_low)} to {amount(item, item.ci_high)})"
    return f"{said}. {item.statement}" if item.statement else said


def amount(item: EvidenceItem, number: float) -> str:
    """An estimate of an item, or a bound of it: as its source gave it, and where it was computed here in three digits that count."""
    return f"{float(f'{number:.3g}') if item.derivation else number:g}".replace("-", "−")


def kind_of_estimate(tables: Tables, kind: str) -> str:
    """A kind of estimate by its label, of the measures or of the codebook."""
    return in_words(kind, tables.codebook.called(kind))


def studies(n: int) -> str:
    return f"{number(n)} {plural(n, 'study', 'studies')}"


def passages(n: int) -> str:
    return f"{number(n)} {plural(n, 'passage', 'passages')}"


def work_link(work: Work, up: str = "") -> Markup:
    return parts.link(up + study_page(work.work_id), parts.named(short_cite(work)))


def title_link(work: Work, up: str = "") -> Markup:
    return parts.link(up + study_page(work.work_id), parts.named(work.title))


def item_link(item: EvidenceItem, up: str = "") -> Markup:
    page = "cases.html" if item.kind == Kind.EXTRACT else "numbers.html"
    return parts.link(f"{up}{page}#{own_anchor(item.item_id)}", item.item_id)


def naming_works(tables: Tables, text: str, up: str = "") -> Markup:
    """A text in which works stand by their ids, with each of them by its short citation, as a link."""
    found, at = [], 0
    for match in _WORK_ID.finditer(text):
        if work := tables.work.get(match.group()):
            found += [escape(text[at : match.start()]), work_link(work, up)]
            at = match.end()
    return join([*found, escape(text[at:])])


def sides(used: Iterable[tuple[str, str]], up: str = "") -> Markup:
    """Links to (claim, side), one after the other."""
    linked = ((parts.link(f"{up}findings/{claim.lower()}.html", claim), side) for claim, side in used)
    return join((join(each, " ") for each in linked), "; ")
