"""What a judgement rests on when it is made now: by the settings as they are and the tables as they were built."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from evidence import fingerprints
from evidence.appraise.toolbox import Toolbox
from evidence.codebook import Codebook
from evidence.extract.rows import EvidenceItem
from evidence.fingerprints import Rests
from evidence.ingest.rows import Record
from evidence.propositions import Proposition
from evidence.synthesise.sides import in_scope


class Ground:
    """`study_of`: reference → the study of the one work that it leads to, or nothing; `find`: reference → records. What takes time to read
    is asked for when a judgement of its kind is."""

    codebook: Codebook
    claims: Sequence[Proposition]
    items: Sequence[EvidenceItem]
    tools: Toolbox
    find: Callable[[str], Sequence[Record]]
    study_of: Callable[[str], str]

    def of(self, kind: str, cells: Mapping[str, str]) -> Rests:
        """What a row of a table of people's rests on; nothing for a table without a column `judged`."""
        made = _KINDS.get(kind)
        return made(self, cells) if made else {}

    def of_side(self, claim: str, study: str) -> Rests:
        """What was coded of the study and bears on the claim, and the claim itself."""
        asked = self._claims[claim]
        return fingerprints.of_side(asked, filter(in_scope(asked), self._of_study.get(study, ())))

    def of_codes(self, facet: str, codes: Iterable[str]) -> Rests:
        """Codes of a facet; nothing for one that has no list of codes."""
        known = self.codebook.find(facet)
        return fingerprints.of_codes(known, codes) if known else {}

    @cached_property
    def of_criteria(self) -> Rests:
        return fingerprints.of_criteria(self.codebook.screening)

    def of_answer(self, record: str, tool: str) -> Rests:
        known = self.tools.get(name := self.tools.named(tool))
        return fingerprints.of_appraisal(self.find(record), name, known.version if known else "")

    def of_pair(self, one: str, other: str) -> Rests:
        return fingerprints.of_pair(self.find(one), self.find(other))

    @cached_property
    def _claims(self) -> Mapping[str, Proposition]:
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def _of_study(self) -> Mapping[str, list[EvidenceItem]]:
        found: dict[str, list[EvidenceItem]] = defaultdict(list)
        for item in self.items:
            found[item.study_id].append(item)
        return found


_KINDS: Mapping[str, Callable[[Ground, Mapping[str, str]], Rests]] = {
    "sides": lambda now, row: now.of_side(row["proposition"], now.study_of(row["record"])),
    "coding": lambda now, row: now.of_codes(row["facet"], row["codes"].split(";")),
    "screening": lambda now, row: now.of_criteria,
    "appraisal": lambda now, row: now.of_answer(row["record"], row["tool"]),
    "duplicates": lambda now, row: now.of_pair(row["record_a"], row["record_b"]),
}
