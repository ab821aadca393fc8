"""Records as columns for comparison: folded, keyed and ready to be paired a million at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.deduplicate.asides import without_asides
from evidence.deduplicate.folding import HAN, PLACEHOLDER, fold, value_at
from evidence.deduplicate.in_one_piece import filled, one
from evidence.deduplicate.keys import hashed
from evidence.deduplicate.lists import Lists, lists
from evidence.deduplicate.notices import ABSTRACT, GENERIC, in_words
from evidence.deduplicate.place_columns import Placed
from evidence.deduplicate.records import MERGED
from evidence.deduplicate.wording import SMALL

# What databases append to a title, and what publishers put before one when the article was retracted.
_ANNOTATION = r"(\S)[\s.]*(?:\[[^\[\]]*\]|\((?:vol\.? \d[^()]*|multiple letters(?: to the editor)?|(?:provisional|structured|author s) abstract)\)|\[erratum appears.*)\W*$"
_BANNER = r"(?i)^\W*(retracted|withdrawn)( article| paper)?\W*[:\]]\s*"
# Titles of fewer words than these recur; two works hardly share one of so many.
FEW, TELLING = 4, 8
# Cochrane's, arXiv's and repositories' versions, and those of F1000 journals.
_VERSION = r"(\.pub\d+|[./]v\d+|(10\.12688/\w+\.\d+)\.\d+)$"
_CITED = ("title", "container", "volume", "issue", "pages", "publisher", "doi", "pmid")
_BESIDE = ("record_id", "kind", "isbn", "issn", "url", "abstract_kind")
_IDENTIFIERS = ("pmcid", "arxiv", "openalex", "source_key")
FOLDED: dict[str, type] = {
    **dict.fromkeys(
        ("title", "container", "volume", "_issue", "first_page", "last_page", "page_digits"), str
    ),
    **dict.fromkeys(("doi", "lineage", "first_author", "last_author"), str),
    **dict.fromkeys(("content", "prints", "merged", "filled", "words", "page_number", "last_number"), int),
    **dict.fromkeys(
        ("generic", "meeting", "article", "serial", "draft", "given", "bracketed", "sparse"), bool
    ),
    **dict.fromkeys(("one_page", "abstracted"), bool),
}
"""Columns that tell of each record by itself and take time to make: texts in Arrow, numbers in NumPy."""
_BEGINNING = 500  # characters of an abstract
_AT_ONCE = 100_000  # records of which long texts are folded at once


@dataclass(frozen=True)
class Columns(Placed):
    """Comparison columns of n records; each is an Arrow string array or a NumPy array of length n. Built once."""

    def told(self, known: dict[str, Any]) -> Columns:
        """The same columns, some of which are known already."""
        self.__dict__.update(known)
        return self

    def take(self, rows: np.ndarray) -> Columns:
        """These records alone, with what is known of them."""
        at, own = pa.array(rows), self.__dict__
        known = {
            name: own[name][rows] if FOLDED[name] is not str else own[name].take(at)
            for name in FOLDED
            if name in own
        }
        if "abstract" in own:
            known["abstract"] = own["abstract"].take(at)
        return Columns(self.table.take(at)).told(known)

    def abstracts(self, rows: np.ndarray) -> pa.Array:
        """`abstract` of some of them, where not all are looked at."""
        if "abstract" in self.__dict__:
            return self.abstract.take(pa.array(rows))
        return Columns(self.table.take(pa.array(rows))).abstract

    @cached_property
    def ids(self) -> pa.Array:
        return self.text("record_id")

    @cached_property
    def title(self) -> pa.Array:
        """Folded titles without annotations in brackets and retraction banners; placeholders are empty."""
        raw = without_asides(self.text("title"))
        for _ in range(2):
            raw = pc.replace_substring_regex(in_words(raw), "(?i)" + _ANNOTATION, r"\1")
        folded = fold(pc.replace_substring_regex(raw, _BANNER, ""))
        # A title that only says where it stands (journal, volume, paper) tells nothing.
        blank = pc.match_substring_regex(folded, PLACEHOLDER)
        return pc.if_else(blank, "", folded)

    @cached_property
    def solid(self) -> pa.Array:
        """Titles without spaces, so that `e-mail`, `e mail` and `email` are one."""
        return pc.replace_substring(self.title, " ", "")

    @cached_property
    def generic(self) -> np.ndarray:
        """(n,) bool: a title that tells nothing by itself: a heading, a notice, a journal's, or a very short one.

        Seen in the record alone: what other records hold never turns the title of a work into a heading.
        """
        heading = pc.match_substring_regex(self.title, GENERIC)
        short = pc.less(pc.add(pc.utf8_length(self.solid), pc.count_substring_regex(self.solid, HAN)), 9)
        journal = pc.equal(self.title, self.container)
        return pc.or_(pc.or_(heading, short), journal).to_numpy(zero_copy_only=False)

    @cached_property
    def words(self) -> np.ndarray:
        """(n,) int: how many words of a title mean something; two characters of a script without spaces are one."""
        words = [sum(w not in SMALL for w in title.split()) for title in self.title.to_pylist()]
        return np.maximum(
            np.array(words, np.int64), pc.count_substring_regex(self.solid, HAN).to_numpy() // 2
        )

    @cached_property
    def brief(self) -> np.ndarray:
        """(n,) bool: a title in few words."""
        return self.words < FEW

    @cached_property
    def serial(self) -> np.ndarray:
        """(n,) bool: nobody but the body that publishes it is named as its author, as of a yearly report."""
        flat, offsets = self.names
        nobody = offsets[:-1] == offsets[1:]
        whole = pc.replace_substring(fold(flat), " ", "")
        author = value_at(whole, offsets[:-1], nobody)
        place = pc.replace_substring(self.container, " ", "")
        body = pc.invert(pc.match_substring(value_at(flat, offsets[:-1], nobody), ","))
        own = pc.or_(pc.equal(author, place), pc.and_(pc.equal(place, ""), body)).to_numpy(
            zero_copy_only=False
        )
        return nobody | ((np.diff(offsets) == 1) & own)

    @cached_property
    def content(self) -> np.ndarray:
        """(n,) uint64: equal numbers for records that do not differ in any field of a citation."""
        flat, offsets = self.names
        authors = pc.binary_join(pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), flat), "; ")
        parts = [self.text(name) for name in _CITED] + [authors, self.year_text]
        return hashed(pc.binary_join_element_wise(*parts, "\x1f"))

    @cached_property
    def prints(self) -> np.ndarray:
        """(n,) uint64 fingerprints of every field that a comparison of two records reads."""
        return self._printed(self._compared, beginning)

    @cached_property
    def merged(self) -> np.ndarray:
        """(n,) uint64 fingerprints of every field that a work takes over from a record, and of its id."""
        words = one(self.table["keywords"])
        # A list without a word and one with a blank word are two.
        lengths = [
            pc.fill_null(pc.list_value_length(one(self.table[name])), -1) for name in ("authors", "keywords")
        ]
        beside = [self.text(name) for name in _BESIDE] + [length.cast(pa.string()) for length in lengths]
        beside += [
            pc.fill_null(pc.binary_join(words, ";\x1e"), ""),
            pc.fill_null(one(self.table["year"]).cast(pa.string()), "-"),
        ]
        return self._printed([*self._compared, *beside], lambda texts: texts.cast(pa.string()))

    @property
    def _compared(self) -> list[pa.Array]:
        flat, offsets = self.names
        authors = pc.binary_join(pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), flat), ";\x1e")
        return [self.text(name) for name in (*_CITED, *_IDENTIFIERS)] + [authors, self.year_text]

    def _printed(self, parts: list[pa.Array], of_abstract: Callable[[pa.Array], pa.Array]) -> np.ndarray:
        found = [np.zeros(0, np.uint64)]
        for at in range(0, len(self), _AT_ONCE):
            start = of_abstract(self.text("abstract").slice(at, _AT_ONCE))
            whole = pc.binary_join_element_wise(*(part.slice(at, _AT_ONCE) for part in parts), start, "\x1f")
            found.append(hashed(whole))
        return np.concatenate(found)

    @cached_property
    def filled(self) -> np.ndarray:
        """(n,) int: a bit for each field of MERGED, in its order, that has something in it."""
        return sum(
            (filled(self.table[name]).astype(np.int64) << place for place, name in enumerate(MERGED)),
            np.zeros(len(self), np.int64),
        )

    @cached_property
    def abstracted(self) -> np.ndarray:
        """(n,) bool: it has one that is compared."""
        return pc.not_equal(self.abstract, "").to_numpy(zero_copy_only=False)

    @cached_property
    def sparse(self) -> np.ndarray:
        """(n,) bool: nothing says where it stands: no volume, page, DOI or abstract."""
        there = [pc.not_equal(text, "") for text in (self.volume, self.first_page, self.doi)]
        return ~np.any([*(mask.to_numpy(zero_copy_only=False) for mask in there), self.abstracted], axis=0)

    @cached_property
    def names(self) -> tuple[pa.Array, np.ndarray]:
        """(every author of every record, folded with a comma after the family name; offsets)."""
        column = one(self.table["authors"])
        flat = column.flatten()
        offsets = np.concatenate([[0], np.cumsum(pc.fill_null(pc.list_value_length(column), 0).to_numpy())])
        return pc.fill_null(flat, ""), offsets

    @cached_property
    def surnames(self) -> pa.Array:
        """Family names of all authors (flat), folded, without spaces."""
        flat, _ = self.names
        family = pc.replace_substring(fold(pc.replace_substring_regex(flat, ",.*$", "")), " ", "")
        return pc.if_else(pc.match_substring_regex(family, PLACEHOLDER), "", family)

    @cached_property
    def first_author(self) -> pa.Array:
        _, offsets = self.names
        return value_at(self.surnames, offsets[:-1], offsets[:-1] == offsets[1:])

    @cached_property
    def last_author(self) -> pa.Array:
        _, offsets = self.names
        return value_at(self.surnames, offsets[1:] - 1, offsets[:-1] == offsets[1:])

    @cached_property
    def year(self) -> np.ndarray:
        """Years; 0 where there is none."""
        return pc.fill_null(self.table["year"], 0).to_numpy().astype(np.int32)

    @cached_property
    def year_text(self) -> pa.Array:
        return pc.if_else(pa.array(self.year == 0), "", pa.array(self.year).cast(pa.string()))

    @cached_property
    def lists(self) -> Lists:
        """What the files that the records came in say of them."""
        return lists(self.text("source_file"), self.solid, self.year, ~(self.generic | self.brief))

    @cached_property
    def given(self) -> np.ndarray:
        """(n,) bool: the abstract of what was given at a meeting, as a database says behind its title."""
        return pc.ends_with(self.title, f" {ABSTRACT}").to_numpy(zero_copy_only=False)

    @cached_property
    def bracketed(self) -> np.ndarray:
        """(n,) bool: the whole title stands in brackets, as translated titles do."""
        return pc.match_substring_regex(self.text("title"), r"^\W*\[.*\]\W*$").to_numpy(zero_copy_only=False)

    @cached_property
    def doi(self) -> pa.Array:
        """DOIs that name one thing: a prefix that ends in a separator is a truncated one and is left out."""
        doi = self.text("doi")
        return pc.if_else(pc.match_substring_regex(doi, r"[./]$"), "", doi)

    @cached_property
    def lineage(self) -> pa.Array:
        """What the versions of one work share in their DOIs; empty where a DOI tells no version."""
        told = pc.match_substring_regex(self.doi, rf"^10\.1002/14651858\.|{_VERSION}")
        return pc.if_else(told, pc.replace_substring_regex(self.doi, _VERSION, r"\2"), "")

    @cached_property
    def abstract(self) -> pa.Array:
        """The first letters and digits of abstracts, folded; empty under 60."""
        text = self.text("abstract")
        found = [pa.array([], pa.string())]
        for at in range(0, len(self), _AT_ONCE):
            solid = pc.replace_substring(fold(beginning(text.slice(at, _AT_ONCE))), " ", "")
            found.append(pc.if_else(pc.less(pc.utf8_length(solid), 60), "", solid))
        return pa.concat_arrays(found)


def beginning(abstracts: pa.Array) -> pa.Array:
    """As much of abstracts as is compared."""
    return pc.utf8_slice_codeunits(abstracts, 0, _BEGINNING).cast(pa.string())
