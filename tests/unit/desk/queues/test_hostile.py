"""Text from records, tables and settings is text on every page of the desk, whatever it would do elsewhere."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from html.parser import HTMLParser

import pytest

from evidence.assess.rows import CerqualComponent, Certainty
from evidence.classify.rows import Label
from evidence.deduplicate.rows import Comparison, MaybePair, Work
from evidence.extract.rows import EvidenceItem
from evidence.synthesise.claim_rows import Finding, SideOfStudy
from evidence.synthesise.theme_rows import Theme
from tests.book.hostile import PAYLOADS

from ..rooms import Sitting

BAD = PAYLOADS[:6]
SPOILT = {
    Work: ("title", "container", "doi", "url", "abstract", "key"),
    EvidenceItem: ("text", "measure", "study_label"),
    SideOfStudy: ("reason", "by", "study_label"),
    MaybePair: ("question",),
    Label: ("reasons",),
    Certainty: ("reason", "by"),
    Theme: ("statement", "label"),
    Comparison: ("reason",),
    Finding: (),
    CerqualComponent: (),
}
QUEUES = (
    "pairs",
    "codes",
    "passages",
    "extracts",
    "effects",
    "appraisal",
    "sides",
    "certainty",
    "implications",
)


_RUN = ("script", "iframe", "base", "svg", "img", "style", "meta", "object", "embed")


class Elements(HTMLParser):
    """Every element of a page, and what would run in it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        given = dict(attrs)
        own = (tag == "script" and (given.get("src") or "").startswith("/static/")) or (
            tag == "meta" and given.keys() & {"charset", "name"}
        )
        if tag in _RUN and not own:
            self.found.append(self.get_starttag_text())
        self.found += [f"{tag} {name}" for name in given if name.startswith("on")]
        for name in ("href", "src", "action"):
            if re.match(r"\s*(javascript|data|vbscript):", given.get(name) or "", re.I):
                self.found.append(f"{tag} {name}={given[name]}")


def _spoilt(rows: list, names: tuple[str, ...], payload: str) -> list:
    def cell(row, name):
        value = getattr(row, name)
        return (payload,) if isinstance(value, tuple) else f"{value} {payload}"

    known = {f.name for f in fields(rows[0])} if rows else set()
    return [replace(row, **{n: cell(row, n) for n in names if n in known}) for row in rows]


@pytest.mark.parametrize("payload", BAD)
def test_no_text_becomes_markup(folder, payload):
    from evidence.layout import Layout
    from evidence.review import Review

    review = Review(Layout(folder))
    for row, names in SPOILT.items():
        if names:
            from evidence.rows import table_of

            review.put(table_of(row), _spoilt(review[row], names, payload))
    effects = folder / "literature" / "effects" / "effects.csv"
    lines = effects.read_text(encoding="utf-8").splitlines()
    quoted = payload.replace('"', '""')
    lines[1] = lines[1].replace("garden vs no garden", f'"{quoted}"')
    effects.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ella = Sitting(Layout(folder))
    seen = ""
    for queue in QUEUES:
        for address in (f"/q/{queue}", f"/q/{queue}/mine", f"/q/{queue}/find?words=a"):
            answer = ella.get(address)
            assert answer.status_code == 200, (queue, address, answer.text[:300])
            page = Elements()
            page.feed(answer.text)
            assert page.found == [], (address, page.found)
            seen += answer.text
    assert payload not in seen or "<" not in payload
    told = ella.post("/q/sides", item=ella.asked("sides"), side="for", directness="direct", reason=payload)
    assert told.status_code == 303
    page = Elements()
    page.feed(ella.get("/q/sides/mine").text)
    assert page.found == []
