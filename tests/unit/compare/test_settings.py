"""Settings of two versions: a key, a code, a claim, a phrase; what is only written otherwise is no change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from evidence.built_from import BuiltFrom
from evidence.compare.files import Files
from evidence.compare.program import program
from evidence.compare.rows import Change, Kind
from evidence.compare.settings import settings
from evidence.layout import Layout
from tests.unit.brief.reviews import DOZEN


def changed(folder: Path, file: str, old: str, new: str) -> list[Change]:
    """What is told of the review of a dozen works with other words in one of its settings."""
    (folder / "config").mkdir()
    for path in (DOZEN / "config").iterdir():
        shutil.copy(path, folder / "config")
    path = folder / "config" / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, text.count(old)
    path.write_text(text.replace(old, new), encoding="utf-8")
    there, back = (
        list(settings(Files(Layout(one)), Files(Layout(other))))
        for one, other in ((DOZEN, folder), (folder, DOZEN))
    )
    assert sorted((c.subject, c.field, c.before, c.after) for c in there) == sorted(
        (c.subject, c.field, c.after, c.before) for c in back
    )
    return there


@pytest.mark.parametrize(
    ("file", "old", "new", "subject", "field", "before", "after"),
    [
        ("propositions", "minimum_studies: 3,", "minimum_studies: 4,", "propositions", "defaults.minimum_studies", "3", "4"),
        ("propositions", "below: 0.9", "below: 0.8", "propositions.G5", "rule.below", "0.9", "0.8"),
        ("propositions", "test: associational", "test: comparative", "propositions.G3", "test", "associational", "comparative"),
        ("codebook", "phrases: [herbs]", "phrases: [herbs, mint leaves]", "codebook.crop.herbs.phrase ‘mint leaves’", "", "", "mint leaves"),
        ("codebook", "phrases: [herbs]", "phrases: [{phrase: herbs, unless: [herbs of]}]", "codebook.crop.herbs.phrase ‘herbs’",
         "phrase", "herbs", "herbs (unless: herbs of)"),
        ("codebook", "definition: For the kitchen.", "definition: For kitchens.", "codebook.crop.herbs", "definition", "For the kitchen.", "For kitchens."),
        ("codebook", "      - {id: gate, label: Gates, definition: In fences.}\n", "", "codebook.reasons.gate", "", "In fences.", ""),
    ],
)  # fmt: skip
def test_one_setting_is_one_change(tmp_path, file, old, new, subject, field, before, after) -> None:
    (change,) = changed(tmp_path, file, old, new)
    assert (change.kind, change.subject, change.field) == (Kind.SETTING, subject, field)
    assert (change.before, change.after) == (before, after)


def test_a_setting_is_told_by_what_it_means_and_a_code_by_what_it_is_called(tmp_path) -> None:
    (change,) = changed(tmp_path, "propositions", "minimum_studies: 3,", "minimum_studies: 4,")
    assert change.name == "Studies that a verdict needs"


def test_a_claim_that_is_taken_out_is_one_change(tmp_path) -> None:
    text = (DOZEN / "config" / "propositions.yaml").read_text(encoding="utf-8")
    (change,) = changed(tmp_path, "propositions", text[text.index("  - id: G5") :], "")
    assert (change.subject, change.name, change.before, change.after) == (
        "propositions.G5", "Trials", "Few studies report a harvest.", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("propositions", "defaults: {minimum_studies: 3, interval: 0.95}", "defaults: {minimum_studies: 3}"),  # its default
        ("codebook", "phrases: [roses, rose beds]", "phrases: [rose beds, roses]"),
        ("codebook", "phrases: [herbs]", "phrases: [{phrase: herbs}]"),
        ("codebook", "definition: For the kitchen.", "definition: 'For the  kitchen.'"),
    ],
)  # fmt: skip
def test_what_is_written_otherwise_and_says_the_same_is_no_change(tmp_path, file, old, new) -> None:
    assert changed(tmp_path, file, old, new) == []


def test_the_order_of_claims_and_codes_is_no_change(tmp_path) -> None:
    shutil.copytree(DOZEN / "config", tmp_path / "config")
    for file, lists in (("propositions", ["propositions"]), ("codebook", ["facets"])):
        path = tmp_path / "config" / f"{file}.yaml"
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for name in lists:
            data[name].reverse()
            for facet in data[name]:
                facet.get("codes", []).reverse()
        path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    assert not list(settings(Files(Layout(DOZEN)), Files(Layout(tmp_path))))


def test_the_program_is_told_by_stage_library_and_lock() -> None:
    before = BuiltFrom(
        inputs={"requirements.lock": "a" * 64, "config/config.yaml": "1"},
        stages={"extract": "1" * 64, "synthesise": "2" * 64},
        code={"evidence/synthesise/pool.py": "1", "evidence/io.py": "1"},
        libraries={"scipy": "1.15.0", "numpy": "2.2.0"},
    )
    after = BuiltFrom(
        inputs={"requirements.lock": "b" * 64, "config/config.yaml": "2"},
        stages={"extract": "1" * 64, "synthesise": "3" * 64},
        code={"evidence/synthesise/pool.py": "2", "evidence/io.py": "2"},
        libraries={"scipy": "1.16.0", "numpy": "2.2.0"},
    )
    rows = [(c.subject, c.field, c.before, c.after) for c in program(before, after)]
    assert rows == [
        ("synthesise", "stages", "2" * 12, "3" * 12),
        ("scipy", "libraries", "1.15.0", "1.16.0"),
        ("requirements.lock", "lock", "a" * 12, "b" * 12),
    ]
    assert next(program(before, after)).why == "evidence/synthesise/pool.py; 1 piece elsewhere"
    assert not list(program(BuiltFrom(), after)) and not list(program(before, before))
