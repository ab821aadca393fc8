"""Where every table lives. The rules and the command line both read it here."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from evidence.engine import resource
from evidence.errors import UserError, UserErrors
from evidence.remarks import SPEAKING

_IN_BRACES = re.compile(r"\{.*\}", re.S)

# Folders that a program makes among what people write: a built book has a file for each work, which nobody needs to walk.
BUILT = frozenset(("_build", "__pycache__"))


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of one review, relative to its folder."""

    root: Path = Path(".")

    def inputs(self, folder: str, pattern: str) -> list[Path]:
        """Files of the researcher, in order of name, without those that computers leave behind."""
        place = self.root / "literature" / folder
        found = (place / name for name in names_in(place) if fnmatchcase(name, pattern) and not unfit(name))
        return sorted(p for p in found if p.is_file() and not is_nothing(p) and self.is_inside(p))

    def is_inside(self, path: Path) -> bool:
        """Whether a file lies in the review; a link that leads out of it is not read."""
        return path.resolve().is_relative_to(self.root.resolve())

    def decisions(self, kind: str) -> list[Path]:
        """The decision tables of one kind: one for all reviewers, or one for each."""
        return self.inputs("decisions", f"{kind}*.csv")

    @property
    def exports(self) -> list[Path]:
        return self.inputs("records", "*")

    @property
    def extracts(self) -> list[Path]:
        """Coded passages: what lies in their folder, but for what is read of passages."""
        beside = {*self.passage_codes, *self.configurations}
        return [path for path in self.inputs("case_studies", "*.csv") if path not in beside]

    @property
    def passage_codes(self) -> list[Path]:
        """Further codes of passages, where a review has them."""
        return self.inputs("case_studies", "passage_codes*.csv")

    @property
    def configurations(self) -> list[Path]:
        """Contexts, mechanisms and outcomes of cases, where a review has them."""
        return self.inputs("case_studies", "configurations*.csv")

    @property
    def effects(self) -> list[Path]:
        return self.inputs("effects", "*.csv")

    @property
    def conditions(self) -> list[Path]:
        """What was measured of cases, where a review has it."""
        return self.inputs("conditions", "*.csv")

    def setting(self, name: str) -> Path:
        return self.root / "config" / f"{name}.yaml"

    @property
    def known_works(self) -> list[Path]:
        """What works have been called before, where that was written down."""
        return self.inputs("", "known_works.csv")

    @property
    def searches(self) -> list[Path]:
        """The record of searches, where there is one."""
        return [p for p in [self.setting("searches")] if p.exists()]

    @property
    def mappings(self) -> list[Path]:
        """How files of other tools are read, for `evidence import`."""
        return sorted((self.root / "config" / "imports").glob("*.yaml"))

    @property
    def glossary(self) -> list[Path]:
        """The words that readers may look up, where somebody has written them down."""
        return [p for p in [self.setting("glossary")] if p.exists()]

    @property
    def appraisal_tools(self) -> list[Path]:
        """The appraisal tools of the review's own, a file each."""
        folder = self.root / "config" / "appraisal"
        paths = (folder / name for name in names_in(folder) if name.endswith(".yaml"))
        return sorted(p for p in paths if p.is_file() and not is_nothing(p) and self.is_inside(p))

    def table(self, stage: str, name: str) -> Path:
        """A table that a stage hands on."""
        return self.root / "results" / stage / f"{name}.parquet"

    def document(self, stage: str, name: str) -> Path:
        """A JSON file that a stage hands on."""
        return self.root / "results" / stage / f"{name}.json"

    def code(self, stage: str) -> Path:
        """What a stage runs, for Snakemake (`evidence.stage_code`)."""
        return self.root / "results" / "code" / f"{stage}.json"

    def part(self, stage: str, part: int | str, of: int) -> Path:
        """What one of `of` jobs made for a stage (`evidence.parts`)."""
        return self.root / "results" / stage / "parts" / f"{part}-of-{of}.tar"

    def parts(self, stage: str) -> list[Path]:
        """All that was made so, for whatever number of jobs, in order of name."""
        folder = self.root / "results" / stage / "parts"
        return [folder / name for name in sorted(names_in(folder)) if name.endswith(".tar")]

    def given(self, stage: str) -> Path:
        """What a stage takes of the review's own files, as one file, for a machine that does not see them (`evidence.handed`)."""
        return self.root / "results" / "given" / f"{stage}.tar"

    @property
    def codes(self) -> list[Path]:
        """What was written of all stages, in order of name."""
        return sorted(self.code("any").parent.glob("[!.]*.json"))

    @property
    def code_of_evidence(self) -> list[Path]:
        """The same of those stages that make the evidence, whether it is written yet or not."""
        return [self.code(stage) for stage in SPEAKING]

    @property
    def releases(self) -> list[Path]:
        """The files of all releases."""
        return sorted(p for p in entries(self.root / "releases") if p.is_file() and not is_nothing(p))

    @property
    def read_code(self) -> Path:
        """What was found in modules before, so that planning need not read them all again."""
        return self.root / "results" / "code" / ".read.json"

    @property
    def planned(self) -> Path:
        """Of which program it was last said what stages run (`evidence.build.planned_code`)."""
        return self.root / "results" / "code" / ".planned.json"

    def planned_inputs(self, stage: str) -> Path:
        """What of people's a stage is planned with (`evidence.build.planned_inputs`)."""
        return self.root / "results" / "code" / "inputs" / f"{stage}.json"

    @property
    def standing(self) -> Path:
        """What stood when the last whole build ended (`evidence.build.standing`)."""
        return self.root / "results" / "code" / ".standing.json"

    @property
    def misnamed(self) -> Path:
        """There while the last run found names in settings that lead nowhere (`evidence.cli.report`)."""
        return self.root / "results" / "code" / ".misnamed"

    def kept(self, stage: str) -> Path:
        """A folder for what a stage read and made when it last ran, which may be lost (`evidence.unchanged`)."""
        return self.root / "results" / "code" / ".kept" / stage

    @property
    def memory(self) -> Path:
        """What deduplicate read of pairs of records, for its next run."""
        return self.table("deduplicate", "memory")

    @property
    def meanings(self) -> Path:
        """A folder for what texts were found to mean, for the next run."""
        return self.root / "results" / "meanings"

    @property
    def own_pages(self) -> dict[str, Path]:
        """What a review has of its own for the book, by name: further pages, and what stands in the place of the engine's. Raises UserErrors for links behind
        which there is no file."""
        folder = self.root / "book"
        found = [*entries(folder, but=frozenset((*BUILT, "README.md")))]
        if lost := [path for path in found if path.is_symlink() and not path.is_file()]:
            raise UserErrors(
                UserError(
                    "the link leads to a folder, and pages behind it are not read"
                    if path.is_dir()
                    else "the link leads nowhere",
                    file=path,
                    fix="put the files themselves in its place",
                )
                for path in lost
            )
        files = {path.relative_to(folder): path for path in found if path.is_file()}
        return {name.as_posix(): files[name] for name in sorted(files)}

    @property
    def book(self) -> dict[str, Path]:
        """Pages, styles, scripts, templates and extensions of the book, by name: the review's own before the engine's."""
        return {**Layout(resource()).own_pages, **self.own_pages}

    @property
    def book_sources(self) -> list[Path]:
        """The files of the book, nothing that was built; a page of the engine's too in whose place an own one stands, because
        that may take over parts of it."""
        return sorted({*Layout(resource()).own_pages.values(), *self.own_pages.values()})

    @property
    def staged_book(self) -> Path:
        return self.root / "results" / "brief" / "book"

    @property
    def pdf(self) -> Path:
        return self.root / "results" / "publish" / "briefing.pdf"

    @property
    def html(self) -> Path:
        return self.root / "book" / "_build" / "html"

    @property
    def home(self) -> Path:
        return self.html / "index.html"

    @property
    def manifest(self) -> Path:
        return self.html / "SHA256SUMS"

    def log(self, stage: str) -> Path:
        return self.root / "logs" / f"{stage}.log"


