"""What people and accidents do to a review between two builds, each change drawn at random."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

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
        moved = path.rename(path.with_name(f"moved{self.number}{path.suffix}"))
        self._search_names(path.name, moved.name)
        return f"{path.name} renamed"

    def file_goes(self) -> str:
        path = self.random.choice(self._records())
        path.unlink()
        self._search_names(path.name, "")
        return f"{path.name} deleted"

    def _search_names(self, old: str, new: str) -> None:
        """A search names its exports, and one that is not there is refused."""
        searches = self.folder / "config" / "searches.yaml"
        name = re.escape(old)
        named = name if new else rf"{name}, |, {name}|{name}"
        if searches.exists():
            searches.write_text(re.sub(named, new, searches.read_text("utf-8")), "utf-8")

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

    def claim_goes(self) -> str:
        path = self.folder / "config/propositions.yaml"
        claims = re.split(r"(?m)^(?=  - id: )", path.read_text("utf-8"))
        if len(claims) < 4:
            return self.heading_changes()
        gone = claims.pop(self.random.randrange(1, len(claims)))
        path.write_text("".join(claims), "utf-8")
        return f"claim {gone.split()[2]} gone"

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
            env=environment(self.folder),
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
            *(
                self.file_moves,
                self.file_goes,
                self.setting_changes,
                self.heading_changes,
                self.page_comes,
                self.claim_goes,
            ),
            *(self.page_goes, self.results_go, self.kept_is_damaged, self.book_is_damaged),
            self.build_is_killed,
        )
        while True:
            yield self.random.choice(kinds)


def environment(folder: Path) -> dict[str, str]:
    """In which `evidence` is that of the review."""
    binaries = str(Path(sys.executable).parent)
    return {
        **os.environ,
        "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(folder / "workflow"),
        "NO_COLOR": "1",
    }
