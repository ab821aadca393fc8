"""Files among the inputs that no stage takes, and where each should go. Nothing that lies there is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evidence.errors import UserError
from evidence.given.declare import given_by
from evidence.given.reading import numbered_rows
from evidence.given_catalogue import DECISIONS
from evidence.io import AS_CSV, read_people
from evidence.layout import Layout, as_text, can_be_opened, entries, is_nothing, unfit
from evidence.remarks import Remark
from evidence.settings_catalogue import FILES
from evidence.written import meant

_KINDS = sorted(given_by(row).name for row in DECISIONS)
SETTINGS = tuple(f"{name}.yaml" for name in FILES)
NO_RECORDS = "no records yet: put an export of a database into literature/records/, then run `evidence build`"
_TEXTS = (".csv", ".txt", ".tsv", ".tab")
_WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers")
_MANUALS = ("readme.md", "readme.txt", "readme")
_FOLDERS = ("records", "case_studies", "effects", "conditions", "decisions")


def unread(at: Layout) -> list[Remark]:
    """One remark for each file under `literature/` and `config/` that no stage reads, in order of name."""
    read = {*at.exports, *at.extracts, *at.effects, *at.conditions, *at.known_works, *at.mappings}
    read |= {*at.passage_codes, *at.configurations}
    read |= {path for kind in _KINDS for path in at.decisions(kind)}
    read |= {at.root / "config" / name for name in SETTINGS} | {*at.appraisal_tools}
    return [_remark(at, path) for path in _files(at) if path not in read and not _is_nothing(path)]


def begun(at: Layout) -> bool:
    """Whether there is anything to review: an export, or a table in which people wrote a row."""
    tables = (*(p for kind in _KINDS for p in at.decisions(kind)), *at.extracts, *at.effects, *at.conditions)
    return bool(at.exports or at.known_works) or any(map(_has_rows, tables))


def _has_rows(path: Path) -> bool:
    """Whether a table holds more than its header; one that cannot be read does, as its reader will say."""
    try:
        return any(numbered_rows(read_people(path)[0]))
    except (UserError, OSError, ValueError):
        return True


def _files(at: Layout) -> Iterator[Path]:
    for top in ("config", "literature"):
        for path in entries(at.root / top, shut=True):
            if path.is_symlink() or not path.is_dir() or not can_be_opened(path):
                yield path


def _is_nothing(path: Path) -> bool:
    return is_nothing(path) or path.name.lower() in _MANUALS


def _remark(at: Layout, path: Path) -> Remark:
    name = as_text(path.relative_to(at.root).as_posix())
    problem, fix = _why(at, path)
    what = problem if path.is_dir() else f"this file is not read: {problem}"
    return Remark("", name, 1, "", "", what, fix, dropped=True)


def _by_name(path: Path) -> str:
    """The folder that a file belongs to by its name: a table of people's, or else an export."""
    kinds = {
        **dict.fromkeys(_KINDS, "decisions"),
        "effects": "effects",
        "extracts": "case_studies",
        "conditions": "conditions",
    }
    stem = path.stem.lower()
    named = next((kind for kind in kinds if kind in stem), "") or meant(stem, [*kinds])
    return kinds.get(named, "records") if path.suffix.lower() in (".csv", *_TEXTS, *_WORKBOOKS) else "records"


def _why(at: Layout, path: Path) -> tuple[str, str]:
    if why := unfit(path.name):
        return why, "give it another name"
    if path.is_symlink() and not path.exists():
        return "the link leads nowhere", "put the file itself in its place"
    if not at.is_inside(path):
        return "the link leads out of the review", "put the file itself in its place"
    if path.is_dir() and not can_be_opened(path):
        return (
            "this folder may not be opened",
            "give yourself the right to read it, or move it out of the review",
        )
    parts = path.relative_to(at.root).parts
    if parts[:2] == ("config", "appraisal") and len(parts) > 2:
        return (
            "it is no description of an appraisal tool",
            "rename it to NAME.yaml, or move it out of config/appraisal/",
        )
    if parts[0] == "config":
        near = meant(path.name, SETTINGS)
        if not near or (at.root / "config" / near).exists():
            return "it is no settings file", "move it out of config/"
        return "it is no settings file", f"rename it to {near}" if len(
            parts
        ) == 2 else f"move it to config/{near}"
    if len(parts) == 2 or parts[1] not in _FOLDERS:
        folder = parts[1] if len(parts) > 2 else ""
        near = meant(folder, _FOLDERS) or _by_name(path)
        return "it lies in none of the folders that are read", f"move it to literature/{near}/"
    if len(parts) > 3:
        return "folders within folders are not looked into", f"move it to literature/{parts[1]}/"
    if parts[1] == "decisions" and path.suffix.lower() == ".csv":
        kind = next((kind for kind in _KINDS if kind in path.name.lower()), "") or meant(path.stem, _KINDS)
        named = (
            f"{kind}.csv or {kind}-NAME.csv"
            if kind
            else f"KIND-NAME.csv, KIND being one of {', '.join(_KINDS)}"
        )
        return "its name does not begin with a kind of decision, in small letters", f"rename it to {named}"
    name = f"{path.stem}.csv"
    if path.suffix.lower() in _TEXTS:
        return "only files whose name ends in .csv are read here", f"if it is a table, rename it to {name}"
    if path.suffix.lower() in _WORKBOOKS:
        return "this is a workbook of Excel or another program, and CSV is read here", f"{AS_CSV}: {name}"
    return (
        "only files whose name ends in .csv are read here",
        "save the table as CSV, or move the file out of literature/",
    )
