"""Which model reads what texts mean."""

from __future__ import annotations

from enum import StrEnum

from evidence.settings.declare import setting, settings


class Voice(StrEnum):
    SENTENCES = "sentences"
    WORDS = "words"
    NONE = "none"  # not "off", which YAML reads as false


@settings
class MeaningPlan:
    voice: Voice = setting(
        "What reads the meaning of titles and abstracts: `sentences`, a small language model that takes each text whole; `words`, the same model word by word, faster and coarser; or `none`",
        default=Voice.SENTENCES,
    )
    sentences_up_to: int = setting(
        "Texts up to which `sentences` takes them whole; more than these are read word by word",
        default=10000,
        minimum=0,
    )
