"""A review from nothing but its question: the files that it begins with. Its kind, forms, fields and outcomes may be said too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from evidence.errors import UserError, printable
from evidence.extract.coded import Effect, Extract, Measured
from evidence.given.codes import with_codes
from evidence.given.declare import JUDGED, given_by
from evidence.given_catalogue import DECISIONS
from evidence.item_words import Kind
from evidence.review_kind import OF_KIND, Part, ReviewKind
from evidence.synthesise.claim_rule import Test

TABLES: dict[str, type] = {
    **{f"decisions/{given_by(row).name}.csv": row for row in DECISIONS},
    "case_studies/extracts.csv": Extract,
    "effects/effects.csv": Effect,
    "conditions/conditions.csv": Measured,
}
"""Where the tables of people stand under literature/, and the row of each."""
_ALWAYS = ("duplicates", "screening", "coding")
_BEGUN = {
    Part.CLAIMS: ("decisions/sides.csv", "decisions/appraisal.csv", "decisions/certainty.csv"),
    Part.EFFECTS: ("effects/effects.csv", "decisions/grade.csv", "decisions/unavailable.csv"),
    Part.CASES: ("case_studies/extracts.csv", "decisions/themes.csv"),
}
"""The tables with which a review begins, by what it is meant to have; the others are there when somebody needs them."""
_RAW = tuple(f"{name}_{arm}" for arm in (1, 2) for name in ("events", "n", "mean", "sd"))
_MORE = {"effects/effects.csv": (*_RAW, "unit", "higher_is"), "decisions/screening.csv": (JUDGED,)}
"""Columns that a table may do without, and that most who fill it in need."""
_TEMPLATES = {
    **{
        name: name
        for name in (
            *("Snakefile", "README.md", "Makefile", "requirements.txt"),
            *(f"config/{file}.yaml" for file in ("config", "codebook", "propositions", "searches")),
        )
    },
    ".gitignore": "gitignore.txt",
}
"""File of a review → the template that it is made of."""
_COPIED = {
    **{
        f".github/workflows/{name}.yml": f"github/{name}.yml"
        for name in ("review", "changes", "comment", "pages", "inbox")
    },
    **{f".ci/{name}": f"ci/{name}" for name in ("changes", "inbox", "github")},
    "inbox/README.md": "inbox/README.md",
}
"""File of a review → what of the engine it is a copy of."""
_ABOUT = {
    ReviewKind.EFFECTS: "A review of effects.",
    ReviewKind.QUALITATIVE: "A review of qualitative evidence.",
    ReviewKind.BOTH: "A review of effects and of qualitative evidence.",
    ReviewKind.MAP: "A map of the evidence, which judges nothing.",
}
_CALLED = {
    ReviewKind.EFFECTS: ("Intervention", "Setting"),
    ReviewKind.QUALITATIVE: ("Form", "Field"),
    ReviewKind.BOTH: ("Form", "Field"),
    ReviewKind.MAP: ("Topic", "Setting"),
}
"""What the facets of forms and fields are called at first; each may be called otherwise in the codebook."""
_TAKEN = "unclear"
_OF_YAML = frozenset(
    ("y", "n", "yes", "no", "on", "off", "true", "false", "null")
)  # no texts where they stand bare
_THEMES = (
    ("means", "Means", "Money, time, people and things that are needed."),
    ("relations", "Relations", "How those involved get on with one another."),
    ("rules", "Rules", "What is laid down, demanded or forbidden."),
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a person says of a review that is to begin. `forms`, `fields`, `outcomes`: names, each with its words behind a colon or none."""

    question: str
    title: str
    author: str
    forms: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    kind: ReviewKind = ReviewKind.BOTH

    @property
    def parts(self) -> set[Part]:
        return OF_KIND[self.kind]


