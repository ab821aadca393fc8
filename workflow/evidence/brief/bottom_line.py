"""The bottom line: what is known first, then how many claims lean which way."""

from __future__ import annotations

from collections import Counter
from typing import Any

from evidence.brief.leanings import headline, is_few
from evidence.brief.meant import is_map
from evidence.brief.retest import added
from evidence.brief.sentences import Sentence, fill
from evidence.brief.tables import Tables
from evidence.brief.verdicts import by_votes, how_much, that_lean
from evidence.brief.words import a_list, capital, number, plural, some
from evidence.propositions import Proposition
from evidence.synthesise.claim_rows import Finding, Lean, Verdict

_FILE = "config/propositions.yaml"
_LEANS = (
    ("n_lean_for", "leans towards"),
    ("n_between", "is divided over or only qualifies"),
    ("n_lean_against", "leans against"),
    ("n_not_tested", "does not test"),
)
MAP = "This is a map: it shows what has been studied, and judges nothing."
_NO_CLAIMS = "No claim is put to the test yet: this book says what evidence there is, and judges nothing."
_TOWARDS = "It seems, as far as the studies gathered here can tell, that {first}."
_TOWARDS_TWO = "It seems, as far as the studies gathered here can tell, that {first}, and that {second}."
_TOWARDS_FEW = "{first|capital}, as far as the studies gathered here can tell."
_RESTS = "It has {first_by}."
_RESTS_TWO = "The first has {first_by}; the second has {second_by}."
_ONE = "{first|capital}."
_COUNTED = "{first|capital}: of {tested} bodies of evidence, {first_by}."
_REST = ((Verdict.LEANS_AGAINST, Verdict.AGREEMENT_AGAINST), (Verdict.DIVIDED,))


def bottom_line(tables: Tables) -> list[Sentence]:
    """The finding, then the sum of the claims and on how little some of it rests."""
    return [*pulled_out(tables), *sums(tables)]


def sums(tables: Tables) -> list[Sentence]:
    """How many claims lean which way, and how many of these leans rest on one body of evidence."""
    return [tally(tables), *_by_one(tables)]


def pulled_out(tables: Tables) -> list[Sentence]:
    """What the evidence leans to, what it does not bear out and what it is divided over, by the claims on which there is most.

    Of those that it leans to, what rests on few bodies of evidence is told only where nothing rests on more. A claim for which the
    review has a sentence of its own (`bottom_line_more`) is told by that one.
    """
    written = _written(tables)
    told = {s.id.removeprefix("bottom-line-") for s in written}
    found = []
    leaning = [p for p in _most(tables, Lean.FOR) if p.id not in told]
    firm = [p for p in leaning if not is_few(tables, tables.finding[p.id])][:2]
    values: dict[str, Any]
    if towards := firm or leaning[:1]:
        values = {
            "first": towards[0].that if firm else headline(tables, towards[0]),
            "first_by": _by(tables, towards[0]),
            "second": towards[-1].that,
            "second_by": _by(tables, towards[-1], bare=by_votes(tables.finding[towards[0].id])),
        }
        two = len(firm) > 1
        template = (_TOWARDS_TWO if two else _TOWARDS) if firm else _TOWARDS_FEW
        found.append(_sentence("for", template, values, towards[0]))
        found.append(_sentence("for-by", _RESTS_TWO if two else _RESTS, values, towards[0]))
    for verdicts in _REST:
        rest = [p for lean in (Lean.AGAINST, Lean.BETWEEN) for p in _most(tables, lean)]
        rest = [p for p in rest if tables.finding[p.id].verdict in verdicts]
        if rest and not told & {p.id for p in rest}:
            values = {"first": headline(tables, rest[0]), "first_by": _by(tables, rest[0], bare=True)}
            f = tables.finding[rest[0].id]
            values |= {"tested": f.tested}
            template = _ONE if f.tested == 1 or not by_votes(f) else _COUNTED
            found.append(_sentence(verdicts[0], template, values, rest[0]))
    return [*found, *written]


def tally(tables: Tables) -> Sentence:
    """How many claims lean which way."""
    leans = Counter(str(finding.lean) for finding in tables[Finding])
    values = {
        "n_claims": len(tables[Finding]),
        "n_from_source": len(tables[Finding]) - len(added(tables)),
        "n_added": len(added(tables)),
        "seed_year": str(tables.claims.seed.get("year", "")),
        "n_lean_for": leans[Lean.FOR],
        "n_between": leans[Lean.BETWEEN],
        "n_lean_against": leans[Lean.AGAINST],
        "n_not_tested": leans[Lean.NONE],
    }
    template, page = tables.claims.bottom_line or _default(values), "findings/index.html"
    if not tables.claims.items:
        template, page = (MAP, "map.html") if is_map(tables) else (_NO_CLAIMS, page)
    text = fill(template, values, file=_FILE, field="bottom_line")
    return Sentence("bottom-line", text, template, values, page)


def _default(values: dict[str, Any]) -> str:
    """The sum of the claims where the review has no words of its own for it; what is none of them is not named."""
    n, there = values["n_claims"], [(name, words) for name, words in _LEANS if values[name]]
    if n == 1:
        return f"The only claim is one that the evidence {there[0][1]}."
    return (
        "Of {n_claims} claims, the evidence " + a_list([f"{words} {{{name}}}" for name, words in there]) + "."
    )


def _by_one(tables: Tables) -> list[Sentence]:
    leaning = [f for f in tables[Finding] if f.lean in (Lean.FOR, Lean.AGAINST)]
    alone = sum(by_votes(f) and that_lean(f) == 1 for f in leaning)
    if not alone:
        return []
    values = {"alone": alone, "leaning": len(leaning), "rest": plural(alone, "rests", "rest")}
    template = "{alone|capital} of these {leaning} leans {rest} on one body of evidence each."
    if alone == 1:
        template = "One of these {leaning} leans rests on one body of evidence."
    if len(leaning) == 1:
        template = "Its only lean rests on one body of evidence."
    text = fill(template, values, file="brief", field="bottom-line.one")
    return [Sentence("bottom-line-by-one", text, template, values, "findings/index.html")]


def _by(tables: Tables, p: Proposition, *, bare: bool = False) -> str:
    """What the verdict on a claim was counted from, in short: three bodies of evidence for it, none against and two that limit it.

    `bare`: without the unit, where it has been said already.
    """
    f = tables.finding[p.id]
    if not by_votes(f):
        return f"a count over {how_much(f)}"
    parts = [
        f"{number(f.direct_for)} for it"
        if bare
        else some(f.direct_for, "body of evidence for it", "bodies of evidence for it"),
        f"{number(f.direct_against)} against",
    ]
    if f.direct_qualifies:
        parts.append(f"{number(f.direct_qualifies)} that {plural(f.direct_qualifies, 'limits', 'limit')} it")
    return a_list(parts)


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
