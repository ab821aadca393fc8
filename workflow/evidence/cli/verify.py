"""evidence verify: is this published book what this review builds, byte for byte?"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from evidence.layout import Layout

if TYPE_CHECKING:
    from evidence.verify import Difference, Published

DIFFERS = 3
_SHOWN = 5


def verify(
    book: Path = typer.Argument(..., help="the folder of a published book, a zip of it, or a pack"),
    cores: str = typer.Option("all", help="how many processor cores"),
    trust: bool = typer.Option(False, help="run the rules and extensions that a pack brings, too"),
) -> None:
    """Build the review of this folder, or of a pack, again in a clean room and compare every file with the published book.

    Ends with 0 where all bytes are the same, with 3 where a file differs: it is named, with the reason.
    """
    from evidence.errors import UserError
    from evidence.publish.manifest import MANIFEST
    from evidence.verify import is_pack, programs, unpack

    if not book.exists():
        raise UserError(
            "there is nothing here", file=book, fix="give a pack, the folder of a book, or a zip of it"
        )
    if not is_pack(book):
        _verify(Layout(), book, cores, Layout().log("verify"))
        return
    with tempfile.TemporaryDirectory(prefix="evidence-pack-") as folder:
        wrong = unpack(book, Path(folder))
        _say_changed(wrong)  # before the build, which what was changed may stop
        if not (Path(folder) / "site" / MANIFEST).is_file():
            fix = "ask whoever made it for the pack as it was made"
            raise UserError(f"this pack has no site/{MANIFEST}, so no book", file=book, fix=fix)
        if (own := programs(Path(folder))) and not trust:
            fix = "look at these files; if you trust whoever made the pack, add --trust"
            problem = "this pack brings programs of its own, which a build would run"
            raise UserError(problem, file=book, value=", ".join(own), fix=fix)
        log = Path(tempfile.gettempdir()) / "evidence-verify.log"
        _verify(Layout(Path(folder)), Path(folder) / "site", cores, log, wrong)


def _verify(at: Layout, book: Path, cores: str, log: Path, wrong: Sequence[str] = ()) -> None:
    """`wrong`: what of a pack is not as its own list of checksums has it."""
    from evidence.verify import differences, read_published, rebuild

    published = read_published(book)
    print("Building the book again in a clean room; this takes as long as a first build.", flush=True)
    with tempfile.TemporaryDirectory(prefix="evidence-verify-") as room:
        rebuilt = read_published(rebuild(at, Path(room), cores, log))
        found = differences(published.digests, published.listed, rebuilt.digests)
        lines = _differ(found, published, rebuilt, at) if found else _same(published, rebuilt, at)
    print("\n".join(lines), flush=True)
    if found or wrong:
        raise typer.Exit(DIFFERS)


def _say_changed(wrong: Sequence[str]) -> None:
    from evidence.errors import printable

    lines = [f"The pack was changed after it was made: {printable(one)}" for one in wrong[:_SHOWN]]
    lines += [f"and {len(wrong) - _SHOWN} more"] if len(wrong) > _SHOWN else []
    for line in lines:
        print(line, flush=True)


def _same(published: Published, rebuilt: Published, at: Layout) -> list[str]:
    lines = [f"The same bytes: {len(rebuilt.listed):,} files."]
    if others := _why(published, rebuilt, at):
        lines += ["Though it was built otherwise:", *(f"  {line}" for line in others)]
    return lines


def _differ(found: Sequence[Difference], published: Published, rebuilt: Published, at: Layout) -> list[str]:
    from evidence.errors import printable
    from evidence.verify import place

    first = found[0]
    files = f"{len(found):,} of {len({*published.digests, *rebuilt.digests}):,} files"
    lines = [f"The bytes differ in {files}. The first: {printable(first.name)} {first.what}"]
    if first.name in published.digests and first.name in rebuilt.digests:
        lines += [f"  {line}" for line in place(published.read(first.name), rebuilt.read(first.name))]
    if edited := [one for one in found if one.edited]:
        named = f" ({printable(edited[0].name)})" if edited[0] is not first else ""
        lines.append(
            f"  why: the published book was changed after it was built{named}: its own list of checksums says otherwise"
        )
    if len(edited) == len(found):
        return lines
    why = _why(published, rebuilt, at) if published.built_from else None
    if why is None:
        lines.append("  why: not known; the book does not say what it was built from (BUILT_FROM.json)")
    elif why:
        lines += [f"  why: {line}" for line in why]
    else:
        lines.append(
            "  why: inputs, code, libraries and platform are the same, so the published file is not what they give: "
            "it and its checksum were changed after the build"
        )
    return lines


def _why(published: Published, rebuilt: Published, at: Layout) -> list[str]:
    from evidence.lock import LOCK, read_lock
    from evidence.verify import causes

    if not published.built_from or not rebuilt.built_from:
        return []
    lock = at.root / LOCK
    packages = read_lock(lock.read_text(encoding="utf-8")) if lock.exists() else []
    locked: dict[str, str] = {}
    for package in packages:  # one that has another version on another machine stands twice
        other = f"{locked[package.name]} or " if package.name in locked else ""
        locked[package.name] = f"{other}{package.version}"
    return causes(published.built_from, rebuilt.built_from, locked)
