"""The words of a review: config/glossary.yaml, checked, and joined with the codebook on the glossary page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from evidence.config import load_checked
from evidence.errors import UserError, UserErrors


@dataclass(frozen=True, slots=True)
class Term:
    """One word with its definition. `also` are other forms of it that a text may use.

    A word that everyday language uses too is not `in_text`: it stands in the glossary alone."""

    term: str
    group: str
    means: str
    also: tuple[str, ...] = ()
    in_text: bool = True

    @property
    def anchor(self) -> str:
        """
        >>> Term("GRADE-CERQual", "", "").anchor
        'term-grade-cerqual'
        """
        return "term-" + re.sub(r"[^a-z0-9]+", "-", self.term.lower()).strip("-")


def load_glossary(path: Path) -> list[Term]:
    """The terms of the file, in its order; none where there is no file. Raises UserErrors."""
    if not path.exists():
        return []
    data, lines = load_checked(path, "glossary")
    found = [
        Term(
            row["term"],
            group["name"],
            " ".join(row["means"].split()),
            tuple(row.get("also", ())),
            row.get("in_text", True),
        )
        for group in data["groups"]
        for row in group["terms"]
    ]
    seen: dict[str, str] = {}
    errors = []
    for term in found:
        for form in (term.term, *term.also):
            if form.lower() in seen:
                errors.append(
                    UserError(
                        "this word is explained twice",
                        file=path,
                        field=term.term,
                        value=form,
                        fix=f"keep it at {seen[form.lower()]} or here",
                    )
                )
            seen[form.lower()] = term.term
    if errors:
        raise UserErrors(errors)
    return found
