"""The shipped review worked out from literature/ and config/ with pandas and without any code of the package.

What is said here in a second way: which entries are one work and one study, what is included, which rows and which studies
count, the side of each study on each claim, votes, and one direction a study.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

ROOT = Path(__file__).resolve().parents[2]
NEAREST = ["direct", "related", "one_arm", "proxy", ""]
TAKEN = {"for", "against", "qualifies"}
WAYS = ["positive", "negative", "mixed", "none"]


def settings(name: str) -> Any:
    return yaml.load((ROOT / "config" / name).read_text(encoding="utf-8"), yaml.CSafeLoader)


CONFIG, CLAIMS, CODEBOOK = (settings(f"{name}.yaml") for name in ("config", "propositions", "codebook"))


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(ROOT / "literature" / name, dtype=str, keep_default_na=False)


def groups(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Key → the least key of all that pairs tie it to."""
    pairs, least = list(pairs), {}
    while True:
        before = dict(least)
        for a, b in pairs:
            least[a] = least[b] = min(least.get(a, a), least.get(b, b))
        if least == before:
            return least


def _bib(text: str) -> Iterable[dict[str, str]]:
    for entry in re.split(r"^@", text, flags=re.M)[1:]:
        found = dict(re.findall(r"^ *(\w+) = \{(.*?)\},?$", entry, flags=re.M | re.S))
        yield {**found, "id": re.match(r"\w+\{([^,]+),", entry)[1]}


_TAGS = {"ID": "id", "TI": "title", "PY": "year", "DO": "doi", "AB": "abstract", "DP": "year"}


def _tagged(text: str) -> Iterable[dict[str, str]]:
    """RIS and nbib: a tag, two dashes of room, a value; a line that begins with spaces goes on with the one before."""
    for entry in re.split(r"^ER  -.*$|\n\n(?=PMC|PMID)", text, flags=re.M):
        rows = re.findall(r"^([A-Z][A-Z0-9]{1,3}) *- (.*)$", re.sub(r"\n {6}", " ", entry), flags=re.M)
        found = {_TAGS[tag]: value for tag, value in rows if tag in _TAGS}
        for tag, value in rows:
            if tag == "AID" and (named := re.fullmatch(r"(\S+) \[(doi|citation-key)\]", value)):
                found["doi" if named[2] == "doi" else "id"] = named[1]
        if found:
            yield found


@cache
def records() -> pd.DataFrame:
    """One row an entry of the exports, with its file, key, year, DOI and summary as they stand there."""
    rows = []
    for path in sorted((ROOT / "literature/records").iterdir()):
        if path.suffix == ".csv":
            found = table(f"records/{path.name}").to_dict("records")
        else:
            text = path.read_text(encoding="utf-8")
            found = list(_bib(text) if path.suffix == ".bib" else _tagged(text))
        rows += [{**row, "file": path.name} for row in found]
    return pd.DataFrame(rows).fillna("").astype(str)


PAIRS = table("decisions/duplicates.csv")
_SAME = [(r.record_a, r.record_b) for r in PAIRS[PAIRS.decision == "duplicate"].itertuples()]
_STUDY = [(r.record_a, r.record_b) for r in PAIRS[PAIRS.decision == "same_study"].itertuples()]


def _same_doi() -> list[tuple[str, str]]:
    """Pairs of entries with one DOI, which a rule joins where no person has spoken."""
    with_doi = records()[records().doi != ""]
    return [
        (own.iloc[0], key) for _, own in with_doi.groupby(with_doi.doi.str.lower()).id for key in own.iloc[1:]
    ]


WORK_OF = groups([*_SAME, *_same_doi()])
STUDY_OF = groups([*_SAME, *_same_doi(), *_STUDY])
_LAST = table("decisions/screening.csv").drop_duplicates(["record", "reviewer"], keep="last")
INCLUDED = {WORK_OF.get(key, key) for key in _LAST[_LAST.decision == "include"].record}


def work(key: str) -> str:
    return WORK_OF.get(key, key)


def study_of(key: str) -> str:
    return STUDY_OF.get(key, key)


def study(row: pd.Series) -> str:
    """The study of a passage or a number: the one that its row names, else that of its record, else its own label."""
    return study_of(row.study or row.record or row.study_label or row.case_name)


def _reason(row: pd.Series) -> str:
    """Why a passage or a number does not count, for what its own row says; blank where it counts."""
    said = CONFIG["extract"]
    found = [
        "claim" if row.case_id in CLAIMS["seed"]["claim_cases"] else "",
        said["source_types"].get(row.source_type, ""),
        *(said["caveats"].get(word, "") for word in row.caveats.split(";")),
        said["roles"].get(row.evidence_role, ""),
        said["effect_types"].get(row.effect_type, ""),
        f"its record was screened as {SCREENED[work(row.record)]}"
        if row.record and work(row.record) not in INCLUDED
        else "",
        said["pooled_apart"].get(row.evidence_role, ""),
    ]
    return next(filter(None, found), "")


SCREENED = {work(row.record): row.decision for row in _LAST.itertuples()} | dict.fromkeys(INCLUDED, "include")


