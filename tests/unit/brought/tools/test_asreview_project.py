"""ASReview's project files of versions 1, 2 and 3: every label arrives on its own record."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from evidence.brought.opened import Opened
from evidence.brought.tools.asreview_project import is_project, labels
from evidence.errors import UserError
from evidence.screen.rows import Screen

from ..layouts import WORKS, asreview_project

TAGS = [
    {
        "id": 1,
        "label": "Design",
        "values": [{"label": "RCT", "checked": True}, {"label": "Case", "checked": False}],
    }
]
LABELS = {
    4: (1, 1795645282.9, "why", TAGS, 7),
    0: (0, 1795645283, "", None, 7),
    2: (None, None, "", None, None),
}


def told(data, name="p.asreview"):
    file = Opened(name, data, "2026-01-01")
    assert is_project(file)
    return {t.entry.title: t for t in labels(file)}


@pytest.mark.parametrize(("version", "with_data"), [(1, True), (2, True), (2, False), (3, True), (3, False)])
def test_every_label_stands_on_its_record(version, with_data):
    found = told(asreview_project(version, WORKS, LABELS, with_data))
    assert len(found) == len(WORKS)
    decided = {title: t.decision for title, t in found.items() if t.decision}
    assert decided == {WORKS[4][3]: Screen.INCLUDE, WORKS[0][3]: Screen.EXCLUDE}
    one = found[WORKS[4][3]]
    assert one.time == "2026-11-25T22:21:22" and one.notes == ("why",) and one.entry.year == 2005
    assert (one.reviewer, one.tags) == (("", ()) if version == 1 else ("user-7", ("Design: RCT",)))


def test_version_1_writes_its_times_in_words():
    labelled = {0: (1, "2026-11-26 18:58:21.597217", None, None, None)}
    (one,) = (t for t in told(asreview_project(1, WORKS, labelled)).values() if t.decision)
    assert one.time == "2026-11-26T18:58:21"


def test_a_first_label_is_no_change_and_a_changed_one_is_told():
    changes = [(0, None, None, None), (4, None, None, None), (4, 0, 1795645200.0, 7)]
    found = told(asreview_project(3, WORKS, LABELS, changes=changes))
    assert found[WORKS[0][3]].notes == ()
    assert found[WORKS[4][3]].notes == ("why", "earlier: exclude until it was changed")


def test_the_data_set_is_found_by_its_id_so_that_what_stands_in_it_is_known():
    data = "record_id,title\n" + "".join(f'ours-{n},"{work[3]}"\n' for n, work in enumerate(WORKS))
    found = told(asreview_project(3, WORKS, LABELS, data=data))
    assert [t.entry.source_key for t in found.values()] == [f"ours-{n}" for n in range(len(WORKS))]


def test_a_duplicate_bears_the_label_of_the_record_that_it_is_a_duplicate_of():
    found = told(asreview_project(3, WORKS, {0: (1, 1795645282, "", None, None)}, same={1: 0}))
    assert [t.decision for t in found.values()] == [Screen.INCLUDE, Screen.INCLUDE, None, None, None, None]


@pytest.mark.parametrize("content", [b"no zip", b"PK\x03\x04 and no more"])
def test_what_is_no_project_is_refused_in_words(content):
    with pytest.raises(UserError, match="not an ASReview project"):
        list(labels(Opened("a.asreview", content, "")))


def test_a_project_without_a_database_is_refused_too():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("results.db", "no database")
    with pytest.raises(UserError, match="not an ASReview project"):
        list(labels(Opened("a.asreview", out.getvalue(), "")))


def test_a_label_whose_record_is_gone_is_not_lost():
    found = told(
        asreview_project(
            1, WORKS[:2], {0: (1, 1795645282, "", None, None), 9: (0, 1795645283, "", None, None)}
        )
    )
    assert [t.decision for t in found.values()] == [Screen.INCLUDE, None, Screen.EXCLUDE]
    assert "which its data set does not hold" in list(found)[2]
