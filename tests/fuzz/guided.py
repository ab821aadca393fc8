"""The readers under atheris, which grows inputs by the branches that they reach. Needs atheris (not in the lock).

    python -m venv FOLDER && FOLDER/bin/pip install atheris -r requirements.lock
    PYTHONPATH=workflow FOLDER/bin/python -m tests.fuzz.guided -max_total_time=600 CORPUS

It knows no truth: it looks for tracebacks, counts that do not add up, entries that come to nothing, and hangs (-timeout=5).
The corpus may be empty; then it begins with files that the fuzzer of `python -m tests.fuzz` writes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["evidence"]):
    from evidence.ingest.stage import Source, ingest

from tests.fuzz.cases import FORMS, case

_FIRST = 20


def one(data: bytes) -> None:
    result = ingest([Source("f", data)])
    for count in result.counts:
        if count.counted != count.read + count.quarantined:
            raise AssertionError(f"counts do not add up: {count}")
    if (
        len(data.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe")) > 2
        and not result.records
        and not result.quarantine
        and not result.remarks
    ):
        raise AssertionError("a file that is not empty came to nothing without a word")


def main() -> None:
    corpus = next((Path(word) for word in sys.argv[1:] if not word.startswith("-")), None)
    if corpus:
        corpus.mkdir(parents=True, exist_ok=True)
        if not any(corpus.iterdir()):
            for form in FORMS:
                for number in range(_FIRST):
                    (corpus / f"{form}-{number}").write_bytes(case(1, number, form).data)
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
