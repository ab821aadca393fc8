"""What moved beneath a judgement, in words."""

from __future__ import annotations

from evidence.assess.rows import Judged

_CALLED = {
    "claim": "the words of the claim",
    "rule": "the rule of the claim",
    "passages": "what was coded beneath it",
    "codes": "what its codes mean",
    "criteria": "the criteria of screening",
    "work": "how the work is entered",
    "tool": "the version of the tool",
    "record_a": "how the first of the two is entered",
    "record_b": "how the second of the two is entered",
    "evidence": "the evidence beneath it",
}


def moved(row: Judged, code: str = "what {} means") -> str:
    """What is otherwise than it was when somebody judged. `code`: how a code is named that means something else.

    >>> from types import SimpleNamespace as Row
    >>> moved(Row(kind="sides", moved=("claim", "rule"))), moved(Row(kind="coding", moved=("club",)))
    ('the words of the claim and the rule of the claim', 'what club means')
    """
    told = [code.format(name) if row.kind == "coding" else _CALLED[name] for name in row.moved]
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))
