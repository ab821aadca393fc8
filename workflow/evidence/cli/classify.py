"""evidence classify: codes for every work, by people, phrases and a model, each with its reason."""

from pathlib import Path

import typer

from evidence.classify.rows import Label, State
from evidence.cli import inputs
from evidence.console import Progress
from evidence.decisions import CodingDecision
from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import Record
from evidence.io import write_json
from evidence.layout import Layout
from evidence.review import Review


def run(at: Layout, given: str | None = None):
    """Classify the works of a review. Returns a `Classified`."""
    from evidence.classify.stage import Settings, classify
    from evidence.codebook import load_codebook

    codebook = load_codebook(at.setting("codebook"))
    decided, bad = inputs.decisions("coding", CodingDecision, at, codebook)
    review = Review(at)
    result = classify(
        review[Work],
        review[Record],
        review[Membership],
        decided,
        codebook,
        inputs.settings(Settings, given, "classify", at),
    )
    result.remarks.extend(bad)
    return result


def classify(
    settings: str = typer.Option(None, help="settings as JSON; else config.yaml"),
    log: Path = typer.Option(None, help="where the details go"),
) -> None:
    """Give every work its codes; the machine abstains where it does not know."""
    at, progress = Layout(), Progress("classify", log)
    result = run(at, settings)
    Review(at).write({Label: result.labels}, remarks=result.remarks)
    write_json(at.table("classify", "evaluation").with_suffix(".json"), result.evaluation)
    progress.notes(result.remarks)
    accepted = [label for label in result.labels if label.state == State.ACCEPTED]
    by_person = sum(label.source == "person" for label in accepted)
    abstained = sum(label.state == State.ABSTAINED for label in result.labels)
    progress.done(
        f"{by_person} codes by people, {len(accepted) - by_person} by machine, {abstained} abstentions"
    )
