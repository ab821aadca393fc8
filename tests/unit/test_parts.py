"""Parts of a stage: what several jobs made is found by who needs it, and what is damaged is said."""

from __future__ import annotations

import pyarrow as pa
import pytest

from evidence.errors import UserError
from evidence.parts import Parts, span, write_part

TABLES = [(f"k{n}", pa.table({"a": [f"é{n}"] * n})) for n in range(5)]


@pytest.mark.parametrize("n", [0, 1, 5, 64, 1000])
@pytest.mark.parametrize("of", [1, 2, 7, 64])
def test_parts_are_all_places_each_once_and_in_order(n: int, of: int) -> None:
    cut = [span(n, part, of) for part in range(1, of + 1)]
    assert [place for part in cut for place in part] == list(range(n))
    assert max(map(len, cut)) - min(map(len, cut)) <= 1


def test_what_was_written_is_found_by_its_key(tmp_path) -> None:
    for part in (1, 2, 3):
        write_part(tmp_path / f"{part}.tar", [TABLES[place] for place in span(5, part, 3)])
    parts = Parts(sorted(tmp_path.iterdir()))
    assert dict(parts) == dict(TABLES) and "k9" not in parts
    write_part(tmp_path / "again.tar", [TABLES[place] for place in span(5, 2, 3)])
    assert (tmp_path / "again.tar").read_bytes() == (tmp_path / "2.tar").read_bytes()


@pytest.mark.parametrize(
    "harm", [lambda d: d[:600] + b"?" + d[601:], lambda d: b"no archive", lambda d: d[: len(d) // 2]]
)
def test_a_damaged_part_is_a_mistake_with_its_file(tmp_path, harm) -> None:
    write_part(tmp_path / "1.tar", TABLES)
    (tmp_path / "1.tar").write_bytes(harm((tmp_path / "1.tar").read_bytes()))
    with pytest.raises(UserError) as said:
        dict(Parts([tmp_path / "1.tar"]))
    assert "1.tar" in str(said.value)
