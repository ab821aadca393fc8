"""All data files of the book at once: as an archive, and as one workbook."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from evidence.brief.downloads import Download
from evidence.brief.large_workbook import large_workbook
from evidence.brief.long_files import Pieces, add
from evidence.export.workbook import SHEET_NAME
from evidence.kept import Kept
from evidence.shelf import Shelf

ARCHIVE, WORKBOOK = "all-tables.zip", "all-tables.xlsx"
SHEET_ROWS = 20_000
_CONTENTS = ("Sheet", "What it holds", "Rows", "File")
_LARGE = 4 << 20  # bytes above which a file is compressed quickly: twice as large, in a quarter of the time
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold


def write_archive(
    path: Path, files: Iterable[Path], pieces: Mapping[str, Pieces] | None = None, kept: Kept | None = None
) -> None:
    """The files by name as a zip, the same bytes whenever it is made; none is held whole. `pieces`: those that long files are made of, by name."""
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for file in sorted(files, key=lambda file: file.name):
            entry = ZipInfo(file.name, _EPOCH)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            entry.file_size = file.stat().st_size
            if entry.file_size > _LARGE:
                entry._compresslevel = 1  # type: ignore[attr-defined]
            with file.open("rb") as source:
                own = (pieces or {}).get(file.name, ())
                if entry.file_size > _LARGE and any(key for key, *_ in own):
                    add(packed, entry, source, own, kept or Kept(None))
                    continue
                with packed.open(entry, "w") as target:
                    shutil.copyfileobj(source, target, 1 << 20)


def as_workbook(found: list[Download], shelf: Shelf | None = None) -> bytes:
    """A sheet a table, and a first one that lists them. A table with more than SHEET_ROWS rows is only listed: the workbook of a large
    review opens, and is made, in a moment. `shelf`: where sheets of files lie whose basis is known."""
    shelf = shelf or Shelf(None)
    names, shown = _sheet_names(found), [file for file in found if _fits(file)]
    contents = [
        (name if _fits(file) else "too many rows for a sheet", file.what, len(file.rows), file.name)
        for file, name in zip(found, names, strict=True)
    ]
    sheets = [(name, file.header, file.rows) for file, name in zip(found, names, strict=True) if _fits(file)]

    def kept(number: int, make: Callable[[], bytes]) -> bytes:
        key = _key(shelf, shown[number - 1]) if number else ""
        return shelf.get(key, make) if key else make()

    return large_workbook([("contents", _CONTENTS, contents), *sheets], kept)


def keys_of_sheets(found: list[Download], shelf: Shelf) -> list[str]:
    """Under which keys the sheets lie that follow from what is known."""
    return [key for file in found if _fits(file) and (key := _key(shelf, file))]


def _fits(file: Download) -> bool:
    return len(file.rows) <= SHEET_ROWS


def _key(shelf: Shelf, file: Download) -> str:
    return shelf.key("sheet", file.name, *file.header, file.basis) if file.basis else ""


def _sheet_names(found: list[Download]) -> list[str]:
    """Names as short as Excel wants them, no two alike."""
    taken: list[str] = ["contents"]
    for file in found:
        name = file.name.removesuffix(".csv")[:SHEET_NAME]
        n = 1
        while name in taken:
            n += 1
            name = f"{file.name.removesuffix('.csv')[: SHEET_NAME - len(str(n)) - 1]}-{n}"
        taken.append(name)
    return taken[1:]
