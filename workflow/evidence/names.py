"""How a written name, or a list of names, is read, and how a name is written out again: for all formats.

An author is stored as `Family, Given` or `Family, Given, Suffix`; a body (and a person of one name)
is stored whole. A body whose name holds a comma is told from a person by its words
(`Ministry of Housing, Communities and Local Government`, see `evidence.bodies`). Where they say
nothing but the source did (`{Shelter, Scotland}`), a no-break space follows the comma: it looks
the same, and no person's name has one. `is_body` is the one place that tells.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from evidence import bodies
from evidence.bodies import PARTICLES, plain, speaks_of_a_body
from evidence.normalise import clean, fold, is_nothing

_OWN_COMMA = ",\u00a0"  # a comma that belongs to the name of a body
_SUFFIX = re.compile(r"(?:jr|sr|jnr|snr|ii|iii|iv|2nd|3rd|4th|esq|filho|neto|júnior)\.?", re.I)
_ROMAN = re.compile(r"(?:II|III|IV|Jr|Sr|Jnr|Snr|JR|SR|2nd|3rd|4th)\.?")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[-‐]?){1,4}")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.[-‐]?)+[^\W\d_]?\.?")
_NOBODY = re.compile(
    r"\W*(?:(?:and |& )?(?:et\.?\s*al|others|u\.\s?a|et coll)|anon(?:ymous)?|no authors?(?: listed| given| name)?"
    r"|(?:author )?unknown|unknown author|no authorship indicated|authors? not (?:listed|given|specified))\W*",
    re.I,
)
_ET_AL = re.compile(r"[,;]?\s*(?:\band\s+|&\s*)?(?:\bet\.?\s*al\b|\band others\b|\bet coll\b)[.\s]*$", re.I)
_LEADING_AND = re.compile(r"^(?:and|&)\s+", re.I)
_EMAIL = re.compile(r"[<(\[]?(?:mailto:)?[^\s<>()\[\],;]+@[^\s<>()\[\],;]+\.[a-z]{2,}[>)\]]?", re.I)
_ORCID = re.compile(
    r"[<(\[]?\s*(?:ORCID(?:\s*iD)?\s*:?\s*)?(?:https?://orcid\.org/)?\d{4}-\d{4}-\d{4}-\d{3}[\dX]\s*[>)\]]?",
    re.I,
)
_ROLE = (
    r"(?:corresponding |contributing |lead |degree )?(?:authors?|aut|eds?|edt|editors?|edit[eo]r(?:es)?|hrsg|hg|herausgeber"
    r"|translators?|transl?|trl|compilers?|comps?|coords?|coordinador(?:es)?|dirs?|org(?:s|anizador)?|red|supervisors?"
    r"|illustrators?|ill|contributors?|ctb|chair|reporter|principal investigator)\.?"
)
_BRACKETED_ROLE = re.compile(rf"\s*[(\[]\s*{_ROLE}(?:\s*[,/&]\s*{_ROLE})*\s*[)\]]", re.I)
_TRAILING_ROLE = re.compile(
    r",\s*(?:editors?|eds?\.|hrsg\.?|translators?|compilers?|authors?|ed\. lit\.|coord\.|aut|edt)\s*$", re.I
)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_DATES = re.compile(
    r",?\s*(?:\b(?:b|d|ca|active|fl)\.?\s*)?\b1[5-9]\d\d\s*(?:[-–]\s*(?:1[5-9]\d\d|20\d\d)?)?\.?\s*$"
)
_NAMESAKE = re.compile(r"\s0\d{3}$")  # how DBLP tells people of one name apart
_MARKS = re.compile(r"(?<=[^\W\d_.])(?:\s*[*†‡§¶#]+|\d{1,2}(?:\s*,\s*\d{1,2})*|[¹²³⁰-⁹]+)+\s*$")
_SEMICOLON = re.compile(r"\s*[;|；]\s*")
_AND = re.compile(r"\s*,?\s+(?:and|&)\s+|\s*、\s*", re.I)
_FOREIGN_AND = re.compile(r"\s+(?:und|et)\s+")
_COMMA = re.compile(r"\s*[,，]\s*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_ABBREVIATED = frozenset(
    "inc ltd co corp bros jr sr jnr plc dept univ assoc st no chas thos geo wm jas esq etc vs".split()
)
_FOLLOWERS = frozenset(
    "associates partners sons son co company brothers bros daughters colleagues family friends".split()
)
_FIRMS = frozenset(
    """ernst and young|marks and spencer|deloitte and touche|barnes and noble|johnson and johnson|procter and gamble
    |taylor and francis|price waterhouse and coopers|black and decker|standard and poors|standard and poor's
    |smith and nephew|rolls and royce|simon and schuster|arnold and porter""".replace("\n    ", "").split("|")
)
# Particles that people write with a capital letter too: `Gerrit Van Bortel`, but `Sarah Ben Ali`.
_CAPITAL_PARTICLES = frozenset("van von de der den del della di da la le ter ten st st.".split())
_DEGREES = re.compile(
    r"(?:[BMD]\.?(?:A|Sc|S|D|Ed|Phil|Litt|N|P\.?H|S\.?W|B\.?A|P\.?A|R\.?es|S\.?N|S\.?P\.?H|Pharm|D\.?S|Psych|N\.?P)|Ph\.?D|Psy\.?D|Dr\.?P\.?H"
    r"|Ed\.?D|Sc\.?D|J\.?D|LL\.?[BM]|R\.?N|LCSW(?:-C)?|CNM|FRC\w+|MRC\w+|CPA|[A-Z]{3,5}(?:-[A-Z]+)?)\.?"
)


@lru_cache(maxsize=50_000)
def read_all(text: str) -> tuple[str, ...]:
    """`read`, remembered: names come back in the next entries."""
    return tuple(read(text))


def read(text: str) -> list[str]:
    """The names that a text holds, each `Family, Given` or the whole name of a body; none for a placeholder.

    Braces around the whole say that it is one body; so does a comma at the end (EndNote), or two
    in the place of one.

    >>> read("Garcia HH, Lescano AG; Cyst Working Group in Peru.")
    ['Garcia, HH', 'Lescano, AG', 'Cyst Working Group in Peru']
    >>> read("Isaacs, Fay and Toukhsa, Sam R"), read("Rhonda Nicole Balzer et al.")
    (['Isaacs, Fay', 'Toukhsa, Sam R'], ['Balzer, Rhonda Nicole'])
    >>> read("Department for Work and Pensions"), read("Gerhard Krug"), read("{Audit Commission}")
    (['Department for Work and Pensions'], ['Krug, Gerhard'], ['Audit Commission'])
    """
    text = clean(text)
    if is_nothing(text) or _NOBODY.fullmatch(text):
        return []
    if (listed := written_list(text)) is not None:
        return [name for item in listed for name in read(_said(item))]
    return [name for part in _parted(text) for name in _names(part)]


def is_body(name: str) -> bool:
    """Whether a stored author is a body, or a person of one name: never turned round, no initials.

    >>> [is_body(n) for n in ("Krug, Gerhard", "OECD", "Ministry of Housing, Communities and Local Government")]
    [False, True, True]
    """
    family, comma, given = name.partition(",")
    if not comma or given.startswith(_OWN_COMMA[1:]):
        return True
    return _comma_in_a_body(family, given)


def parts(name: str) -> tuple[str, str, str]:
    """(family, given, suffix) of a stored author; a body is all family name.

    >>> parts("King, Martin Luther, Jr."), parts("Ministry of Housing, Communities and Local Government")[1:]
    (('King', 'Martin Luther', 'Jr.'), ('', ''))
    """
    if is_body(name):
        return name.replace(_OWN_COMMA, ", "), "", ""
    family, _, rest = name.partition(",")
    given, _, suffix = rest.partition(",")
    return family.strip(), given.strip(), suffix.strip()


def surname(name: str) -> str:
    """The family name, or the whole name of a body, as plain lower-case letters, for comparison.

    >>> surname('Crépon, Bruno'), surname('van Bortel, Gerrit')
    ('crepon', 'vanbortel')
    """
    return fold(parts(name)[0]).replace(" ", "")


def to_bibtex(name: str, tex: Callable[[str], str] = str) -> str:
    """A stored author for a name list of BibTeX; a body in braces, so that nothing parts or turns it.

    `tex` escapes what LaTeX would read as a command; it is called with plain text.

    >>> to_bibtex("King, Martin Luther, Jr."), to_bibtex("Ministry of Housing, Communities and Local Government")
    ('King, Jr., Martin Luther', '{Ministry of Housing, Communities and Local Government}')
    """
    family, given, suffix = parts(name)
    if not given and not suffix:
        return f"{{{tex(family)}}}"
    written = [_kept(tex(part)) for part in (family, suffix, given) if part]
    return ", ".join(written)


def _kept(part: str) -> str:
    return f"{{{part}}}" if "," in part or _AND.search(f" {part} ") else part


def to_ris(name: str) -> str:
    """A stored author for a line of RIS; a body as EndNote writes it, with a comma at its end or twice within.

    >>> to_ris("National Audit Office"), to_ris("Ministry of Housing, Communities and Local Government")
    ('National Audit Office,', 'Ministry of Housing,, Communities and Local Government')
    """
    if not is_body(name):
        return name
    whole = parts(name)[0]
    return whole.replace(", ", ",, ", 1) if ", " in whole else f"{whole},"


def to_csl(name: str) -> dict[str, str]:
    """A stored author as a name of CSL-JSON.

    >>> to_csl("Krug, Gerhard"), to_csl("National Audit Office")
    ({'family': 'Krug', 'given': 'Gerhard'}, {'literal': 'National Audit Office'})
    """
    family, given, suffix = parts(name)
    if not given and not suffix:
        return {"literal": family}
    return {key: part for key, part in (("family", family), ("given", given), ("suffix", suffix)) if part}


def written_list(text: str) -> list[Any] | None:
    """The items of a list that a program wrote into a cell as Python or JSON, else None.

    >>> written_list("['Marks, Carl', 'Lindgrin, Astra']"), written_list("[Anonymous]")
    (['Marks, Carl', 'Lindgrin, Astra'], None)
    """
    if (
        len(text) > 100_000
        or not (text[:1] in "[(" and text[-1:] in "])")
        or not re.match(r"[\[(]\s*['\"{\[]", text)
    ):
        return None
    for reading in (json.loads, ast.literal_eval):
        try:
            found = reading(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            continue
        return list(found) if isinstance(found, list | tuple) else None
    return None


def _said(item: Any) -> str:
    """The name in an item of such a list: text, or a row with the names that JSON exports use."""
    if isinstance(item, dict):
        family, given = (item.get(k) or "" for k in ("family", "given"))
        family = family or item.get("lastName") or item.get("last_name") or ""
        given = given or item.get("firstName") or item.get("first_name") or ""
        if family and given:
            return f"{family}, {given}"
        whole = family or item.get("literal")
        return f"{{{whole}}}" if whole else str(item.get("name") or item.get("display_name") or "")
    return " ".join(map(str, item)) if isinstance(item, list | tuple) else str(item)


def _parted(text: str) -> list[str]:
    """The parts between semicolons and bars, none of which stands in braces or brackets."""
    if not _SEMICOLON.search(text):
        return [text]
    found, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth = max(depth + (char in "{([") - (char in "})]"), 0)
        if char in ";|；" and not depth:
            found.append(text[start:at])
            start = at + 1
    return [*found, text[start:]] if depth == 0 else _SEMICOLON.split(text)


def _names(part: str) -> list[str]:
    part = part.strip()
    if part.startswith("{") and part.endswith("}"):
        inner = part.strip("{} ")
        people = _AND.split(inner)
        if len(people) > 1 and all(p.count(",") == 1 and not speaks_of_a_body(p) for p in people):
            return [_pair(*p.split(",")) for p in people]
        return [_body(inner)] if inner else []
    part = _bare(part.replace("{", "").replace("}", ""))
    if not part or _NOBODY.fullmatch(part) or is_nothing(part):
        return []
    if ",," in part:
        return [_body(part.replace(",,", ",").strip(" ,"))]
    if part.endswith(",") and "," not in part[:-1]:
        return [_body(part[:-1])] if " " in part else [part[:-1]]
    listed = by_and(part)
    if len(listed) > 1 and _commas_part_names(listed):
        listed = [name for group in listed for name in _COMMA.split(group)]
    return [name for group in listed for name in _by_comma(group) if name]


def _bare(part: str) -> str:
    """A name without what is written around it: addresses, ORCIDs, roles, dates, marks of notes, `et al.`"""
    if "@" in part:
        part = _EMAIL.sub("", part)
    if any(char.isdigit() for char in part) or any(char in "*†‡§¶#" for char in part):
        part = _NAMESAKE.sub("", _ORCID.sub("", part).strip())
        part = _DATES.sub("", part) if "," in part else part
        part = _MARKS.sub("", part)
    part = _LEADING_AND.sub("", _ET_AL.sub("", part.strip()).strip())
    if "(" in part or "[" in part:
        part = _without_brackets(_BRACKETED_ROLE.sub("", part))
    part = _TRAILING_ROLE.sub("", part) if "," in part else part
    return part.strip(" ;|")


def _without_brackets(part: str) -> str:
    """Without a place of work in brackets after a person; `OECD (Paris)` and `Ash, William (Bill)` keep theirs."""
    found = _BRACKETS.search(part)
    before = part[: found.start()] if found else part
    if found is None or not before.strip() or speaks_of_a_body(before):
        return part.strip("[]") if found and not before.strip() else part
    note = found[1].strip()
    workplace = " " in note or not note[:1].isupper() or note.isupper() or speaks_of_a_body(note)
    return before if workplace else part


def by_and(text: str) -> list[str]:
    """The names between `and` and `&`; where one belongs to the name of a body, it stays in it.

    >>> by_and("Department for Work and Pensions and Home Office")
    ['Department for Work and Pensions', 'Home Office']
    >>> by_and("Ann Ash and Bo Elm"), by_and("Marks and Spencer"), by_and("John Pepin and Associates")
    (['Ann Ash', 'Bo Elm'], ['Marks and Spencer'], ['John Pepin and Associates'])
    """
    pieces = [piece for piece in _AND.split(text) if piece.strip()]
    if len(pieces) == 1:
        people = _FOREIGN_AND.split(text)
        apart = len(people) > 1 and all(" " in p.strip() and not speaks_of_a_body(p) for p in people)
        return people if apart else [text]
    joints = _AND.findall(text)
    return rejoined(pieces, [" & " if "&" in joint else " and " for joint in joints])


def rejoined(pieces: list[str], joints: list[str] | None = None) -> list[str]:
    """Parts of a text that was cut at every `and`, put together again where they are one body."""
    if len(pieces) == 2 and f"{pieces[0]} and {pieces[1]}".lower() in _FIRMS:
        return [(joints or [" and "])[0].join(pieces)]
    found = [pieces[0].strip()]
    for number, piece in enumerate(pieces[1:]):
        piece = piece.strip()
        if _belongs(found[-1], piece):
            found[-1] += (joints[number] if joints and number < len(joints) else " and ") + piece
        else:
            found.append(piece)
    return found


def _belongs(left: str, right: str) -> bool:
    """Whether `right` ends the name of the body that `left` begins."""
    first = plain(right.split()[0])
    if first in _FOLLOWERS and len(right.split()) == 1:
        return True
    if "," in right or not left:
        return False
    if bodies.is_open(left):
        return (
            not bodies.stands_alone(right)
            and (speaks_of_a_body(right) or " " not in right)
            or not _whole(left)
        )
    single = " " not in left and "," not in left and not left.isupper()
    return single and " " in right and speaks_of_a_body(right)


def _whole(left: str) -> bool:
    """Whether a body's beginning could be its end: `Health` could not."""
    return bodies.stands_alone(left)


