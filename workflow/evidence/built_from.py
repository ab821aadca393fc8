"""What a book was built from: checksums of inputs and code, versions of libraries, the machine.

It lies in the book beside the list of checksums and is not on it: the same bytes come from other machines too, and
that is what the list says. `evidence verify` reads it to say why a byte differs.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from evidence.engine import resource
from evidence.input_sums import input_sums
from evidence.io import to_json
from evidence.layout import BUILT, Layout, entries, unfit
from evidence.libraries import ABSENT
from evidence.lock import LOCK
from evidence.reading import sha256
from evidence.stage_code import PACKAGE, StageCode, code_of

BUILT_FROM = "BUILT_FROM.json"
RELEASES = "releases"
INPUTS = ("config", "literature", "book", RELEASES)


@dataclass(frozen=True)
class BuiltFrom:
    """By name: the sha256 of every input, of what each stage runs and of each piece of it, the version of each library that a
    stage uses, facts of the machine."""

    inputs: dict[str, str] = field(default_factory=dict)
    stages: dict[str, str] = field(default_factory=dict)
    code: dict[str, str] = field(default_factory=dict)
    libraries: dict[str, str] = field(default_factory=dict)
    platform: dict[str, str] = field(default_factory=dict)


def built_from(at: Layout, noted: bool = False) -> BuiltFrom:
    """What a book built here and now is built from. `noted`: as for `input_sums`."""
    inputs = input_sums(at, input_files(at), noted)
    ran = {path.stem: StageCode.read(path) for path in at.codes}
    return BuiltFrom(
        inputs=inputs,
        stages={stage: code.digest for stage, code in ran.items()},
        code=_code(at.root, ran.values()),
        libraries=_libraries(ran.values()),
        platform=_platform(),
    )


def evidence_from(at: Layout, inputs: Iterable[Path]) -> BuiltFrom:
    """What the evidence of a review is from, the same on every machine: these inputs and the lock, and what the stages that make
    evidence ran when they last did; nothing of the latter where nothing was built."""
    files = [path for path in (*inputs, at.root / LOCK) if path.is_file()]
    ran = {path.stem: StageCode.read(path) for path in at.code_of_evidence if path.is_file()}
    python = {"Python": max(code.python for code in ran.values())} if ran else {}
    return BuiltFrom(
        inputs={path.relative_to(at.root).as_posix(): sha256(path) for path in sorted(files)},
        stages={stage: code.digest for stage, code in ran.items()},
        code={name: said for code in ran.values() for name, said in {**code.modules, **code.data}.items()},
        libraries=_libraries(ran.values()) | python,
    )


def moved_since(at: Layout) -> list[str] | None:
    """The inputs, and the stages by their code, that are not as they were when the book was built; None where none was built.

    Releases are no part of it: what is frozen moves no evidence.
    """
    path = at.html / BUILT_FROM
    then = read_built_from(path.read_text(encoding="utf-8")) if path.is_file() else None
    if then is None:
        return None
    now = {name: digest for name, digest in input_sums(at, input_files(at)).items() if not _is_frozen(name)}
    before = {name: digest for name, digest in then.inputs.items() if not _is_frozen(name)}
    ran = {stage: code.digest for stage, code in code_of(then.stages, at.read_code).items()}
    return [*_apart(before, now), *(f"the code of {stage}" for stage in _apart(then.stages, ran))]


def _is_frozen(name: str) -> bool:
    return name.startswith(f"{RELEASES}/")


def _apart(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def input_files(at: Layout) -> list[Path]:
    """Files of the researcher and of the book, in order; neither what was built nor what no stage can be handed: a link that leads out, a name that is no text."""
    found = (path for name in INPUTS for path in entries(at.root / name, but=BUILT))
    return sorted(
        p for p in found if p.is_file() and at.is_inside(p) and not unfit(p.relative_to(at.root).as_posix())
    )


def write_built_from(at: Layout, html: Path) -> BuiltFrom:
    """Lay it into the book that has just been made."""
    facts = built_from(at, noted=True)
    _write(html, facts)
    return facts


def renew(at: Layout, html: Path) -> None:
    """After a build that had nothing to do for the book: the inputs as they are now; the machine stays that of then."""
    path = html / BUILT_FROM
    then = read_built_from(path.read_text(encoding="utf-8")) if path.is_file() else None
    now = built_from(at, noted=True)
    if then and (then.inputs, then.stages, then.code) != (now.inputs, now.stages, now.code):
        _write(html, BuiltFrom(now.inputs, now.stages, now.code, then.libraries, then.platform))


def read_built_from(text: str) -> BuiltFrom | None:
    """What `write_built_from` wrote; None for anything else, for the book may be a stranger's.

    >>> read_built_from('{"inputs": {"a": 1}}'), read_built_from("[" * 100_000)
    (None, None)
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    names = [part.name for part in fields(BuiltFrom)]
    if not isinstance(data, dict) or set(data) != set(names):
        return None
    parts = [data[name] for name in names]
    texts = all(isinstance(p, dict) and all(isinstance(v, str) for v in p.values()) for p in parts)
    return BuiltFrom(*parts) if texts else None


def _write(html: Path, facts: BuiltFrom) -> None:
    text = to_json(asdict(facts), indent=1) + "\n"
    (html / BUILT_FROM).write_text(text, encoding="utf-8", newline="\n")


def _code(root: Path, ran: Iterable[StageCode]) -> dict[str, str]:
    """The pieces of what stages run, and what the package carries besides, by their place in it, wherever it is installed; the flow."""
    found = {path.name: sha256(path) for path in root.glob("Snakefile")}
    carried = {
        path.relative_to(PACKAGE.parent): path for path in entries(resource(), but=BUILT) if path.is_file()
    }
    found |= {name.as_posix(): sha256(path) for name, path in carried.items()}
    for code in ran:
        found |= {
            **code.modules,
            **code.data,
            **{f"{name} (words)": said for name, said in code.words.items()},
        }
    return dict(sorted(found.items()))


def _libraries(ran: Iterable[StageCode]) -> dict[str, str]:
    found = {name: version for code in ran for name, version in code.libraries.items() if version != ABSENT}
    return dict(sorted(found.items()))


def _platform() -> dict[str, str]:
    return {
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": f"{platform.system()} {' '.join(platform.libc_ver())}".strip(),
        "cpu": f"{platform.machine()} {_cpu()}".strip(),
    }


def _cpu() -> str:
    """The processor's name, where the system says it: numbers are computed by other instructions on another."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
