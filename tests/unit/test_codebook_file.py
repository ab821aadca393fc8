"""A codebook is read once a text: another text of the same file is another codebook, and a mistake is told each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.codebook_file import load_codebook
from evidence.errors import UserError

SHIPPED = Path(__file__).parents[2] / "config" / "codebook.yaml"


def test_a_text_that_was_read_is_not_read_again_and_another_is(tmp_path, monkeypatch):
    path = tmp_path / "codebook.yaml"
    text = SHIPPED.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    first = load_codebook(path)
    with monkeypatch.context() as patch:
        patch.setattr("evidence.codebook_file.load_checked", lambda *_, **__: pytest.fail("read again"))
        assert load_codebook(path) == first
    facet = first.facets[0]
    path.write_text(text.replace(f"id: {facet.codes[0].id}\n", "id: another_code\n", 1), encoding="utf-8")
    assert load_codebook(path).facets[0].codes[0].id == "another_code"
    for _ in range(2):
        path.write_text("facets: [", encoding="utf-8")
        with pytest.raises(UserError):
            load_codebook(path)
    (tmp_path / "appraisal").mkdir()
    path.write_text(text, encoding="utf-8")
    (tmp_path / "appraisal" / "ours.yaml").write_text("name: ours\n", encoding="utf-8")
    assert "ours" in load_codebook(path).own_tools
