"""Runs the validators that other people wrote on a crate and its data: python -m tests.validation.crate FOLDER_OR_PACK...

`rocrate-validator` (package roc-validator) brings some twenty packages and holds rich back, so that it is in no extra: install it in an
environment of its own and name that program with --validator. It fetches the contexts of RO-Crate once. `frictionless` is in the extra
`test`. Ends with 1 where a required rule is broken.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

CRATE = "ro-crate-metadata.json"


def profile_of(folder: Path) -> str:
    """The profile of the run that the crate says it conforms to, as the validator names it."""
    text = (folder / CRATE).read_text(encoding="utf-8")
    return "provenance-run-crate" if "ro/wfrun/provenance/" in text else "process-run-crate"


def validate(folder: Path, validator: str) -> int:
    """The number of validators that found something wrong."""
    wrong = 0
    if shutil.which(validator):
        words = ["-y", "validate", "--no-paging", "-p", profile_of(folder), "-l", "required", str(folder)]
        wrong += subprocess.run([validator, *words], check=False).returncode != 0
    else:
        print(f"{validator} is not installed: pip install roc-validator, in an environment of its own")
    for package in sorted(folder.rglob("datapackage.json")):
        command = [sys.executable, "-m", "frictionless", "validate", "--trusted", "--json", package.name]
        done = subprocess.run(command, cwd=package.parent, capture_output=True, text=True, check=False)
        report = json.loads(done.stdout)
        errors = sum(len(task["errors"]) for task in report["tasks"])
        print(
            f"frictionless: {package.relative_to(folder)}: {len(report['tasks'])} tables, {errors} errors, valid: {report['valid']}"
        )
        wrong += not report["valid"]
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("places", nargs="+", type=Path)
    parser.add_argument("--validator", default="rocrate-validator")
    options = parser.parse_args()
    wrong = 0
    for place in options.places:
        with tempfile.TemporaryDirectory() as folder:
            if place.is_file():
                with zipfile.ZipFile(place) as packed:
                    packed.extractall(folder)
            wrong += validate(Path(folder) if place.is_file() else place, options.validator)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