def items() -> pd.DataFrame:
    """Passages and numbers, one under the other, each with its study, its work and why it does not count.

    A work all of whose passages are of a kind of source that does not count is of that kind with its numbers too.
    """
    passages = table("case_studies/extracts.csv").assign(kind="extract", evidence_role="case")
    numbers = table("effects/effects.csv").assign(kind="effect")
    both = pd.concat(
        [
            passages.rename(columns={"code": "outcome", "extract_id": "item"}),
            numbers.rename(columns={"outcome_domain": "outcome", "effect_id": "item"}),
        ],
        ignore_index=True,
    ).fillna("")
    both["of"], both["work"] = (
        both.apply(study, axis=1),
        both.record.map(lambda key: work(key) if key else ""),
    )
    both["why"] = both.apply(_reason, axis=1)
    kinds = both[(both.kind == "extract") & (both.work != "")].groupby("work").source_type.agg(list)
    weak = {
        name: CONFIG["extract"]["source_types"][own[0]]
        for name, own in kinds.items()
        if all(kind in CONFIG["extract"]["source_types"] for kind in own)
    }
    apart = both.why.isin(["", *CONFIG["extract"]["pooled_apart"].values()])
    both.loc[apart & both.work.isin(weak), "why"] = both.work.map(weak)
    return both.assign(weak=both.why != "")


ITEMS = items()


def _withheld() -> set[str]:
    """Studies of which a passage was coded and nothing counts, not even apart: shown only, for whatever claim."""
    rest = ITEMS[ITEMS.why != "claim"]
    shown = rest.weak & ~rest.why.isin(CONFIG["extract"]["pooled_apart"].values())
    return {
        name for name, own in rest.groupby("of") if shown[own.index].all() and (own.kind == "extract").any()
    }


WITHHELD = _withheld()


def has(column: str, *words: str) -> pd.Series:
    if column not in ITEMS:
        return pd.Series(False, index=ITEMS.index)
    return ITEMS[column].str.split(";").map(lambda said: bool(set(said) & set(words)))


_COLUMN = {"role": "evidence_role", "case": "case_id", "months": "timing_months"}


def meets(where: dict[str, Any]) -> pd.Series:
    """Which passages and numbers meet every condition of a `where` in config/propositions.yaml."""
    met = pd.Series(True, index=ITEMS.index)
    for name, wanted in where.items():
        column = _COLUMN.get(name, name)
        if isinstance(wanted, dict):
            size = (
                pd.to_numeric(ITEMS[column], errors="coerce")
                if name == "months"
                else ITEMS[column].map(lambda cell: len([c for c in cell.split(";") if c]) or None)
            )
            met &= size.between(wanted.get("at_least", 0), wanted.get("at_most", 10**6))
        else:
            words = [str(word) for word in (wanted if isinstance(wanted, list) else [wanted])]
            met &= has(column, *words)
    return met


def of_clauses(claim: dict[str, Any]) -> tuple[pd.Series, list[tuple[pd.Series, str, Callable[[int], str]]]]:
    """Which items bear on a claim by its `where`, and (where, side, item → how directly) of each clause of its `sides`."""
    meant = pd.Series(False, index=ITEMS.index)
    for where in claim["scope"].get("where", []):
        meant |= meets(where)
    clauses = claim.get("sides", [])
    given = [(meets(c["when"]), c["side"], lambda at, c=c: _how(claim, c, at)) for c in clauses]
    return meant, given + [
        (_as_if(c, way), "qualifies", lambda at, c=c: _how(claim, c, at))
        for way in ("positive", "negative")
        for c in clauses
    ]


def _as_if(clause: dict[str, Any], way: str) -> pd.Series:
    """Mixed results of which a clause would speak if they were clear."""
    said = clause["when"].get("direction", [])
    rest = {name: wanted for name, wanted in clause["when"].items() if name != "direction"}
    asked = way in (said if isinstance(said, list) else [said])
    return meets(rest) & (ITEMS.direction == "mixed") & asked


def _how(claim: dict[str, Any], clause: dict[str, Any], at: int) -> str:
    if clause.get("directness"):
        return clause["directness"]
    if ITEMS.kind[at] == "extract":
        return "direct" if claim["test"] == "descriptive" else "one_arm"
    how = CLAIMS["defaults"]["directness"].get(ITEMS.evidence_role[at], "direct")
    return "direct" if how == "related" and claim["test"] in ("associational", "descriptive") else how


@cache
def sides(claim: str) -> pd.DataFrame:
    """A row a study that bears on the claim: its side, how directly it speaks, whether it counts and what it shares."""
    (said,) = [p for p in CLAIMS["propositions"] if p["id"] == claim]
    return by_study(claim, *of_clauses(said))


