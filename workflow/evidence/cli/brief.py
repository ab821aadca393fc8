"""evidence brief: every table to the pages, figures and downloads that the book is built from."""

import json
import shutil
from pathlib import Path

import typer

from evidence.config import load_checked, load_config
from evidence.console import Progress
from evidence.io import read_text, write_csv
from evidence.layout import Layout
from evidence.review import Review

_TEXT = {".md", ".yml"}
_FRAMES = "_frame/"


def load(at: Layout, given: str | None = None):
    """Every table of a review. Returns `evidence.brief.Tables`."""
    from evidence.brief import Tables
    from evidence.brief.checklists.items import load_checklists
    from evidence.codebook import load_codebook
    from evidence.glossary import load_glossary
    from evidence.propositions import load_propositions

    codebook = load_codebook(at.setting("codebook"))
    searches = at.setting("searches")
    return Tables(
        config=json.loads(given) if given else load_config(at.setting("config")),
        codebook=codebook,
        claims=load_propositions(at.setting("propositions"), codebook),
        searches=load_checked(searches, "searches")[0] if searches.exists() else {},
        agreement=json.loads(read_text(at.table("screen", "agreement").with_suffix(".json"))),
        evaluation=json.loads(read_text(at.table("classify", "evaluation").with_suffix(".json"))),
        checklists=load_checklists(),
        glossary=load_glossary(at.setting("glossary")),
        rows=Review(at),
    )


def brief(
    settings: str = typer.Option(None, help="settings as JSON; else config.yaml"),
    log: Path = typer.Option(None, help="where the details go"),
) -> None:
    """Compute the sentences, figures, pages and downloads."""
    from evidence.brief import render

    at, progress = Layout(), Progress("brief", log)
    sources = _sources(at.root / "book")
    book = render(load(at, settings), {n: read_text(p) for n, p in sources.items() if _is_text(n, p)})
    shutil.rmtree(at.staged_book, ignore_errors=True)
    for name, path in sources.items():
        if not _is_text(name, path):
            target = at.staged_book / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    for name, text in {**book.pages, **book.texts}.items():
        target = at.staged_book / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    for download in book.downloads:
        write_csv(at.staged_book / "_static" / "data" / download.name, download.header, download.rows)
    pages = sum(name.endswith(".md") for name in book.pages)
    progress.done(
        f"{len(book.sentences)} computed sentences, {pages} pages, {len(book.downloads)} data files"
    )


def _is_text(name: str, path: Path) -> bool:
    """Whether `render` fills the file; every other is copied as it is."""
    return path.suffix in _TEXT or name.startswith(_FRAMES)


def _sources(folder: Path) -> dict[str, Path]:
    found = sorted(p for p in folder.rglob("*") if p.is_file())
    inside = {p.relative_to(folder).as_posix(): p for p in found}
    return {n: p for n, p in inside.items() if not n.startswith("_build") and "__pycache__" not in n}
