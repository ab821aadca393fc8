"""Keys of exports: one a work, whoever shares it, in whatever order."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from evidence.export import bibtex, csl_json
from evidence.export.keys import in_bibtex, shared_keys, unique_keys
from evidence.ingest.stage import Source, ingest

from ..builders import work

ONE = b"@article{smith2010, title={First paper about keys}, author={Smith, Ann}, year=2010, journal={J Keys}}"
TWO = b"TY  - JOUR\nID  - smith2010\nTI  - Second paper about locks\nAU  - Smith, Zed\nPY  - 2010\nJO  - J Locks\nER  - \n"


def test_a_key_of_its_own_stays() -> None:
    assert unique_keys([work("w-ash2019-a", key="ash2019")]) == {"w-ash2019-a": "ash2019"}


def test_works_that_share_a_key_all_get_the_end_of_their_id_in_any_order() -> None:
    works = [work("w-a-xxx", key="Ash2019"), work("w-b-yyy", key="ash2019"), work("w-c-zzz", key="elm")]
    expected = {"w-a-xxx": "Ash2019-xxx", "w-b-yyy": "ash2019-yyy", "w-c-zzz": "elm"}
    for order in itertools.permutations(works):
        assert unique_keys(order) == expected


KEYS = st.sampled_from(["a", "A", "a-1", "a-2", "", "é", "ß", "ss", "{}", "w-1", "w-a-1", "a b", "a  b"])


@given(st.lists(KEYS, max_size=8))
def test_no_two_keys_are_alike_even_to_programs_without_capitals(keys) -> None:
    works = [work(f"w-a-{n}", key=key) for n, key in enumerate(keys)]
    for form in (in_bibtex, str):
        found = unique_keys(works, form)
        assert len(found) == len({key.lower() for key in found.values()}) == len(works)
        assert all(found.values())


def test_two_files_with_one_key_give_references_that_pybtex_reads() -> None:
    from pybtex.database import parse_string

    records = ingest([Source("one.bib", ONE), Source("two.ris", TWO)]).records
    works = [work(f"w-{r.record_id}", key=r.source_key, title=r.title) for r in records]
    assert len(parse_string(bibtex.write(works), "bibtex").entries) == 2
    assert csl_json.write(works).count('"id": "smith2010-') == 2


def test_check_says_that_a_key_stands_in_two_files() -> None:
    records = ingest([Source("one.bib", ONE), Source("two.ris", TWO)]).records
    (remark,) = shared_keys(records, {r.record_id: r.record_id for r in records})
    assert (remark.value, remark.source_file) == ("smith2010", "one.bib")
    assert "two.ris:1" in remark.problem
    assert shared_keys(records, {r.record_id: "one work" for r in records}) == []
