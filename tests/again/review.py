"""What a random change is made to: a review on the disk, and the chance by which it is changed."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.workflow.conftest import Project


@dataclass
class Review:
    """A built review that changes. `earlier`: folders with what people had written before; `unseen`: what happened to the last build can be seen by
    `evidence build` alone, which looks at locks and single pages."""

    project: Project
    random: Random
    earlier: list[Path] = field(default_factory=list)
    unseen: bool = False

    @property
    def folder(self) -> Path:
        return self.project.folder

    @property
    def number(self) -> int:
        """For a name that nothing has."""
        return self.random.randrange(10**9)

    def files(self, *patterns: str) -> list[Path]:
        """Files of the review, in order of name."""
        return sorted({path for pattern in patterns for path in self.folder.glob(pattern) if path.is_file()})

    def records(self, *suffixes: str) -> list[Path]:
        """Its exports, of some formats or all."""
        return [
            path for path in self.files("literature/records/*") if not suffixes or path.suffix in suffixes
        ]

    def words(self, count: int) -> str:
        """Words that its own exports have, so that works are like those that there are."""
        texts = [path.read_text("utf-8", errors="ignore") for path in self.records(".ris", ".bib", ".csv")]
        words = re.findall(r"\b[a-z]{4,}\b", " ".join(texts)) or ["housing"]
        return " ".join(self.random.choice(words) for _ in range(count))

    def keys(self) -> list[str]:
        """Names by which people call records."""
        found = [
            row[0] for path in self.files("literature/decisions/s*.csv") for row in rows(path)[1:] if row
        ]
        return [key for key in found if key] or ["nobody2000"]


def rows(path: Path) -> list[list[str]]:
    """The rows of a table, its header first."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return [row for row in csv.reader(handle) if row]


def write_rows(path: Path, told: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(told)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
