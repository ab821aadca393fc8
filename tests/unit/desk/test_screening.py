"""Screening at the desk: what is asked, what is written, what is taken back."""

from __future__ import annotations

from evidence.cli.check_decisions import DECISIONS
from evidence.deduplicate.rows import Work
from evidence.given.declare import given_by
from evidence.review import Review

from .rooms import BIRDS, HEADER, Sitting, decisions, outcome, room


def test_all_are_asked_once_and_the_stage_reads_what_was_said(tmp_path):
    ella = Sitting(room(tmp_path))
    said = {}
    for n in range(len(BIRDS)):
        said[ella.says(("include", "exclude", "background")[n % 3])] = ("include", "exclude", "background")[
            n % 3
        ]
    assert ella.asked() == "" and len(said) == len(BIRDS)
    assert "Nothing waits here" in ella.get("/q/screening").text
    keys = {work.work_id: work.key for work in Review(ella.at)[Work]}
    assert outcome(ella.at) == {keys[work]: (decision, "ella", False) for work, decision in said.items()}
    assert len(ella.rows()) == 1 + len(BIRDS)


def test_undo_appends_and_lets_what_stood_before_stand_again(tmp_path):
    ella = Sitting(room(tmp_path))
    first = ella.says("include", item=ella.work("wren"))
    ella.says("exclude", item=first)
    ella.undoes()
    assert [row[1] for row in ella.rows()[1:]] == ["include", "exclude", "exclude"]
    assert [row[-1] for row in ella.rows()[1:]] == ["", "", "yes"]
    assert ella.asked() != first and outcome(ella.at)["wren"] == ("include", "ella", False)
    ella.undoes()
    assert outcome(ella.at)["wren"][0] == "undecided" and first in ella.desk.queues["screening"].waiting
    ella.undoes()
    assert "nothing of yours to take back" in ella.get("/").text and len(ella.rows()) == 5


def test_undo_goes_on_where_an_earlier_sitting_ended(tmp_path):
    at = room(tmp_path)
    ella = Sitting(at)
    one, two = ella.says("include"), ella.says("exclude")
    again = Sitting(at)
    again.undoes()
    assert again.asked() == two
    again.undoes()
    assert again.desk.queues["screening"].done() == 0 and {one, two} <= set(
        again.desk.queues["screening"].waiting
    )


def test_later_comes_after_all_others(tmp_path):
    ella = Sitting(room(tmp_path))
    late = ella.asked()
    ella.post("/q/screening", item=late, desk="later")
    for _ in range(len(BIRDS) - 1):
        assert ella.says("exclude") != late
    assert ella.asked() == late and len(ella.rows()) == len(BIRDS)


def test_what_was_changed_elsewhere_is_seen_at_the_next_page(tmp_path):
    at = room(tmp_path)
    ella = Sitting(at)
    first = ella.asked()
    bird = ella.desk.works[first].key
    path = decisions(at, "screening-ben", f"{HEADER}\n{bird},exclude,,title,ben,2026-11-25\n")
    assert ella.asked() != first
    path.write_text(f"{HEADER}\n")
    assert ella.asked() == first


def test_a_row_goes_into_the_columns_that_the_table_has(tmp_path):
    at = room(tmp_path)
    path = decisions(
        at,
        "screening-ella",
        "\ufeff_mine;Date;REVIEWER;decision;record;Reason;basis\r\nx;2026-11-20;ella;include;robin;x;\r\n",
    )
    ella = Sitting(at)
    ella.says("exclude", item=ella.work("wren"))
    lines = path.read_bytes().decode("utf-8-sig").split("\n")
    header, old, new = (line.rstrip("\r").split(";") for line in lines[:3])
    assert (
        header[:7] == ["_mine", "Date", "REVIEWER", "decision", "record", "Reason", "basis"]
        and "title" in header
    )
    assert old[:7] == ["x", "2026-11-20", "ella", "include", "robin", "x", ""] and not any(old[7:])
    assert new[:4] == ["", "2026-11-26T09:00:30", "ella", "exclude"] and new[6] == "title_abstract"
    assert len(header) == len(old) == len(new)
    assert path.read_bytes().startswith("\ufeff".encode()) and lines[2].endswith("\r") and lines[3:] == [""]
    assert outcome(at)["wren"] == ("exclude", "ella", False) and outcome(at)["robin"] == (
        "include",
        "ella",
        False,
    )


def test_a_decision_by_hand_below_those_of_the_desk_is_the_later_one(tmp_path):
    at = room(tmp_path)
    ella = Sitting(at)
    ella.says("include", item=ella.work("wren"))
    path = tmp_path / "literature" / "decisions" / "screening-ella.csv"
    header, row = ella.rows()
    by_hand = dict(zip(header, row, strict=True)) | {"decision": "exclude", "date": "2026-11-26"}
    with path.open("a") as table:
        table.write(",".join(by_hand[name] for name in header) + "\n")
    assert outcome(at)["wren"] == ("exclude", "ella", False)


