"""Deduplicate: records in, works, links and questions out.

Candidate pairs (`candidates`) are compared field by field (`levels`; words in `texts`, kept for the next
run in `memory`). A pair is joined when nothing
objects (`objections`) and its probability (`weights`) is high enough; a firm objection makes it two
works, which may be linked (`relations`); anything else is a question for a person (`decide`).
People's rulings (`people`) come first. Joined pairs become works under guard (`cluster`, `merge`).
"""

from evidence.deduplicate.decide import Settings
from evidence.deduplicate.memory import Memory
from evidence.deduplicate.stage import Deduplicated, Linkage, as_rows, deduplicate, link

__all__ = ["Deduplicated", "Linkage", "Memory", "Settings", "as_rows", "deduplicate", "link"]
