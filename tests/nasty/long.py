"""How many examples are drawn: few in the suite, `FUZZ` times as many by command."""

import os


def many(examples: int) -> int:
    """`FUZZ=100 python -m pytest tests/nasty/test_settings_fuzz.py tests/nasty/test_sentences.py` draws a hundred times as many."""
    return examples * int(os.environ.get("FUZZ", "1"))
