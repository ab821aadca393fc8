"""evidence code, recode and skos: what to code next, what a changed codebook changes, and the codebook as SKOS."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
import yaml

from evidence.classify.rows import Label, State
from evidence.deduplicate.rows import Membership, Work
from evidence.errors import UserError
from evidence.io import read_text, to_json
from evidence.layout import Layout
from evidence.owned import check_outside, table, write_outside
from evidence.review import Review
from evidence.screen.rows import Screen, Screening
from evidence.stage import Bench
from evidence.stages.classify import CLASSIFY, learnt

if TYPE_CHECKING:
    from evidence.classify.corpus import Batch
    from evidence.waiting.needs import Stake


class For(StrEnum):
    """What an order of works is to serve."""

    CLAIMS = "claims"
    MACHINE = "machine"


def code(
    most: int = typer.Option(10, help="how many works to name"),
    out: Path = typer.Option(None, help="write them here, ready to be filled in as a coding table"),
    force: bool = typer.Option(False, help="replace a file that is there"),
    for_: For = typer.Option(
        For.MACHINE,
        "--for",
        help="machine: what a work teaches; claims: what it teaches x the verdicts that it could move",
    ),
) -> None:
    """Say which included works to code next, where the machine is unsure and the subject new, and which verdict hangs on each."""
    import numpy as np

    from evidence.classify.corpus import Batch
    from evidence.classify.guesses import in_words
    from evidence.classify.next import entropy, questions
    from evidence.classify.words import features_of

    at = Layout()
    if out:
        check_outside(at, out)
    told = learnt(Bench(CLASSIFY))
    ids = {s.work_id for s in Review(at)[Screening] if s.decision == Screen.INCLUDE}
    included = Batch(told.corpus, [work for work in told.works if work.work_id in ids])
    machines = told.machines
    missing = [[work.work_id not in m.coded for work in included.works] for m in machines]
    open_rows = np.flatnonzero(np.any(missing, axis=0)).tolist() if machines else []
    if not open_rows:
        print("People have coded every included work for every facet that the machine judges.")
        return
    judged = [m.judge(included) for m in machines]
    unsure = np.sum(
        [
            entropy(found.p[open_rows]) * np.array(own)[open_rows]
            for found, own in zip(judged, missing, strict=True)
        ],
        axis=0,
    )
    names = [included.works[row].work_id for row in open_rows]
    row_of = dict(zip(names, open_rows, strict=True))

    def guess(work_id: str) -> str:
        row = row_of[work_id]
        told = [
            (m.facet.id, in_words(m.guesses(found, row), str))
            for m, found, own in zip(machines, judged, missing, strict=True)
            if own[row]
        ]
        return "; ".join(f"{facet}: {words or 'none'}" for facet, words in told)

    features = _unit(included.text if told.corpus.works else features_of(included.texts))
    stakes = _at_stake(at, included, features, open_rows)
    weighed = {name: stake.value for name, stake in stakes.items()} if for_ is For.CLAIMS else {}
    if for_ is For.CLAIMS and not stakes:
        print(
            "Nothing is known of the claims before a build: works are named by what they teach the machine. `evidence build` comes first.",
            file=sys.stderr,
        )
    asked = questions(names, unsure, features[open_rows], weighed, guess, most)
    title = {work.work_id: work.title for work in included.works}
    for number, q in enumerate(asked, start=1):
        print(f"{number:>3}  {q.work_id}  {title[q.work_id][:80]}")
        if q.work_id in stakes and stakes[q.work_id].why:
            print(f"     {stakes[q.work_id].why}")
        print(f"     unsure by {q.uncertainty:.2f} bits, new by {q.novelty:.0%}; guess {q.guess}")
    if out:
        first = {m.work_id: m.record_id for m in Review(at)[Membership] if m.primary}
        facets = [m.facet.id for m in machines]
        rows = [[first[q.work_id], facet, "", "", "", ""] for q in asked for facet in facets]
        header = ("record", "facet", "codes", "note", "reviewer", "date")
        write_outside(at, out, table(header, rows), force)
        print(f"{len(rows)} rows to fill in are in {out}; save it as literature/decisions/coding-NAME.csv.")


def recode() -> None:
    """Say which works the codebook as it is now would code otherwise than the last build, before and after."""
    at = Layout()
    now = (label for some in learnt(Bench(CLASSIFY)).batches() for label in some)
    before, after = _told(Review(at)[Label]), _told(now)
    title = {work.work_id: work.title for work in Review(at)[Work]}
    changed = sorted(place for place in before.keys() | after.keys() if before.get(place) != after.get(place))
    for work_id, facet in changed:
        print(f"{work_id}  {facet}  {title[work_id][:70]}")
        print(f"    before  {_words(before.get((work_id, facet), []))}")
        print(f"    after   {_words(after.get((work_id, facet), []))}")
    works = len({work_id for work_id, _ in changed})
    print(f"{works} works are coded otherwise." if works else "No work is coded otherwise.")


def skos(
    file: Path = typer.Argument(..., help="JSON-LD to write, or to read with --take"),
    take: bool = typer.Option(False, help="print the codebook that FILE holds as YAML"),
    force: bool = typer.Option(False, help="replace a file that is there"),
) -> None:
    """Write the codebook as SKOS in JSON-LD, or read one."""
    from evidence.codebook_file import load_codebook
    from evidence.codebook_skos import from_skos, to_skos

    if not take:
        book = load_codebook(Layout().setting("codebook"))
        write_outside(Layout(), file, to_json(to_skos(book.raw), indent=1) + "\n", force)
        print(
            f"{sum(len(f.codes) for f in book.facets)} concepts in {len(book.facets)} schemes are in {file}."
        )
        return
    try:
        data = json.loads(read_text(file))
    except json.JSONDecodeError as error:
        raise UserError(
            "this is not JSON", file=file, line=error.lineno, value=error.msg, fix="give JSON-LD"
        ) from None
    print(yaml.safe_dump(from_skos(data), allow_unicode=True, sort_keys=False, width=110), end="")


def _told(labels: Iterable[Label]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """By work and facet: (code, source) of every accepted label; nothing where the machine abstained."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for label in labels:
        if label.state == State.ACCEPTED:
            found[(label.work_id, label.facet)].append((label.code, str(label.source)))
    return {place: sorted(own) for place, own in found.items()}


def _words(codes: list[tuple[str, str]]) -> str:
    return ", ".join(f"{code} (by {source})" for code, source in codes) or "no code: the machine abstains"


def _unit(features: Any) -> Any:
    from sklearn.preprocessing import normalize

    return normalize(features)


def _at_stake(at: Layout, included: Batch, features: Any, open_rows: list[int]) -> dict[str, Stake]:
    """What hangs on each open work, by the findings of the last build; nothing before there are any."""
    from evidence.codebook_file import load_codebook
    from evidence.synthesise.rules import load_claims
    from evidence.waiting.staked import staked

    claims = load_claims(at.setting("propositions"), load_codebook(at.setting("codebook")))
    try:
        return staked(Review(at), claims, included.works, features, open_rows)
    except UserError:
        return {}
