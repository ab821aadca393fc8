"""A review from nothing but its question, its forms and its fields: the files that it begins with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from evidence.errors import UserError, printable
from evidence.extract.coded import Effect, Extract, Measured
from evidence.given.codes import with_codes
from evidence.given.declare import given_by
from evidence.given_catalogue import DECISIONS

TABLES: dict[str, type] = {
    **{f"decisions/{given_by(row).name}.csv": row for row in DECISIONS},
    "case_studies/extracts.csv": Extract,
    "effects/effects.csv": Effect,
    "conditions/conditions.csv": Measured,
}
"""Where the tables of people stand under literature/, and the row of each."""
FOLDERS = ("records", "decisions", "case_studies", "effects")
_TEMPLATES = (
    "Snakefile",
    "README.md",
    "config/config.yaml",
    "config/codebook.yaml",
    "config/propositions.yaml",
)
_TAKEN = "unclear"
_OF_YAML = frozenset(
    ("y", "n", "yes", "no", "on", "off", "true", "false", "null")
)  # no texts where they stand bare


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a person says of a review that is to begin. `forms` and `fields`: names, each with its words behind a colon or none."""

    question: str
    title: str
    author: str
    forms: tuple[str, ...]
    fields: tuple[str, ...]


def files(said: Beginning, day: date) -> dict[str, str]:
    """Path within the review → text. Raises UserErrors for names that cannot be codes."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from evidence.engine import resource
    from evidence.settings.declare import keys
    from evidence.settings.manual import knobs, others
    from evidence.settings_catalogue import Config

    environment = Environment(
        loader=FileSystemLoader(resource("review")), undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.filters.update(quoted=_quoted, knobs=knobs, others=others)
    values = {
        "question": _line(said.question),
        "title": _line(said.title),
        "author": _line(said.author),
        "forms": codes("form", said.forms),
        "fields": codes("field", said.fields),
        "day": day.isoformat(),
        "sections": {name: key.kind for name, key in keys(Config).items()},
    }
    made = {name: environment.get_template(name).render(values) for name in _TEMPLATES}
    made[".gitignore"] = environment.get_template("gitignore.txt").render()
    return {**made, **{f"literature/{folder}/.gitkeep": "" for folder in FOLDERS}}


def manual(codebook: Any) -> str:
    """literature/README.md of a review with this codebook: every table of people's with its columns."""
    from jinja2 import Template

    from evidence.engine import resource

    tables = {place: with_codes(given_by(row), codebook) for place, row in TABLES.items()}
    text = resource("review", "literature", "README.md").read_text(encoding="utf-8")
    return Template(text, keep_trailing_newline=True).render(tables=tables)


def codes(kind: str, given: Sequence[str]) -> list[dict[str, Any]]:
    """Codes with their phrases, from names as people write them. Raises UserError for one that has no word, or stands twice.

    >>> codes("form", ["Joint venture: shared company, joint company"])
    [{'id': 'joint_venture', 'label': 'Joint venture', 'phrases': ['joint venture', 'shared company', 'joint company']}]
    """
    made: dict[str, dict[str, Any]] = {}
    for number, text in enumerate(given, start=1):
        label, _, more = _line(text).partition(":")
        label = label.strip()
        if not label:
            raise _refused(
                kind,
                text,
                "this has no name",
                f'write it as "Name" or "Name: word, another word" after --{kind}',
            )
        name = _id(label) or f"{kind}_{number}"
        name = name if name[0].isalpha() and name not in _OF_YAML else f"{kind}_{name}"
        if name in made or name == _TAKEN:
            raise _refused(kind, text, "another code has this name", f"give each --{kind} a name of its own")
        words = [label.lower(), *(word.strip() for word in more.split(","))]
        made[name] = {"id": name, "label": label, "phrases": list(dict.fromkeys(filter(None, words)))}
    return list(made.values())


def _refused(kind: str, text: str, problem: str, fix: str) -> UserError:
    return UserError(problem, field=f"--{kind}", value=text, fix=fix)


def _id(label: str) -> str:
    """The name of a code in tables: letters of English, figures and underscores."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def _line(text: str) -> str:
    """A text on one line, without what no terminal takes."""
    return " ".join(printable(text).split())


def _quoted(value: object) -> str:
    """A value as YAML takes it, whatever stands in it."""
    import json

    return json.dumps(value, ensure_ascii=False)
