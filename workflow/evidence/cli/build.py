"""evidence build: everything that the last change made stale, from whatever state the last run left."""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Thread

import typer

from evidence import alone
from evidence.console import last_lines
from evidence.engine import resource, workflow_file
from evidence.errors import UserError, listed
from evidence.layout import Layout
from evidence.whereabouts import check_here

_ROUNDS = 2  # a Snakemake that is ended leaves its stages


def build(
    cores: str = typer.Option("all", help="how many processor cores"),
    strict: bool = typer.Option(
        False, help="fail where anything was set aside or not read, or a judgement no longer holds"
    ),
    profile: str | None = typer.Option(
        None, help="a cluster: a folder with a profile of Snakemake, or slurm, cluster-generic or kubernetes"
    ),
    run_report: Path | None = typer.Option(
        None,
        "--report",
        help="a file, ending in .html, for Snakemake's own report too: each job with its times, inputs, outputs and command",
    ),
) -> None:
    """Build the book. A run that was killed goes on by itself: dead locks are cleared, half-made files made anew."""
    from evidence.build import standing
    from evidence.build.locks import check_place, clear, end, orphans, rivals

    at = Layout()
    check_here(at.root)
    if run_report:
        _check_report(at, run_report)
    if profile:
        _profile(profile)
    if found := rivals(at.root):
        raise UserError(
            f"another build is at work in this folder (process {found[0]})",
            file=at.root.resolve(),
            fix="wait until it has ended, or end it",
        )
    check_place(at.root)
    for _ in range(_ROUNDS):
        end(orphans(at.root))
    _make_anew(at, standing.hurt(at))
    if not (profile or run_report) and (stands := standing.untouched(at)):
        last_lines(stands.said, stands.strict, strict)
        return
    before, ended = standing.now(at), at.standing.exists()
    at.standing.unlink(missing_ok=True)
    if clear(at.root):
        print("The last build was cut short; it goes on from there.", flush=True)
    said, fails = _made(at, cores, profile, run_report, ended)
    if not profile:
        standing.write(at, before, _looked_at(at), said, fails)
    last_lines(said, fails, strict)


def _make_anew(at: Layout, lost: list[str]) -> None:
    """Take away what stands in the way of a new book, where files of this one are not as they were built."""
    from evidence.build.standing import facts

    if not lost:
        return
    print(f"{at.html}: not as it was built: {listed(lost, 3)}. It is made anew.", flush=True)
    at.home.unlink()  # without it Snakemake makes the book
    edited = (found for name in lost if (found := facts(at.html / name)))
    staged = [facts(at.staged_book / name) for name in lost]
    if any(found in staged for found in edited):  # the same file under a second name
        shutil.rmtree(at.staged_book)


def _made(
    at: Layout, cores: str, profile: str | None, run_report: Path | None, ended: bool
) -> tuple[list[str], bool]:
    """Let Snakemake make what is not as it should be; `ended`: the last build did. Returns what `evidence report` says."""
    from evidence.build.run import last_words, snakemake
    from evidence.build.standing import facts

    alone.without_frames()
    from evidence.build.heal import unreadable

    for path in unreadable(at, whole=not ended):
        print(f"{path}: damaged, or of another version of the program; it is made anew.", flush=True)
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    log = at.log("build")
    quiet = ["--quiet", "progress", "rules", "host"]
    rules = [] if (at.root / "Snakefile").exists() else ["--snakefile", str(workflow_file())]
    rules += ["--workflow-profile", str(_profile(profile))] if profile else []
    said = ["--cores", cores, *quiet, *rules]
    loading, stood = Thread(target=_load_the_end), facts(at.manifest)

    def say(line: str) -> None:
        print(line, flush=True)
        if loading.ident is None:  # the first stage has ended, and this process waits for the others
            loading.start()

    outcome = snakemake(said, log, say, served=not profile)
    if outcome.code:
        print(f"\n{last_words(outcome, log)}\n", file=sys.stderr)
        raise typer.Exit(outcome.code)
    from evidence.cli.report import told

    if not at.home.exists():
        raise UserError(
            "its rules make no book",
            file=at.root / "Snakefile",
            fix="take the file away, for without one the engine's rules are used; or let it include them, as that of a review which `evidence new` begins",
        )
    if facts(at.manifest) == stood:  # else the book was made just now, and says what it was built from
        _renew(at)
    if run_report:
        _report_of_run(at, run_report, rules)
    return told(at)


def _renew(at: Layout) -> None:
    """Let a book that need not be made again say what it would be built from now."""
    from evidence.built_from import renew
    from evidence.provenance.book_crate import write_book_crate

    renew(at, at.html)
    if at.home.exists():
        write_book_crate(at, at.html)


def _load_the_end() -> None:
    """Load what a build does behind its stages, which takes longer than doing it.

    Of what fails nothing is said: a build that ends at once leaves a process in which nothing more can be loaded; else whoever needs it says so.
    """
    with suppress(Exception):
        import jsonschema  # noqa: F401

        from evidence import catalogue  # noqa: F401
        from evidence.cli import check_names, report  # noqa: F401
        from evidence.codebook_file import load_codebook
        from evidence.synthesise.rules import load_claims
        from evidence.waiting import stale  # noqa: F401

        at = Layout()
        load_claims(
            at.setting("propositions"), load_codebook(at.setting("codebook"))
        )  # the text of a codebook is read once


def _looked_at(at: Layout) -> list[Path]:
    """Every file that stages made and that a build looks at."""
    from evidence.built_from import BUILT_FROM
    from evidence.pipeline import DIRECTORY_TIME, STAGES, outputs
    from evidence.publish.manifest import CRATE

    found = {path for stage in STAGES for path in outputs(stage, at).values()}
    found |= {getattr(at, name) for stage in STAGES for name in (*stage.made, *stage.keeps)}
    found |= {at.staged_book / DIRECTORY_TIME, at.html / BUILT_FROM, at.html / CRATE, *at.codes}
    return sorted(found)


def _profile(name: str) -> Path:
    """The folder of a profile. Raises UserError where there is none."""
    ours = resource("profiles")
    for folder in (Path(name), ours / name):
        if (folder / "config.yaml").is_file():
            return folder
    fix = f"name a folder that holds one, or one of {listed(sorted(p.name for p in ours.iterdir()))}"
    raise UserError("there is no profile (config.yaml) here", field="--profile", value=name, fix=fix)


def _check_report(at: Layout, path: Path) -> None:
    """Raises UserError where the report could not be written in the end, before anything is built."""
    from evidence.owned import check_outside

    check_outside(at, path)
    if path.suffix != ".html":
        raise UserError(
            "the report is an HTML file", field="--report", value=path, fix="let its name end in .html"
        )
    if path.exists():
        raise UserError(
            "a file of this name is there, and nothing is overwritten",
            file=path,
            fix="name another, or take it away",
        )


def _report_of_run(at: Layout, path: Path, rules: list[str]) -> None:
    """Snakemake's report of what was run: one file that asks nobody for anything. It tells times, so that each build has another."""
    from evidence.build.run import last_words, snakemake
    from evidence.owned import write_outside

    log = at.log("build-report")
    with tempfile.TemporaryDirectory() as room:
        made = Path(room) / "report.html"
        outcome = snakemake(["--cores", "1", "--report", str(made), *rules], log, lambda line: None)
        if outcome.code:
            print(f"\n{last_words(outcome, log)}\n", file=sys.stderr)
            raise typer.Exit(outcome.code)
        write_outside(at, path, made.read_bytes())
    print(f"Snakemake's report of the run is {path}.")
