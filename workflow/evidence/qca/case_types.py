"""Which cases a solution is about: typical, deviant, and not covered (Schneider and Rohlfing 2013)."""

from __future__ import annotations

from evidence.qca.rows import CaseType

_HALF = 0.5


def case_type(x: float, y: float, *, whole: bool) -> CaseType | None:
    """What a case with membership `x` in a sufficient term and `y` in the outcome is; None where it says nothing of the term.

    `whole`: the term is a whole model, which should cover every case that shows the outcome.

    >>> case_type(0.7, 0.9, whole=False).value, case_type(0.9, 0.7, whole=False).value
    ('typical', 'deviant in degree')
    >>> case_type(0.9, 0.2, whole=False).value, case_type(0.2, 0.9, whole=True).value
    ('deviant in kind', 'not covered')
    """
    if x > _HALF:
        if y == _HALF:
            return CaseType.BETWEEN
        if y < _HALF:
            return CaseType.IN_KIND
        return CaseType.TYPICAL if x <= y else CaseType.IN_DEGREE
    return CaseType.NOT_COVERED if whole and y > _HALF else None
