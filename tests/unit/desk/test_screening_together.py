"""Several people who screen: blind to one another, two to a work, and one who settles what they differ on."""

from __future__ import annotations

import re

from evidence.agreement import cohen_kappa

from .rooms import BIRDS, HEADER, Sitting, decisions, outcome, room

BEN = (
    "plover,exclude,BENS REASON,title,ben,2026-11-25\nrobin,include,BENS REASON,title,ben,2026-11-25\n"
    "wren,exclude,BENS REASON,title,ben,2026-11-25\n"
)


def session(at, **more):
    """All that a reviewer can be shown in a whole sitting, and what she wrote."""
    ella = Sitting(at, **more)
    for path in ("/", "/q/screening/mine", "/q/conflicts"):
        ella.get(path)
    for n in range(10):
        ella.says(("include", "exclude")[n % 2], "mine" if n % 5 else "")
        if n % 4 == 0:
            ella.undoes()
    for bird in ("wren", "robin", "plover"):
        ella.get(f"/q/screening/find?words={bird}")
        ella.get("/q/screening", query_string={"item": ella.work(bird)})
    for path in ("/", "/q/screening/mine", "/q/conflicts"):
        ella.get(path)
    return [re.sub(rb'name="(csrf|once)" value="[^"]*"', b"", page) for page in ella.seen], ella.rows()


def test_blind_no_byte_depends_on_what_the_other_said(tmp_path):
    """The same sitting, with the other's file and without: every page is the same, so nothing in it follows from that file."""
    served = []
    for name, rows in (("with", BEN), ("without", ""), ("otherwise", BEN.replace("exclude", "background"))):
        at = room(tmp_path / name, screen="{blind: true, reviewers_per_work: 2}")
        if rows:
            decisions(at, "screening-ben", f"{HEADER}\n{rows}")
        pages, written = session(at)
        assert not any(b"BENS REASON" in page or b"ben" in page.lower() for page in pages)
        served.append((pages, written))
    assert served[0] == served[1] == served[2]


def test_without_blindness_the_same_comparison_tells_a_difference(tmp_path):
    served = []
    for name, rows in (("with", BEN), ("without", "")):
        at = room(tmp_path / name, screen="{reviewers_per_work: 2}")
        if rows:
            decisions(at, "screening-ben", f"{HEADER}\n{rows}")
        served.append(session(at)[0])
    assert served[0] != served[1]


def test_two_people_to_a_work(tmp_path):
    at = room(tmp_path, screen="{reviewers_per_work: 2}")
    decisions(at, "screening-ben", f"{HEADER}\n{BEN}")
    decisions(at, "screening-cara", f"{HEADER}\nwren,exclude,,title,cara,2026-11-25\n")
    ella = Sitting(at)
    waiting = {ella.desk.works[work].key for work in ella.desk.queues["screening"].waiting}
    assert waiting == {*BIRDS} - {"wren"}


def test_who_settles_sees_both_and_signs_as_consensus_with_her_name(tmp_path):
    at = room(tmp_path, screen="{blind: true, reviewers_per_work: 2}")
    decisions(at, "screening-ben", f"{HEADER}\n{BEN}")
    decisions(
        at, "screening-ella",
        f"{HEADER}\nplover,exclude,,title,ella,2026-11-25\nrobin,exclude,ELLAS REASON,title,ella,2026-11-25\nwren,include,,title,ella,2026-11-25\n",
    )  # fmt: skip
    cara = Sitting(at, "cara", settles=True)
    cara.desk.check_may_settle()
    assert [*cara.desk.queues] == ["conflicts"]
    page = cara.get("/q/conflicts").text
    work = cara.asked("conflicts")
    key = cara.desk.works[work].key
    assert "BENS REASON" in page and "ben: " in page and "ella: " in page and key in ("wren", "robin")
    cara.says("background", "both in part", "conflicts")
    cara.says("include", "", "conflicts")
    assert cara.asked("conflicts") == ""
    header, *rows = cara.rows("screening-consensus")
    told = [dict(zip(header, row, strict=True)) for row in rows]
    assert [(t["reviewer"], t["settled_by"], t["decision"]) for t in told] == [
        ("consensus", "cara", "background"), ("consensus", "cara", "include"),
    ]  # fmt: skip
    assert outcome(at)[key] == ("background", "consensus", False)
    # One of three agreed: by hand, kappa of (exclude, exclude), (include, exclude), (exclude, include).
    pairs = [("exclude", "exclude"), ("include", "exclude"), ("exclude", "include")]
    assert (
        f"agree on 1 of 3 works that more than one of them decided on (33 %; Cohen's kappa {cohen_kappa(pairs):.2f}"
        in cara.get("/").text.replace("&#39;", "'")
    )
    cara.undoes("conflicts")
    assert len(cara.desk.queues["conflicts"].waiting) == 1


def test_who_screened_does_not_settle_while_it_is_blind(tmp_path):
    import pytest

    from evidence.errors import UserError

    at = room(tmp_path, screen="{blind: true}")
    decisions(at, "screening-ella", f"{HEADER}\nwren,include,,title,Ella,2026-11-25\n")
    with pytest.raises(UserError, match="somebody else settles"):
        Sitting(at, "ella", settles=True).desk.check_may_settle()
    Sitting(at, "cara", settles=True).desk.check_may_settle()
