"""The tutorial's text is read as it is meant, and a line that is no longer true is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .__main__ import moved, rewritten
from .clicks import actions
from .text import ByTitle, Clicked, Closed, How, Picture, Typed, Written, differs, steps

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"

SMALL = """# A tutorial

```sh
pip install it
```

```console
$ evidence check \\
    --ledger
3 works …
…
every input is fine
$ cd review
```

<!-- put in a/b.csv -->
```csv
x,y
1,2
```

<!-- in c.yaml, instead of: claims: [] -->
```yaml
claims:
  - one
```

<!-- clicks -->
1. Press `i`.
2. *A title*: click **Save**,
   then see **saved**.

After the list.

<!-- clicks by title -->
| title | do |
|---|---|
| *A title* | press `i` |

<!-- desk closes -->

![A desk](images/tutorial-desk.png)

<!-- page findings/c1.html -->
![A page](images/tutorial-claim.png)
"""


def test_every_block_is_the_step_that_it_looks_like() -> None:
    assert list(steps(SMALL)) == [
        Typed(8, "evidence check --ledger", ("3 works …", "…", "every input is fine"), 10),
        Typed(13, "cd review", (), 14),
        Written(18, "a/b.csv", "x,y\n1,2\n", How.PUT),
        Written(24, "c.yaml", "claims:\n  - one\n", How.INSTEAD, "claims: []"),
        Clicked(29, "Press `i`."),
        Clicked(30, "*A title*: click **Save**, then see **saved**."),
        ByTitle(35, (("A title", "press `i`"),)),
        Closed(40),
        Picture(42, "tutorial-desk.png"),
        Picture(45, "tutorial-claim.png", "findings/c1.html"),
    ]


@pytest.mark.parametrize(
    "printed",
    [
        "3 works, 2 of them new\nevery input is fine",
        "3 works\none line\nanother\nevery input is fine\n\n",
    ],
)
def test_what_may_differ_is_marked(printed: str) -> None:
    assert not differs(("3 works…", "…", "every input is fine"), printed)


@pytest.mark.parametrize(
    "printed",
    [
        "4 works\nevery input is fine",
        "3 works",
        "",
        "3 works\nevery input is fine\nbut one",
        "every input is fine\n3 works",
    ],
)
def test_anything_else_is_a_difference(printed: str) -> None:
    assert differs(("3 works…", "…", "every input is fine"), printed)


WORKSHEET = """```console
$ evidence worksheet certainty C1
proposition,…
C1,,,aaaaaaaaaaaa,,…
$ evidence status
1 stale
…
```

<!-- add to literature/decisions/certainty.csv -->
```csv
C1,moderate,why,aaaaaaaaaaaa,ana
```
"""


def test_a_fingerprint_that_moved_is_told_anew_and_what_was_left_out_stays_out() -> None:
    printed = {2: "proposition,level\nC1,,,bbbbbbbbbbbb,,facts\n", 5: "2 stale\none\nother\n"}
    assert moved(WORKSHEET, printed) == {"aaaaaaaaaaaa": "bbbbbbbbbbbb"}
    again = WORKSHEET.replace("aaaaaaaaaaaa", "bbbbbbbbbbbb")
    assert moved(again, printed) == {}
    assert rewritten(again, printed, Path("/nowhere")) == again.replace("1 stale", "2 stale")


def test_a_block_that_is_another_now_is_told_whole() -> None:
    said = rewritten(WORKSHEET, {5: "nothing of it\nis left\n"}, Path("/nowhere"))
    assert "nothing of it\nis left\n```" in said and "1 stale" not in said


def test_a_mark_that_is_none_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="line 3: this mark is not known: put into a.csv"):
        list(steps("<!-- put into a.csv -->\n```csv\nx\n```\n"))


def test_every_item_of_a_list_of_clicks_says_what_to_do() -> None:
    idle = [
        step.line
        for step in steps(TUTORIAL.read_text())
        if isinstance(step, Clicked) and not actions(step.says)
    ]
    assert not idle


def test_no_line_of_what_is_printed_may_be_changed() -> None:
    """Each line that the tutorial tells is one that is compared: with another figure or word in it, it would be found."""
    told = [step for step in steps(TUTORIAL.read_text()) if isinstance(step, Typed)]
    for step in told:
        as_told = "\n".join(line.replace("…", "x") for line in step.printed)
        for n, line in enumerate(step.printed):
            if line.strip() == "…":
                continue
            other = (
                re.sub(r"\d", lambda d: str((int(d[0]) + 1) % 10), line)
                if re.search(r"\d", line)
                else f"not {line}"
            )
            changed = (*step.printed[:n], other, *step.printed[n + 1 :])
            assert differs(changed, as_told), f"docs/tutorial.md:{step.line + n + 1}"


def test_what_is_written_stands_in_a_review_and_not_elsewhere() -> None:
    places = [step.file for step in steps(TUTORIAL.read_text()) if isinstance(step, Written)]
    assert places
    assert all(place.startswith(("config/", "literature/")) and ".." not in place for place in places)