def _commas_part_names(groups: list[str]) -> bool:
    """Whether `Ann Ash, Bo Elm` and `Cy Fir` are three people: the last has no comma, all have two words."""
    *before, last = groups
    if "," in last or " " not in last or speaks_of_a_body(last):
        return False
    tokens = [token for group in before for token in _COMMA.split(group)]
    return all(" " in token and not _all_initials(token) and not speaks_of_a_body(token) for token in tokens)


def _by_comma(text: str) -> list[str]:
    """The names between commas, or the one name that has them."""
    tokens = [token for token in _COMMA.split(text.strip(" ,，")) if token]
    if len(tokens) < 2:
        return [_single(tokens[0])] if tokens else []
    if _short(tokens[0]) and all(_short(t) or speaks_of_a_body(t) for t in tokens):
        return [_single(token) for token in tokens]
    core, suffix = _suffixed(tokens)
    if len(core) == 1:
        return [", ".join([_turned(core[0]), *suffix])]
    if len(core) == 2:
        return [_pair(core[0], core[1], suffix)]
    if len(core) % 2 and speaks_of_a_body(core[-1]) and _pairs(core[:-1]):
        return [*map(_pair, core[:-1:2], core[1:-1:2]), _body(core[-1])]
    if _pairs(core):
        return list(map(_pair, core[::2], core[1::2]))
    if speaks_of_a_body(core[0]):
        return [_body(", ".join(tokens))]
    if all(" " in token for token in core):
        return [_single(token) for token in core]
    if len(core) >= 4 and len(core) % 2 == 0 and not _endless(core[-1]):
        return list(map(_pair, core[::2], core[1::2]))
    return [_body(", ".join(tokens)) if _endless(core[-1]) else ", ".join(tokens)]


