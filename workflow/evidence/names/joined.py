"""Names that one text holds: parted by `and`, by commas, or not parted because they are one."""

from __future__ import annotations

import re

from evidence.names import bodies
from evidence.names import body_words as lists
from evidence.names.bodies import is_striking, plain, speaks_of_a_body
from evidence.names.person import ROMAN, SUFFIX, all_initials, body, is_short, pair, single, turned

_AND = re.compile(r"\s*,?\s+(?:and|&)\s+|\s*、\s*", re.I)
_FOREIGN_AND = re.compile(r"\s+(?:und|et)\s+")
_Y = re.compile(r"\s+[ye]\s+")  # also within one name: `Ortega y Gasset, José`
_COMMA = re.compile(r"\s*[,，]\s*")
_FOLLOWERS = frozenset(lists.FOLLOWERS.split())
_FIRMS = frozenset(" ".join(lists.FIRMS.split()).split("|"))
_DEGREES = re.compile(
    r"(?:[BMD]\.?(?:A|Sc|S|D|Ed|Phil|Litt|N|P\.?H|S\.?W|B\.?A|P\.?A|R\.?es|S\.?N|S\.?P\.?H|Pharm|D\.?S|Psych|N\.?P)|Ph\.?D|Psy\.?D|Dr\.?P\.?H"
    r"|Ed\.?D|Sc\.?D|J\.?D|LL\.?[BM]|R\.?N|LCSW(?:-C)?|CNM|FRC\w+|MRC\w+|CPA|[A-Z]{3,5}(?:-[A-Z]+)?)\.?"
)
_NOTES = re.compile(r"[\d\s*+†‡§¶#]+")
_NOTE = re.compile(r"(?<=[^\W\d_.])\s+\d{1,2}$|(?<=\.)\s*\d{1,2}$|(?<=[^\W\d_])\s*[*†‡§¶]+$")
_DEGREE_AT_END = re.compile(
    r"(?:\s+(?:MD|PhD|Ph\.D\.|DPhil|MPH|MSc|BSc|MA|RN|MBBS|FRCP|DrPH|EdD|PsyD|ScD|MBChB|PharmD))+$"
)
_A_WHOLE_NAME = 3  # a family name alone, and the given names alone, have seldom so many
_EAST = "\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # Han, kana, Hangul
_EASTERN = re.compile(rf"[{_EAST}]+(?: +[{_EAST}]+)?")
_EASTERN_WHOLE = re.compile(
    rf"[{_EAST}]+ +[{_EAST}]+|[\uac00-\ud7af]{{3,4}}"
)  # no Korean family name has three
# The family names of nine in ten Chinese, each a character, in both scripts.
_CHINESE = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭萧田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈"
    "姚卢盧姜崔钟鍾谭譚陆陸汪范範金石廖贾賈夏韦韋付傅方白邹鄒孟熊秦邱江尹薛闫阎閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴戴莫孔向汤湯"
)
# A given name has two characters at most in China, three in Japan, where it ends otherwise.
_CHINESE_WHOLE = re.compile(rf"[{_CHINESE}][\u4e00-\u9fff](?:[\u4e00-\u9fff](?<![郎子介美江之助代香太]))?")
_LEADING_AND = re.compile(r"^(?:and|&)\s+", re.I)


def people(text: str) -> list[str]:
    """The names of a text without semicolons, each in its stored form."""
    listed = by_and(text)
    if len(listed) > 1 and _commas_part_names(listed):
        listed = [name for group in listed for name in _COMMA.split(group)]
    return [name for group in listed for name in by_comma(group) if name]


def declared(text: str) -> list[str]:
    """The body that a text in braces is; people, where all of it has the form of people."""
    names = _AND.split(text)
    if len(names) > 1 and all(name.count(",") == 1 and not speaks_of_a_body(name) for name in names):
        return [pair(*name.split(",")) for name in names]
    family, comma, given = text.partition(",")
    if comma and "," not in given and all_initials(given):  # `{Krug, G.}` says no more than its braces do
        return [pair(family, given)]
    return [body(text)] if text else []


