"""evidence report: the last lines of a run: where the book is, and what was set aside."""

import typer

from evidence.assess.moved import moved
from evidence.brief.words import plural
from evidence.console import last_lines
from evidence.errors import UserError, UserErrors
from evidence.extract.rows import SET_ASIDE, EvidenceItem
from evidence.ingest.rows import QUARANTINE
from evidence.layout import Layout
from evidence.meant import NO_RECORD
from evidence.remarks import Quarantined, Remark
from evidence.review import Review
from evidence.tally import SHOWN, Tally
from evidence.unread import unread
from evidence.waiting.stale import stale

_SHOWN = 10


def set_aside(review: Review) -> list[Quarantined]:
    """Entries and coded rows that were not used."""
    return review[QUARANTINE] + review[SET_ASIDE]


def told(at: Layout) -> tuple[list[str], bool]:
    """The last lines of a run, and whether `--strict` fails on them.

    Raises UserError where there is no book, and UserErrors with names in settings that lead nowhere: no stage takes offence at one, and
    what it was to name counts otherwise than is meant.
    """
    review = Review(at)
    if not (at.html / "index.html").exists():
        raise UserError("the book has not been built", file=at.html, fix="run `evidence build`")
    if mistakes := _names(at, review):
        at.misnamed.parent.mkdir(parents=True, exist_ok=True)
        at.misnamed.touch()
        raise UserErrors(mistakes)
    at.misnamed.unlink(missing_ok=True)
    said: list[str] = []
    aside = set_aside(review)
    decided: list[Remark] = [r for r in review[Remark] if r.dropped]
    if any(row.problem.startswith(NO_RECORD) for row in decided):
        from evidence.became import Became, known_before, proposed
        from evidence.ingest.rows import Record

        decided = proposed(decided, Became(review[Record], known_before(at)))
    skipped = unread(at)
    for label, rows in (("  set aside  ", aside), ("  not applied  ", decided), ("  not read  ", skipped)):
        tally = Tally(rows, shown=1 if len(rows) > _SHOWN else SHOWN)
        said += tally.lines(label)
        if tally.hidden:
            said.append("  ... every row: evidence check --all, or evidence check --csv FILE")
    home = at.html.resolve() / "index.html"
    counted = f"{len(aside)} quarantined" if aside else "nothing quarantined"
    if decided:
        counted += f", {len(decided)} {plural(len(decided), 'decision', 'decisions')} not applied"
    if skipped:
        counted += f", {len(skipped)} {plural(len(skipped), 'file', 'files')} not read"
    if old := stale(review):
        counted += f", {len(old)} {plural(len(old), 'judgement holds', 'judgements hold')} no longer"
        said += [
            f"  stale        {row.file}:{row.line}, {row.name}: {moved(row)} changed since {row.by} judged it"
            for row in old[:SHOWN]
        ]
        if old[SHOWN:]:
            said.append("  ... in order of what hangs on them: evidence status --stale")
    return [*said, f"The book is at {home}; {counted}."], bool(aside or decided or skipped or old)


def check_misnamed(at: Layout) -> None:
    """Raises UserErrors where names that the last run found to lead nowhere still do: where nothing has moved since, Snakemake by itself
    runs nothing, not this report either, and would end as if all were well."""
    if at.misnamed.exists() and (mistakes := _names(at, Review(at))):
        raise UserErrors(mistakes)


def _names(at: Layout, review: Review) -> list[UserError]:
    from evidence.cli.check_names import names_of_nothing
    from evidence.codebook_file import load_codebook
    from evidence.settings_catalogue import load_config
    from evidence.synthesise.rules import load_claims

    codebook = load_codebook(at.setting("codebook"))
    claims = load_claims(at.setting("propositions"), codebook)
    return names_of_nothing(at, review[EvidenceItem], load_config(at.setting("config")), claims)


def report(
    strict: bool = typer.Option(
        False, help="fail where anything was set aside or not read, or a judgement no longer holds"
    ),
) -> None:
    """Say where the book is and what was quarantined."""
    last_lines(*told(Layout()), strict)
