"""Publish: the staged book comes in; the finished book with its checksums goes out."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from evidence import inputs
from evidence.book_settings import FrontMatter
from evidence.io import write_new
from evidence.layout import Layout
from evidence.stage import Bench, Stage


def _run(bench: Bench) -> str:
    from evidence.built_from import write_built_from
    from evidence.provenance.book_crate import write_book_crate
    from evidence.provenance.citation_file import CITATION, citation_file
    from evidence.publish.book import build_book
    from evidence.publish.manifest import MANIFEST, read_manifest, write_manifest
    from evidence.publish.metadata import CARD
    from evidence.publish.pdf import build_card
    from evidence.staged_sums import FACTS, sums_of

    at = bench.at
    review = inputs.settings(FrontMatter, "review", at)

    def finish(html: Path) -> None:
        write_new(html / "_static" / "data" / CITATION, citation_file(review).encode())
        shutil.copyfile(at.pdf, html / "_static" / "briefing.pdf")
        build_card(at.staged_book / "social-card.typ", html / CARD)
        write_manifest(html, sums_of(at.staged_book, html, bench.cache and bench.cache / FACTS))
        sums = read_manifest((html / MANIFEST).read_text(encoding="utf-8"))
        write_book_crate(at, html, write_built_from(at, html), sums)

    kept = bench.cache and _pages(bench.cache)
    report = build_book(at.staged_book, at.html, _epoch(review), at.log("sphinx"), finish, kept, bench.maker)
    return f"{report.pages} pages, {report.size / 1e6:.1f} MB"


def begin(at: Layout) -> None:
    """Let Jupyter Book begin with the staged book as this stage will ask for it, which the plan of a build says. Raises OSError where there is none."""
    from evidence.publish.book import begin_ahead
    from evidence.stage_code import StageCode

    epoch = _epoch(inputs.settings(FrontMatter, "review", at))
    begin_ahead(at.staged_book, epoch, _pages(at.meanings), StageCode.read(at.code("publish")).digest)


def _epoch(review: FrontMatter) -> int:
    """The day of the evidence stands in for the time of the build."""
    return int(datetime.fromisoformat(review.evidence_date).replace(tzinfo=UTC).timestamp())


def _pages(cache: Path) -> Path:
    return cache.resolve() / "pages"


PUBLISH = Stage(
    name="publish",
    does="Build the book from nothing, add the PDF, and write the checksums of every file.",
    run=_run,
    takes=("staged_book", "pdf"),
    settings=("review",),
    # Not removed beforehand: the last good book stands until the new one does.
    keeps=("home", "manifest"),
    remarks=False,
    # It lays into the book what that was built from.
    at_home=True,
)
