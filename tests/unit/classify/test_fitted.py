"""What was fitted before is not fitted again; a file that is lost, garbled or of other code changes nothing but the time."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest

from evidence.classify import stage
from evidence.classify.fitted import Fitted
from evidence.classify.stage import learn
from evidence.sealed import lay
from tests.unit.classify.at_once import classify
from tests.unit.classify.test_classify import BOOK, SETTINGS, corpus  # noqa: F401


def test_what_is_kept_is_had_again_to_the_bit(tmp_path) -> None:
    file, made = tmp_path / "fitted.bin", np.array([[0.1, 1 / 3]])
    first = Fitted(file, "a")
    first.get([b"x"], lambda: made)
    first.keep()
    again = Fitted(file, "a")
    assert again.get([b"x"], lambda: made + 1).tobytes() == made.tobytes() and again.made == 0
    assert Fitted(file, "b").get([b"x"], lambda: made + 1)[0, 0] == 1.1


def test_who_asks_for_nothing_leaves_what_is_kept(tmp_path) -> None:
    """All labels were made before; the next work may need the machines."""
    file = tmp_path / "fitted.bin"
    first = Fitted(file)
    first.get([b"x"], lambda: np.zeros(3))
    first.keep()
    Fitted(file).keep()
    assert Fitted(file).get([b"x"], lambda: np.ones(3)).sum() == 0


@pytest.mark.parametrize(
    "harm", [lambda d: d[:-7], lambda d: b"", lambda d: d[:90] + b"?" + d[91:], lambda d: b"z" * 99]
)
def test_a_garbled_file_is_no_file(tmp_path, harm) -> None:
    file = tmp_path / "fitted.bin"
    one = Fitted(file)
    one.get([b"x"], lambda: np.zeros(3))
    one.keep()
    file.write_bytes(harm(file.read_bytes()))
    assert Fitted(file).get([b"x"], lambda: np.ones(3)).sum() == 3


def test_what_an_older_version_kept_is_no_file(tmp_path) -> None:
    """It sealed an archive of numpy, whole to its last byte."""
    held = io.BytesIO()
    np.savez(held, key=np.zeros(3))
    lay(tmp_path / "fitted.bin", held.getvalue())
    assert Fitted(tmp_path / "fitted.bin").get([b"x"], lambda: np.ones(3)).sum() == 3


def test_one_uncoded_work_more_learns_nothing_again(corpus, tmp_path) -> None:  # noqa: F811
    """And a code more does; what is said is the same as without anything kept."""
    works, records, memberships, decisions = corpus
    file = tmp_path / "fitted.bin"
    before = Fitted(file)
    plain = classify(works, records, memberships, decisions, BOOK, SETTINGS)
    assert classify(works, records, memberships, decisions, BOOK, SETTINGS, fitted=before) == plain
    before.keep()
    more = [*works, replace(works[0], work_id="w-more", study_id="w-more", title="Rent of estates")]
    kept = Fitted(file)
    told = classify(more, records, memberships, decisions, BOOK, SETTINGS, fitted=kept)
    assert before.made > 5 and kept.made == 0
    assert told == classify(more, records, memberships, decisions, BOOK, SETTINGS)
    fewer = Fitted(file)
    classify(works, records, memberships, decisions[1:], BOOK, SETTINGS, fitted=fewer)
    assert fewer.made > 5


@pytest.mark.parametrize("same_disk", [True, False])
def test_where_other_jobs_made_all_labels_the_next_work_finds_its_judges(corpus, tmp_path, same_disk) -> None:  # noqa: F811
    """Who gathers them asks for the evaluation alone."""
    works, records, memberships, decisions = corpus
    jobs, file = tmp_path / "jobs.bin", tmp_path / "fitted.bin"

    def learnt(path, some):
        return learn(some, records, memberships, decisions, BOOK, SETTINGS, fitted=Fitted(path))

    if same_disk:
        one = learnt(file, works)
        one.labels(works)
        one.remember()
        assert learnt(file, works).fitted._shelf.keys()
    gathered = learnt(file if same_disk else jobs, works)
    assert gathered.evaluation
    gathered.remember()
    new = replace(works[0], work_id="w-more", study_id="w-more", title="Rent of estates")
    told = learnt(file if same_disk else jobs, [*works, new])
    assert told.labels([new]) and told.fitted.made == 0
    nothing = learnt(None, works)
    nothing.remember()
    assert nothing.fitted.made == 0


def test_facets_beside_one_another_are_judged_as_one_after_the_other(corpus, monkeypatch) -> None:  # noqa: F811
    works, records, memberships, decisions = corpus
    told, made = [], set()
    for n in (1, 4, 4):
        monkeypatch.setattr(stage, "cores", lambda n=n: n)
        fitted = Fitted()
        told.append(classify(works, records, memberships, decisions, BOOK, SETTINGS, fitted=fitted))
        made.add(fitted.made)
    assert told[0] == told[1] == told[2] and len(made) == 1
