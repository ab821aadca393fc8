"""The words of the shipped topic, as its own config/ has them, and where a built book holds one of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

import yaml
from pypdf import PdfReader

REPOSITORY = Path(__file__).resolve().parents[2]
_WORD = re.compile(r"[a-z][a-z-]{3,}")
# What titles and labels of the shipped review share with any book: words of method and of programs, and words that say nothing of a topic.
_COMMON = frozenset(
    [
        "about",
        "access",
        "advice",
        "after",
        "against",
        "area",
        "base",
        "basis",
        "bodies",
        "both",
        "care",
        "children",
        "claim",
        "clear",
        "cost",
        "data",
        "difference",
        "domain",
        "domains",
        "equity",
        "event",
        "evidence",
        "field",
        "fields",
        "form",
        "forms",
        "from",
        "full",
        "funding",
        "group",
        "kinds",
        "known",
        "learning",
        "left",
        "long",
        "makes",
        "many",
        "mask",
        "membership",
        "memberships",
        "mixed",
        "multiple",
        "next",
        "other",
        "outcome",
        "outcomes",
        "passing",
        "paths",
        "people",
        "policy",
        "prior",
        "relations",
        "report",
        "research",
        "results",
        "roles",
        "says",
        "scale",
        "scope",
        "shared",
        "small",
        "their",
        "trust",
        "unclear",
        "under",
        "user",
        "vertical",
        "what",
        "whether",
        "wins",
        "with",
        "work",
        "working",
    ]
)  # noqa: SIM905 - a list of words


@cache
def topic_words() -> frozenset[str]:
    """Words of the title, the question, the source of the claims, the claims and the labels of the shipped review."""
    config, claims, codebook = (
        yaml.safe_load((REPOSITORY / "config" / f"{name}.yaml").read_text(encoding="utf-8"))
        for name in ("config", "propositions", "codebook")
    )
    review, seed = config["review"], claims["seed"]
    said = [review["title"], review["subtitle"], review["question"], seed["reference"], seed["short"]]
    said += [claim["heading"] for claim in claims["propositions"]]
    for facet in codebook["facets"]:
        if facet["role"] in ("form", "field", "outcome", "theme", "dimension"):
            said += [
                facet["label"],
                facet.get("plural", ""),
                *(code["label"] for code in facet.get("codes", ())),
            ]
    return frozenset(_WORD.findall(" ".join(said).lower())) - _COMMON


def texts(html: Path) -> Iterator[tuple[str, str]]:
    """Every text that a book hands out: pages with their source, styles and scripts but those of the theme, data, paper."""
    for path in sorted(p for p in html.rglob("*") if p.is_file()):
        name = path.relative_to(html).as_posix()
        if path.suffix == ".pdf":
            yield name, " ".join(page.extract_text() for page in PdfReader(path).pages)
        elif path.suffix in (".zip", ".xlsx"):
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as packed:
                yield from (
                    (f"{name}/{one}", packed.read(one).decode("utf-8", "replace"))
                    for one in packed.namelist()
                )
        elif path.suffix in (
            ".html",
            ".csv",
            ".json",
            ".js",
            ".ipynb",
            ".bib",
            ".ris",
            ".svg",
            ".css",
            ".txt",
        ):
            yield name, path.read_text(encoding="utf-8", errors="replace")


def held(text: str) -> set[str]:
    """The words of the shipped topic that a text holds."""
    return topic_words() & set(_WORD.findall(unescape(text).lower()))
