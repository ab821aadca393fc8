"""The words of a review: config/glossary.yaml, checked, and joined with the codebook on the glossary page."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from evidence.config import load
from evidence.errors import UserError, UserErrors
from evidence.settings.declare import Text, setting, settings


@settings
class Term:
    """One word with its definition, and the heading of its group.

    A word that everyday language uses too is not `in_text`: it stands in the glossary alone."""

    term: Text = setting("The word")
    means: Text = setting("Its definition, without figures or quantifiers")
    also: tuple[Text, ...] = setting("Other forms of it in the text", default=())
    in_text: bool = setting(
        "Whether its first use on a page is explained there; `false` for words of everyday language",
        default=True,
    )
    group: str = ""

    @property
    def anchor(self) -> str:
        """
        >>> Term("GRADE-CERQual", "").anchor
        'term-grade-cerqual'
        """
        return "term-" + re.sub(r"[^a-z0-9]+", "-", self.term.lower()).strip("-")


@settings
class Group:
    name: Text = setting("Heading of the group")
    terms: tuple[Term, ...] = setting("Its words")


@settings
class Glossary:
    groups: tuple[Group, ...] = setting("Groups of words")


def load_glossary(path: Path) -> list[Term]:
    """The terms of the file, in its order; none where there is no file. Raises UserErrors."""
    if not path.exists():
        return []
    groups = load(path, Glossary)[0].groups
    found = [
        replace(term, group=group.name, means=" ".join(term.means.split()))
        for group in groups
        for term in group.terms
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
