"""One version of the evidence, as what findings, pools, themes and the map are made of. Names are those of the later version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from evidence import inputs
from evidence.citation import lettered
from evidence.classify.rows import Label, State
from evidence.compare.stated import Stated, stated
from evidence.deduplicate.rows import Membership, Work
from evidence.extract.coded import Effect, Extract
from evidence.extract.coded_rows import stands
from evidence.extract.rows import Coding, EvidenceItem
from evidence.extract.side_readings import Reading, SideDecision, readings
from evidence.extract.whose import Library
from evidence.given.declare import given_by, moment
from evidence.ingest.rows import Record
from evidence.mentions import Mentions
from evidence.review import Review
from evidence.screen.rows import Screen, Screening
from evidence.synthesise.decisions import ThemeDecision

Row = TypeVar("Row")
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Edition:
    """`labels`: the accepted codes by work and facet. `read`: people's sides by claim and work. `files`: the export of each record.
    `texts`: the coded tables as they were written, `coded` their rows by id; none where they are not at hand."""

    stated: Stated
    works: dict[str, Work]
    screening: dict[str, Screening]
    labels: dict[tuple[str, str], tuple[Label, ...]]
    items: dict[str, EvidenceItem]
    codings: dict[str, tuple[Coding, ...]]
    read: dict[tuple[str, str], Reading]
    themes: dict[str, ThemeDecision]
    mentions: Mentions
    work_of: dict[str, str]
    files: dict[str, str]
    texts: list[tuple[str, str, str]]
    coded: dict[str, dict[str, str]]


@dataclass(frozen=True)
class Names:
    """What works and studies of a version are called in the later one, where that is another name."""

    work: Mapping[str, str]
    study: Mapping[str, str]

    def of_work(self, name: str) -> str:
        return self.work.get(name, name)

    def of(self, row: Any) -> Any:
        """A row that has `work_id` or `study_id`, under the later names."""
        named = {"work_id": self.work, "study_id": self.study}
        changed = {
            field: names[getattr(row, field)]
            for field, names in named.items()
            if getattr(row, field, "") in names
        }
        return replace(row, **changed) if changed else row


OWN = Names({}, {})


def edition(review: Review, names: Names = OWN) -> Edition:
    """What a version holds. Raises UserErrors where its settings cannot be read."""
    at, said = review.at, stated(review.at)
    works = {work.work_id: work for work in map(names.of, review[Work])}
    screening = {row.work_id: row for row in map(names.of, review[Screening])}
    included = {work for work, row in screening.items() if row.decision == Screen.INCLUDE}
    works = {work.work_id: work for work in lettered(works.values(), included)}
    records, memberships = review[Record], review[Membership]
    mentions = Mentions(records, memberships)
    work_of = {m.record_id: names.of_work(m.work_id) for m in memberships}
    sides, _ = inputs.decisions(SideDecision, at, said.codebook, said.propositions.ids())
    read, _ = readings(sides, mentions, work_of, works)
    drawn, _ = inputs.decisions(ThemeDecision, at, said.codebook, said.propositions.ids())
    texts = inputs.texts(at.extracts, "extracts", at) + inputs.texts(at.effects, "effects", at)
    labels = (label for label in map(names.of, review[Label]) if label.state == State.ACCEPTED)
    return Edition(
        stated=said,
        works=works,
        screening=screening,
        labels=_grouped(labels, lambda label: (label.work_id, label.facet)),
        items={item.item_id: placeless(names.of(item)) for item in review[EvidenceItem]},
        codings=_grouped(review[Coding], lambda coding: coding.item_id),
        read={(claim, row.work.work_id): row for claim, own in read.items() for row in own},
        themes={d.theme: d for d in sorted(drawn, key=moment)},
        mentions=mentions,
        work_of=work_of,
        files={record.record_id: record.source_file for record in records},
        texts=texts,
        coded=_coded(texts, said),
    )


def library(version: Edition, screening: Mapping[str, Screening]) -> Library:
    """The works of a version, with some screening of them; what has none there stands as it does in the version."""
    return Library(version.mentions, version.work_of, version.works, {**version.screening, **screening})


def placeless(item: EvidenceItem) -> EvidenceItem:
    """An item without its line, which says nothing of the evidence."""
    return replace(item, line=0)


def _coded(texts: list[tuple[str, str, str]], said: Stated) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for kind in (Extract, Effect):
        table = given_by(kind)
        own = [(file, text) for name, file, text in texts if name == table.name]
        for rows in stands(kind, own, said.codebook, said.propositions.ids()).rows.values():
            found |= {row[table.key]: row for _, row in rows}
    return found


def _grouped(rows: Iterable[Row], key: Any) -> dict[Any, tuple[Row, ...]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return {name: tuple(own) for name, own in found.items()}