def test_a_change_replaces_the_row_under_whatever_name_it_was_written(tmp_path):
    """By hand she named it by its key, at the desk by a record id: one person, one work, one word."""
    at = room(tmp_path)
    decisions(at, "screening-ella", f"{HEADER}\nwren,include,,title,ella,2026-11-20\n")
    ella = Sitting(at)
    (work,) = [w.work_id for w in Review(at)[Work] if w.key == "wren"]
    ella.says("exclude", item=work)
    assert outcome(at)["wren"] == ("exclude", "ella", False)


def test_by_relevance_trials_come_first_once_one_was_included_and_one_excluded(tmp_path):
    ella = Sitting(room(tmp_path))
    trials = {w.work_id for w in Review(ella.at)[Work] if "trial" in w.title}
    other = min(w.work_id for w in Review(ella.at)[Work] if w.work_id not in trials)
    assert "In order by" in ella.get("/q/screening").text
    ella.says("include", item=min(trials)), ella.says("exclude", item=other)
    page, ahead = ella.get("/q/screening").text, []
    assert "as learnt from 2" in page and "Go on, by relevance: p =" in page
    for _ in range(len(trials) - 1):
        ahead.append(ella.asked())
        ella.says("include")
    assert set(ahead) < trials


def test_at_random_a_seed_gives_the_order(tmp_path):
    at = room(tmp_path)

    def order(seed):
        one = Sitting(at, order="random", seed=seed).desk.queues["screening"]
        passed = {}
        while (key := one.next(passed)) not in passed:
            passed[key] = None
        return list(passed)

    assert order(1) == order(1) != order(2) and sorted(order(1)) == sorted(order(2))


def test_find_and_the_list_lead_to_a_work_and_back(tmp_path):
    ella = Sitting(room(tmp_path))
    work = ella.says("include")
    assert "Included" in ella.get("/q/screening/mine").text and work in ella.get("/q/screening/mine").text
    assert "On the heron" in ella.get("/q/screening/find?words=HERON+voyage+1952").text.replace("&#39;", "'")
    again = ella.get("/q/screening", query_string={"item": work, "back": "mine"})
    assert "You said" in again.text and 'name="back" value="mine"' in again.text
    assert (
        ella.post("/q/screening", item=work, decision="exclude", back="mine").location == "/q/screening/mine"
    )


def test_every_decision_table_can_be_taken_back():
    assert [row.__name__ for row in DECISIONS if "withdrawn" not in given_by(row).names] == []


def test_undo_brings_back_what_was_put_off_last_and_leaves_the_decision_before(tmp_path):
    ella = Sitting(room(tmp_path))
    decided = ella.says("include")
    late = ella.asked()
    ella.post("/q/screening", item=late, desk="later")
    assert ella.asked() != late
    ella.undoes()
    assert "Put off no more" in ella.get("/q/screening").text and ella.asked() == late
    assert [row[1] for row in ella.rows()[1:]] == ["include"]
    ella.undoes()
    assert ella.rows()[2][-1] == "yes" and decided in ella.desk.queues["screening"].waiting


def test_what_was_put_off_and_decided_since_is_not_brought_back(tmp_path):
    ella = Sitting(room(tmp_path))
    ella.says("include")
    late = ella.asked()
    ella.post("/q/screening", item=late, desk="later")
    ella.says("exclude", item=late)
    ella.undoes()
    ella.undoes()
    assert [row[1] for row in ella.rows()[1:]] == ["include", "exclude", "exclude", "include"]
    assert ella.desk.queues["screening"].done() == 0


def test_a_decision_that_replaces_another_says_so(tmp_path):
    ella = Sitting(room(tmp_path))
    wren = ella.says("include", item=ella.work("wren"))
    assert "before" not in ella.desk.heard()
    ella.says("exclude", item=wren)  # from a page that was opened before
    assert "you said include before; it is exclude now" in ella.get("/q/screening").text
    ella.says("exclude", "twice", item=wren)
    assert "before" not in ella.desk.heard()
    assert [row[1] for row in ella.rows()[1:]] == ["include", "exclude", "exclude"]


def test_a_file_that_has_gone_is_told_once_and_the_next_decision_begins_a_new_one(tmp_path):
    at = room(tmp_path)
    ella = Sitting(at)
    for _ in range(3):
        ella.says("include")
    ella.undoes()
    (tmp_path / "literature" / "decisions" / "screening-ella.csv").unlink()
    told = "Your file screening-ella.csv with 2 decisions has gone; a new one is begun."
    work = ella.says("exclude", item=ella.work("wren"))
    page = ella.get("/q/screening").text
    assert told in page and "Excluded: On the wren" in page and told not in ella.get("/q/screening").text
    assert [row[1] for row in ella.rows()[1:]] == ["exclude"]
    ella.undoes()
    assert ella.rows()[2][-1] == "yes" and work in ella.desk.queues["screening"].waiting
    ella.undoes()  # nothing of the file that has gone is taken back
    assert len(ella.rows()) == 3
