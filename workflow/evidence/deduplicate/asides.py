"""What a citation says behind its title about itself: that it is a manuscript, on which page of the web it is, where it was before.

Reference lists and what extractors read out of them have such asides in the title: `Oak and ash. Unpublished manuscript,
available at https://example.org. An extended abstract appeared in ...`. They are no part of the title; and the journal,
volume and pages behind them are those of the earlier form.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from evidence.deduplicate.folding import rewritten

# Only behind a mark that ends a title, never at its beginning: *The unpublished manuscripts of Keynes* is a title.
_END = r"(?i)[.,;:!?'\"’”)\]]\s*"
_MANUSCRIPT = (
    r"(?:(?:an? )?unpublished\s*(?:manuscript|paper|draft)|(?:draft )?manuscript (?:submitted|in preparation|available)"
    r"|(?:draft|manuscript|paper) available (?:from|at|on|electronically))"
)
_EARLIER = (
    r"(?:an?|the) (?:extended abstract|(?:preliminary|earlier|shorter|conference|short) version)"
    r"(?: of (?:this|the) (?:paper|article|work|report))?(?: (?:has|have))? (?:appears?|appeared|is to appear|was (?:published|presented))"
)
_ADDRESS = (
    r"(?:(?:available|retrieved|accessed|online|disponible|recuperado|consult\pL+|verfügbar|abrufbar|zugriff)\b[\pL\d ,:]{0,40}?)?"
    r"(?:(?:at|from|see)\b[ :]*)?"
    r"(?:(?:the |our )?(?:web ?(?:site|page)s?|home ?pages?|urls?)\b[ :]*)?<?(?:https?://|www\.)"
)
UNPUBLISHED = _END + _MANUSCRIPT
ELSEWHERE = rf"{_END}{_EARLIER}|(?i)^{_EARLIER}"
# One of these is in every aside.
_SIGN = (
    r"(?i)unpublished|manuscript|draft available|paper available|extended abstract|version|https?://|www\."
)
_ASIDE = rf"^(.{{10,}}?){_END}(?:{_MANUSCRIPT}|{_EARLIER}|{_ADDRESS}).*$"


def without_asides(titles: pa.Array) -> pa.Array:
    """Titles without what a citation says of itself behind them.

    >>> without_asides(pa.array(["Oak and ash. Unpublished manuscript, 1995", "Oak and ash"])).to_pylist()
    ['Oak and ash', 'Oak and ash']
    >>> without_asides(pa.array(["Oak and ash. Available from: http://example.org", "www.oak.org: a study"])).to_pylist()
    ['Oak and ash', 'www.oak.org: a study']
    """
    return rewritten(titles, _SIGN, lambda some: pc.replace_substring_regex(some, _ASIDE, r"\1"))
