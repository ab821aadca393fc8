"""The briefing's data to a tagged PDF, with fonts that come with Typst and no others."""

from __future__ import annotations

import re
from pathlib import Path

from evidence.errors import UserError
from evidence.publish.row_heads import with_row_heads

STAGED = "run `evidence build`, which stages it anew"
"""What to do where what `evidence brief` stages is not whole."""
_DATA_NAME = "briefing.json"
# How briefing.typ says that even the smallest type does not fit.
_FULL = re.compile(r"page (?P<page>\d) of four holds more than fits; (?P<fix>[^\"]+)")


def build_pdf(template: Path, data: Path, destination: Path) -> None:
    """Set `data` (a `briefing.json`) in the Typst `template` and write the PDF to `destination`.

    The template reads `briefing.json` from its own folder, and nothing outside that folder, so both
    files must lie side by side. PDF/UA-1 makes a figure without a text alternative an error.
    Raises UserError if a file is missing, if a page holds more than fits, or if Typst refuses it.
    """
    import typst

    for needed in (template, data):
        if not needed.is_file():
            raise UserError("the staged briefing is not complete", file=needed, fix=STAGED)
    if data.name != _DATA_NAME or data.resolve().parent != template.resolve().parent:
        raise UserError(
            f"the template reads {_DATA_NAME} from its own folder",
            file=data,
            fix=f"stage it as {template.parent / _DATA_NAME}",
        )
    try:
        pdf = typst.compile(
            str(template.resolve()),
            root=str(template.resolve().parent),
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        if full := _FULL.search(str(error)):
            raise UserError(
                f"page {full['page']} of the four-page briefing holds more than fits",
                file="config",
                fix=full["fix"],
            ) from None
        raise UserError(f"Typst could not set the briefing: {error}", file=template) from error
    destination.parent.mkdir(parents=True, exist_ok=True)
    destination.write_bytes(with_row_heads(pdf))


def build_card(template: Path, destination: Path) -> None:
    """Set the social card (`social-card.typ`, beside `briefing.json`) as a PNG of 1200 by 630 pixels.

    Raises UserError if the template is missing or Typst refuses it.
    """
    import typst

    if not template.is_file():
        raise UserError("the staged briefing is not complete", file=template, fix=STAGED)
    try:
        card = typst.compile(
            str(template.resolve()),
            root=str(template.resolve().parent),
            ignore_system_fonts=True,
            format="png",
            ppi=144,
        )
    except typst.TypstError as error:
        raise UserError(f"Typst could not set the social card: {error}", file=template) from error
    destination.parent.mkdir(parents=True, exist_ok=True)
    destination.write_bytes(card[0] if isinstance(card, list) else card)
