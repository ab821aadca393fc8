"""Does a build over what earlier builds left give the bytes of a build from nothing, whatever was done in between?

    python -m tests.fuzz.rebuilds --steps 30 --seed 1 [--room FOLDER] [--tiny]

The review is changed at random, step by step, as people and accidents change one: records, decisions, settings and pages come, change, move and go, results
are deleted, what is kept for the next build is damaged, a build is killed. After each step it is built where it stands, and from nothing in another folder;
every table, every file of the book and the checksums are compared. A change that a build refuses is undone, once the refusal from nothing is the same.
Exit 1 where anything differs; the folder of the step stays.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tests.workflow.conftest import TINY, Project, copy_project

_INPUTS = ("config", "literature", "book")
# What a build keeps for the next one, and what it says of itself.
_NOT_COMPARED = ("results/meanings/", "results/code/.")
_ENTRY = {
    ".ris": "TY  - JOUR\nAU  - {name}, Nora\nTI  - {title}\nPY  - {year}\nAB  - {text}\nID  - fuzz{number}\nER  - \n",
    ".bib": "@article{{fuzz{number},\n  author = {{{name}, Nora}},\n  title = {{{title}}},\n  year = {{{year}}},\n  abstract = {{{text}}}\n}}\n",
}
_STARTS = {".ris": r"(?m)^(?=TY  - )", ".bib": r"(?m)^(?=@)", ".nbib": r"(?m)^(?=PMID- )"}
_SETTINGS = (
    (r"(?m)^  cards: .*$", ("  cards: all", "  cards: included")),
    (r"(?m)^  voice: .*$", ("  voice: words", "  voice: none", "  voice: sentences")),
    (r"(?m)^  minimum_examples: .*$", ("  minimum_examples: 6", "  minimum_examples: 8")),
    (r"(?m)^  count_machine_codes: .*$", ("  count_machine_codes: true", "  count_machine_codes: false")),
    (r"(?m)^  duplicate_at: .*$", ("  duplicate_at: 0.9", "  duplicate_at: 0.98")),
    (r"(?m)^  agreement: .*$", ("  agreement: 0.6", "  agreement: 0.7")),
    (r"(?m)^  year: .*$", ('  year: "2027"', '  year: "2026"')),
    (r"(?m)^  title: .*$", ("  title: Another title", "  title: Working together")),
)


class Step:
    """One change of a review, drawn by `random`; `does` says what was done."""

    def __init__(self, folder: Path, random: Random) -> None:
        self.folder, self.random, self.number = folder, random, random.randrange(10**9)

    def _files(self, *patterns: str) -> list[Path]:
        return sorted(path for pattern in patterns for path in self.folder.glob(pattern) if path.is_file())

    def _words(self, count: int) -> str:
        text = self.random.choice(self._files("literature/records/*.ris")).read_text("utf-8")
        words = re.findall(r"[a-z]{4,}", text) or ["housing"]
        return " ".join(self.random.choice(words) for _ in range(count))

    def _entries(self, path: Path) -> list[str]:
        return re.split(_STARTS[path.suffix], path.read_text("utf-8"))

    def _records(self) -> list[Path]:
        return [path for path in self._files("literature/records/*") if path.suffix in _STARTS]

    def entry_comes(self) -> str:
        path = self.random.choice([path for path in self._records() if path.suffix in _ENTRY])
        entry = _ENTRY[path.suffix].format(
            name=self._words(1).title(),
            title=self._words(9).capitalize(),
            text=self._words(60),
            year=self.random.randrange(1990, 2026),
            number=self.number,
        )
        if self.random.random() < 0.5:
            path = path.with_name(f"fuzz{self.number}{path.suffix}")
        with path.open("a", encoding="utf-8") as handle:
            handle.write("\n" + entry)
        return f"an entry more in {path.name}"

    def entry_goes(self) -> str:
        path = self.random.choice(self._records())
        entries = self._entries(path)
        if len(entries) < 3:
            return self.entry_comes()
        gone = entries.pop(self.random.randrange(1, len(entries)))
        path.write_text("".join(entries), "utf-8")
        return f"an entry of {path.name} gone: {gone[:60]!r}"

    def entry_changes(self) -> str:
        path = self.random.choice(self._records())
        entries = self._entries(path)
        at = self.random.randrange(len(entries))
        places = list(re.finditer(r"\b[a-z]{5,}\b", entries[at]))
        if not places:
            return self.entry_comes()
        place = self.random.choice(places)
        entries[at] = entries[at][: place.start()] + "altered" + entries[at][place.end() :]
        path.write_text("".join(entries), "utf-8")
        return f"a word of {path.name}: {place.group()}"

    def file_moves(self) -> str:
        path = self.random.choice(self._records())
        path.rename(path.with_name(f"moved{self.number}{path.suffix}"))
        return f"{path.name} renamed"

    def file_goes(self) -> str:
        path = self.random.choice(self._records())
        path.unlink()
        return f"{path.name} deleted"

    def row_goes(self) -> str:
        path, lines = self._table()
        gone = lines.pop(self.random.randrange(1, len(lines))) if len(lines) > 2 else ""
        path.write_text("".join(lines), "utf-8", newline="")
        return f"a row of {path.name} gone: {gone[:60]!r}"

    def rows_move(self) -> str:
        path, lines = self._table()
        rest = lines[1:]
        self.random.shuffle(rest)
        path.write_text("".join([lines[0], *rest]), "utf-8", newline="")
        return f"the rows of {path.name} in another order"

    def _table(self) -> tuple[Path, list[str]]:
        tables = []
        for path in self._files("literature/decisions/*.csv", "literature/effects/*.csv"):
            with path.open(encoding="utf-8", newline="") as handle:
                text = handle.read()
            lines = text.splitlines(keepends=True)
            # A cell of several lines: its rows are not lines.
            if len(lines) > 2 and all(line.count('"') % 2 == 0 for line in lines):
                tables.append((path, lines))
        return self.random.choice(tables)

    def setting_changes(self) -> str:
        path = self.folder / "config/config.yaml"
        text = path.read_text("utf-8")
        pattern, values = self.random.choice([(p, v) for p, v in _SETTINGS if re.search(p, text)])
        value = self.random.choice(values)
        path.write_text(re.sub(pattern, value, text, count=1), "utf-8")
        return f"setting {value.strip()}"

    def heading_changes(self) -> str:
        path = self.random.choice(self._files("config/propositions.yaml", "config/codebook.yaml"))
        text = path.read_text("utf-8")
        places = list(re.finditer(r"(?m)^\s+(?:heading|label|description): [A-Z](.*)$", text))
        place = self.random.choice(places)
        path.write_text(text[: place.end()] + " again" + text[place.end() :], "utf-8")
        return f"{path.name}: {place.group().strip()[:60]} again"

    def page_comes(self) -> str:
        path = self.folder / "book" / f"aside{self.number % 3}.md"
        path.write_text(f"# An aside\n\n{self._words(20)}\n", "utf-8")
        return f"page {path.name}"

    def page_goes(self) -> str:
        pages = self._files("book/aside*.md")
        if not pages:
            return self.page_comes()
        pages[0].unlink()
        return f"page {pages[0].name} gone"

    def results_go(self) -> str:
        what = self.random.choice(sorted((self.folder / "results").iterdir()))
        shutil.rmtree(what) if what.is_dir() else what.unlink()
        return f"results/{what.name} deleted"

    def kept_is_damaged(self) -> str:
        kept = [path for path in self._files("results/meanings/**/*") if path.stat().st_size]
        told = []
        for path in self.random.sample(kept, min(len(kept), 3)):
            held = bytearray(path.read_bytes())
            if self.random.random() < 0.4:
                del held[self.random.randrange(len(held)) :]
            else:
                held[self.random.randrange(len(held))] ^= 1 << self.random.randrange(8)
            path.unlink()  # it may be linked elsewhere
            path.write_bytes(held)
            told.append(path.name)
        return f"damaged: {', '.join(told)}"

    def book_is_damaged(self) -> str:
        pages = self._files("book/_build/html/**/*.html", "book/_build/html/**/*.js*")
        path = self.random.choice(pages)
        path.unlink()
        return f"{path.name} deleted of the book"

    def build_is_killed(self) -> str:
        told = self.random.choice((self.entry_comes, self.entry_goes, self.row_goes))()
        after = self.random.uniform(1, 14)
        process = subprocess.Popen(
            ["evidence", "build"],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(self.folder),
            start_new_session=True,
        )
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, self.random.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT)))
            process.wait()
        return f"{told}; a build killed after {after:.1f} s"

    def does(self) -> Iterator[Callable[[], str]]:
        kinds = (
            *(self.entry_comes, self.entry_goes, self.entry_changes, self.row_goes, self.rows_move) * 2,
            *(self.file_moves, self.file_goes, self.setting_changes, self.heading_changes, self.page_comes),
            *(self.page_goes, self.results_go, self.kept_is_damaged, self.book_is_damaged),
            self.build_is_killed,
        )
        while True:
            yield self.random.choice(kinds)


def _environment(folder: Path) -> dict[str, str]:
    binaries = str(Path(sys.executable).parent)
    return {
        **os.environ,
        "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(folder / "workflow"),
        "NO_COLOR": "1",
    }


def _built(project: Project) -> tuple[int, str]:
    done = project.run("evidence", "build")
    return done.returncode, done.stdout + done.stderr


def _files(folder: Path) -> dict[str, bytes]:
    told = {}
    for room in ("results", "book/_build/html"):
        for path in sorted((folder / room).rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not name.startswith(_NOT_COMPARED) and "/parts/" not in name:
                told[name] = path.read_bytes()
    return told


def _error(said: str) -> str:
    return said[said.rfind("Error") :] if "Error" in said else said[-600:]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--room", type=Path)
    parser.add_argument("--tiny", action="store_true", help="the review of thirteen trials")
    asked = parser.parse_args()
    room = asked.room or Path(tempfile.mkdtemp(prefix="rebuilds-"))
    random, faults, refused = Random(asked.seed), 0, 0
    project = copy_project(room / "warm", TINY if asked.tiny else None)
    code, said = _built(project)
    if code:
        raise SystemExit(said)
    for number in range(1, asked.steps + 1):
        began = time.monotonic()
        before = room / "before"
        shutil.rmtree(before, ignore_errors=True)
        for name in _INPUTS:
            shutil.copytree(project.folder / name, before / name, ignore=shutil.ignore_patterns("_build"))
        step = Step(project.folder, random)
        kinds = step.does()
        told = "; ".join(next(kinds)() for _ in range(random.choice((1, 1, 1, 2, 3))))
        code, said = _built(project)
        cold = copy_project(room / "cold", TINY if asked.tiny else None)
        for name in _INPUTS:
            shutil.rmtree(cold.folder / name)
            shutil.copytree(
                project.folder / name, cold.folder / name, ignore=shutil.ignore_patterns("_build")
            )
        cold_code, cold_said = _built(cold)
        wrong = ""
        if code != cold_code:
            wrong = f"ends with {code}, from nothing with {cold_code}\n{_error(said)}\n--- from nothing\n{_error(cold_said)}"
        elif code:
            refused += 1
            for name in _INPUTS:
                for path in (project.folder / name).iterdir():
                    if path.name != "_build":
                        shutil.rmtree(path) if path.is_dir() else path.unlink()
                shutil.copytree(before / name, project.folder / name, dirs_exist_ok=True)
        else:
            warm, fresh = _files(project.folder), _files(cold.folder)
            names = [name for name in sorted(warm.keys() | fresh.keys()) if warm.get(name) != fresh.get(name)]
            wrong = "\n".join(names[:30])
        print(
            f"{number} ({time.monotonic() - began:.0f} s) {told}: {'refused, ' + _error(said)[:300] if code else 'built'}",
            flush=True,
        )
        if wrong:
            faults += 1
            kept = room / f"step{number}"
            shutil.copytree(project.folder, kept / "warm", symlinks=True)
            shutil.move(cold.folder, kept / "cold")
            print(f"NOT AS FROM NOTHING: {wrong}\n  kept in {kept}", flush=True)
        shutil.rmtree(cold.folder, ignore_errors=True)
    print(f"{asked.steps} steps, {refused} refused, {faults} not as from nothing")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