def _endless(token: str) -> bool:
    """`and Yew`: the last part of a firm's name."""
    return _LEADING_AND.match(token) is not None or speaks_of_a_body(token)


def _pairs(tokens: list[str]) -> bool:
    """Whether family names and initials take turns: `Smith, J., Jones, K.`"""
    return len(tokens) % 2 == 0 and len(tokens) > 2 and all(map(_all_initials, tokens[1::2]))


def _suffixed(tokens: list[str]) -> tuple[list[str], list[str]]:
    """(the parts of a name, suffixes and degrees): BibTeX writes the suffix second, others last."""
    if len(tokens) == 3 and _SUFFIX.fullmatch(tokens[1]):
        return [tokens[0], tokens[2]], [tokens[1]]
    core = list(tokens)
    suffix: list[str] = []
    while len(core) > 1 and (_SUFFIX.fullmatch(core[-1]) or (len(core) > 2 and _DEGREES.fullmatch(core[-1]))):
        if len(core) % 2 == 0 and len(core) > 2 and _all_initials(core[-1]) and _pairs(core):
            break
        suffix.insert(0, core.pop())
    return core, suffix


def _pair(family: str, given: str, suffix: list[str] | None = None) -> str:
    family, given = family.strip(), given.strip()
    if speaks_of_a_body(f"{given} {family}") and _turned_body(family, given):
        return f"{given} {family}"
    if _comma_in_a_body(family, given):
        return _body(", ".join([family, given, *(suffix or [])]))
    suffix = list(suffix or [])
    for part in (family, given):
        *rest, last = part.split() or [""]
        if rest and _ROMAN.fullmatch(last) and not suffix:
            suffix = [last]
            family, given = (" ".join(rest), given) if part is family else (family, " ".join(rest))
    return ", ".join(filter(None, [family, _ended(given), *suffix]))


