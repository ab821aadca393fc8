"""The bottom line: what is known first, then how many claims lean which way."""

from __future__ import annotations

from collections import Counter
from typing import Any

from evidence.brief.retest import added
from evidence.brief.sentences import Sentence, fill
from evidence.brief.tables import Tables
from evidence.brief.verdicts import by_votes
from evidence.brief.words import capital
from evidence.propositions import Proposition
from evidence.synthesise.claim_rows import Finding, Lean, Verdict

_FILE = "config/propositions.yaml"
_NO_CLAIMS = "No claim is put to the test yet: this book says what evidence there is, and judges nothing."
_TOWARDS = "{first|capital}, as far as the studies gathered here can tell."
_TOWARDS_TWO = "{first|capital}, and {second}, as far as the studies gathered here can tell."
_REST = (
    ((Verdict.LEANS_AGAINST, Verdict.AGREEMENT_AGAINST), "It is not borne out that {first}."),
    ((Verdict.DIVIDED,), "Studies disagree on whether {first}."),
)


def bottom_line(tables: Tables) -> list[Sentence]:
    """The finding, then the sum of the claims."""
    return [*pulled_out(tables), tally(tables)]


def pulled_out(tables: Tables) -> list[Sentence]:
    """What the evidence leans to, what it does not bear out and what it is divided over, by the claims on which there is most.

    A claim for which the review has a sentence of its own (`bottom_line_more`) is told by that one.
    """
    written = _written(tables)
    told = {s.id.removeprefix("bottom-line-") for s in written}
    found = []
    if towards := [p for p in _most(tables, Lean.FOR) if p.id not in told][:2]:
        values = {"first": towards[0].that, "second": towards[-1].that}
        template = _TOWARDS if len(towards) == 1 else _TOWARDS_TWO
        found.append(_sentence("for", template, values, towards[0]))
    for verdicts, template in _REST:
        rest = [p for lean in (Lean.AGAINST, Lean.BETWEEN) for p in _most(tables, lean)]
        rest = [p for p in rest if tables.finding[p.id].verdict in verdicts]
        if rest and not told & {p.id for p in rest}:
            found.append(_sentence(verdicts[0], template, {"first": rest[0].that}, rest[0]))
    return [*found, *written]


def tally(tables: Tables) -> Sentence:
    """How many claims lean which way."""
    leans = Counter(str(finding.lean) for finding in tables[Finding])
    values = {
        "n_claims": len(tables[Finding]),
        "n_from_source": len(tables[Finding]) - len(added(tables)),
        "n_added": len(added(tables)),
        "seed_year": str(tables.claims.seed["year"]),
        "n_lean_for": leans[Lean.FOR],
        "n_between": leans[Lean.BETWEEN],
        "n_lean_against": leans[Lean.AGAINST],
        "n_not_tested": leans[Lean.NONE],
    }
    template = tables.claims.bottom_line if tables.claims.items else _NO_CLAIMS
    text = fill(template, values, file=_FILE, field="bottom_line")
    return Sentence("bottom-line", text, template, values, "findings/index.html")


def _written(tables: Tables) -> list[Sentence]:
    found = []
    for row in tables.claims.bottom_line_more:
        finding = tables.finding.get(row["finding"])
        if finding and finding.verdict in row["verdicts"]:
            link = f"findings/{tables.proposition[row['finding']].slug}.html#the-evidence"
            values = {"verdict": finding.verdict}
            found.append(Sentence(f"bottom-line-{row['finding']}", row["text"], row["text"], values, link))
    return found


def _most(tables: Tables, lean: Lean) -> list[Proposition]:
    """The claims that lean so, the key ones first, and of these those with the most direct bodies of evidence on that side."""

    def rank(p: Proposition) -> tuple[bool, bool, int]:
        f = tables.finding[p.id]
        return not p.key, not by_votes(f), -(f.direct_against if lean == Lean.AGAINST else f.direct_for)

    return sorted((p for p in tables.claims.items if tables.finding[p.id].lean == lean), key=rank)


def _sentence(name: str, template: str, values: dict[str, Any], p: Proposition) -> Sentence:
    text = capital(fill(template, values, file="brief", field=f"bottom-line.{name}"))
    return Sentence(f"bottom-line-{name}", text, template, values, f"findings/{p.slug}.html#the-evidence")
