"""Which files of two books differ, where, and why as far as can be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.built_from import BuiltFrom
from evidence.errors import printable, shorten
from evidence.publish.manifest import MANIFEST, UNLISTED

_AROUND = 30
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Difference:
    """One file. `what` says how it differs; `edited` that its checksum in the book is still that of the rebuilt one."""

    name: str
    what: str
    edited: bool = False


def differences(
    published: Mapping[str, str], listed: Mapping[str, str], rebuilt: Mapping[str, str]
) -> list[Difference]:
    """Files whose checksums differ, in order of name. The three are sha256 by name: as they are, as the book says, as rebuilt.

    A list of checksums that is wrong where every file is right comes as the one difference.
    """
    found = []
    for name in sorted({*published, *rebuilt} - set(UNLISTED)):
        if name not in published:
            found.append(Difference(name, "is missing from the published book", name in listed))
        elif name not in rebuilt:
            what = "stands in the published book and is not built"
            found.append(Difference(name, what, name not in listed))
        elif published[name] != rebuilt[name]:
            found.append(Difference(name, "differs", listed.get(name) == rebuilt[name]))
    if not found and listed != {name: digest for name, digest in rebuilt.items() if name not in UNLISTED}:
        found.append(Difference(MANIFEST, "names other checksums than the files of the book have", True))
    return found


def place(published: bytes, rebuilt: bytes) -> list[str]:
    r"""Where two files part, and what stands there.

    >>> place(b"one\ntwo\n", b"one\ntoo\n")
    ['byte 6, line 2', 'published: one two', 'rebuilt:   one too']
    """
    pairs = zip(published, rebuilt, strict=False)
    at = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(published), len(rebuilt)))
    where = f"byte {at + 1:,}"
    if b"\0" in published[:1024]:
        return [where]
    begin = max(0, at - _AROUND)
    shown = [_excerpt(data[begin : at + _AROUND]) for data in (published, rebuilt)]
    line = published[:at].count(b"\n") + 1
    return [f"{where}, line {line:,}", f"published: {shown[0]}", f"rebuilt:   {shown[1]}"]


def causes(then: BuiltFrom, here: BuiltFrom, locked: Mapping[str, str]) -> list[str]:
    """In which of its origins the book differs from this folder and machine, what is likeliest to show first.

    `locked` has the versions that requirements.lock names.
    """
    return [
        *_files("an input", then.inputs, here.inputs),
        *_files("the code", then.code, here.code),
        *_versions(then.libraries, here.libraries, locked),
        *(
            f"the platform differs: {name} was {_text(then.platform.get(name))}, here it is {_text(here.platform.get(name))}"
            for name in sorted({*then.platform, *here.platform})
            if then.platform.get(name) != here.platform.get(name)
        ),
    ]


def _files(what: str, then: Mapping[str, str], here: Mapping[str, str]) -> list[str]:
    changed = sorted(name for name in {*then, *here} if then.get(name) != here.get(name))
    lines = [f"{what} differs: {_text(name)} {_digests(then.get(name), here.get(name))}" for name in changed]
    more = [f"and {len(lines) - _SHOWN} more of the kind"] if len(lines) > _SHOWN else []
    return lines[:_SHOWN] + more


def _digests(then: str | None, here: str | None) -> str:
    if then is None:
        return "is here, and was not when the book was built"
    if here is None:
        return "was there when the book was built, and is not here"
    return f"was sha256 {_text(then)[:12]}… when the book was built, and is {here[:12]}… here"


def _versions(then: Mapping[str, str], here: Mapping[str, str], locked: Mapping[str, str]) -> list[str]:
    lines = []
    for name in sorted({*then, *here}):
        was, now = then.get(name), here.get(name)
        if was != now:
            lock = f"; requirements.lock says {locked[name]}" if name in locked else ""
            lines.append(
                f"a library differs: {_text(name)} was {_text(was)} when the book was built, and is {_text(now)} here{lock}"
            )
    return lines


def _text(value: str | None) -> str:
    """A name or a value that may be a stranger's, for the terminal."""
    return printable(shorten(value, 100)) if value is not None else "not there"


def _excerpt(data: bytes) -> str:
    return printable(shorten(data.decode("utf-8", errors="replace"), 2 * _AROUND))
