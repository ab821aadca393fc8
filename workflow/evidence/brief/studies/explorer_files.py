"""The further pages of the explorer, the cards and their downloads, as texts to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from evidence.brief.changed.feed import FEED
from evidence.brief.downloads import as_files
from evidence.brief.markup import own_anchor
from evidence.brief.parts_kept import told
from evidence.brief.studies import explorer
from evidence.brief.studies.carded import carded_works, to_cards
from evidence.brief.studies.cards import case_card, keys_of_carded, work_card
from evidence.brief.studies.explorer_rows import ExplorerRow, cases, facets_shown, rows
from evidence.brief.studies.long_list import is_long, long_list
from evidence.brief.tables import Tables
from evidence.citation import short_cite
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem


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

        def further_page(number: int = number, chosen: list[ExplorerRow] = chosen, title: str = title) -> str:
            body = explorer.rows_table(chosen, facets, title, "../")
            return framed(title, title, body + explorer.page_links(len(pages), number, "../"))

        basis = (told(chosen), title, str(len(pages)))
        files[explorer.page_name(number)] = tables.parts.part(f"list {number}", further_page, *basis)
    cards = []
    for work in carded_works(tables):
        made = tables.parts.part(f"card {work.work_id}", partial(_card, tables, framed, work), told(work))
        files |= made["files"]
        cards.append(tuple(made["found"]))
    for case_id, items in sorted(cases(tables).items()):
        make = partial(_case, tables, framed, case_id, items)
        made = tables.parts.part(f"case {case_id}", make, told(items))
        files |= made["files"]
        cards.append(tuple(made["found"]))
    if is_long(tables):
        return StudyBook(files, cards, partial(long_list, tables, found, facets))
    claims = [p.id for p in tables.claims.items]
    files["studies/data.js"] = explorer.data_script(found, facets, claims)
    return StudyBook(files, cards)


_Framed = Callable[..., str]


def _card(tables: Tables, framed: _Framed, work: Work) -> dict[str, Any]:
    """The files of a work's card, and what the search has of it."""
    name = f"studies/{own_anchor(work.work_id)}"
    cited = as_files(work, keys_of_carded(tables)[work.work_id])
    page = framed(short_cite(work), work.title, work_card(tables, work), lead=short_cite(work))
    words = " ".join([*work.authors, work.container, work.key, work.doi])
    return {
        "files": {f"{name}.html": page, f"{name}.bib": cited[0], f"{name}.ris": cited[1]},
        "found": (name, f"{short_cite(work)}: {work.title}", words),
    }


def _case(tables: Tables, framed: _Framed, case_id: str, items: list[EvidenceItem]) -> dict[str, Any]:
    """The same of a case."""
    title, name = items[0].measure or case_id, f"studies/{own_anchor(f'case-{case_id}')}"
    page = framed(title, title, case_card(tables, items), lead=f"Case study {case_id}")
    words = " ".join([case_id, *(item.text for item in items)])
    return {"files": {f"{name}.html": page}, "found": (name, f"Case study: {title}", words)}
