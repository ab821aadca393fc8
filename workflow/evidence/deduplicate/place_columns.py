"""Where records stand, as columns for comparison: journal or meeting, volume, issue and pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.deduplicate.asides import ELSEWHERE, UNPUBLISHED
from evidence.deduplicate.folding import first_run, fold
from evidence.deduplicate.in_one_piece import one
from evidence.deduplicate.records import Records

# Of so many entries of a file the numbers can be judged.
MANY = 50
_DRAFT = (
    r"\b(technical report|tech rep|tr|working papers?|discussion papers?|unpublished|manuscript|submitted|to appear|thesis|"
    r"dissertation|ph ?d|preprints?|arxiv|biorxiv|medrxiv|ssrn|research square|osf|psyarxiv|socarxiv|internal report)\b"
)
MEETING = r"\b(proceedings|proc|conference|symposium|congress|meeting|workshop|annual scientific|abstracts?|sessions)\b"
# A month says when, and not which: another export has the number.
_MONTH = "^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$"


@dataclass(frozen=True)
class Placed:
    """The columns of n records that tell of their places; each is an Arrow string array or a NumPy array of length n. Built once."""

    table: pa.Table | Records

    def __len__(self) -> int:
        return self.table.num_rows

    def text(self, name: str) -> pa.Array:
        return pc.fill_null(one(self.table[name]), "")

    @cached_property
    def elsewhere(self) -> pa.Array:
        """(n,) bool: what it says of a place is that of an earlier form of the work, as it says itself."""
        said = pc.match_substring_regex(self.text("title"), ELSEWHERE)
        return pc.or_(said, pc.match_substring_regex(self.text("container"), ELSEWHERE))

    def _own(self, texts: pa.Array) -> pa.Array:
        """Where a work stands itself; empty where what is told is the place of an earlier form."""
        return pc.if_else(self.elsewhere, "", texts)

    @cached_property
    def container(self) -> pa.Array:
        place = pc.replace_substring_regex(self.text("container"), r"(\w)\s*[(\[][^()\[\]]*[)\]]", r"\1")
        return fold(self._own(pc.if_else(pc.equal(place, ""), self.text("publisher"), place)))

    @cached_property
    def meeting(self) -> np.ndarray:
        """(n,) bool: it was given at a meeting, by its kind or its place."""
        given = pc.match_substring_regex(self.container, MEETING)
        return pc.or_(pc.equal(self.text("kind"), "conference"), given).to_numpy(zero_copy_only=False)

    @cached_property
    def article(self) -> np.ndarray:
        """(n,) bool: it stands in a journal."""
        return pc.equal(self.text("kind"), "article").to_numpy(zero_copy_only=False) & ~self.meeting

    @cached_property
    def draft(self) -> np.ndarray:
        """(n,) bool: a preprint, a report, a thesis or a manuscript by its place of publication, or by what stands behind its title."""
        placed = pc.match_substring_regex(self.container, _DRAFT)
        said = pc.or_(pc.match_substring_regex(self.text("title"), UNPUBLISHED), self.elsewhere)
        return pc.or_(placed, said).to_numpy(zero_copy_only=False)

    @cached_property
    def volume(self) -> pa.Array:
        """The first run of letters and digits of a volume: `4 (1) (no pagination)` is 4, and a month is none."""
        volume = first_run(self._own(self.text("volume")), r"^\W*(?:vol(?:ume)?\.?\s*)?0*(?P<x>[\pL\d]+)")
        return pc.if_else(pc.match_substring_regex(volume, _MONTH), "", volume)

    @cached_property
    def issue(self) -> pa.Array:
        """Issues; empty where nearly every entry of a file has a number of its own, which is the number of the entry."""
        issue = self._issue
        codes = issue.dictionary_encode().indices.to_numpy().astype(np.int64)
        files = self.text("source_file").dictionary_encode().indices.to_numpy().astype(np.int64)
        there = pc.not_equal(issue, "").to_numpy(zero_copy_only=False)
        many = codes.max(initial=0) + 1
        kinds = np.unique(files[there] * many + codes[there]) // many
        size = int(files.max(initial=0)) + 1
        count = np.bincount(files[there], minlength=size)
        numbered = (count >= MANY) & (np.bincount(kinds, minlength=size) > count * 0.8)
        return pc.if_else(pa.array(numbered[files]), "", issue)

    @cached_property
    def _issue(self) -> pa.Array:
        issue = first_run(self._own(self.text("issue")), r"^\W*(?:no\.?\s*|issue\s*)?0*(?P<x>[\pL\d]+)")
        return pc.if_else(pc.match_substring_regex(issue, _MONTH), "", issue)

    @cached_property
    def first_page(self) -> pa.Array:
        return first_run(
            self._own(self.text("pages")), r"^\W*(?:pp?\.?\s*|pages?\s*|article\s*)?0*(?P<x>[\pL]*\d[\pL\d]*)"
        )

    @cached_property
    def last_page(self) -> pa.Array:
        return first_run(self._own(self.text("pages")), r"-\s*(?P<x>[\pL]*\d[\pL\d]*)")

    @cached_property
    def page_number(self) -> np.ndarray:
        """First pages as numbers; -1 where there is none or it is not a number alone."""
        plain = pc.match_substring_regex(self.first_page, r"^\d{1,6}$")
        return pc.if_else(plain, self.first_page, "-1").cast(pa.int64()).to_numpy()

    @cached_property
    def last_number(self) -> np.ndarray:
        """Last pages as numbers, `121-9` as 129; -1 where there is none, or it is no number, or before the first."""
        plain = pc.match_substring_regex(self.last_page, r"^\d{1,6}$")
        last = pc.if_else(plain, self.last_page, "-1").cast(pa.int64()).to_numpy()
        digits = 10 ** pc.utf8_length(self.last_page).to_numpy().clip(0, 6).astype(np.int64)
        first = self.page_number
        last = np.where((last >= 0) & (last < first), first // digits * digits + last, last)
        return np.where(last < first, -1, last)

    @cached_property
    def one_page(self) -> np.ndarray:
        """(n,) bool: the pages given are one page."""
        alone = pc.or_(pc.equal(self.last_page, ""), pc.equal(self.last_page, self.first_page))
        return alone.to_numpy(zero_copy_only=False) & (self.page_number >= 0)

    @cached_property
    def page_digits(self) -> pa.Array:
        """The digits of the pages, without what stands between them."""
        return pc.replace_substring_regex(self._own(self.text("pages")), r"\D+", "")
