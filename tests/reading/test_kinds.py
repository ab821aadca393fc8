"""Every kind of file in `kinds/` is read as its `expected.json` says."""

from __future__ import annotations

import time
from dataclasses import asdict

import pytest

from evidence.ingest.stage import Source, ingest
from tests.reading.score import HERE, Kind, ask, faults, kinds, table

KINDS = kinds()
_COLUMNS = {*("title", "authors", "year", "container", "volume", "issue", "pages", "doi", "pmid", "url")}
_COLUMNS |= {"abstract", "keywords", "kind"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_kind_holds(kind: Kind) -> None:
    began = time.process_time()
    read = ingest([Source(f"literature/records/{kind.path.name}", kind.path.read_bytes())])
    spent = time.process_time() - began
    rows = [{**asdict(record), "raw": ""} for record in read.records]
    assert not faults(kind, rows, len(read.quarantine), bool(read.remarks)), kind.kind
    assert [c.counted for c in read.counts] == [kind.entries]
    # What used to take a minute; nothing of a few kilobytes comes near it.
    assert spent < 20


def test_every_folder_is_a_kind_that_says_what_it_is() -> None:
    assert len(KINDS) == len([path for path in (HERE / "kinds").iterdir() if path.is_dir()]) + 7
    assert all(kind.kind and kind.path.is_file() and kind.entries for kind in KINDS)


def test_the_score_is_that_of_what_a_reader_hands_on(tmp_path) -> None:
    """A reader that gives every file one record without a title reads none of them; one that claims none is not scored."""
    script = tmp_path / "reader.py"
    script.write_text(
        "import json, sys\nfor line in sys.stdin:\n"
        "    print('null' if json.loads(line)['format'] == 'ris' else '[{}]', flush=True)\n"
    )
    found = ask(f"python {script}")
    claimed = [kind for kind in KINDS if kind.format != "ris"]
    # One entry and nothing asked of it, or a value that an empty record has.
    no_value_asked = [kind for kind in claimed if not faults(kind, [{}])]
    assert sum(result is not None for result in found.values()) == len(claimed)
    assert sum(result == [] for result in found.values()) == len(no_value_asked)
    last = table({"one": found}).splitlines()[-1]
    assert last == f"| **of the formats that it reads** | | {len(no_value_asked)} of {len(claimed)} |"


def test_expected_values_fit_the_shape_of_records() -> None:
    special = {"store", "surname0", "container_norm", "nodollar"}
    for kind in KINDS:
        for expected in kind.records:
            assert set(expected) <= special | _COLUMNS, kind.name
