"""Full texts at the desk: what was included by title and abstract is decided on once more."""

from __future__ import annotations

from ..rooms import HEADER, Sitting, decisions, room


def told(sitting, name="screening-ella"):
    header, *rows = sitting.rows(name)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_what_was_included_by_title_and_abstract_is_asked_again_with_its_text(tmp_path):
    ella = Sitting(room(tmp_path))
    assert ella.asked("full_texts") == ""
    wren, robin = ella.work("wren"), ella.work("robin")
    ella.says("include", item=wren)
    ella.says("exclude", item=robin)
    assert ella.asked("full_texts") == wren
    ella.post("/q/full_texts", item=wren, because="not retrieved")
    assert ella.asked("full_texts") == ""
    assert [(r["decision"], r["stage"], r["basis"], r["reason"]) for r in told(ella)] == [
        ("include", "title_abstract", "title_abstract", ""),
        ("exclude", "title_abstract", "title_abstract", ""),
        ("exclude", "full_text", "full_text", "not retrieved"),
    ]
    ella.undoes("full_texts")
    assert ella.asked("full_texts") == wren and told(ella)[-1]["withdrawn"] == "yes"
    # The list and the undo of one stage leave those of the other alone.
    assert [line.record for line in ella.desk.queues["full_texts"].mine()] == []
    assert len(ella.desk.queues["screening"].mine()) == 2
    ella.undoes("screening")
    assert robin in ella.desk.queues["screening"].waiting


def test_a_work_decided_on_by_its_text_is_not_asked_for_by_its_title(tmp_path):
    at = room(tmp_path)
    decisions(at, "screening-ben", f"{HEADER}\nwren,include,,full_text,ben,2026-11-25\n")
    ella = Sitting(at)
    assert ella.work("wren") not in ella.desk.queues["screening"].waiting


def test_a_conflict_over_a_text_is_settled_as_one(tmp_path):
    at = room(tmp_path)
    decisions(
        at,
        "screening-ben",
        f"{HEADER}\nwren,include,,title,ben,2026-11-24\nwren,exclude,old,full_text,ben,2026-11-25\n",
    )
    decisions(
        at,
        "screening-ella",
        f"{HEADER}\nwren,include,,title,ella,2026-11-24\nwren,include,,full_text,ella,2026-11-25\n",
    )
    cara = Sitting(at, "cara", settles=True)
    cara.says("exclude", "too old", "conflicts")
    (row,) = told(cara, "screening-consensus")
    assert (row["stage"], row["basis"], row["decision"]) == ("full_text", "full_text", "exclude")
    assert cara.asked("conflicts") == ""
