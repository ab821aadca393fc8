"""How exports are read, where a person must say it."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.settings.declare import Text, setting, settings


@settings
class ReadingRules:
    own_words_marker: str = setting(
        "Prefix by which an abstract declares that it is the team's own summary and not the publisher's text",
        default="",
        examples=("[Own-words summary]",),
    )
    encodings: Mapping[str, Text] = setting(
        "Path, name or pattern of exports under literature/records/, each with the encoding (`cp1250`, `gb18030`, `mac-roman` …) that they have, "
        "where a remark says that one was guessed and letters look wrong",
        default={},
        examples=({"literature/records/lodz.csv": "cp1250", "cnki_*.txt": "gb18030"},),
    )
