"""evidence add: an export of a database is looked at, told of, and laid among the records of the review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as calendar
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from evidence.brought.search_entry import Run
from evidence.errors import UserError
from evidence.layout import Layout, as_text
from evidence.searches import day_of
from evidence.singular import agreeing

if TYPE_CHECKING:
    from evidence.remarks import Remark


def add(
    files: list[Path] = typer.Argument(..., help="exports of databases, as they came"),
    search: str = typer.Option("", help="the search that they are of, by its number or source in config/searches.yaml, where they are then listed; or the source of a new one"),
    new_search: str = typer.Option("", "--new-search", help="the source of a new search that they are of, though one of a like name is there"),
    date: str = typer.Option("", help="when the search was run that the file is of: that of the search, of one of its reruns, or of a new one"),
    count: int = typer.Option(None, min=0, help="how many records the source said it found in that run"),
    dry_run: bool = typer.Option(False, "--dry-run", help="say what would come of it, and write nothing"),
    every: bool = typer.Option(False, "--all", help="print every entry"),
) -> None:  # fmt: skip
    """Look at an export (what is new, known, in doubt or unreadable, and of which search it is) and copy it into literature/records/."""
    at = Layout()
    if search and new_search:
        raise UserError(
            "a file is of one search",
            field="--new-search",
            value=new_search,
            fix="leave out --search or --new-search",
        )
    run = Run(date, count)
    if run.told() and not (search or new_search):
        raise UserError(
            "a date or a count is one of a search",
            field="--date" if date else "--count",
            fix="say of which: --search NAME",
        )
    if (day := day_of(date)) and day > calendar.today():
        raise UserError(
            "this day is not yet", field="--date", value=date, fix="give the day on which the search was run"
        )
    if date and day is None:
        raise UserError(
            "this is no date", field="--date", value=date, allowed="YYYY-MM-DD", fix="write it as 2026-11-26"
        )
    unread = [_add(at, path, search or new_search, bool(new_search), run, dry_run, every) for path in files]
    if any(unread):
        raise typer.Exit(3)


def _add(at: Layout, path: Path, search: str, new: bool, run: Run, dry_run: bool, every: bool) -> bool:
    """Whether anything in the file could not be read."""
    from evidence import inputs
    from evidence.brought.arrivals import Arrival, arrivals, safe_name, told
    from evidence.cli.import_ import ours_of
    from evidence.ingest.settings import ReadingRules
    from evidence.ingest.stage import Source, ingest
    from evidence.io import write_new

    data, name = _data(path), as_text(path.name)
    folder = at.root / "literature" / "records"
    if twin := next(
        (other for other in at.exports if other.stat().st_size == len(data) and other.read_bytes() == data),
        None,
    ):
        print(f"{name}: this very file lies in {twin.relative_to(at.root)} already; it was not added.")
        if search:
            listed = _search(at, twin.name, name, search, new, run)
            print(listed.said)
            _write(at, listed, dry_run)
        return False
    rules = inputs.settings(ReadingRules, "ingest", at)
    read = ingest([Source(name, data)], encodings=rules.encodings)
    if not read.records and not any(q.line for q in read.quarantine):
        raise UserError(
            "there is no entry in this file",
            file=path,
            fix="export it again; `evidence known formats` lists what is read",
        )
    taken = [other.name for other in folder.iterdir()] if folder.is_dir() else []
    own = safe_name(name, taken)
    listed = _search(at, own, name, search, new, run)
    found = arrivals(read, ours_of(at, empty=True))
    print(f"{name}: {', '.join(sorted({r.format for r in read.records}) or ['unknown'])}")
    for line in told(found, every):
        print(line)
    for line in _remarked(read.remarks, every):
        print(line)
    if read.records:
        print(listed.said)
    if run.count is not None and run.count != len(found):
        print(agreeing(f"count   the source said {run.count}; the file holds {len(found)} entries"))
    if not read.records:
        raise UserError(
            "nothing in this file can be read, so it was not added",
            file=path,
            fix="mend it as said above, or export it again",
        )
    if dry_run:
        print(f"Nothing is written: without --dry-run it is copied to literature/records/{own}.")
    else:
        write_new(folder / own, data)
        _write(at, listed, dry_run)
        print(f"Copied to literature/records/{own}; `evidence build` reads it.")
    return any(entry.fate is Arrival.UNREADABLE for entry in found)


def _remarked(remarks: Sequence[Remark], every: bool) -> list[str]:
    """What was left out or mended in the reading: the first of each kind, unless `every` one is asked for."""
    from evidence.tally import Tally, describe

    return [f"remark  {describe(row)}" for row in remarks] if every else Tally(remarks).lines("remark  ")


def _data(path: Path) -> bytes:
    if path.is_dir():
        raise UserError("this is a folder", file=path, fix="give the files in it: evidence add FOLDER/*")
    if not path.is_file():
        raise UserError("there is no such file", file=path, fix="give the path of an export")
    data = path.read_bytes()
    if not data.strip():
        raise UserError("this file is empty", file=path, fix="export it again")
    return data


class _Listed:
    """What is said of the search that a file is of; `text` is what config/searches.yaml is to hold, where it changes."""

    def __init__(self, said: str, text: str = "") -> None:
        self.said, self.text = said, text


def _write(at: Layout, listed: _Listed, dry_run: bool) -> None:
    from evidence.io import write_new

    if listed.text and not dry_run:
        write_new(at.setting("searches"), listed.text.encode(), force=True)


def _search(at: Layout, name: str, as_given: str, named: str, new: bool, run: Run) -> _Listed:
    from evidence.brought.search_entry import FILE, chosen, nearest, offered, search_of, with_file
    from evidence.io import read_text
    from evidence.searches import load_searches

    path = at.setting("searches")
    searches = load_searches(path)[0].searches
    listed = search_of(name, searches)
    if listed is not None:
        return _Listed(f"search  {listed + 1}: {searches[listed].source} lists {name} ({FILE})")
    if named:
        number = chosen(named, searches, new)
        place = 0 if number is None else run.of(searches[number])
        text = with_file(read_text(path) if path.exists() else "", number, name, named, run, place)
        if number is None:
            which = f"a new one, {named}: fill in its {'' if run.date else 'date, '}strategy and limits"
        else:
            again = f", run again on {run.date}" if place != 0 else ""
            which = f"{number + 1}: {searches[number].source}{again}"
        return _Listed(f"search  {which}; {name} is listed there ({FILE})", text)
    near = nearest(as_given, searches)
    if near is not None:
        return _Listed(
            f"search  is it {near + 1}, {searches[near].source}? Then give --search {near + 1}, or add {name} to its files in {FILE}"
        )
    lines = offered(name).rstrip("\n")
    return _Listed(
        f"search  none in {FILE} lists {name}: give --search NUMBER or --search SOURCE, or write under searches:\n{lines}"
    )
