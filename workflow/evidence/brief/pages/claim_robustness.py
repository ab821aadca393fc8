"""What a verdict rests on: the fewest studies that turn it, and the analyses that lean the same way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from evidence.appraise.risks import NO_WHOLE, NOBODY, NONE_HIGH, NONE_LOW, Risks
from evidence.appraise.rows import NOT_APPRAISED, Judgement, StudyAppraisal
from evidence.appraise.tool import BAD, Means
from evidence.brief.macros import parts
from evidence.brief.made_once import once
from evidence.brief.markup import join
from evidence.brief.pages.claim_multiverse import MADE, chooser
from evidence.brief.tables import Tables
from evidence.brief.verdicts import LEAN_WORDS, by_votes
from evidence.brief.words import a_list, capital, number, plural
from evidence.citation import short_cite
from evidence.propositions import Proposition
from evidence.synthesise.claim_rows import Finding, Lean, SideOfStudy, Universe
from evidence.synthesise.multiverse import CHOICES
from evidence.synthesise.restrictions import LOW_ALONE, WITHOUT_HIGH

_MOST_NAMED = 12


def robustness(tables: Tables, p: Proposition, rows: list[SideOfStudy]) -> Markup:
    """What turns the verdict, and in which other analyses it leans the same way."""
    f = tables.finding[p.id]
    own = [row for row in tables[Universe] if row.proposition == p.id]
    body = []
    for name in CHOICES:
        for option in dict.fromkeys(getattr(row, name) for row in own if getattr(row, name)):
            here = [row for row in own if getattr(row, name) == option]
            same = sum(row.lean == f.lean for row in here)
            body.append((MADE[name], option, f"{same} of {len(here)}"))
    body += [(MADE["studies"], name, f"none: {why}") for name, why in _not_by_judgement(tables, rows, own)]
    return join(
        [
            parts.paragraph(_fewest(f, _labels(tables, rows))),
            Markup("\n"),
            parts.paragraph(_holds(f, own)),
            chooser(tables, p),
            parts.table(
                f"universes-{p.slug}",
                f"How many analyses {_same(f, 2)}, choice by choice; each is a row of universes.csv",
                ("Choice", "Taken so", "Untested too" if f.lean == Lean.NONE else "Same lean"),
                body,
                empty="Nothing that another analyst might choose makes a difference to what this rule sees.",
            ),
        ]
    )


_risks = once(lambda tables: Risks(tables[Judgement]))


def _not_by_judgement(
    tables: Tables, rows: list[SideOfStudy], own: list[Universe]
) -> Iterator[tuple[str, str]]:
    """The analyses by what people judged of the studies that the claim does not have, each with its reason."""
    studies = {row.study_id for row in rows if row.counted}
    begun = {row.study_id for row in tables[StudyAppraisal] if row.state != NOT_APPRAISED}
    whole = [_risks(tables).whole(study) for study in sorted(studies)]
    has = {row.studies for row in own}
    for name, wanted, none in ((WITHOUT_HIGH, BAD, NONE_HIGH), (LOW_ALONE, (Means.LOW,), NONE_LOW)):
        if name in has:
            continue
        if not any(whole):
            yield name, NO_WHOLE if begun & studies else NOBODY
        else:
            yield name, "another choice takes away the same" if any(w in wanted for w in whole) else none


def _labels(tables: Tables, rows: list[SideOfStudy]) -> dict[str, str]:
    """Study → its name: as it stands on the page, else as it is cited."""
    cited = {work.study_id: short_cite(work) for work in reversed(tables.included)}
    return cited | {row.study_id: row.study_label for row in rows}


def _fewest(f: Finding, label: dict[str, str]) -> str:
    """The fewest studies that turn the lean, and whether fewer might."""
    if f.lean == Lean.NONE:
        return "The claim was not tested, so that there is no verdict to turn by taking studies away."
    if not f.flip_set:
        return "No studies were found that turn the verdict when they are taken away; not every way of taking some was tried."
    n, studies = f.flip_bodies, len(f.flip_set)
    unit = plural(n, "body", "bodies") + " of evidence" if by_votes(f) else plural(n, "study", "studies")
    names = a_list([label.get(study, study) for study in f.flip_set[:_MOST_NAMED]])
    if studies > _MOST_NAMED:
        names += f" and {number(studies - _MOST_NAMED)} more"
    turned = f"Without {number(n)} {unit} the evidence would {LEAN_WORDS[f.flip_to]}: {names}. "
    if not f.flip_exact:
        return f"{turned}Whether fewer can do it was not searched to the end."
    return turned + ("" if n == 1 else "No smaller number turns it.")


def _same(f: Finding, n: int) -> str:
    """That so many analyses come to the same; those of a claim that is not tested lean no way."""
    if f.lean == Lean.NONE:
        return f"{plural(n, 'leaves', 'leave')} the claim untested too"
    return f"{plural(n, 'leans', 'lean')} the same way"


def _holds(f: Finding, own: list[Universe]) -> str:
    """How many analyses, and how many sets of evidence, lean the same way, and which way the others do."""
    holds = (
        f"{capital(number(f.holds_in))} of {number(f.universes)} analyses that a careful analyst might as well have done "
        f"{_same(f, f.holds_in)}. "
    )
    if f.sets == 1:
        holds += "They all rest on one set of evidence."
    else:
        holds += (
            f"They rest on {number(f.sets)} different sets of evidence; counted as it was done, "
            f"{number(f.holds_in_sets)} of these sets {_same(f, f.holds_in_sets)}."
        )
    others = Counter(row.lean for row in own if row.lean != f.lean)
    if others:
        said = [
            f"{LEAN_WORDS[lean]} in {number(n)}"
            for lean, n in sorted(others.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
        holds += f" It would {a_list(said)}."
    return holds
