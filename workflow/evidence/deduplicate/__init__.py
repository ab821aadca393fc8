"""Deduplicate: records in, works and study links out. Merging is by rule, people overrule it.

Two records are one work when
- a person says so (`decisions/duplicates.csv`), or
- they share a DOI or PMID and their titles agree, or
- their normalised titles agree in full, with year and first author not in conflict, or
- they stand at the same place (year, volume, first page) and one title is the other's main title, or
  the titles are alike without a difference in numbers.
Records whose titles agree but whose containers or years differ are asked about, never merged; so are
titles that one notice or editorial shares with the next, and an erratum beside what it corrects.
"""

from evidence.deduplicate.compare import Settings, compare
from evidence.deduplicate.stage import Deduplicated, deduplicate

__all__ = ["Deduplicated", "Settings", "compare", "deduplicate"]
