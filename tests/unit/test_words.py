"""The words of a closed list stand in its declaration alone: elsewhere they are named, `Direction.POSITIVE`, and never spelled."""

from __future__ import annotations

import ast
from enum import StrEnum
from pathlib import Path

import evidence
from evidence.catalogue import TABLES
from evidence.compare import rows as changes
from evidence.given_catalogue import BY_NAME
from evidence.rows import columns

PACKAGE = Path(evidence.__file__).parent
# Words that are spelled for other things in most places: of these only a comparison with a column is looked for.
_COMMON = {
    "for",
    "no",
    "yes",
    "none",
    "1",
    "2",
    "3",
    "4",
    "5",
    "rule",
    "model",
    "extract",
    "counted",
    "question",
    "link",
    "related",
    "title",
    "withdrawn",
    # what a change is a change of
    "appraisal",
    "certainty",
    "finding",
    "implication",
    "moved",
    "new",
    "pool",
    "program",
    "sentence",
    "setting",
    "theme",
}
_ELSEWHERE = {
    "agreement.py": ("low", "high"),  # ends of an interval
    "brought/aliases.py": ("effect",),  # what other people call a column
    "brought/tools/eppi.py": ("include", "exclude"),  # what other tools write
    "brought/words.py": ("include", "accepted", "background", "exclude", "undecided", "not seen"),
    "classify/reasons.py": ("against",),  # of features of a text
    "cli/export.py": ("undecided", "background"),  # what a person asks for on the command line
    "desk/marking.py": ("against",),  # a kind of mark
    "deduplicate/cluster.py": ("person",),  # what joined two records
    "deduplicate/clerical_review.py": ("person",),
    "deduplicate/questions.py": ("against",),  # heads of a worksheet
    "deduplicate/spelling.py": ("person",),  # a word of English
    "deduplicate/wording.py": ("positive", "negative", "high", "low"),  # words of titles
    "ingest/bibtex.py": ("plain",),  # a kind of quotes
    "export/reference_list.py": ("plain",),  # a style of BibTeX
    "propositions.py": (
        *("against", "qualifies"),
        *("direct", "one_arm", "proxy", "descriptive"),
    ),  # what config/propositions.yaml may say of a side and of a test
    "synthesise/settings.py": ("descriptive",),  # an example
    "older_claims.py": (
        *("agreement_for", "leans_for", "divided", "qualified", "leans_against", "agreement_against"),
        *("not_tested", "silent"),
    ),  # keys of propositions.yaml
    "screen/exchange.py": ("include", "exclude"),  # what other tools write in their columns
    "singular.py": ("qualifies",),  # a verb of English
    "synthesise/multiverse.py": ("against", "shown_only"),  # names of choices
    "synthesise/claim_rules/balance.py": ("against",),  # names of numbers and keys of rules
    "synthesise/claim_rules/contrast.py": (
        "against",
        "positive",
    ),  # and examples as propositions.yaml writes them
    "synthesise/claim_rules/share.py": ("positive",),
    "synthesise/claim_rules/trend.py": ("positive",),
    "trace.py": ("against",),  # a column of themes
    "synthesise/themes.py": ("against",),  # a column of the decisions
    "extract/side_readings.py": ("qualified",),  # another name of a side
}


def kinds() -> set[type[StrEnum]]:
    """Every closed list of words that a column holds, of the stages' tables and of people's."""
    found = {column.kind for table in TABLES for column in columns(table.row)}
    found |= {column.kind for table in BY_NAME.values() for column in table.columns}
    return {kind for kind in found if issubclass(kind, StrEnum)}


WORDS = {word.value for kind in kinds() for word in kind if word}


def _of_columns() -> dict[str, set[str]]:
    """Name of a column → the words that it may hold, wherever it stands."""
    found: dict[str, set[str]] = {}
    for column in (
        c for table in (*map(_columns, TABLES), *(t.columns for t in BY_NAME.values())) for c in table
    ):
        # what a change is a change of is called as the thing itself is, whose `kind` others have too
        if issubclass(column.kind, StrEnum) and column.kind is not changes.Kind:
            found.setdefault(column.name, set()).update(word.value for word in column.kind)
    return found


def _columns(table):
    return columns(table.row)


NAMES = _of_columns()


def parts(source: str) -> list[ast.AST]:
    """Every part of a module, read and walked once for all that is asked of it."""
    return list(ast.walk(ast.parse(source)))


def spelled(module: list[ast.AST]) -> set[str]:
    """Telling words in a module, outside of the lists of words that it declares."""
    lists = [
        n
        for n in module
        if isinstance(n, ast.ClassDef) and any(getattr(b, "id", "") == "StrEnum" for b in n.bases)
    ]
    declared = {id(part) for each in lists for part in ast.walk(each)}
    texts = {
        n.value
        for n in module
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in declared
    }
    return (texts & WORDS) - _COMMON


def compared(module: list[ast.AST]) -> set[tuple[str, str]]:
    """(column, word) of each comparison of an enumerated column with a spelled word."""
    found = set()
    for node in module:
        if isinstance(node, ast.Compare):
            column = getattr(node.left, "attr", "") or getattr(getattr(node.left, "slice", None), "value", "")
            texts = {
                part.value
                for side in node.comparators
                for part in ast.walk(side)
                if isinstance(part, ast.Constant)
            }
            found |= {(column, word) for word in texts if word and word in NAMES.get(column, ())}
    return found


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def test_no_module_spells_a_word_of_a_column() -> None:
    """In the pages words are spelled as names of colours, glyphs and slots as well, so that only comparisons are looked for."""
    wrong = {}
    for path in modules():
        module, name = parts(path.read_text(encoding="utf-8")), path.relative_to(PACKAGE).as_posix()
        told = set() if name.startswith("brief/") else spelled(module) ^ set(_ELSEWHERE.get(name, ()))
        wrong[name] = (compared(module), told)
    assert len(wrong) > 600 and {name: both for name, both in wrong.items() if any(both)} == {}


def test_what_is_looked_for_is_found() -> None:
    assert {"positive", "include", "very low", "not met", "same_study", "yes_within_outcome"} <= WORDS
    assert spelled(parts('if row["direction"] == "positive": pass')) == {"positive"}
    assert spelled(parts('class D(StrEnum):\n    P = "positive"')) == set()
    assert compared(parts('row.kind == "extract" or row["direction"] in ("none", "x")')) == {
        ("kind", "extract"),
        ("direction", "none"),
    }
    assert {"direction", "decision", "side", "kind", "standing", "verdict"} <= NAMES.keys()
