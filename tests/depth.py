"""How many random examples a costly law is given: so many in the suite, and twenty times as many in a deep run.

python -m pytest --hypothesis-profile=deep tests/property tests/unit tests/nasty
"""

from __future__ import annotations

from hypothesis import settings

SUITE = 100  # examples of a law that is not costly; hypothesis's own number
DEEPER = 20


def examples(most: int) -> settings:
    """`most` examples in the suite, in a deep run as many times more as the profile says."""
    return settings(max_examples=most * settings.default.max_examples // SUITE)
