"""The further pages of the explorer, the cards and their downloads, as texts to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from evidence.brief.changed.feed import FEED
from evidence.brief.downloads import keyed, of_each
from evidence.brief.markup import own_anchor
from evidence.brief.studies import explorer
from evidence.brief.studies.carded import carded_works, to_cards
from evidence.brief.studies.cards import case_card, work_card
from evidence.brief.studies.explorer_rows import cases, facets_shown, rows
from evidence.brief.studies.long_list import is_long, long_list
from evidence.brief.tables import Tables
from evidence.citation import short_cite


@dataclass(frozen=True)
class StudyBook:
    """`files`: path below the root of the book → text; for the search of each of the `cards`: page, title, other words; `scripts`: (path,
    content) of those of a long list, which are made when they are asked for."""

    files: dict[str, str]
    cards: list[tuple[str, str, str]]
    scripts: Callable[[], Iterable[tuple[str, bytes]]] = tuple


def study_book(tables: Tables, frame: str) -> StudyBook:
    """Everything under `studies/`. `frame` is the template of a page outside the book's own machinery.

    Cards are not pages of Sphinx: it needs some fifty milliseconds for each and carries the contents of the book
    in every one of them; thousands of cards from a template take seconds.
    """
    facets = facets_shown(tables)
    found = rows(tables)
    pages = explorer.pages_of(found)
    page = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined).from_string(frame)
    shared = {
        "book_title": tables.config.review.title,
        "up": "../",
        "lead": "",
        "claims": bool(tables.claims.items),
        "feed": FEED if tables.releases else "",
    }

    def framed(title: str, heading: str, body: Markup, **more: str) -> str:
        return page.render({**shared, **more, "title": title, "heading": heading, "body": body})

    files: dict[str, str] = {}
    for number, chosen in enumerate(pages[1:], start=2):
        title = explorer.caption(number, len(pages), bool(to_cards(tables).without))
        body = explorer.rows_table(chosen, facets, title, "../") + explorer.page_links(
            len(pages), number, "../"
        )
        files[explorer.page_name(number)] = framed(title, title, body)
    own = carded_works(tables)
    cards, cited = [], of_each(own, keyed(tables, own))
    for work in own:
        name = f"studies/{own_anchor(work.work_id)}"
        body = work_card(tables, work)
        files[f"{name}.html"] = framed(short_cite(work), work.title, body, lead=short_cite(work))
        files[f"{name}.bib"], files[f"{name}.ris"] = cited[work.work_id]
        words = " ".join([*work.authors, work.container, work.key, work.doi])
        cards.append((name, f"{short_cite(work)}: {work.title}", words))
    for case_id, items in sorted(cases(tables).items()):
        title = items[0].measure or case_id
        body = case_card(tables, items)
        name = f"studies/{own_anchor(f'case-{case_id}')}"
        files[f"{name}.html"] = framed(title, title, body, lead=f"Case study {case_id}")
        cards.append((name, f"Case study: {title}", " ".join([case_id, *(item.text for item in items)])))
    if is_long(tables):
        return StudyBook(files, cards, partial(long_list, tables, found, facets))
    claims = [p.id for p in tables.claims.items]
    files["studies/data.js"] = explorer.data_script(found, facets, claims)
    return StudyBook(files, cards)
