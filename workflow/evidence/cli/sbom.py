"""evidence sbom: which software the product is made of."""

from __future__ import annotations

import tomllib
from pathlib import Path

import typer

LICENCES = Path("docs/licences.csv")


def sbom(
    out: Path = typer.Option(None, help="the file to write; otherwise to the screen"),
    force: bool = typer.Option(False, help="replace the file where there is one"),
) -> None:
    """Print the software bill of materials (CycloneDX JSON) of requirements.lock: names, versions, checksums, licences."""
    from evidence.io import read_text, to_json
    from evidence.layout import Layout
    from evidence.lock import LOCK, read_lock
    from evidence.owned import write_outside
    from evidence.sbom import bill, licences

    project = tomllib.loads(read_text(Path("pyproject.toml")))["project"]
    packages = read_lock(read_text(Path(LOCK)))
    made = bill(packages, licences(read_text(LICENCES)), project["name"], project["version"])
    text = to_json(made, indent=1) + "\n"
    if out:
        write_outside(Layout(), out, text, force)
    else:
        print(text, end="")
