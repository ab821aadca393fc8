"""What a verdict rests on: the fewest studies that turn it, and the analyses in which it holds."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from evidence.brief.macros import parts
from evidence.brief.markup import join
from evidence.brief.statements import VERDICT_WORDS
from evidence.brief.tables import Tables
from evidence.brief.words import a_list, number
from evidence.propositions import Proposition
from evidence.synthesise.claim_rows import SideOfStudy, Universe
from evidence.synthesise.multiverse import options
from evidence.synthesise.robustness import MOST_TAKEN

_CHOICES = {
    "shown_only": "Sources that are shown and not counted",
    "read_by": "Who said which side a study takes",
    "unit": "What counts once: a study, or a case or report; in comparisons of cases a case, or a study",
    "qualifying": "Studies that qualify the claim stand",
    "decision": "How a majority is told from a draw",
    "limit": "The share that the claim names",
    "minimum": "Fewest studies or cases for a verdict",
    "machine_designs": "Study designs coded by machine",
}


def robustness(tables: Tables, p: Proposition, rows: list[SideOfStudy]) -> Markup:
    """What turns the verdict, and in which other analyses it holds."""
    f = tables.finding[p.id]
    label = {row.study_id: row.study_label for row in rows}
    if f.flip_set:
        names = a_list([label.get(study, study) for study in f.flip_set])
        one = len(f.flip_set) == 1
        fewest = (
            f"Without {'one study' if one else f'{number(len(f.flip_set))} studies'} the verdict would be “{VERDICT_WORDS[f.flip_to][1].lower()}”: {names}. "
            f"{'' if one else 'No smaller number of studies turns it.'}"
        )
    elif not any(row.counted for row in rows):
        fewest = "No study is counted here, so that there is none to take away."
    else:
        fewest = f"No {number(MOST_TAKEN)} studies, taken away together, turn the verdict."
    holds = f"The verdict is the same in {f.holds_in} of {f.universes} analyses that a careful analyst might as well have done."
    own = [row for row in tables[Universe] if row.proposition == p.id]
    others = Counter(row.verdict for row in own if row.verdict != f.verdict)
    if others:
        said = [
            f"“{VERDICT_WORDS[verdict][1].lower()}” in {n}"
            for verdict, n in sorted(others.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
        holds += f" It would be {a_list(said)}."
    body = []
    for name, given in options(p).items():
        for option in given:
            here = [row for row in own if getattr(row, name) == option]
            same = sum(row.verdict == f.verdict for row in here)
            body.append((_CHOICES[name], option, f"{same} of {len(here)}"))
    return join(
        [
            parts.paragraph(fewest),
            Markup("\n"),
            parts.paragraph(holds),
            parts.table(
                f"universes-{p.slug}",
                "In how many analyses the verdict holds, choice by choice; each is a row of universes.csv",
                ("Choice", "Taken so", "Same verdict"),
                body,
            ),
        ]
    )
