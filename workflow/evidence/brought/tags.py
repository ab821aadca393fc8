"""Tags that stand for decisions, as people agree on them in a reference manager."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from evidence.brought.told import Told
from evidence.brought.words import MAYBE, decision_of, is_known, is_unsure
from evidence.errors import UserError
from evidence.screen.rows import MOST_INCLUSIVE, Screen

MEANINGS = (*(word.value for word in MOST_INCLUSIVE), MAYBE)


def meaning(tag: str, means: Mapping[str, str]) -> tuple[str, str]:
    """(what a tag says, the reason in it), both blank for a tag that says nothing. A `*` at the end stands for a reason.

    >>> meaning("Exclude: wrong population", {"exclude: *": "exclude"}), meaning("tea", {"in": "include"})
    (('exclude', 'wrong population'), ('', ''))
    """
    plain = " ".join(tag.split())
    for pattern, word in sorted(means.items(), key=lambda one: -len(one[0])):
        begins = " ".join(pattern.split()).casefold()
        if begins.endswith("*") and plain.casefold().startswith(begins[:-1].rstrip()):
            return word, plain[len(begins[:-1].rstrip()) :].strip(" :-–")
        if plain.casefold() == begins:
            return word, ""
    return "", ""


def by_tags(one: Told, means: Mapping[str, str]) -> Told:
    """What was told, with those of its tags that stand for decisions read as such.

    A tag in a group (“Reason: background”) is named with its group or alone. What was included may be background by its tag, as what
    was excluded may; a tag that says the contrary of the label leaves no final decision. What nobody decided stays so.
    """
    said = [(tag, *_in_group(tag, means)) for tag in one.tags]
    words = list(dict.fromkeys(word for _, word, _ in said if word))
    if not words:
        return one
    reasons = (reason for _, word, reason in said if word and reason)
    told = replace(
        one,
        reasons=tuple(dict.fromkeys([*one.reasons, *reasons])),
        tags=tuple(tag for tag, word, _ in said if not word),
        hers=tuple(tag for tag, word, _ in said if not word and tag in one.hers),
        decisive=(*one.decisive, *(tag for tag, word, _ in said if word)),
    )
    if one.decision is None:
        return told
    if words != [Screen.BACKGROUND] and one.decision not in words:
        words = [str(one.decision), *words]
    word = " and ".join(words)
    return replace(told, word=word, decision=decision_of(word))


def _in_group(tag: str, means: Mapping[str, str]) -> tuple[str, str]:
    alone = tag.partition(": ")[2]
    said = meaning(alone, means) if alone else ("", "")
    return said if said[0] else meaning(tag, means)


def unused(told: Iterable[Told], means: Mapping[str, str]) -> str:
    """Which of the tags that a person named no entry bears, in a sentence; nothing where all were found."""
    told = list(told)
    met = {tag for one in told for tag in one.decisive}
    left = [tag for tag, word in means.items() if not any(_in_group(one, {tag: word})[0] for one in met)]
    if not left:
        return ""
    there = Counter(tag for one in told for tag in (*one.tags, *one.decisive))
    named = ", ".join(f"“{tag}”" for tag in left)
    return f"No entry has the tag {named} of --tag. {_there(there)}"


def _there(count: Counter[str]) -> str:
    told = "; ".join(f"{tag} ({times})" for tag, times in count.most_common(15))
    return f"The tags are: {told}." if told else "There are no tags at all."


def checked(means: Mapping[str, str]) -> dict[str, str]:
    """The mapping with its decisions in our words. Raises UserError for a word that is none."""
    found = {}
    for tag, word in means.items():
        known = MAYBE if is_unsure(word) else str(decision_of(word) or "")
        if not known:
            raise UserError(
                "this is no decision that a tag can stand for", field="--tag", value=f"{tag}={word}", allowed=MEANINGS,
                fix='write TAG=DECISION, such as --tag "in=include" --tag "out: *=exclude"',
            )  # fmt: skip
        found[tag] = known
    return found


def proposed(tags: Iterable[str]) -> UserError:
    """What to say where nobody has said which tags are decisions: the tags there are, and those that look like one."""
    count = Counter(tags)
    likely = [
        f'--tag "{tag}={decision_of(tag) or MAYBE}"'
        for tag in count
        if tag.strip() and is_known(tag) and len(tag) > 2
    ]
    likely += [
        f'--tag "{tag.split(":")[0]}: *={decision_of(tag.split(":")[0])}"' for tag in count
        if ":" in tag and decision_of(tag.split(":")[0])
    ]  # fmt: skip
    told = "; ".join(f"{tag} ({times})" for tag, times in count.most_common(15)) or "no tags at all"
    offer = " ".join(dict.fromkeys(likely)) or '--tag "TAG=include" --tag "OTHER TAG: *=exclude"'
    return UserError(
        "nobody has said which tags stand for decisions", value=told, allowed=MEANINGS,
        fix=f"say it once: {offer}; or --decision include where the whole file is what was included",
    )  # fmt: skip
