"""The briefing's data to a tagged PDF, with fonts that come with Typst and no others."""

from __future__ import annotations

import json
import os
import re
import tempfile
import unicodedata
from contextlib import suppress
from pathlib import Path

from evidence.errors import UserError
from evidence.publish.row_heads import with_row_heads

STAGED = "run `evidence build`, which stages it anew"
"""What to do where what `evidence brief` stages is not whole."""
_DATA_NAME = "briefing.json"
# How briefing.typ says that even the smallest type does not fit.
_FULL = re.compile(r"page (?P<page>\d) of four holds more than fits; (?P<fix>[^\"]+)")
_NO_GLYPH = re.compile(r'the text `"(?P<letters>.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
STANDS_IN = "□"
_KINDS = 60  # of letters that are replaced before it is given up
_PICTURES = "pictures"
_SHOWN = ("LATIN", "ARABIC", "HEBREW", "DEVANAGARI")  # by the typefaces; one letter may be too new for them


def build_pdf(template: Path, data: Path, destination: Path) -> tuple[str, ...]:
    """Set `data` (a `briefing.json`) in the Typst `template` and write the PDF to `destination`.

    The template reads `briefing.json` from its own folder, and nothing outside that folder, so both
    files must lie side by side. PDF/UA-1 makes a figure without a text alternative an error, and a letter that no typeface has:
    such letters, and all others of their script, stand as □, and the last page says so. Returns the scripts of these.
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
        pdf, without = _set(template.resolve(), data.resolve())
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
    return without


def _set(template: Path, data: Path) -> tuple[bytes, tuple[str, ...]]:
    """The PDF, and the scripts whose letters stand as □ in it. Raises TypstError."""
    import typst

    lacking: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        while True:
            at = room / template.name if lacking else template
            try:
                made = typst.compile(
                    str(at), root=str(at.parent), ignore_system_fonts=True, pdf_standards=["ua-1"]
                )
                return made, tuple(sorted(lacking))
            except typst.TypstError as error:
                told = _NO_GLYPH.search(str(error))
                letters = _ESCAPED.sub(lambda one: chr(int(one[1], 16)), told["letters"]) if told else ""
                more = {_script(letter) for letter in letters if letter > "~"} - {*lacking}
                if not more or len(lacking) > _KINDS:
                    raise
                lacking += sorted(more)
                _lay(room, template, data, lacking)


def _lay(room: Path, template: Path, data: Path, lacking: list[str]) -> None:
    """Lay beside one another what Typst is to read, in the data □ for each letter of these scripts."""
    for path in template.parent.iterdir():
        if path.name not in (template.name, data.name):
            with suppress(OSError):  # once is enough; and ours reads nothing else
                os.symlink(path, room / path.name)
    (room / template.name).write_bytes(template.read_bytes())
    told = {**json.loads(data.read_text(encoding="utf-8")), "lacking": f"{STANDS_IN}: {_listed(lacking)}"}
    text = json.dumps(told, ensure_ascii=False)
    shown = "".join(STANDS_IN if letter > "~" and _script(letter) in lacking else letter for letter in text)
    (room / data.name).write_text(shown, encoding="utf-8")


def _listed(lacking: list[str]) -> str:
    """
    >>> _listed(["pictures", "HANGUL", "CJK", "LEFT CORNER BRACKET"])
    'CJK, Hangul, Left corner bracket, Pictures'
    """
    return ", ".join(name if len(name) < 4 else name.capitalize() for name in sorted(lacking))


def _script(letter: str) -> str:
    """What is shown or lacking as a whole: the letters of a script, pictures; any other sign by itself.

    >>> _script("学"), _script("한"), _script("😀"), _script("ก"), _script("「")
    ('CJK', 'HANGUL', 'pictures', 'THAI', 'LEFT CORNER BRACKET')
    """
    if "\U0001f000" <= letter <= "\U0001faff" or letter in "\u200d\ufe0f":
        return _PICTURES
    name = unicodedata.name(letter, f"U+{ord(letter):04X}")
    script = name.split()[0]
    return script if unicodedata.category(letter) == "Lo" and script not in _SHOWN else name


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
