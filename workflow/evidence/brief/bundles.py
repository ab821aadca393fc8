"""All data files of the book at once: as an archive, and as one workbook."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from evidence.brief.downloads import Download
from evidence.brief.large_workbook import large_workbook
from evidence.brief.long_files import Pieces, add
from evidence.brief.parts_kept import told
from evidence.export.workbook import SHEET_NAME
from evidence.kept import Kept

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
                if entry.file_size > _LARGE and any(key for key, _ in own):
                    add(packed, entry, source, own, kept or Kept(None))
                    continue
                with packed.open(entry, "w") as target:
                    shutil.copyfileobj(source, target, 1 << 20)


def as_workbook(found: list[Download]) -> bytes:
    """A sheet a table, and a first one that lists them. A table with more than SHEET_ROWS rows is only listed: the workbook of a large
    review opens, and is made, in a moment."""
    names = _sheet_names(found)
    fits = [len(file.rows) <= SHEET_ROWS for file in found]
    contents = [
        (name if fit else "too many rows for a sheet", file.what, len(file.rows), file.name)
        for file, name, fit in zip(found, names, fits, strict=True)
    ]
    sheets = [
        (name, file.header, file.rows) for file, name, fit in zip(found, names, fits, strict=True) if fit
    ]
    return large_workbook([("contents", _CONTENTS, contents), *sheets])


def basis_of_workbook(found: list[Download]) -> str:
    """A digest of all that the workbook follows from; the rows of a file by its basis, where that is known."""
    return told([_basis(file) for file in found])


def _basis(file: Download) -> list[object]:
    if file.basis or len(file.rows) > SHEET_ROWS:
        return [file.name, file.what, file.header, len(file.rows), file.basis]
    return [file.name, file.what, file.header, [*file.rows]]


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