def may_be_two(text: str) -> bool:
    """Whether the one comma of a text may part two people and not a family name from a given name: three names before it and three behind.

    >>> may_be_two("José Ortega y Gasset, Mary Ann Evans"), may_be_two("García Márquez, Gabriel José")
    (True, False)
    >>> may_be_two("de la Cruz y Vega Soto, Ana María José"), may_be_two("Department of Public Health, City of New York")
    (False, False)
    """
    if text.count(",") != 1 or speaks_of_a_body(text):
        return False
    for part in text.split(","):
        words = part.split()
        names = [word for word in words if word.isalpha() and word[0].isupper() and not word.isupper()]
        if len(names) < _A_WHOLE_NAME or names[0] != words[0] or plain(words[0]) in bodies.PARTICLES:
            return False
    return True


def by_and(text: str) -> list[str]:
    """The names between `and` and `&`; where one belongs to the name of a body, it stays in it.

    >>> by_and("Department for Work and Pensions and Ash, Ann")
    ['Department for Work and Pensions', 'Ash, Ann']
    >>> by_and("Ann Ash and Bo Elm"), by_and("Marks and Spencer"), by_and("John Pepin and Associates")
    (['Ann Ash', 'Bo Elm'], ['Marks and Spencer'], ['John Pepin and Associates'])
    """
    pieces = [piece for piece in _AND.split(text) if piece.strip()]
    if len(pieces) == 1:
        people = _Y.split(text)
        if len(people) > 1 and all(p.count(",") == 1 and not speaks_of_a_body(p) for p in people):
            return people
        people = _FOREIGN_AND.split(text)
        apart = len(people) > 1 and all(" " in p.strip() and not speaks_of_a_body(p) for p in people)
        return people if apart else [text]
    joints = _AND.findall(text)
    if "," not in text and any(map(speaks_of_a_body, pieces)) and not all(map(bodies.stands_alone, pieces)):
        return [text]
    return rejoined(pieces, [" & " if "&" in joint else " and " for joint in joints])


def rejoined(pieces: list[str], joints: list[str] | None = None) -> list[str]:
    """Parts of a text that was cut at every `and`, put together again where they are one body."""
    if not any(is_striking(word) for piece in pieces for word in piece.split()) and len(pieces) != 2:
        return [piece.strip() for piece in pieces]
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
    if "}" in (left[-1:], right[-1:]):  # braces say where a name ends
        return False
    first = plain(right.split()[0])
    if first in _FOLLOWERS and len(right.split()) == 1:
        return True
    if "," in right or not left:
        return False
    if bodies.is_open(left):
        ends = speaks_of_a_body(right) or " " not in right or "," in left
        return not bodies.stands_alone(left) or (ends and not bodies.stands_alone(right))
    if speaks_of_a_body(left) and not bodies.stands_alone(left):
        return speaks_of_a_body(right)
    single = " " not in left and "," not in left and not left.isupper()
    return single and " " in right and speaks_of_a_body(right)


def _commas_part_names(groups: list[str]) -> bool:
    """Whether `Ann Ash, Bo Elm` and `Cy Fir` are three people: the last has no comma, all have two words."""
    *before, last = groups
    if "," in last or " " not in last or speaks_of_a_body(last):
        return False
    tokens = [token for group in before for token in _COMMA.split(group)]
    return all(" " in token and not all_initials(token) and not speaks_of_a_body(token) for token in tokens)


