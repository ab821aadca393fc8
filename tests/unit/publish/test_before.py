"""A file of the book that stands is taken where it is the same, and never where somebody changed it."""

from __future__ import annotations

import pytest

from evidence.publish.before import lay


def test_the_same_file_is_taken(tmp_path):
    before = tmp_path / "before"
    before.write_bytes(b"a card")
    lay(tmp_path / "new", b"a card", before)
    assert (tmp_path / "new").samefile(before)
    before.unlink()  # as when the new book takes its place
    assert (tmp_path / "new").read_bytes() == b"a card"


@pytest.mark.parametrize("stands", [b"A card", b"a card!", b"", None])
def test_what_was_changed_or_is_gone_is_made_anew(tmp_path, stands):
    before = tmp_path / "before"
    if stands is not None:
        before.write_bytes(stands)
    lay(tmp_path / "new", b"a card", before)
    assert (tmp_path / "new").read_bytes() == b"a card"
    assert stands is None or (before.read_bytes() == stands and not before.samefile(tmp_path / "new"))


def test_a_link_to_elsewhere_is_no_file_of_the_book(tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"a card")
    (tmp_path / "before").symlink_to("elsewhere")
    lay(tmp_path / "new", b"a card", tmp_path / "before")
    assert not (tmp_path / "new").samefile(tmp_path / "elsewhere")
    assert not (tmp_path / "new").is_symlink()
