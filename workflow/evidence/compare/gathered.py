"""A claim judged by the product's own rules from evidence that is put together by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evidence.appraise.risks import Risks
from evidence.classify.rows import Label
from evidence.codebook import Codebook
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem, Standing
from evidence.extract.side_readings import Reading
from evidence.extract.whose import Library
from evidence.mentions import Mentions
from evidence.propositions import Propositions
from evidence.screen.rows import Screening
from evidence.synthesise.findings import Claims, studies_by_design


class Gathered(Claims):
    """`Claims` of a few works, whose sides people have been read already. `exports`: study → the files that its records stand in."""

    def __init__(
        self,
        items: Iterable[EvidenceItem],
        works: Mapping[str, Work],
        screening: Mapping[str, Screening],
        labels: Iterable[Label],
        read: Mapping[str, list[Reading]],
        exports: Mapping[str, set[str]],
        codebook: Codebook,
        propositions: Propositions,
    ) -> None:
        self.items = [item for item in items if item.standing != Standing.NOT_KNOWN]
        self.books = Library(Mentions([]), {}, dict(works), dict(screening))
        self.propositions, self.labels = propositions, list(labels)
        self.place = {item.item_id: item.case_id or item.work_id for item in self.items}
        self.read, self.remarks = dict(read), []
        self.designs = self.with_machine = studies_by_design(self.labels, self.books, codebook)
        self.appraised, self.risks, self.within = {}, Risks(), []
        self.exports = dict(exports)
