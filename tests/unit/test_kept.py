"""What was made before is not made again; a file that is lost, garbled or of other code changes nothing but the time."""

from __future__ import annotations

import pyarrow as pa
import pytest

from evidence.kept import Kept, content, digest

TABLE = pa.table({"a": ["x", "é"], "n": [[1], [2, 3]]})


def test_a_table_is_made_once(tmp_path) -> None:
    one = Kept(tmp_path / "kept", "code")
    assert one.get(one.key([b"x"]), lambda: TABLE) == TABLE and one.made == 1
    again = Kept(tmp_path / "kept", "code")
    assert again.get(again.key([b"x"]), lambda: pa.table({})) == TABLE and again.made == 0
    assert Kept(tmp_path / "kept", "other code").key([b"x"]) != one.key([b"x"])


@pytest.mark.parametrize(
    "harm", [lambda d: d[:-7], lambda d: b"", lambda d: d[:90] + b"?" + d[91:], lambda d: b"z" * 99]
)
def test_a_garbled_file_is_no_file(tmp_path, harm) -> None:
    one = Kept(tmp_path)
    one.get("k", lambda: TABLE)
    (tmp_path / "k.arrow").write_bytes(harm((tmp_path / "k.arrow").read_bytes()))
    again = Kept(tmp_path)
    assert again.get("k", lambda: TABLE.slice(1)) == TABLE.slice(1) and again.made == 1


def test_what_was_not_asked_for_is_forgotten(tmp_path) -> None:
    one = Kept(tmp_path)
    one.get("a", lambda: TABLE), one.get("b", lambda: TABLE)
    two = Kept(tmp_path)
    two.get("b", lambda: TABLE)
    two.forget()
    assert [path.stem for path in tmp_path.iterdir()] == ["b"]


def test_what_was_given_is_not_made_nor_written(tmp_path) -> None:
    one = Kept(tmp_path, given={"a": TABLE})
    assert one.get("a", lambda: pa.table({})) == TABLE and one.made == 0 and not list(tmp_path.iterdir())


def test_parts_do_not_run_together() -> None:
    assert digest([b"ab", b"c"]) != digest([b"a", b"bc"])
    cut = [
        pa.table({"a": ["ab", "c"]}),
        pa.table({"a": ["a", "bc"]}),
        pa.table({"b": ["ab", "c"]}),
        pa.table({"a": ["abc"]}),
    ]
    assert len({digest(content(table)) for table in cut}) == len(cut)


def test_content_is_what_columns_hold_and_not_how(tmp_path) -> None:
    whole = pa.table({"a": ["x", "", "zé"], "b": ["1", "2", "3"]})
    pieces = pa.concat_tables([whole.slice(0, 1), whole.slice(1)])
    wide = pa.table({name: whole[name].cast(pa.large_string()) for name in whole.column_names})
    assert (
        len({digest(content(t)) for t in (whole, pieces, wide, pa.concat_tables([whole, whole]).slice(3))})
        == 1
    )
    assert digest(content(whole.slice(0, 0))) == digest(content(pieces.slice(3)))
