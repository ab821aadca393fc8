"""evidence pack: the whole review in one zip."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typer

from evidence.layout import Layout


def pack(
    out: Path = typer.Argument(None, help="the zip to write; otherwise one named after title and version"),
    release: str = typer.Option("", help="the release that this is: what stands here must be what it froze"),
    with_wheels: Path = typer.Option(
        None, help="a folder with the wheels of requirements.lock, to go in too"
    ),
    force: bool = typer.Option(False, help="replace the file where there is one"),
) -> None:
    """Put the book, its data, inputs, program and RO-Crate into one zip that `evidence verify` checks from itself alone."""
    from evidence.io import file_name
    from evidence.provenance.pack import contents, write_pack

    at = Layout()
    _check_built(at)
    if release:
        _check_release(at, release)
    made = contents(at, list(_steps(at)), release, with_wheels)
    review = _review(at)
    name = out or Path(f"{file_name(review.title)}-{file_name(release or review.version)}.zip")
    write_pack(at, name, made, force)
    size = name.stat().st_size / 1e6
    print(f"{len(made):,} files are in {name} ({size:.1f} MB). To check it: evidence verify {name}")


def _review(at: Layout) -> Any:
    from evidence import inputs
    from evidence.book_settings import FrontMatter

    return inputs.settings(FrontMatter, "review", at)


def _check_built(at: Layout) -> None:
    """Raises UserError where the book is not what stands here now."""
    from evidence.built_from import BUILT_FROM, built_from, read_built_from
    from evidence.errors import UserError
    from evidence.io import read_text
    from evidence.publish.manifest import not_as_listed

    path = at.html / BUILT_FROM
    if not path.is_file():
        raise UserError("there is no book yet", file=at.html, fix="run `evidence build` first")
    then, now = read_built_from(read_text(path)), built_from(at)
    before = then.inputs if then else {}
    moved = sorted(name for name in {*before, *now.inputs} if before.get(name) != now.inputs.get(name))
    if moved:
        problem = (
            "the book was built before this file changed"
            if len(moved) == 1
            else f"the book was built before {len(moved)} files changed"
        )
        raise UserError(problem, file=at.root / moved[0], fix="run `evidence build`, and pack again")
    if other := not_as_listed(at.html):
        problem = "this file of the book is not as it was built"
        fix = "run `evidence build`, and pack again; what you added yourself belongs elsewhere"
        value = f"{len(other)} files differ" if len(other) > 1 else ""
        raise UserError(problem, file=at.html / other[0], value=value, fix=fix)


def _check_release(at: Layout, name: str) -> None:
    """Raises UserError where what stands here is not what a release froze."""
    from evidence.built_from import built_from
    from evidence.errors import UserError
    from evidence.io import read_text

    path = at.root / "releases" / name / "release.json"
    if not path.is_file():
        known = sorted(p.parent.name for p in (at.root / "releases").glob("*/release.json"))
        raise UserError(
            "there is no release of this name", file=path, value=name, allowed=", ".join(known),
            fix="give one of these" if known else "freeze it first: evidence release NAME",
        )  # fmt: skip
    frozen = json.loads(read_text(path)).get("built_from", {}).get("inputs", {})
    now = built_from(at).inputs
    # Pages of the book and the releases themselves may be others.
    given = {name for name in {*frozen, *now} if name.startswith(("config/", "literature/"))}
    moved = sorted(name for name in given if frozen.get(name) != now.get(name))
    if moved:
        problem = f"what stands here is not what the release {name} froze"
        fix = "go back to the commit of the release, build, and pack there; or pack without --release"
        raise UserError(problem, file=at.root / moved[0], value=f"{len(moved)} files differ", fix=fix)


def _steps(at: Layout) -> Iterator[Any]:
    """Each stage with the files of the pack that it takes and gives."""
    from evidence.built_from import input_files
    from evidence.given.declare import given_by
    from evidence.pipeline import STAGES
    from evidence.provenance.pack import SITE
    from evidence.provenance.pack_crate import Step
    from evidence.provenance.told import DATA
    from evidence.rows import table_of

    data = {path.name for path in (at.html / DATA).iterdir()}
    given = {*input_files(at)}

    def tables(of: Iterable[Any]) -> list[str]:
        found = (table_of(one).download for one in of)
        return [f"{SITE}{DATA}/{name}" for name in found if name in data]

    def own(paths: Iterable[Path]) -> list[str]:
        """Of the files that a stage takes, the review's own; others are the engine's, or were made on the way."""
        return [path.relative_to(at.root).as_posix() for path in paths if path in given]

    gives = {stage.name: tables(stage.tables) for stage in STAGES}
    by_stages = {name for names in gives.values() for name in names}
    gives["brief"] = sorted({f"{SITE}{DATA}/{name}" for name in data} - by_stages)
    gives["pdf"] = [f"{SITE}_static/briefing.pdf"]
    gives["publish"] = [f"{SITE}index.html", f"{SITE}SHA256SUMS"]
    for stage in STAGES:
        people = [p for row in stage.decisions for p in at.decisions(given_by(row).name)]
        files = [p for name in stage.files for p in getattr(at, name)]
        config = [at.setting(name) for name in (*stage.config, *(["config"] if stage.settings else []))]
        takes = [*own([*people, *files, *config]), *tables(stage.reads)]
        yield Step(stage.name, stage.does, tuple(dict.fromkeys(takes)), tuple(gives[stage.name]))
