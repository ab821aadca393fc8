"""The staged book folder to finished HTML, the same bytes wherever and whenever it is built."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evidence.console import refused_in
from evidence.errors import UserError
from evidence.publish import in_order, ready
from evidence.publish.before import lay
from evidence.publish.finished import Page, finish_ahead, finish_pages
from evidence.publish.manifest import files_in
from evidence.publish.metadata import SOURCE, beside_pages, head_of, read
from evidence.publish.pdf import STAGED
from evidence.publish.search import finish_search, words_ahead
from evidence.publish.weight import lighten
from evidence.shelf import Shelf
from evidence.staged_cards import cards_of
from evidence.staged_sums import second_names

# Finished pages: cards of studies, of which there may be thousands, each too dear for Sphinx.
_STUDIES = "studies"
_SCRATCH = ".book-"
_SHOWN_WARNINGS = 12
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_COMPLAINT = re.compile(r"\b(WARNING|ERROR|CRITICAL|[A-Za-z]*(?:Error|Exception)\b.*):")
# What Sphinx keeps for its own next run; it differs between folders and no reader needs it.
_BOOKKEEPING = (".buildinfo", ".buildinfo.bak", ".doctrees", ".jupyter_cache", "_sources")


@dataclass(frozen=True)
class BookReport:
    """What was built: pages a reader can open, files in all, and their size in bytes."""

    pages: int
    files: int
    size: int


def build_book(
    source: Path,
    destination: Path,
    epoch: int,
    log: Path,
    finish: Callable[[Path], None] = lambda html: None,
    kept: Path | None = None,
    maker: str = "",
) -> BookReport:
    """Build the staged book in `source` and leave its HTML, and nothing else, in `destination`.

    The book is made in an empty folder beside it, because Sphinx writes other bytes over an old build, and
    takes the place of the old one when all of it stands: a run that is killed leaves the last good book.
    `finish` adds to the folder what is not Sphinx's before that. `epoch` (seconds) stands in for the time of the build. `kept`: a folder for what the
    next build need not make again, and may be lost; `maker` names the code and the libraries that make a book. Everything that Jupyter
    Book says goes to `log`. Raises UserError with the warnings if the strict build has any, UserErrors for figures
    without words.
    """
    for needed in ("_config.yml", "_toc.yml"):
        if not (source / needed).is_file():
            raise UserError("the staged book is not complete", file=source / needed, fix=STAGED)
    source, destination = source.resolve(), destination.resolve()
    destination.parent.mkdir(parents=True, exist_ok=True)
    settle(destination)
    with tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=destination.parent) as scratch:
        shelf = Shelf(kept and kept / "finished.arrow", maker)
        cards, ahead = cards_of(source), dict[str, Page]()

        def meanwhile() -> None:
            ahead.update(finish_ahead({k: v for k, v in cards.items() if k.endswith(".html")}, shelf))
            words_ahead(source, shelf)

        code, said = _run_jupyter_book(source, Path(scratch), environment(epoch, kept, maker), meanwhile)
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(said, encoding="utf-8")
        html = Path(scratch) / "_build" / "html"
        if code or not (html / "index.html").is_file():
            raise _failure(said, source, log)
        for name in _BOOKKEEPING:
            _remove(html / name)
        if (source / _STUDIES).is_dir():
            named = second_names(source)
            shutil.copytree(
                source / _STUDIES,
                html / _STUDIES,
                copy_function=lambda one, to: named(one, to) or shutil.copyfile(one, to),
            )
        for name, text in cards.items():
            if name not in ahead:
                (html / name).parent.mkdir(parents=True, exist_ok=True)
                lay(html / name, text.encode(), destination / name)
        finish_search(html, source, shelf)
        data, further = (read(source) if (source / SOURCE).is_file() else None), {}
        if data:
            further = beside_pages(html, data)
            if data["feed"]:
                shutil.copyfile(source / data["feed"], html / data["feed"])
        pages = finish_pages(
            html, lambda page: head_of(page, data) if data else "", shelf, further, ahead, destination
        )
        own = {path.relative_to(source).as_posix() for path in (source / "_static").rglob("*")}
        lighten(html, own, pages, shelf)
        shelf.save()
        finish(html)
        _replace(html, destination)
    return _report(destination)


def settle(destination: Path) -> None:
    """Put right what a killed build left beside the book: its scratch, and the book before where none stands."""
    before = _before(destination)
    if before.exists() and not destination.exists():
        before.rename(destination)
    for left in (before, *sorted(destination.parent.glob(f"{_SCRATCH}*"))):
        shutil.rmtree(left, ignore_errors=True)


def _replace(new: Path, destination: Path) -> None:
    if destination.exists():
        destination.rename(_before(destination))
    new.rename(destination)
    shutil.rmtree(_before(destination), ignore_errors=True)


def _before(destination: Path) -> Path:
    return destination.with_name(f".{destination.name}-before")


def begin_ahead(source: Path, epoch: int, kept: Path | None, maker: str) -> None:
    """Let Jupyter Book begin with a staged book, where it waits, so that `build_book` of the same finds it made or in the making."""
    ready.begin(_words(source.resolve()), environment(epoch, kept, maker))


def _words(source: Path) -> list[str]:
    return ["build", str(source), "-W", "-n", "--keep-going", "--all", "--path-output"]


def _run_jupyter_book(
    source: Path, scratch: Path, given: dict[str, str], meanwhile: Callable[[], None]
) -> tuple[int, str]:
    words = [*_words(source), str(scratch)]
    command = [sys.executable, "-m", in_order.__name__, *words]
    with (scratch / "said").open("w+b") as said:

        def begun() -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                command, env=given, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT
            )

        code = _ended(ready.ask(words, given, said) or begun(), meanwhile)
        if code == ready.NOT_TAKEN:
            code = _ended(begun())
        said.seek(0)
        return code, _COLOUR.sub("", said.read().decode("utf-8", "replace"))


def _ended(one: ready.Asked | subprocess.Popen[bytes], meanwhile: Callable[[], None] = lambda: None) -> int:
    """The exit code of what was begun, which ends with us."""
    with one as run:
        try:
            meanwhile()
            run.wait()
        except BaseException:
            run.kill()
            raise
    return run.returncode


def environment(epoch: int, kept: Path | None = None, maker: str = "") -> dict[str, str]:
    """The caller's environment with all that could reach the pages fixed."""
    own = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "SPHINX"))}
    for name in ("LANGUAGE", in_order.KEPT, ready.READY):
        own.pop(name, None)
    own |= {in_order.MAKER: f"{maker} {int(epoch)}"}
    if kept:
        own |= {in_order.KEPT: str(kept / "rendered.arrow")}
    return own | {
        "SOURCE_DATE_EPOCH": str(int(epoch)),
        "TZ": "UTC",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        # The extensions are copied into the staged folder: bytecode would change its contents.
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_COLOR": "1",
    }


def _failure(said: str, source: Path, log: Path) -> UserError:
    """The complaints of the build as one error, pages named relative to the staged folder."""
    lines = [line.strip().replace(f"{source}/", "") for line in said.splitlines() if line.strip()]
    if refused := refused_in(said):
        return refused
    if not lines:  # where a disk is full there is no room for the words either
        problem = "Jupyter Book ended before the book was there, and could not say why: the disk is full, or the memory"
        return UserError(
            problem, file=source, fix="free some of both and run the same command again; nothing was lost"
        )
    complaints = list(dict.fromkeys(line for line in lines if _COMPLAINT.search(line)))
    shown = complaints[:_SHOWN_WARNINGS] or lines[-3:]
    if len(complaints) > len(shown):
        shown.append(f"and {len(complaints) - len(shown)} more")
    problem = "\n    ".join(["the book could not be built without warnings:", *shown])
    return UserError(problem, file=source, fix=f"mend what the lines above name; all of it: {log}")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _report(html: Path) -> BookReport:
    sizes = dict(files_in(html))
    pages = [name for name in sizes if name.endswith(".html") and "_static" not in name.split("/")]
    return BookReport(len(pages), len(sizes), sum(sizes.values()))
