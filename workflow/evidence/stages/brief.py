"""Brief: every table comes in; computed sentences, figures, pages and downloads go out, ready for the book to be built."""

from __future__ import annotations

import json
import shutil
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.catalogue import TABLES
from evidence.engine import resource
from evidence.io import read_text
from evidence.kept import Kept, digest
from evidence.layout import Layout
from evidence.reading import sha256
from evidence.remarks import REMARKS
from evidence.review import InMemory, Review
from evidence.shelf import Shelf
from evidence.stage import Bench, Stage
from evidence.staged_cards import FILE as CARDS
from evidence.staged_cards import lay_cards
from evidence.staged_sums import FACTS, lay_sums
from evidence.uncollected import uncollected

if TYPE_CHECKING:
    from evidence.brief.data_package import Written
    from evidence.brief.downloads import Download
    from evidence.brief.long_files import Piece, Pieces
    from evidence.brief.standing import Standing
    from evidence.brief.tables import Tables

_TEXT = {".md", ".yml"}
_FRAMES, _STUDIES = "_frame/", "studies/"
SENTENCES = "sentences"
"""Every computed sentence of the book, which a release freezes."""
_NOTEBOOK = "_static/data/recompute.ipynb"  # works out verdicts and pools, which a map has not


def load(review: Review, kept: Kept | None = None, shelf: Shelf | None = None) -> Tables:
    """One review, complete, as the pages see it: built before, or in memory. `kept`: what was made of some tables before; `shelf`: parts of the book."""
    from evidence.appraise.tool_files import own_tools
    from evidence.appraise.toolbox import toolbox
    from evidence.brief.changed.releases import read
    from evidence.brief.checklists.items import load_checklists
    from evidence.brief.long_tables import LongTables
    from evidence.brief.prisma_before import of_release
    from evidence.brief.tables import Tables
    from evidence.codebook_file import load_codebook
    from evidence.glossary import load_glossary
    from evidence.releases.version import last
    from evidence.searches import load_searches
    from evidence.settings_catalogue import load_config
    from evidence.synthesise.rules import load_claims

    at = review.at
    codebook = load_codebook(at.setting("codebook"))
    return Tables(
        config=load_config(at.setting("config"), codebook),
        codebook=codebook,
        claims=load_claims(at.setting("propositions"), codebook),
        searches=load_searches(at.setting("searches"))[0],
        agreement=review.read_document("screen", "agreement"),
        agreement_in_full=review.read_document("screen", "agreement_in_full"),
        evaluation=review.read_document("classify", "evaluation"),
        checklists=load_checklists(),
        glossary=load_glossary(at.setting("glossary")),
        rows=review if isinstance(review, InMemory) else LongTables(review, shelf=shelf),
        tools=toolbox(own_tools(at.appraisal_tools), codebook),
        releases=read(at),
        before=of_release(release) if (release := last(at)) else None,
        kept=kept or Kept(None),
        shelf=shelf,
    )


def _run(bench: Bench) -> str:
    with uncollected():
        return _made(bench)


