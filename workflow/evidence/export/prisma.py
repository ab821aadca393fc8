"""The PRISMA 2020 flow in the columns that the R package PRISMA2020 reads (Haddaway and others 2022).

`PRISMA_flowdiagram(PRISMA_data(read.csv("prisma.csv")))` draws it. What this project does not record is NA, which
leaves its line or its arm of the diagram out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from evidence.export.table import csv_text

if TYPE_CHECKING:
    from evidence.brief.prisma import Flow

HEADER = ("data", "node", "box", "description", "boxtext", "tooltips", "url", "n")
NOT_KNOWN = "NA"
_PAGE = "selection.html"  # of the book
# Signs that part names from numbers in a list, or end the label of a box.
_PARTING = re.compile(r"[,;'\"\\]+")

# (data, node, box, the label of PRISMA 2020), in the order of the package's own table
_ROWS = (
    (NOT_KNOWN, "node4", "prevstud", "Previous studies"),
    ("previous_studies", "node5", "box1", "Studies included in previous version of review"),
    ("previous_reports", NOT_KNOWN, "box1", "Reports of studies included in previous version of review"),
    (NOT_KNOWN, "node6", "newstud", "Identification of new studies via databases and registers"),
    ("database_results", "node7", "box2", "Databases"),
    ("database_specific_results", NOT_KNOWN, "box2", "Databases, one by one"),
    ("register_results", NOT_KNOWN, "box2", "Registers"),
    ("register_specific_results", NOT_KNOWN, "box2", "Registers, one by one"),
    (NOT_KNOWN, "node16", "othstud", "Identification of new studies via other methods"),
    ("website_results", "node17", "box11", "Websites"),
    ("organisation_results", NOT_KNOWN, "box11", "Organisations"),
    ("citations_results", NOT_KNOWN, "box11", "Citation searching"),
    ("duplicates", "node8", "box3", "Duplicate records"),
    ("excluded_automatic", NOT_KNOWN, "box3", "Records marked as ineligible by automation tools"),
    ("excluded_other", NOT_KNOWN, "box3", "Records removed for other reasons"),
    ("records_screened", "node9", "box4", "Records screened"),
    ("records_excluded", "node10", "box5", "Records excluded"),
    ("dbr_sought_reports", "node11", "box6", "Reports sought for retrieval"),
    ("dbr_notretrieved_reports", "node12", "box7", "Reports not retrieved"),
    ("other_sought_reports", "node18", "box12", "Reports sought for retrieval"),
    ("other_notretrieved_reports", "node19", "box13", "Reports not retrieved"),
    ("dbr_assessed", "node13", "box8", "Reports assessed for eligibility"),
    ("dbr_excluded", "node14", "box9", "Reports excluded"),
    ("other_assessed", "node20", "box14", "Reports assessed for eligibility"),
    ("other_excluded", "node21", "box15", "Reports excluded"),
    ("new_studies", "node15", "box10", "New studies included in review"),
    ("new_reports", NOT_KNOWN, "box10", "Reports of new included studies"),
    ("total_studies", "node22", "box16", "Total studies included in review"),
    ("total_reports", NOT_KNOWN, "box16", "Reports of total included studies"),
    (NOT_KNOWN, "node1", "identification", "Identification"),
    (NOT_KNOWN, "node2", "screening", "Screening"),
    (NOT_KNOWN, "node3", "included", "Included"),
)


def write(flow: Flow) -> str:
    """The table, a row a line of a box. Works on which nobody has decided stand in no box of PRISMA 2020."""
    known = numbers(flow)
    return csv_text(HEADER, (_row(*row, known) for row in _ROWS))


def _row(data: str, node: str, box: str, label: str, known: dict[str, str | int]) -> list[str | int]:
    if data == NOT_KNOWN:
        return [data, node, box, label, label, label, _PAGE, 0]
    n = known.get(data, NOT_KNOWN)
    tip = label if n != NOT_KNOWN else f"{label}: not recorded"
    return [data, node, box, label, label, NOT_KNOWN if node == NOT_KNOWN else tip, _PAGE, n]


def numbers(flow: Flow) -> dict[str, str | int]:
    """What is known, by the package's names; the boxes of full texts are not recorded where none was sought.

    Background is an exclusion of its own: such works are kept, and not reviewed. Works that are included without their full text having
    been sought are among the new reports and in no box before.
    """
    before = flow.previous or (0, 0)
    found: dict[str, str | int] = {
        "database_results": flow.entries,
        "database_specific_results": _listed(flow.sources),
        "duplicates": flow.duplicates,
        "excluded_other": flow.quarantined,
        "records_screened": flow.screened,
        "records_excluded": sum(n for _, n in flow.excluded) + flow.background,
        "new_studies": flow.studies,
        "new_reports": flow.included,
        "total_studies": flow.total[0],
        "total_reports": flow.total[1],
    }
    if flow.in_full:
        kept = [("kept as background", flow.in_full.background)] if flow.in_full.background else []
        found |= {
            "dbr_sought_reports": flow.in_full.sought,
            "dbr_notretrieved_reports": flow.in_full.not_retrieved,
            "dbr_assessed": flow.in_full.assessed,
            "dbr_excluded": _listed([*flow.in_full.excluded, *kept]),
        }
    if flow.previous:
        found |= {"previous_studies": before[0], "previous_reports": before[1]}
    return found


def _listed(pairs: Iterable[tuple[str, int]]) -> str:
    """Names with numbers, as the package parts them.

    >>> _listed([("no outcome; no data", 3), ("other", 1)])
    'no outcome no data, 3; other, 1'
    """
    return "; ".join(f"{' '.join(_PARTING.sub(' ', name).split())}, {n}" for name, n in pairs) or "0"
