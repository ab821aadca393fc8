"""What stood when the last whole build ended, so that the next one need not plan in order to find that there is nothing to do.

Of each file that a build looks at: its size, its number on the disk, and the times of its last edit and last change of any kind. As
long as all of them are as they were, so is the book. Where one differs Snakemake decides, as it does where nothing was written down:
a lost or edited file is never taken for one that stands.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from evidence.layout import BUILT, Layout

Facts = list[int]
_TOPS = ("config", "literature", "releases", "book")
_ALONE = ("Snakefile", "requirements.lock")
# A Snakefile that only includes the engine's. One with rules of its own may make more than is known here.
_PLAIN = (
    "from evidence.engine import workflow_file include: workflow_file() rule all: input: rules.book.input"
)
_SUM = 64  # characters of a checksum
_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Standing:
    """`program`: by which Python, code and libraries, `given`: what people wrote, `made`: what stages made, each by path;
    `folder`: where; `said`: the last lines of that build, `strict`: whether `--strict` fails on them."""

    folder: str
    program: dict[str, Facts]
    given: dict[str, Facts]
    made: dict[str, Facts] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    strict: bool = False

    def same(self, at: Layout, names: Iterable[str] | None = None) -> bool:
        """Whether files are as they were, of those that people wrote or stages made: all by default."""
        known = {**self.given, **self.made}
        return all(known.get(name) == facts(at.root / name) for name in (known if names is None else names))


def now(at: Layout) -> Standing:
    """What stands before a build: of what is edited while it runs, the next one shall find that it differs."""
    return Standing(str(at.root.resolve()), program(), _given(at))


def write(at: Layout, before: Standing, made: Iterable[Path], said: list[str], strict: bool) -> None:
    """Write it down, after a build that went well. Where that cannot be done, the next one asks Snakemake."""
    stands = {str(path.relative_to(at.root)): facts(path) for path in made}
    whole = Standing(before.folder, before.program, before.given, stands, said, strict)
    with suppress(OSError):
        at.standing.parent.mkdir(parents=True, exist_ok=True)
        at.standing.write_text(json.dumps(asdict(whole)), encoding="utf-8")


def read(at: Layout) -> Standing | None:
    """What was written down, if it is of this place and this program."""
    try:
        known = Standing(**json.loads(at.standing.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return known if known.folder == str(at.root.resolve()) and known.program == program() else None


def untouched(at: Layout) -> Standing | None:
    """What was written down, if nothing at all has moved since and nothing but the engine's rules make it."""
    if "SNAKEMAKE_PROFILE" in os.environ or (at.root / "profiles").exists() or not is_plain(at):
        return None
    if any((at.root / ".snakemake" / "locks").glob("*")):
        return None
    known = read(at)
    whole = known is not None and known.given == _given(at) and known.made and known.same(at, known.made)
    return known if whole else None


def hurt(at: Layout) -> list[str]:
    """The files of the book that are gone, or were written after its list of checksums and are not as it has them, by their names in it; the list
    itself where it is none.

    Of the others nothing is read: a page that somebody edited or a program for sharing folders lost is told by its time. Of a book without a first
    page Snakemake knows by itself that it is to be made.
    """
    if not at.home.exists():
        return []
    try:
        lines, when = at.manifest.read_text(encoding="utf-8").splitlines(), os.stat(at.manifest).st_mtime_ns
    except (OSError, ValueError):
        return [at.manifest.name]
    listed = {line[_SUM + 2 :]: line[:_SUM] for line in lines if line[_SUM : _SUM + 2] == "  "}
    if at.home.name not in listed:
        return [at.manifest.name]
    folder = str(at.html)
    return [name for name, known in listed.items() if not _stands(f"{folder}/{name}", known, when)]


def _stands(path: str, known: str, when: int) -> bool:
    try:
        if os.stat(path).st_mtime_ns <= when:
            return True
    except OSError:
        return False
    from evidence.reading import sha256

    return sha256(Path(path)) == known


def is_plain(at: Layout) -> bool:
    """Whether the Snakefile of a review is no more than the engine's rules."""
    path = at.root / "Snakefile"
    if not path.exists():
        return True
    text = re.sub(r'^\s*""".*?"""', "", path.read_text(encoding="utf-8", errors="replace"), flags=re.S)
    return " ".join(text.split()).rstrip(",") == _PLAIN


def _given(at: Layout) -> dict[str, Facts]:
    found = {str(path): facts(at.root / path) for path in map(Path, _ALONE)}
    for top in _TOPS:
        found |= {
            os.path.relpath(path, at.root): told for path, told in _under(os.fspath(at.root / top), BUILT)
        }
    return found


def program() -> dict[str, Facts]:
    """The code of the package, and which distributions are installed: a stage depends on their versions."""
    found = dict(_under(os.fspath(_PACKAGE), BUILT))
    found[f"{sys.executable} {sys.version}"] = []
    for place in {os.path.realpath(place) for place in sys.path}:
        with suppress(OSError):
            found |= {
                entry.path: [entry.stat().st_mtime_ns]
                for entry in os.scandir(place)
                if entry.name.endswith((".dist-info", ".egg-info", ".pth"))
            }
    return found


def _under(
    folder: str, but: frozenset[str], seen: frozenset[tuple[int, int]] = frozenset()
) -> Iterator[tuple[str, Facts]]:
    """Every file and folder under a folder, also behind links."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        here = os.stat(folder)
    except FileNotFoundError:
        return  # as if it were empty: a build makes `book/` for what it built, and nothing else in it
    except OSError:
        yield folder, []
        return
    if (here.st_dev, here.st_ino) in seen:
        return
    for entry in entries:
        if entry.name in but:
            continue
        if entry.is_dir():
            yield from _under(entry.path, but, seen | {(here.st_dev, here.st_ino)})
        else:
            yield entry.path, facts(entry.path)


def facts(path: str | Path) -> Facts:
    """What tells a file from another that took its place; of one that is not there nothing."""
    try:
        found = os.stat(path)
    except OSError:
        return []
    return [found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns]
