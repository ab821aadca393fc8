"""Fills the hand-written pages of book/ and gathers everything that the book is built from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from jinja2 import (
    DictLoader,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)

from evidence.brief import downloads as data
from evidence.brief import statements, templates
from evidence.brief.briefing import briefing
from evidence.brief.checklists.fill import check_required, fill_checklists, required_items
from evidence.brief.linked_data import linked_data
from evidence.brief.markup import Markdown, as_text
from evidence.brief.pages import (
    appraisal,
    certainty,
    claims,
    classification,
    codebook,
    combinations,
    directions,
    facets,
    home,
    items,
    methods,
    pools,
    profile,
    references,
    selection,
    summary,
    themes,
)
from evidence.brief.pages import checklists as reporting
from evidence.brief.pages import glossary as words
from evidence.brief.pages import map as gap_map
from evidence.brief.pages import replication as retest
from evidence.brief.plain import all_plain
from evidence.brief.sentences import Sentence, lint
from evidence.brief.studies import study_book
from evidence.brief.tables import Tables
from evidence.brief.terms import mark_terms
from evidence.brief.words import long_date
from evidence.deduplicate.rows import Work
from evidence.errors import UserError, UserErrors
from evidence.io import to_json

_EACH_CLAIM = "findings/claim.md"
_GLOSSARY = "glossary.md"
_FRAME = "_frame/study.html"
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>|\]\([^)]*\)|^\([a-z-]+\)=$", re.S | re.M)


@dataclass(frozen=True, slots=True)
class Book:
    """Everything to be written: path within the staged book → text, or rows for a CSV."""

    pages: dict[str, str]
    downloads: list[data.Download]
    texts: dict[str, str] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)


def render(tables: Tables, sources: dict[str, str], engine: dict[str, str]) -> Book:
    """`sources` maps paths under book/ (pages, `_toc.yml`, `_config.yml`) to their text, `engine` those that the engine has.

    Raises UserErrors where a page or a sentence counts without being computed, or where a reporting item that the
    configuration requires is missing.
    """
    templates.check_templates(tables.claims)
    templates.check_review(tables.config["review"])
    words.check_glossary(tables.glossary)
    _check_narrative(sources)
    filled = fill_checklists(tables)
    check_required(tables.checklists, filled, required_items(tables.config))
    sentences = all_sentences(tables)
    found = [
        *data.downloads(tables, sentences),
        *profile.profile_downloads(tables),
        reporting.checklist_download(filled),
    ]
    shared = {**_shared(tables), "further": _further(sources, engine)}
    files = [(d.name, d.what, len(d.rows)) for d in found]
    studies = study_book(tables, sources[_FRAME])
    contents: dict[str, Callable[[], dict[str, Any]]] = {
        "index.md": lambda: home.home(tables),
        "summary.md": lambda: summary.summary(tables),
        "findings/index.md": lambda: claims.claims(tables),
        "map.md": lambda: gap_map.evidence_map(tables),
        "forms.md": lambda: facets.by_facet(tables, "form", "field"),
        "fields.md": lambda: facets.by_facet(tables, "field", "form"),
        "cases.md": lambda: items.cases(tables),
        "numbers.md": lambda: items.numbers(tables),
        "combinations.md": lambda: combinations.combinations(tables),
        "certainty.md": lambda: certainty.certainty(tables),
        "appraisal.md": lambda: appraisal.appraisal(tables),
        "profile.md": lambda: profile.profile(tables),
        "codebook.md": lambda: codebook.codebook(tables),
        "directions.md": lambda: directions.directions(tables),
        "themes.md": lambda: themes.themes(tables),
        "pools.md": lambda: pools.pools(tables),
        "selection.md": lambda: selection.selection(tables),
        "works.md": lambda: studies.slots,
        "methods.md": lambda: methods.methods(tables),
        "classification.md": lambda: classification.classification(tables),
        "automation.md": lambda: methods.automation(tables),
        "limits.md": lambda: methods.limits(tables),
        "data.md": lambda: methods.data(tables, files),
        "references.md": lambda: references.references(tables),
        "replication.md": lambda: retest.replication(tables),
        "checklists.md": lambda: reporting.checklists(tables, filled),
        "glossary.md": lambda: words.glossary(tables),
    }
    pages = {}
    for path, source in sorted(sources.items()):
        if path == _EACH_CLAIM:
            for p in tables.claims.items:
                values = {**shared, **claims.claim(tables, p)}
                page = fill_page(path, source, values, engine)
                pages[f"findings/{p.slug}.md"] = mark_terms(page, tables.glossary, "../")
        elif path.endswith((".md", ".yml")):
            values = {**shared, **contents.get(path, dict)()}
            page = fill_page(path, source, values, engine)
            if path.endswith(".md") and path != _GLOSSARY:
                page = mark_terms(page, tables.glossary, "../" * path.count("/"))
            pages[path] = page
    texts = {
        "metadata.json": to_json(linked_data(tables, found), indent=1) + "\n",
        "cards.json": to_json(studies.cards) + "\n",
        "briefing.json": to_json(briefing(tables), indent=1) + "\n",
        "_static/data/datapackage.json": to_json(data.data_package(tables, found), indent=1) + "\n",
        **{
            f"_static/data/{name}": text
            for name, text in data.references(tables.included, tables[Work]).items()
        },
        **studies.files,
    }
    return Book(pages, found, texts, sentences)


def all_sentences(tables: Tables) -> list[Sentence]:
    """Every computed sentence of the book, once."""
    found = [
        *statements.bottom_line(tables),
        statements.certainty_line(tables),
        *statements.about_the_evidence(tables),
    ]
    for proposition in tables.claims.items:
        found += statements.finding_sentences(tables, proposition)
        found += filter(None, [statements.share_sentence(tables, proposition)])
        found += statements.confounding_sentences(tables, proposition)
    return [*found, *statements.not_known(tables), *retest.summary(tables), *all_plain(tables)]


def _shared(tables: Tables) -> dict[str, Any]:
    review = tables.config["review"]
    return {
        "title": review["title"],
        "subtitle": review.get("subtitle", ""),
        "question": " ".join(review["question"].split()),
        "author": review["author"],
        "copyright_year": review["year"],
        "evidence_date": long_date(review["evidence_date"]),
        "version": review["version"],
        "footer_html": f"Evidence to {long_date(review['evidence_date'])}, version {review['version']}.",
        "claims": [{"id": p.id, "slug": p.slug, "heading": p.heading} for p in tables.claims.items],
        "retested": bool(tables.claims.seed.get("points")),
        "seed_title": tables.claims.seed["title"],
        "seed_year": str(tables.claims.seed["year"]),
    }


def fill_page(path: str, source: str, values: dict[str, Any], engine: dict[str, str]) -> str:
    """A page with its slots filled; whatever is not markdown on purpose is shown as plain text.

    A review's own page may begin with `{% extends "engine/index.md" %}` and write some blocks of that page anew.
    """
    quoted = _yaml if path.endswith(".yml") else as_text
    environment = Environment(
        undefined=StrictUndefined,
        finalize=lambda v: v if isinstance(v, Markdown) else quoted(v),
        keep_trailing_newline=True,
        loader=DictLoader({f"engine/{name}": text for name, text in engine.items()}),
    )
    try:
        return environment.from_string(source).render(values)
    except UndefinedError as error:
        problem, allowed = f"the page names something that is not known: {error.message}", sorted(values)
    except TemplateNotFound as error:
        problem, allowed = f"the engine has no page of this name: {error.name}", f"engine/{path}"
    except TemplateSyntaxError as error:
        problem, allowed = f"the page cannot be read, near its line {error.lineno}: {error.message}", None
    raise UserError(problem, file=f"book/{path}", allowed=allowed, fix="correct the page")


def _further(sources: dict[str, str], engine: dict[str, str]) -> list[str]:
    """The pages that a review has and the engine has not, for the end of the contents."""
    return [name.removesuffix(".md") for name in sorted({*sources} - {*engine}) if name.endswith(".md")]


def _yaml(value: object) -> str:
    """Text inside a double-quoted YAML string."""
    return " ".join(str(value).split()).replace("\\", "\\\\").replace('"', '\\"')


def _check_narrative(sources: dict[str, str]) -> None:
    """Hand-written pages may not count either: figures and quantifiers must be computed."""
    errors = []
    for path, source in sorted(sources.items()):
        if path.endswith(".md"):
            bare = _CODE.sub(lambda m: "\n" * m.group().count("\n"), source)
            for number, line in enumerate(bare.split("\n"), start=1):
                errors += lint(line, file=f"book/{path}", line=number, field="")
    if errors:
        raise UserErrors(errors)
