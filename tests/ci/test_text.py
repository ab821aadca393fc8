"""What strangers had a part in is said as text: no mark of it acts on GitHub."""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from types import ModuleType

import pytest

from .act import REPOSITORY


@pytest.fixture(scope="module")
def ours() -> ModuleType:
    loader = SourceFileLoader("ci_github", str(REPOSITORY / ".ci" / "github"))
    spec = spec_from_loader("ci_github", loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


HOSTILE = (
    "@everyone", "@org/team", "<img src=x>", "<script>", "![x](y)", "[x](y)", "[x][y]", "[x]: y", "https://evil.example", "HTTP://evil", "www.evil.example",
    "#12", "GH-12", "ana/visits#12", "&#64;everyone", "&commat;everyone", "\\@everyone", "</details><img>", "<summary>@all</summary>", "closes #3", "ana@example.org",
    "<!-- what changes in the evidence -->", "mailto:a",
)  # fmt: skip
# what GitHub's Markdown makes something of, read off its documentation and not off the script
ACTS = (r"@\w", r"<[\w/!?]", r"!\[", r"\]\(", r"\]\[", r"\]:", r"(?i)https?:", r"(?i)www\.", r"(?i)mailto:", r"#\d", r"GH-\d", r"&#?\w")  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "around",
    ["{}", "a{}b", "```\n{}\n```", "| {} |", "<details>\n{}\n</details>", "<{}", "\u200b{}\u202e", "**{}**"],
)
def test_nothing_acts(ours: ModuleType, text: str, around: str) -> None:
    import re

    said = ours.tamed(around.format(text))
    own = "\n".join(line for line in said.split("\n") if line not in ("<details>", "</details>"))
    assert [act for act in ACTS if re.search(act, own)] == []
    assert said.replace("\u200b", "") == around.format(text).replace("\u200b", "").replace("\u202e", ""), (
        "and every letter is there"
    )


def test_what_a_reader_needs_stays(ours: ModuleType) -> None:
    text = "## Changes\n\n- **2** works in, 1 < 2\n\n<details>\n<summary>All of them</summary>\n\n| a | b |\n|---|---|\n\n```text\nx: y!\n```\n</details>\n"
    assert ours.tamed(text) == text


def test_a_long_text_is_cut_where_a_line_ends_and_everything_is_closed(ours: ModuleType) -> None:
    said = ours.tamed("<details>\n\n```\n" + "a line\n" * 20_000)
    assert len(said) < 65_536 - 1_000
    assert said.endswith("a line\n```\n</details>\n\n*It goes on in the log of the run.*")


def test_spaces_of_other_kinds_stay_spaces(ours: ModuleType) -> None:
    assert ours.tamed("1\u202f000\u00a0works\x07\x1b[2J") == "1 000 works[2J"


def test_what_a_sentence_was_and_is_can_be_seen(ours: ModuleType) -> None:
    text = "- We kept <del>none</del><ins>12</ins> that fit."
    assert ours.tamed(text) == text
    for more in (
        "<del class=x>",
        "<ins@a>",
        "<DEL>",
        "< <ins>img src=x>",
        "@<del>ana</del>",
        "<ins>@ana</ins>",
    ):
        said = (
            ours.tamed(more)
            .replace("<del>", "")
            .replace("</del>", "")
            .replace("<ins>", "")
            .replace("</ins>", "")
        )
        assert "<d" not in said.lower() and "<i" not in said and "@a" not in said, said