def _turned_body(family: str, given: str) -> bool:
    """`Office, National Audit`: another program turned a body round."""
    words = given.split()
    return (
        " " not in family
        and speaks_of_a_body(family)
        and bodies.stands_alone(family)
        and all(speaks_of_a_body(word) for word in words)
    )


def _comma_in_a_body(family: str, given: str) -> bool:
    words = given.split()
    if any(word in ("and", "&", "of", "for", "the") for word in words):
        return True
    if " " in family and speaks_of_a_body(family):
        return True
    return bool(words) and not _all_initials(given) and bodies.word_of_a_body(given)


def _body(text: str) -> str:
    """A declared body as it is stored: where its words would not tell, its comma does."""
    text = _ended(text.strip())
    if "," not in text or is_body(text):
        return text
    return re.sub(r",\s*", _OWN_COMMA, text)


def _ended(text: str) -> str:
    """Without the full stop of a sentence; that of an initial or an abbreviation stays."""
    if not text.endswith(".") or not text.split():
        return text
    last = text.split()[-1].rstrip(".")
    abbreviated = len(last) < 4 and not (len(text.split()) > 3) or "." in last or last.lower() in _ABBREVIATED
    return text if abbreviated or _all_initials(last) else text.rstrip(".")


def _single(name: str) -> str:
    """One name without a comma: a body stays whole, a person's family name goes first."""
    name = name.strip(" ,")
    if not name or _NOBODY.fullmatch(name):
        return ""
    if _CJK.match(name) and (parted := _family_first(name)):
        return parted
    return _ended(name) if speaks_of_a_body(name) else _turned(name)


