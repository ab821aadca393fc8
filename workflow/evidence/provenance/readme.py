"""The ten lines that a pack begins with."""

from __future__ import annotations

from evidence.book_settings import FrontMatter

_WHEELS = "`pip install --no-index --find-links wheels --require-hashes -r requirements.lock`"
_NETWORK = (
    "`pip install --require-hashes -r requirements.lock` (once, with a network: libraries differ by machine and are large, so that only "
    "their checksums are in here; `pip download --require-hashes -r requirements.lock -d wheels` fetches them for a machine without one)"
)
_NO_LOCK = "the versions that site/BUILT_FROM.json names under `libraries` (the review keeps no lock)"


def read_me(review: FrontMatter, version: str, locked: bool, wheels: bool) -> str:
    """What is in the pack and how it is used, without a network but for what is said."""
    install = (_WHEELS if wheels else _NETWORK) if locked else _NO_LOCK
    lines = [
        f"{review.title}, version {version}, evidence to {review.evidence_date}. By {review.author}.",
        "1. To read it, unpack this and open site/index.html in any browser; on paper: site/_static/briefing.pdf. Neither asks for a network.",
        "2. The data are in site/_static/data/: CSV tables, and datapackage.json with their types, units, keys and words (Frictionless).",
        "3. What each file is, who decided what, and under which licence: ro-crate-metadata.json (RO-Crate, Provenance Run Crate).",
        "4. What it was made from is in config/ and literature/; what is known of the terms of each source stands in literature/README.md,",
        "   where there is one. Exports of databases may hold abstracts that belong to publishers: see to it before you pass this on.",
        "5. Nothing was changed since if `sha256sum -c --quiet manifest-sha256.txt` says nothing.",
        f"6. To build it again: Python 3.11 or later and {install};",
        "   then, with the program in here: `PYTHONPATH=engine python -m evidence.main verify PATH/OF/THIS.zip` builds the book from this pack",
        "   alone and compares every byte. Whoever has `evidence` installed: `evidence verify THIS.zip`.",
        "7. To go on from it: change config/ or literature/ in the unpacked folder and run `PYTHONPATH=engine python -m evidence.main build`.",
        "8. To cite it: CITATION.cff.",
    ]
    return "\n".join(lines) + "\n"
