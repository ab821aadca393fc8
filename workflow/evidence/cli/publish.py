"""evidence publish and evidence pdf: the finished book and the four-page briefing."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import typer

from evidence.console import Progress
from evidence.layout import Layout


def pdf(log: Path = typer.Option(None, help="where the details go")) -> None:
    """Set the four-page briefing from the figures of the book."""
    from evidence.publish.pdf import build_pdf

    at, progress = Layout(), Progress("pdf", log)
    at.pdf.parent.mkdir(parents=True, exist_ok=True)
    build_pdf(at.staged_book / "briefing.typ", at.staged_book / "briefing.json", at.pdf)
    progress.done(f"{at.pdf} ({at.pdf.stat().st_size // 1024} kB)")


def publish(
    evidence_date: str = typer.Option(..., help="YYYY-MM-DD; stands in for the time of the build"),
    log: Path = typer.Option(Path("logs/publish.log"), help="where the details go"),
) -> None:
    """Build the book from nothing, add the PDF, and write the checksums of every file."""
    from evidence.publish.book import build_book
    from evidence.publish.built_from import write_built_from
    from evidence.publish.manifest import write_manifest
    from evidence.publish.metadata import CARD
    from evidence.publish.pdf import build_card

    at, progress = Layout(), Progress("publish", None)
    epoch = int(datetime.fromisoformat(evidence_date).replace(tzinfo=UTC).timestamp())

    def finish(html: Path) -> None:
        shutil.copyfile(at.pdf, html / "_static" / "briefing.pdf")
        build_card(at.staged_book / "social-card.typ", html / CARD)
        write_manifest(html)
        write_built_from(at, html)

    report = build_book(at.staged_book, at.html, epoch, log, finish)
    progress.done(f"{report.pages} pages, {report.size / 1e6:.1f} MB")
