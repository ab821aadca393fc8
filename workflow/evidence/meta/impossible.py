"""What cannot be computed, said in words for readers."""

from __future__ import annotations

TOO_FAR_APART = "the numbers are too large or too far apart to be computed with"


class Impossible(ValueError):
    """An analysis that these numbers do not allow; its text stands in a table of the book."""


# Of these a stage makes a line with its reason. numpy's LinAlgError is a ValueError.
CANNOT_BE_COMPUTED = (ValueError, ArithmeticError)


def reason(error: Exception) -> str:
    """Why something could not be computed: what an analysis says of it, or that the numbers were too much for it.

    >>> reason(Impossible("one study only")), reason(OverflowError("math range error")) == TOO_FAR_APART
    ('one study only', True)
    """
    return str(error) if isinstance(error, Impossible) else TOO_FAR_APART
