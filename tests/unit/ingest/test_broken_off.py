"""Downloads that broke off: said where nothing else shows it, and never of a file that is whole."""

from __future__ import annotations

import pytest

from evidence.ingest.stage import Source, ingest, stream

RECORD = "<record><titles><title>On homes {}</title></titles><dates><year>2001</year></dates></record>"
ENDNOTE = '<?xml version="1.0"?><xml><records>' + "".join(map(RECORD.format, range(3)))


def _said(text: str) -> list[str]:
    read = ingest([Source("a.xml", text.encode())])
    assert len(read.records) == 3
    return [remark.problem for remark in read.remarks if "broken off" in remark.problem]


@pytest.mark.parametrize("end", ["", "\n", "</records>", "</records></xm"])
def test_a_file_that_ends_between_two_records_says_so(end: str) -> None:
    assert len(_said(ENDNOTE + end)) == 1


@pytest.mark.parametrize("end", ["</records></xml>", "</records></xml>\n\n", "</records>\n</xml >"])
def test_a_whole_file_does_not(end: str) -> None:
    assert _said(ENDNOTE + end) == []


def test_records_without_a_wrapping_are_whole() -> None:
    assert _said("\n".join(map(RECORD.format, range(3)))) == []


def test_it_is_said_once_and_with_the_last_line_of_a_large_file() -> None:
    text = "<xml><records>\n" + "\n".join(map(RECORD.format, range(300)))
    batches = [*stream([Source("a.xml", text.encode())], size=4000)]
    said = [r for batch in batches for r in batch.remarks if "broken off" in r.problem]
    assert [remark.line for remark in said] == [301]
    assert len(batches) > 3 and sum(len(batch.records) for batch in batches) == 300
    whole = stream([Source("a.xml", (text + "\n</records></xml>").encode())], size=4000)
    assert not [r for batch in whole for r in batch.remarks if "broken off" in r.problem]