def _family_first(name: str) -> str:
    """Han, Hangul and Kana names stand with the family name first; longer ones are bodies."""
    words = name.split()
    if len(words) == 2 and len(words[0]) <= 3 and len(name) <= 7 and not bodies.speaks_of_a_body(name):
        return f"{words[0]}, {words[1]}"
    return name


def _turned(name: str) -> str:
    words = name.split()
    suffix = [words.pop()] if len(words) > 2 and _ROMAN.fullmatch(words[-1]) else []
    loud = name.isupper()
    cut = len(words)
    while cut > 1 and _initial(words[cut - 1], loud):
        cut -= 1
    if 0 < cut < len(words) and not all(_initial(word, loud) for word in words[:cut]):
        return ", ".join([" ".join(words[:cut]), " ".join(words[cut:]), *suffix])
    small = [n for n, word in enumerate(words) if n and word[:1].islower() and word.lower() in PARTICLES]
    if len(words) < 2 or (len(words) > 5 and not small and not any(_initial(w, loud) for w in words)):
        return _ended(name)
    cut = len(words) - 1
    if small and not name.islower():
        cut = small[0]
    while cut > 1 and words[cut - 1].lower() in _CAPITAL_PARTICLES:
        cut -= 1
    return ", ".join([_ended(" ".join(words[cut:])), " ".join(words[:cut]), *suffix])


def _initial(word: str, loud: bool) -> bool:
    if _DOTTED.fullmatch(word):
        return True
    return bool(_INITIALS.fullmatch(word)) and word.isupper() and (not loud or len(word.strip(".-")) <= 2)


def _all_initials(text: str) -> bool:
    words = text.split()
    return bool(words) and all(_initial(word, False) or _ROMAN.fullmatch(word) for word in words)


def _short(token: str) -> bool:
    """`Krug G`, `van der Berg JA`, `G. Krug`: a whole name with initials, without a comma."""
    words = token.split()
    if len(words) < 2 or all(_initial(word, False) for word in words):
        return False
    last = words[-1] if not _ROMAN.fullmatch(words[-1]) or len(words) == 2 else words[-2]
    return _initial(last, False) or (_initial(words[0], False) and not speaks_of_a_body(token))