def by_study(claim: str, meant: pd.Series, clauses: list[tuple[pd.Series, str, Any]]) -> pd.DataFrame:
    """The same for a scope and clauses that are given."""
    scoped = ITEMS[(has("propositions", claim) | meant) & (ITEMS.why != "claim")]
    read = table("decisions/sides.csv").query("proposition == @claim").sort_values("date", kind="stable")
    read = read.assign(work=read.record.map(work)).drop_duplicates("work", keep="last")
    read = read.assign(of=read.record.map(study_of))
    rows = []
    for name, own in read.groupby("of"):
        found = set(own.side)
        found = found & TAKEN or found - {"not_read"} or found
        mine = scoped[scoped.of == name]
        counted = (
            bool(set(own.work) & INCLUDED) and not (len(mine) and mine.weak.all()) and name not in WITHHELD
        )
        how = min(own.directness, key=NEAREST.index)
        if not how and len(looked := mine[~mine.weak] if (~mine.weak).any() else mine):
            (about,) = [p for p in CLAIMS["propositions"] if p["id"] == claim]
            how = min((_how(about, {}, at) for at in looked.index), key=NEAREST.index)
        side = found.pop() if len(found) == 1 else "qualifies"
        rows.append(
            (name, side, "" if side == "not_read" else how, counted, set(own.shares_evidence) - {""}, True)
        )
    for name, own in scoped[~scoped.of.isin(read.of)].groupby("of"):
        looked_at = own[~own.weak] if (~own.weak).any() else own
        spoken: dict[str, set[str]] = defaultdict(set)
        left = looked_at.index
        for where, side, how in clauses:  # the first clause that speaks of an item gives its side
            hit = [at for at in left if where[at]]
            left = [at for at in left if not where[at]]
            for at in hit:
                spoken[how(at) if callable(how) else how].add(side)
        nearest = min(spoken, key=NEAREST.index, default="")
        found = spoken.get(nearest, {"not_read"})
        side = found.pop() if len(found) == 1 else "qualifies"
        rows.append((name, side, nearest, bool((~own.weak).any()), set(own.case_id) - {""}, False))
    return pd.DataFrame(rows, columns=["study", "side", "directness", "counted", "shares", "read"])


def bodies(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """(side, how directly) of each independent body of evidence that takes a side: studies that share evidence are one.

    A body speaks as its most direct studies do; where these differ it qualifies.
    """
    taking = rows[rows.counted & rows.side.isin(TAKEN)]
    found: list[tuple[set[str], list[tuple[str, str]]]] = []
    for row in taking.itertuples():
        things, said = set(row.shares or {row.study}), [(row.side, row.directness)]
        for body in [body for body in found if body[0] & things]:
            found.remove(body)
            things, said = things | body[0], said + body[1]
        found.append((things, said))
    result = []
    for _, said in found:
        how = min((how for _, how in said), key=NEAREST.index)
        spoken = {side for side, own in said if own == how}
        result.append((spoken.pop() if len(spoken) == 1 else "qualifies", how))
    return result


def votes(rows: pd.DataFrame) -> Counter[str]:
    """Direct bodies of evidence by side."""
    return Counter(side for side, how in bodies(rows) if how == "direct")


def units(where: dict[str, Any]) -> set[str]:
    """Counted cases that meet a `where`, or studies where there is no case."""
    found = ITEMS[meets(where) & ~ITEMS.weak]
    return set(found.case_id.where(found.case_id != "", found.of))


@cache
def codes(facet: str) -> dict[str, set[str]]:
    """Work → its codes of a facet: those of all readers on all its entries, each reader's last word."""
    last = (
        table("decisions/coding.csv")
        .query("facet == @facet")
        .drop_duplicates(["record", "reviewer"], keep="last")
    )
    found: dict[str, set[str]] = defaultdict(set)
    for row in last.itertuples():
        found[work(row.record)] |= {code for code in row.codes.split(";") if code}
    return found


def _one(directions: Iterable[str]) -> str:
    """The direction that seven in ten share, else mixed."""
    tally = Counter(directions)
    (top, n), *_ = tally.most_common()
    return top if n >= CONFIG["synthesise"]["agreement"] * tally.total() else "mixed"


def directed() -> pd.DataFrame:
    """Counted rows with a direction for the arrangement that they are coded to."""
    said = CONFIG["synthesise"]
    own = ITEMS[
        ~ITEMS.weak
        & (ITEMS.direction != "")
        & ((ITEMS.kind == "extract") | ITEMS.evidence_role.isin(said["direction_roles"]))
    ].copy()
    turned = own.comparison.isin(said["turned_comparisons"]) & (own.kind == "effect")
    other = {"positive": "negative", "negative": "positive"}
    own.loc[turned, "direction"] = own.direction[turned].map(lambda way: other.get(way, way))
    return own


def by_direction(rows: pd.DataFrame) -> dict[str, int]:
    """Studies by direction, one vote a study: of each of its outcomes first, and then of these."""
    tally = Counter(
        _one(_one(outcome.direction) for _, outcome in own.groupby("outcome"))
        for _, own in rows.groupby("of")
    )
    return {way: tally[way] for way in WAYS}


def with_code(rows: pd.DataFrame, facet: str, code: str) -> pd.DataFrame:
    return rows.loc[[code in cell.split(";") for cell in rows[facet]]]
