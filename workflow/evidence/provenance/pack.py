"""One zip of a whole review: the book, its data, crate, inputs and program, and what is needed to check it and to go on from it.

Nothing in it is compressed and every file has the same date, so that the same review gives the same bytes with any version of any library.
"""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import yaml

from evidence.built_from import RELEASES, input_files
from evidence.errors import UserError
from evidence.io import read_text, to_json
from evidence.layout import Layout, entries
from evidence.lock import LOCK, read_lock
from evidence.owned import check_outside
from evidence.provenance.citation_file import CITATION, citation_file
from evidence.provenance.entities import Piece
from evidence.provenance.pack_crate import Packed, Step, pack_crate
from evidence.provenance.readme import read_me
from evidence.provenance.told import Told, told
from evidence.publish.manifest import CRATE
from evidence.stage_code import PACKAGE

SITE, ENGINE, WHEELS = "site/", "engine/", "wheels/"
SUMS = "manifest-sha256.txt"
README = "README.txt"
Contents = dict[str, Path | bytes]
_BESIDE = ("Snakefile", LOCK, "requirements.txt", "LICENSE")
_WORKFLOW = f"{ENGINE}evidence/engine/Snakefile"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold


def contents(at: Layout, steps: list[Step], version: str = "", wheels: Path | None = None) -> Contents:
    """Every file of the pack of a review that has been built, by its path in it. `version`: the name of a release."""
    build = told(at, at.html)
    files: Contents = {path.relative_to(at.root).as_posix(): path for path in input_files(at)}
    files |= {name: at.root / name for name in _BESIDE if (at.root / name).is_file()}
    files |= {f"{ENGINE}{p.relative_to(PACKAGE.parent).as_posix()}": p for p in _files(PACKAGE)}
    files |= {f"{SITE}{p.relative_to(at.html).as_posix()}": p for p in _files(at.html)}
    files |= {f"{WHEELS}{p.name}": p for p in _wheels(wheels, at)} if wheels else {}
    files[CITATION] = _citation(at, build, version)
    files[README] = read_me(
        build.review, version or build.review.version, LOCK in files, bool(wheels)
    ).encode()
    files[CRATE] = _crate(build, files, steps, version).encode()
    files[SUMS] = "".join(f"{_sha256(files[name])}  {name}\n" for name in sorted(files)).encode()
    return files


def write_pack(at: Layout, out: Path, files: Contents, force: bool = False) -> None:
    """Write the zip whole or not at all. Raises UserError where a file is there already, unless `force`, or the disk refuses."""
    check_outside(at, out)
    if out.exists() and not force:
        raise UserError(
            "there is a file already", file=out, fix="give another name, or --force to replace it"
        )
    beside = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_STORED) as packed:
            for name in sorted(files):
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.external_attr, entry.create_system = 0o644 << 16, 3
                with _opened(files[name]) as source, packed.open(entry, "w", force_zip64=False) as target:
                    while part := source.read(1 << 20):
                        target.write(part)
        os.replace(beside, out)
    except OSError as error:
        raise UserError(
            f"the pack could not be written: {error.strerror or error}",
            file=out,
            fix="make room, or give another place",
        ) from None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _opened(content: Path | bytes) -> io.BufferedIOBase:
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def _files(folder: Path) -> Iterator[Path]:
    """The files under a folder but for what Python leaves there."""
    return (p for p in entries(folder) if p.is_file() and not p.is_symlink() and "__pycache__" not in p.parts)


def _citation(at: Layout, build: Told, version: str) -> bytes:
    """How the review is cited: as a person wrote it, where there is such a file and it is not that of a program."""
    own = at.root / CITATION
    if own.is_file():
        with suppress(yaml.YAMLError):
            said = yaml.safe_load(read_text(own))
            if isinstance(said, dict) and said.get("type") == "dataset":
                return own.read_bytes()
    return citation_file(build.review, version).encode()


def _crate(build: Told, files: Mapping[str, Path | bytes], steps: list[Step], version: str) -> str:
    workflow = "Snakefile" if "Snakefile" in files else _WORKFLOW
    code = {name: _piece(files[name]) for name in (workflow, *_BESIDE[1:], CITATION, README) if name in files}
    code[_WORKFLOW] = _piece(files[_WORKFLOW])
    folders = {"site": "The published book: open index.html", "engine/evidence": "The program that built it"}
    folders |= (
        {RELEASES: "Earlier versions of the evidence"}
        if any(n.startswith(f"{RELEASES}/") for n in files)
        else {}
    )
    folders |= {"wheels": "The libraries of the lock"} if any(n.startswith(WHEELS) for n in files) else {}
    # Of the book's own crate, which the pack holds as well, only the list of checksums speaks.
    packed = Packed(version or build.review.version, workflow, code, folders, steps, SITE)
    return to_json(pack_crate(build, packed), indent=1) + "\n"


def _piece(content: Path | bytes) -> Piece:
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    return Piece(_sha256(content), size)


def _sha256(content: Path | bytes) -> str:
    with _opened(content) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _wheels(folder: Path, at: Layout) -> list[Path]:
    """The wheels of a folder. Raises UserError for one that is not in the lock."""
    lock = at.root / LOCK
    if not lock.is_file():
        raise UserError("there is no lock that says which wheels belong to this review", file=lock)
    known = {digest for package in read_lock(read_text(lock)) for digest in package.hashes}
    found = sorted(path for path in folder.glob("*.whl") if path.is_file())
    other = next((path for path in found if _sha256(path) not in known), None)
    if other or not found:
        problem = "this wheel is not in the lock" if other else "no wheel lies here"
        fix = f"fill an empty folder: pip download --require-hashes -r {LOCK} -d {folder}"
        raise UserError(problem, file=other or folder, fix=fix)
    return found
