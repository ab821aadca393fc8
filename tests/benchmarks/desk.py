"""How long the desk takes over a page at a hundred thousand works, while the order is learnt beside it.

    python -m tests.benchmarks.desk [--works 100000] [--decided 5000] [--answers 300]

Made-up records are laid down as the tables of a build (no export is read), some of them decided on already. Then somebody decides on one after the
other through the application itself: the time of an answer (a row written and on the disk, `fsync` included) and of the page that follows, as
wall and as CPU time of this process, in milliseconds. The learner works in a process of its own, on the same machine.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from pathlib import Path

import numpy as np
import psutil
from tests.unit.builders import make
from tests.unit.desk.rooms import Sitting, decisions, room

from evidence.deduplicate.rows import Membership, Work
from evidence.desk.learner import Apart
from evidence.review import Review
from evidence.rows import table_of

WORDS = [f"{a}{b}{c}" for a in ("tra", "ver", "con", "dis", "pre") for b in ("ma", "li", "su", "no", "pe") for c in ("tion", "ment", "ness", "ing", "al")]  # fmt: skip
TELLING = ("partnership", "randomised", "vaccine")


def lay(folder: Path, works: int, decided: int, chance: random.Random) -> object:
    """A review of so many works; one in fifty is of what is looked for."""
    at = room(folder)
    review = Review(at)
    made = []
    for n in range(works):
        extra = TELLING if n % 50 == 0 else ()
        made.append(
            make(
                Work,
                work_id=f"w-{n}",
                key=f"k{n}",
                title=" ".join([*chance.choices(WORDS, k=10), *extra]),
                abstract=" ".join([*chance.choices(WORDS, k=170), *extra]),
                authors=("Ash, A.", "Elm, B."),
                year=1990 + n % 30,
                members=(f"r-{n}",),
            )
        )
    review.put(table_of(Work), made)
    review.put(
        table_of(Membership),
        [make(Membership, record_id=f"r-{n}", work_id=f"w-{n}", primary=True) for n in range(works)],
    )
    lines = [
        f"r-{n},{'include' if n % 50 == 0 else 'exclude'},,title_abstract,ella,2026-11-20T09:{n // 60 % 60:02}:{n % 60:02},{made[n].title},,"
        for n in chance.sample(range(works), decided)
    ]
    decisions(
        at,
        "screening-ella",
        "record,decision,reason,basis,reviewer,date,title,settled_by,withdrawn\n" + "\n".join(lines) + "\n",
    )
    return at


def told(name: str, seconds: list[float]) -> str:
    at = np.percentile(np.array(seconds) * 1000, [50, 90, 99, 100])
    return f"{name:<34} {at[0]:8.1f} {at[1]:8.1f} {at[2]:8.1f} {at[3]:8.1f}"


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--works", type=int, default=100_000)
    options.add_argument("--decided", type=int, default=5_000)
    options.add_argument("--answers", type=int, default=300)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        at = lay(Path(folder), given.works, given.decided, random.Random(1))
        began, cpu = time.perf_counter(), time.process_time()
        ella = Sitting(at, learner=Apart)
        ella.asked()
        print(
            f"opened in {time.perf_counter() - began:.1f} s ({time.process_time() - cpu:.1f} s of CPU here)"
        )
        queue = ella.desk.queues["screening"]
        while queue.learnt is None:
            time.sleep(0.2)
        spent = beside()
        print(f"first order after {time.perf_counter() - began:.1f} s ({spent:.1f} s of CPU in the learner)")
        measure(ella, given.answers)
        print(f"{beside() - spent:.1f} s of CPU in the learner meanwhile")
        ella.desk.close()


def beside() -> float:
    """Seconds of CPU that the processes beside this one have had."""
    return sum(sum(child.cpu_times()[:2]) for child in psutil.Process().children())


def measure(ella: Sitting, answers: int) -> None:
    times: dict[str, list[float]] = {"answer": [], "answer, CPU": [], "page": [], "page, CPU": []}
    learnt = found = 0
    for _ in range(answers):
        page = timed(times, "page", lambda: ella.get("/q/screening"))
        learnt += "as learnt from" in page.text
        item = re.search(r'name="item" value="([^"]*)"', page.text)[1]
        decision = "include" if TELLING[0] in page.text else "exclude"
        found += decision == "include"
        timed(
            times,
            "answer",
            lambda item=item, said=decision: ella.post("/q/screening", item=item, decision=said),
        )
        ella.seen.clear()
        time.sleep(0.05)  # who reads takes longer; the learner has a share of the machine
    print(f"{'milliseconds':<34} {'50 %':>8} {'90 %':>8} {'99 %':>8} {'100 %':>8}")
    for name, seconds in times.items():
        print(told(name, seconds))
    print(f"the order had been learnt at {learnt} of {answers} pages; {found} included")
    other = [
        timed({"x": [], "x, CPU": []}, "x", lambda w=w: ella.get(f"/q/screening/find?words={w}"))
        for w in ("vaccine", "k99")
    ]
    assert all(answer.status_code == 200 for answer in other)


def timed(times: dict[str, list[float]], name: str, ask: object) -> object:
    wall, cpu = time.perf_counter(), time.process_time()
    answer = ask()  # type: ignore[operator]
    times[name].append(time.perf_counter() - wall)
    times[f"{name}, CPU"].append(time.process_time() - cpu)
    return answer


if __name__ == "__main__":
    main()