def _made(bench: Bench) -> str:
    from evidence.brief.bundles import ARCHIVE, WORKBOOK, as_workbook, keys_of_sheets, write_archive
    from evidence.brief.long_files import measured_pieces
    from evidence.brief.meant import is_map
    from evidence.brief.render import render
    from evidence.brief.sentences import said_of
    from evidence.brief.standing import Standing, keep
    from evidence.two_at_once import two_at_once

    staged = bench.at.staged_book
    sources = bench.at.book
    kept = Kept(bench.cache and bench.cache / "book", bench.maker, plain=True)
    shelf = (
        Shelf(bench.cache / "parts_of_book.arrow", f"{bench.maker} {_given(bench)}") if bench.cache else None
    )
    tables = load(bench.review, kept, shelf)
    book = render(tables, _texts(sources), _texts(Layout(resource()).own_pages))
    data, lying = staged / "_static" / "data", shelf or Shelf(None)
    last = bench.cache / "data_files" if bench.cache else Path()
    standing = Standing(last, json.loads(lying.find(made_of := lying.key("pieces")) or b"{}"))
    shutil.rmtree(staged, ignore_errors=True)
    for name, path in sources.items():
        if not _is_text(name, path) and not (name == _NOTEBOOK and is_map(tables)):
            shutil.copyfile(path, _place(staged / name))
    sheets = keys_of_sheets(book.downloads, lying)
    pieces: dict[str, Pieces] = {}
    sums: dict[str, str] = {}

    def one_workbook() -> dict[str, str]:
        _place(data / WORKBOOK).write_bytes(as_workbook(book.downloads, lying))
        return {key: b64encode(lying.find(key) or b"").decode() for key in sheets}

    def all_else() -> None:
        cards = {name: text for name, text in book.texts.items() if name.startswith(_STUDIES)}
        lay_cards(_place(staged / CARDS), cards)
        for name, text in {**book.pages, **book.texts}.items():
            if name not in cards:
                _place(staged / name).write_text(text, encoding="utf-8", newline="\n")
        for name, script in book.scripts():
            _place(staged / name).write_bytes(script)
        written = {}
        for download in book.downloads:
            pieces[download.name], lines = measured_pieces(_parts(tables, download, standing), standing)
            written[download.name] = _write(data / download.name, lines)
            sums[f"_static/data/{download.name}"] = written[download.name][1]
        (data / "datapackage.json").write_text(book.package(written), encoding="utf-8", newline="\n")
        write_archive(
            data / ARCHIVE, [path for path in data.iterdir() if path.name != WORKBOOK], pieces, kept
        )

    if all(map(lying.find, sheets)):
        one_workbook()
        all_else()
    elif made := two_at_once(all_else, one_workbook):
        for key, body in made.items():
            lying.put(key, b64decode(body))
    else:
        one_workbook()
    said = [said_of(sentence) for sentence in book.sentences]
    bench.document(SENTENCES, said)
    standing.close()
    long = {name: own for name, own in pieces.items() if any(key for key, *_ in own)}
    if bench.cache:
        lying.put(made_of, json.dumps(long).encode())
        keep(last, (data / name for name in long))
    lay_sums(staged, sums, bench.cache and bench.cache / FACTS)
    kept.forget()
    tables.parts.save()
    pages = sum(name.endswith(".md") for name in book.pages)
    return f"{len(book.sentences)} computed sentences, {pages} pages, {len(book.downloads)} data files"


def _given(bench: Bench) -> str:
    """A digest of all that the stage reads besides tables: what people wrote, settings, pages, and what other stages found in all."""
    at = bench.at
    files = [
        *(at.setting(name) for name in ("config", *BRIEF.config)),
        *(at.document(*one) for one in BRIEF.uses),
    ]
    files += [path for name in BRIEF.files for path in getattr(at, name)]
    return digest(part for path in files for part in (_called(path), sha256(path).encode())).hex()


def _called(path: Path) -> bytes:
    """The name of an input, wherever the program is installed."""
    engine = resource()
    return (f"engine {path.relative_to(engine)}" if path.is_relative_to(engine) else str(path)).encode()


def _parts(tables: Tables, download: Download, standing: Standing) -> Iterator[Piece]:
    """A data file in pieces; a short one is made again where its table is not as it was."""
    if not download.basis:
        return download.parts(tables.kept, standing)
    text = tables.parts.part(download.name, lambda: b"".join(download.lines()).decode(), download.basis)
    return iter([("", text.encode())])


def _write(path: Path, lines: Iterable[bytes]) -> Written:
    from evidence.brief.data_package import measured

    with _place(path).open("wb") as file:
        return measured(line for line in lines if file.write(line))


def _place(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _texts(sources: dict[str, Path]) -> dict[str, str]:
    return {name: read_text(path) for name, path in sources.items() if _is_text(name, path)}


def _is_text(name: str, path: Path) -> bool:
    """Whether `render` fills the file; every other is copied as it is."""
    return path.suffix in _TEXT or name.startswith(_FRAMES)


BRIEF = Stage(
    name="brief",
    does="Compute the sentences, figures, pages and downloads.",
    run=_run,
    reads=(*TABLES, *REMARKS),
    uses=(("screen", "agreement"), ("screen", "agreement_in_full"), ("classify", "evaluation")),
    files=("book_sources", "searches", "glossary", "appraisal_tools", "releases"),
    config=("codebook", "propositions"),
    settings=("review", "brief", "checklists", "classify", "deduplicate", "synthesise", "qca"),
    documents=(SENTENCES,),
    made=("staged_book",),
    remarks=False,
)