def by_comma(text: str) -> list[str]:
    """The names between commas, or the one name that has them."""
    tokens = _without_notes([token for token in _COMMA.split(text.strip(" ,，")) if token])
    if len(tokens) < 2:
        return [single(tokens[0])] if tokens else []
    if _eastern(tokens):
        return [single(token) for token in tokens]
    if (
        is_short(tokens[0])
        and not (len(tokens) == 2 and ROMAN.fullmatch(tokens[0].split()[-1]))
        and all(is_short(t) or speaks_of_a_body(t) for t in tokens)
    ):
        return [single(token) for token in tokens]
    if _mostly_short(tokens):
        return [single(token) for token in tokens]
    core, suffix = _suffixed(tokens)
    if len(core) == 1:
        return [", ".join([turned(core[0]), *suffix])]
    if len(core) == 2:
        return [pair(core[0], core[1], suffix)]
    if len(core) % 2 and speaks_of_a_body(core[-1]) and _pairs(core[:-1]):
        return [*map(pair, core[:-1:2], core[1:-1:2]), body(core[-1])]
    if _pairs(core):
        return list(map(pair, core[::2], core[1::2]))
    if speaks_of_a_body(core[0]):
        return [body(", ".join(tokens))]
    if all(" " in token for token in core):
        return [single(token) for token in core]
    if len(core) >= 4 and len(core) % 2 == 0 and not _endless(core[-1]):
        return list(map(pair, core[::2], core[1::2]))
    return [body(", ".join(tokens)) if _endless(core[-1]) else ", ".join(tokens)]


def _mostly_short(tokens: list[str]) -> bool:
    """Whether these are many whole names with initials, as Scopus writes them, one in ten at most spelt otherwise.

    >>> names = [f"{family} A." for family in "Ash Elm Fir Oak Yew Bay Box Fig Ivy".split()]
    >>> _mostly_short([*names, "ReidN."]), _mostly_short([*names, "Jr."]), _mostly_short([*names[:3], "ReidN."])
    (True, False, False)
    """
    odd = [token for token in tokens if not is_short(token)]
    return 10 * len(odd) <= len(tokens) and not any(
        all_initials(token) or _is_suffix(token) or _endless(token) for token in odd
    )


def _eastern(tokens: list[str]) -> bool:
    """Whether commas part several people who are written in Han, kana or Hangul, and not one's family name from the given name.

    >>> [_eastern(text.split(", ")) for text in ("山田 太郎, 鈴木 花子", "김철수, 이영희", "张伟, 李小明, 王芳", "谢昕, 王小增", "佐々木, 健太郎")]
    [True, True, True, True, False]
    """
    form = _EASTERN if len(tokens) > 2 else _EASTERN_WHOLE
    if len(tokens) == 2 and max(map(len, tokens)) == 3 and all(map(_CHINESE_WHOLE.fullmatch, tokens)):
        return True  # neither can be the given name of the other
    return all(map(form.fullmatch, tokens))


def _without_notes(tokens: list[str]) -> list[str]:
    """Without the numbers of workplaces, and the degrees beside them, as Ovid and publishers' pages write them."""
    kept = [_NOTE.sub("", token) for token in tokens if not _NOTES.fullmatch(token)]
    if kept == tokens or not kept:
        return tokens
    return [kept[0], *(_DEGREE_AT_END.sub("", token) for token in kept[1:] if not _DEGREES.fullmatch(token))]


def _endless(token: str) -> bool:
    """`and Yew`: the last part of a firm's name."""
    return _LEADING_AND.match(token) is not None or bodies.word_of_a_body(token)


def _pairs(tokens: list[str]) -> bool:
    """Whether family names and initials take turns: `Smith, J., Jones, K.`"""
    return len(tokens) % 2 == 0 and len(tokens) > 2 and all(map(all_initials, tokens[1::2]))


def _is_suffix(token: str) -> bool:
    return bool(SUFFIX.fullmatch(token) or _DEGREES.fullmatch(token))


def _suffixed(tokens: list[str]) -> tuple[list[str], list[str]]:
    """(the parts of a name, suffixes and degrees): BibTeX writes the suffix second, others last."""
    if len(tokens) == 3 and _is_suffix(tokens[1]) and not _is_suffix(tokens[2]):
        return [tokens[0], tokens[2]], [tokens[1]]
    core = list(tokens)
    suffix: list[str] = []
    while len(core) > 1 and (SUFFIX.fullmatch(core[-1]) or (len(core) > 2 and _DEGREES.fullmatch(core[-1]))):
        if len(core) % 2 == 0 and len(core) > 2 and all_initials(core[-1]) and _pairs(core):
            break
        suffix.insert(0, core.pop())
    return core, suffix
