"""A briefing in which letters stand that its typefaces have not is set all the same."""

from __future__ import annotations

import json

import pytest
from pypdf import PdfReader

from evidence.errors import UserError
from evidence.publish.pdf import build_pdf

TEMPLATE = """#let d = json("briefing.json")
#set document(title: "x", date: none)
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"), lang: "en")
#d.text
"""


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("A question of “plain” letters, été, Русский, العربية", ()),
        ("学校缺勤 and 「more」 of it", ("CJK", "LEFT CORNER BRACKET", "RIGHT CORNER BRACKET")),
        ("학교 and 👍🏽 and โรงเรียน", ("HANGUL", "THAI", "pictures")),
    ],
)
def test_letters_that_no_typeface_has_do_not_stop_a_build(tmp_path, text, lacking) -> None:
    template, data = tmp_path / "briefing.typ", tmp_path / "briefing.json"
    template.write_text(TEMPLATE, encoding="utf-8")
    data.write_text(json.dumps({"text": text}), encoding="utf-8")
    assert set(lacking) <= set(build_pdf(template, data, tmp_path / "out" / "briefing.pdf"))
    first = (tmp_path / "out" / "briefing.pdf").read_bytes()
    build_pdf(template, data, tmp_path / "again.pdf")
    assert first[:5] == b"%PDF-" and (tmp_path / "again.pdf").read_bytes() == first
    assert json.loads(data.read_text()) == {"text": text}, "what was staged stays as it is"


def test_another_fault_of_a_template_is_told(tmp_path) -> None:
    (tmp_path / "briefing.typ").write_text("#nothing-of-this-name")
    (tmp_path / "briefing.json").write_text("{}")
    with pytest.raises(UserError, match="Typst could not set"):
        build_pdf(tmp_path / "briefing.typ", tmp_path / "briefing.json", tmp_path / "a.pdf")


def test_the_paper_says_what_the_boxes_stand_for(tmp_path) -> None:
    template, data = tmp_path / "briefing.typ", tmp_path / "briefing.json"
    template.write_text(TEMPLATE + '#if "lacking" in d [Lacking #d.lacking.]', encoding="utf-8")
    for text, told in (("学校 and 👍", "Lacking □: CJK, Pictures."), ("plain", "")):
        data.write_text(json.dumps({"text": text}), encoding="utf-8")
        build_pdf(template, data, tmp_path / "a.pdf")
        said = PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
        assert said.partition("Lacking")[1:] == (told[:7], told[7:])
