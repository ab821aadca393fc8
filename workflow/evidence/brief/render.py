"""Everything that the book is built from: its pages filled, its data files, the cards of its studies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass, field, replace
from functools import partial
from typing import Any

from evidence.brief.briefing import briefing
from evidence.brief.changed.feed import FEED, feed
from evidence.brief.checklists.completed import check_required, fill_checklists
from evidence.brief.citing import reference_files
from evidence.brief.data_files import data_files
from evidence.brief.data_package import Written, data_package
from evidence.brief.downloads import Download, keyed, references
from evidence.brief.every_sentence import every_sentence
from evidence.brief.fill import check_narrative, fill_page
from evidence.brief.linked_data import linked_data
from evidence.brief.markup import Markdown
from evidence.brief.meant import left_out, meant
from evidence.brief.page import Each, Undone
from evidence.brief.pages import PAGES
from evidence.brief.parts_kept import told
from evidence.brief.sentences import Sentence
from evidence.brief.studies import StudyBook, study_book
from evidence.brief.studies.carded import to_cards
from evidence.brief.tables import Tables
from evidence.brief.templates import check_glossary, check_review, check_templates
from evidence.brief.terms import mark_terms
from evidence.brief.trust import mast
from evidence.brief.undone import PAGE, Folded, Ways, folded
from evidence.brief.words import long_date
from evidence.codebook_skos import to_skos
from evidence.io import to_json

_GLOSSARY = "glossary.md"
_MET_FIRST = ("index.md", "summary.md")
_FRAME = "_frame/study.html"


@dataclass(frozen=True, slots=True)
class Book:
    """Everything to be written: path within the staged book → text, or rows for a CSV; `scripts` are many, and made one after the other;
    `package` is the data package of the rows as they were written."""

    pages: dict[str, str]
    downloads: list[Download]
    package: Callable[[Mapping[str, Written]], str]
    texts: dict[str, str] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)
    scripts: Callable[[], Iterable[tuple[str, bytes]]] = tuple


def render(tables: Tables, sources: dict[str, str], engine: dict[str, str]) -> Book:
    """`sources` maps paths under book/ (pages, `_toc.yml`, `_config.yml`) to their text, `engine` those that the engine has.

    Raises UserErrors where a page or a sentence counts without being computed, or where a reporting item that the
    configuration requires is missing.
    """
    run = object()  # slots are made once a call: views may be others in the next
    tables.parts.part("checks", lambda: _check(tables, sources))
    outlines = {
        path: tables.parts.part(f"outline {path}", partial(_outline, tables, run, path, sources[path]))
        for path in sorted(sources)
        if path.endswith((".md", ".yml"))
    }
    undone = {
        path.removesuffix(".md"): Folded(*map(Markdown, outline["undone"]))
        for path, outline in outlines.items()
        if outline["undone"]
    }
    made = {path: outline["names"] for path, outline in outlines.items() if not outline["undone"]}
    if not undone:
        made[f"{PAGE}.md"] = []
    ways = Ways(
        frozenset(undone),
        frozenset(path.removesuffix(".md") for path, own in made.items() if not own),
        to_cards(tables),
    )
    there = [name.removesuffix(".md") for own in made.values() for name in own]
    shared = {
        **_shared(tables),
        **_contents(there, _further(sources, engine)),
        "pages": there,
        "undone": [*undone.values()],
    }
    pages: dict[str, str] = {}
    basis = told(shared)
    for path, own in made.items():
        make = partial(_filled_pages, tables, run, path, sources[path], shared, engine)
        found = tables.parts.part(f"text {path}", make, basis) if own else {}
        pages |= {name: ways.led(text) for name, text in found.items()}
    studies = study_book(tables, sources[_FRAME])
    texts = {name: ways.led(text) for name, text in _texts(tables, studies).items()}
    downloads = _leading_on(data_files(tables), ways)

    def package(written: Mapping[str, Written]) -> str:
        return to_json(data_package(tables, downloads, written), indent=1) + "\n"

    return Book(pages, downloads, package, texts, every_sentence(tables), studies.scripts)


def _leading_on(found: list[Download], ways: Ways) -> list[Download]:
    """Addresses in data files lead where those in pages do."""
    return [
        replace(
            file,
            rows=[[ways.led(cell) if isinstance(cell, str) else cell for cell in row] for row in file.rows],
        )
        if ways and file.places
        else file
        for file in found
    ]


def _check(tables: Tables, sources: dict[str, str]) -> None:
    check_templates(tables.claims)
    check_review(tables.config.review)
    check_glossary(tables.glossary)
    check_narrative(sources)
    check_required(tables.checklists, fill_checklists(tables), tables.config.checklists.required)


def _outline(tables: Tables, run: object, path: str, source: str) -> dict[str, Any]:
    """The names of the pages that are made of one text, or what stands of it where it is not made."""
    found = _slots(tables, run, path)
    if isinstance(found, Undone):
        return {"undone": astuple(folded(path.removesuffix(".md"), source, found)), "names": []}
    return {"undone": (), "names": [*found]}


def _filled_pages(
    tables: Tables, run: object, path: str, source: str, shared: dict[str, Any], engine: dict[str, str]
) -> dict[str, str]:
    """The pages that are made of one text, by name."""
    return {
        name: _with_terms(tables, name, fill_page(path, source, {**shared, **slots}, engine))
        for name, slots in _slots(tables, run, path).items()
    }


def _slots(tables: Tables, run: object, path: str) -> Any:
    """The slots of each page that is made of one text, by its path; a page without a view has none of its own, and one for
    which the review has nothing is not there."""
    return tables.parts.once((run, path), lambda: _of_view(tables, path))


def _of_view(tables: Tables, path: str) -> dict[str, dict[str, Any]] | Undone:
    page = PAGES.get(path)
    found = page.view(tables) if page else {}
    if found is None or (page and page.path.replace(".md", ".html") in left_out(tables)):
        return {}
    if isinstance(found, Undone):
        return found
    if isinstance(found, Each):
        folder = path[: path.rindex("/") + 1]
        return {f"{folder}{name}.md": slots for name, slots in found.items()}
    return {path: found}


def _contents(there: list[str], further: list[str]) -> dict[str, list[Any]]:
    """What `_toc.yml` names besides the pages of the engine: those of claims, forms and fields, and the further ones of a review."""
    return {
        "claim_pages": [name for name in there if name.startswith("findings/") and name != "findings/index"],
        "form_pages": [name for name in there if name.startswith("answers/form-")],
        "field_pages": [name for name in there if name.startswith("answers/field-")],
        "further": further,
        "further_chapters": [[name] for name in further],
    }


def _with_terms(tables: Tables, name: str, text: str) -> str:
    if name == _GLOSSARY or not name.endswith(".md"):
        return text
    return mark_terms(text, tables.glossary, "../" * name.count("/"), computed=name in _MET_FIRST)


def _texts(tables: Tables, studies: StudyBook) -> dict[str, str]:
    """What stands beside the pages: data for machines, the cards of studies with their own pages."""
    found, part = data_files(tables), tables.parts.part
    return {
        "metadata.json": to_json(linked_data(tables, found), indent=1) + "\n",
        "cards.json": to_json(studies.cards) + "\n",
        "briefing.json": part("briefing", lambda: to_json(briefing(tables), indent=1) + "\n"),
        "_static/data/codebook.jsonld": to_json(to_skos(tables.codebook.raw), indent=1) + "\n",
        **{
            f"_static/data/{name}": text
            for name, text in part("references", lambda: _references(tables)).items()
        },
        **studies.files,
        **({FEED: feed(tables)} if tables.releases else {}),
    }


def _references(tables: Tables) -> dict[str, str]:
    """The included works, and the briefing itself, as files of references."""
    return references(tables.included, keyed(tables, tables.included)) | reference_files(tables)


def _shared(tables: Tables) -> dict[str, Any]:
    """What every page may name."""
    review, date = tables.config.review, long_date(tables.config.review.evidence_date)
    return {
        "title": review.title,
        "subtitle": review.subtitle,
        "question": " ".join(review.question.split()),
        "author": review.author,
        "copyright_year": review.year,
        "evidence_date": date,
        "version": review.version,
        "footer_html": f"{mast(tables)}, evidence to {date}, version {review.version}.",
        "aims": meant(tables),
        "claims": [{"id": p.id, "slug": p.slug, "heading": p.heading} for p in tables.claims.items],
        "retested": bool(tables.claims.seed.get("points")),
        "seed_title": tables.claims.seed.get("title", ""),
        "seed_year": str(tables.claims.seed.get("year", "")),
    }


def _further(sources: dict[str, str], engine: dict[str, str]) -> list[str]:
    """The pages that a review has and the engine has not, for the end of the contents."""
    return [name.removesuffix(".md") for name in sorted({*sources} - {*engine}) if name.endswith(".md")]