def files(said: Beginning, day: date) -> dict[str, str]:
    """Path within the review → text; its tables and their manual need its codebook (`tables`, `manual`). Raises UserErrors for
    names that cannot be codes."""
    from importlib.metadata import version

    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from evidence.engine import resource
    from evidence.settings.declare import keys
    from evidence.settings.manual import knobs, others
    from evidence.settings_catalogue import Config

    environment = Environment(
        loader=FileSystemLoader(resource("review")), undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.filters.update(quoted=_quoted, knobs=knobs, others=others)
    facets = _facets(said)
    of = {facet["id"]: facet["codes"] for facet in facets}
    values = {
        "question": _line(said.question),
        "title": _line(said.title),
        "author": _line(said.author),
        "kind": said.kind.value,
        "about": _ABOUT,
        "judges": bool(said.parts),
        "forms": of.get("form", []),
        "facets": facets,
        "themes": _themes(said, of.get("outcome", [])),
        "example": _example(said, of),
        "day": day.isoformat(),
        "version": version("evidence-briefing"),
        "sections": {name: key.kind for name, key in keys(Config).items()},
    }
    made = {name: environment.get_template(source).render(values) for name, source in _TEMPLATES.items()}
    copied = {
        name: resource("review", source).read_text(encoding="utf-8") for name, source in _COPIED.items()
    }
    return {**made, **copied, "literature/records/.gitkeep": ""}


def tables(said: Beginning, codebook: Any) -> dict[str, str]:
    """The empty tables that such a review begins with, each with the header that its codebook gives it."""
    begun = (f"decisions/{name}.csv" for name in _ALWAYS)
    places = [*begun, *(place for part, own in _BEGUN.items() if part in said.parts for place in own)]
    return {f"literature/{place}": ",".join(_header(place, codebook)) + "\n" for place in places}


def _header(place: str, codebook: Any) -> Iterable[str]:
    """The columns that a table cannot do without, those of its facets, and those that most need."""
    table = with_codes(given_by(TABLES[place]), codebook)
    facets = {facet.id for facet in codebook.with_role(*table.facets)}
    return (
        c.name for c in table.columns if not c.optional or c.name in facets or c.name in _MORE.get(place, ())
    )


def manual(codebook: Any) -> str:
    """literature/README.md of a review with this codebook: every table of people's with its columns."""
    from jinja2 import Template

    from evidence.engine import resource

    tables = {place: with_codes(given_by(row), codebook) for place, row in TABLES.items()}
    text = resource("review", "literature", "README.md").read_text(encoding="utf-8")
    return Template(text, keep_trailing_newline=True).render(tables=tables)


def _facets(said: Beginning) -> list[dict[str, Any]]:
    """The facets that were said, in the order in which they span the map. A map codes works by their outcomes, others passages and
    estimates by the one that each is about."""
    form, field = _CALLED[said.kind]
    given = (
        ("form", form, "What is studied, or by what groups. The main one comes first.", said.forms),
        ("field", field, "Where it is studied. The main one comes first.", said.fields),
        ("outcome", "Outcome", "What a result is about.", said.outcomes),
    )
    found = []
    for role, label, definition, names in given:
        several = role != "outcome" or said.kind == ReviewKind.MAP
        facet: dict[str, Any] = {"id": role, "role": role, "label": label, "definition": definition}
        facet |= {"unit": "both" if several else "extract", "multiple": several, "unclear": several}
        own = [
            {
                **code,
                "definition": f"{label}: {code['label']}.",
                "phrases": code["phrases"] if several else [],
            }
            for code in codes(role, names)
        ]
        found += [{**facet, "codes": own}] if own else []
    return found


def _themes(said: Beginning, outcomes: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """What cases may speak of, where the review is of cases; a passage is about an outcome or one of these, so that no name is in both."""
    if Part.CASES not in said.parts:
        return []
    taken = {code["id"] for code in outcomes}
    return [
        {"id": f"theme_{name}" if name in taken else name, "label": label, "definition": definition}
        for name, label, definition in _THEMES
    ]


def _example(said: Beginning, of: dict[str, list[dict[str, Any]]]) -> dict[str, str]:
    """A claim that could be put to the test, made of what was said."""
    what = of["form"][0]["label"] if "form" in of else "What is studied"
    result = of["outcome"][0]["label"] if "outcome" in of else "the outcome"
    compared = Part.EFFECTS in said.parts or Part.CASES not in said.parts
    where = [f"kind: {(Kind.EFFECT if compared else Kind.EXTRACT).value}"]
    where += [f"{facet}: {of[facet][0]['id']}" for facet in ("form", "outcome") if facet in of]
    that = f"{what} goes with better results ({result})"
    return {
        "heading": f"{what} and its results",
        "claim": that,
        "that": that,
        "testable": "Studies that compare it with something else find better results."
        if compared
        else "Cases tell of better results.",
        "test": (Test.COMPARATIVE if compared else Test.DESCRIPTIVE).value,
        "directly": "compares it with something else" if compared else "tells of its results",
        "where": f"{{{', '.join(where)}}}",
    }


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