def is_nothing(path: Path) -> bool:
    """Whether a file is one that computers leave behind: a hidden one, or what an office program keeps while a table is open.

    >>> [is_nothing(Path(name)) for name in (".DS_Store", "Thumbs.db", "~$screening.xlsx", "a.ris")]
    [True, True, True, False]
    """
    return path.name.startswith((".", "~$", "~lock")) or path.name.lower() in ("thumbs.db", "desktop.ini")


def unfit(name: str) -> str:
    """Why a file of this name cannot be handed to a stage; blank where it can. On old disks and in old archives some names are bytes of
    an encoding that nobody noted; and Snakemake takes a word in braces for a wildcard.

    >>> unfit("prägung (1).ris"), unfit("{x.ris"), unfit("{x}.ris")
    ('', '', 'its name holds a word in braces, {x}')
    >>> unfit(b"pr\\xe4gung.ris".decode(errors="surrogateescape"))
    'its name is in an encoding of old, and a sign of it is no letter here'
    """
    if any("\ud800" <= sign <= "\udfff" for sign in name):
        return "its name is in an encoding of old, and a sign of it is no letter here"
    held = _IN_BRACES.search(name)
    return f"its name holds a word in braces, {held[0]}" if held else ""


def as_text(name: str) -> str:
    """A name as it can be printed and written down: what of it is no text is the sign for that.

    >>> as_text(b"pr\\xe4gung.ris".decode(errors="surrogateescape"))
    'pr�gung.ris'
    """
    return os.fsencode(name).decode(errors="replace")


def names_in(folder: Path) -> list[str]:
    """The names in a folder, none where there is none. Raises PermissionError where it may not be read: `glob` would take it
    for empty, and what lies there for lost."""
    try:
        names = os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    if not can_be_opened(folder):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
    return names


def can_be_opened(folder: Path) -> bool:
    """Whether a folder lets one see what lies in it, and reach it."""
    return os.access(folder, os.R_OK | os.X_OK)


def entries(folder: Path, shut: bool = False, but: frozenset[str] = frozenset()) -> Iterator[Path]:
    """All that lies under a folder, at any depth, but not behind links, and without what has one of the names `but`, at any
    depth. Raises PermissionError as `names_in` does, unless folders that may not be opened are to be yielded and passed over
    (`shut`)."""
    for name in sorted({*names_in(folder)} - but):
        path = folder / name
        yield path
        if path.is_dir() and not path.is_symlink() and (not shut or can_be_opened(path)):
            yield from entries(path, shut, but)
