"""What is typed in a small review, and what stands in its tables afterwards."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from typer.testing import CliRunner

from evidence.main import app

VOTES = {
    "abel2001": 'RAYYAN-INCLUSION: {"Ella Smith"=>"Included", "ben"=>"Included"}',
    "baker2002": 'RAYYAN-INCLUSION: {"Ella Smith"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: no data',
    "clark2003": 'RAYYAN-INCLUSION: {"Ella Smith"=>"Maybe"}',
}


def run(*words, code=0):
    from evidence.errors import UserError

    done = CliRunner().invoke(app, [str(word) for word in words])
    if isinstance(done.exception, UserError):
        assert code == 1, done.exception.text()
        return done.exception.text()
    assert done.exit_code == code, (done.output, done.exception)
    return done.stdout


def read(path):
    return list(csv.DictReader(io.StringIO(Path(path).read_text())))


def decided(at):
    """(citation key, decision, reviewer) of every row in the tables, and each file's rows."""
    rows = [
        row for path in sorted(at.glob("literature/decisions/*.csv")) for row in csv.DictReader(path.open())
    ]
    return sorted(
        (row["record"].split("-")[0], row["decision"], row["reviewer"], row["reason"]) for row in rows
    )


def screening(*words, **more):
    return run("import", "screening", *words, **more)
