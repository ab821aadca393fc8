"""The small parts that pages are made of: badges, bars, cards, tiles, figures."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from evidence.assess.rows import Certainty, PoolCertainty
from evidence.brief.markup import anchor, doi_link, join, link, outside
from evidence.brief.sentences import Sentence
from evidence.brief.statements import VERDICT_WORDS
from evidence.brief.words import number, plural
from evidence.citation import full_reference, short_cite
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem
from evidence.synthesise.claim_rows import Finding, SideOfStudy

_SIDES = {
    "for": ("▲", "For"),
    "against": ("▼", "Against"),
    "qualifies": ("◆", "Qualifies"),
    "silent": ("○", "Silent"),
}
GLYPHS = {"positive": "▲", "negative": "▼", "mixed": "◆", "none": "○"}


def verdict(finding: Finding) -> Markup:
    symbol, word = VERDICT_WORDS[finding.verdict]
    return Markup(
        '<span class="verdict verdict-{}"><span class="verdict-symbol" aria-hidden="true">{}</span> {}</span>'
    ).format(finding.verdict, symbol, word)


def certainty(row: Certainty | PoolCertainty) -> Markup:
    """The certainty badge: a person's level, or that nobody has judged it, or that it is stale."""
    symbols = {"high": "⊕⊕⊕⊕", "moderate": "⊕⊕⊕○", "low": "⊕⊕○○", "very low": "⊕○○○"}
    words = f"{row.level} certainty" if row.level else "certainty not yet judged"
    if row.state == "stale":
        words += ", stale: judge again"
    if row.state == "incomplete":
        words += ", incomplete: a component has no verdict"
    kind = row.level.replace(" ", "_") if row.state == "judged" else "not_judged"
    return Markup(
        '<span class="certainty certainty-{}"><span class="certainty-symbol" aria-hidden="true">{}</span> {}</span>'
    ).format(kind, symbols.get(row.level, "◇"), words)


def side(name: str) -> Markup:
    symbol, word = _SIDES[name]
    return Markup('<span class="side side-{}"><span aria-hidden="true">{}</span> {}</span>').format(
        name, symbol, word
    )


def balance(finding: Finding) -> Markup:
    """The bar of studies for, qualifying, against and silent, with the same counts in words."""
    parts = (
        ("for", finding.n_for, "for"),
        ("qualifies", finding.n_qualifies, "qualifying"),
        ("against", finding.n_against, "against"),
        ("silent", finding.n_silent, "silent"),
    )
    total = sum(n for _, n, _ in parts)
    bar = join(
        Markup('<span class="part part-{}" style="width:{}%"></span>').format(name, f"{100 * n / total:.2f}")
        for name, n, _ in parts
        if n
    )
    text = ", ".join(f"{n} {word}" for _, n, word in parts)
    box = (
        Markup('<span class="balance-bar" aria-hidden="true">{}</span>').format(bar) if total else Markup("")
    )
    return Markup('<span class="balance">{}<span class="balance-text">{}</span></span>').format(box, text)


def sentence(s: Sentence, up: str = "") -> Markup:
    """A computed sentence, with the way to what it rests on."""
    return Markup('<span class="computed" id="s-{}">{}</span> {}').format(
        anchor(s.id),
        s.text,
        Markup('<a class="evidence-link" href="{}{}" aria-label="Evidence for: {}">[evidence]</a>').format(
            up, s.evidence, s.text[:80]
        ),
    )


def caution(text: str) -> Markup:
    """What a reader must bear in mind with a verdict, if anything."""
    found = " ".join(text.split())
    return (
        Markup('<p class="why"><strong>Read with care:</strong> {}</p>').format(found)
        if found
        else Markup("")
    )


def tile(value: object, label: str, note: str) -> Markup:
    return Markup(
        '<li class="tile"><p class="tile-value">{}</p><p class="tile-label">{}</p><p class="tile-note">{}</p></li>'
    ).format(value, label, note)


def figure(draw: Callable[..., str], ident: str, caption: str, lead: str) -> Markup:
    """A drawing for wide screens and one for phones, of which the style sheet shows one."""
    wide, narrow = draw(ident, compact=False), draw(f"{ident}-narrow", compact=True)
    return Markup(
        '<figure class="evidence-figure">\n{}\n{}\n<figcaption><strong>{}</strong> {}</figcaption></figure>'
    ).format(Markup(wide), Markup(narrow), lead, caption)


def reference(work: Work) -> Markup:
    """The reference with its DOI or address, as a link where it is one."""
    parts = [Markup("<bdi>{}</bdi>").format(full_reference(work))]
    if work.doi:
        parts.append(doi_link(work.doi))
    elif work.url:
        parts.append(outside(work.url, "source seen"))
    return join(parts, " ")


def study_page(work_id: str) -> str:
    """Where the card of a work lies, seen from the root of the book."""
    return f"studies/{anchor(work_id)}.html"


def case_page(case_id: str) -> str:
    """Where the card of a case lies, seen from the root of the book."""
    return f"studies/{anchor(f'case-{case_id}')}.html"


def study_link(row: SideOfStudy, up: str = "") -> Markup:
    if row.work_id:
        return link(f"{up}{study_page(row.work_id)}", Markup("<bdi>{}</bdi>").format(row.study_label))
    return Markup("{} <small>(no record of its own)</small>").format(row.study_label)


def item_text(item: EvidenceItem, up: str = "") -> Markup:
    """One coded passage or estimate in words, with its source."""
    symbol = GLYPHS.get(item.direction, "·")
    estimate = ""
    if item.estimate is not None:
        estimate = f" {item.effect_type.replace('_', ' ')} {item.estimate:g}"
        if item.ci_low is not None and item.ci_high is not None:
            estimate += f" ({item.ci_low:g} to {item.ci_high:g})"
    page = "cases.html" if item.kind == "extract" else "numbers.html"
    return Markup('<span aria-hidden="true">{}</span> {}{} {}').format(
        symbol, item.text, estimate, link(f"{up}{page}#{anchor(item.item_id)}", item.item_id)
    )


def studies(n: int) -> str:
    return f"{number(n)} {plural(n, 'study', 'studies')}"


def work_link(work: Work, up: str = "") -> Markup:
    return link(f"{up}{study_page(work.work_id)}", Markup("<bdi>{}</bdi>").format(short_cite(work)))


def title_link(work: Work, up: str = "") -> Markup:
    return link(f"{up}{study_page(work.work_id)}", Markup("<bdi>{}</bdi>").format(work.title))


def item_link(item: EvidenceItem, up: str = "") -> Markup:
    page = "cases.html" if item.kind == "extract" else "numbers.html"
    return link(f"{up}{page}#{anchor(item.item_id)}", item.item_id)
