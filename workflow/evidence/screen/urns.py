"""How likely so few finds are if more works were relevant: p values of drawing without replacement.

Fair urn: the hypergeometric distribution. Biased urn, in which a relevant work is `lead` times as likely to be read next as an
irrelevant one: Wallenius' noncentral distribution, as in Callaghan and Müller-Hansen's buscarpy. Two urns over which the sum of finds
is judged: a convolution. A random sample that is judged after every draw: a bound over all draws.
"""

from __future__ import annotations

import numpy as np

_STARTS = 10
"""Of a biased urn, the points after the last so many finds are looked at: its p is costly. Fewer points make p greater, never less."""


def below_target(found: int, target: float) -> int:
    """The least number of relevant works of which `found` are less than `target`."""
    return int(np.floor(found / target + 1e-9)) + 1


def lead_of(answers: np.ndarray, total: int, missing: int, most: float) -> float:
    """How much likelier a relevant work was to be read next than an irrelevant one, over the later half of the finds, were `missing`
    works still unread: between 1 and `most`. In Wallenius' urn relevant works run out as the irrelevant ones do, to the power of the lead.
    """
    finds = np.flatnonzero(answers)
    half = len(finds) // 2
    if half < 2:
        return 1.0
    begin, end, later = finds[half - 1] + 1, finds[-1] + 1, len(finds) - half
    relevant = later + missing
    irrelevant, passed = total - begin - relevant, end - begin - later
    if irrelevant <= passed:
        return 1.0
    if not passed:
        return most
    return float(np.clip(np.log(1 - later / relevant) / np.log(1 - passed / irrelevant), 1.0, most))


def ranked_p(
    answers: np.ndarray, total: int, relevant: int, lead: float = 1.0, ends: np.ndarray | None = None
) -> float:
    """p of so few finds among `answers` (n,) in order of reading, of `total` works, if `relevant` or more are relevant.

    The least over all starting points (Callaghan and Müller-Hansen 2020); only points just after a find matter, as an earlier one
    adds readings without a find. `ends` (m,): the only points that may be looked at, where the order between them is not known.
    """
    from scipy.stats import hypergeom, nchypergeom_wallenius

    found = int(answers.sum())
    if relevant <= found:
        return 1.0
    if relevant > found + total - len(answers):
        return 0.0  # there are not so many unread works
    start = np.concatenate([[0], np.flatnonzero(answers) + 1])
    if ends is not None:
        start = np.unique(np.concatenate([[0], ends[ends <= len(answers)]]))
    if lead != 1:
        start = start[-_STARTS:]
    before = np.concatenate([[0], np.cumsum(answers)])[start]
    urn = (found - before, total - start, relevant - before, len(answers) - start)
    p = hypergeom.cdf(*urn) if lead == 1 else nchypergeom_wallenius.cdf(*urn, lead)
    return float(np.clip(np.min(p), 0.0, 1.0))


def sample_p(drawn: np.ndarray, total: int, relevant: int) -> float:
    """p of a random sample `drawn` (n,) of `total` works, of which `relevant` or more are relevant, that holds at every draw.

    Let c be the finds after n draws and P(n, c) the hypergeometric chance of c finds or fewer. p is the least over all n of P(n, c) (c + 1) (c + 2).
    It is at most a with probability a at most, however often one looks: for each c, the first n at which P(n, c) <= a / ((c + 1) (c + 2)) is fixed
    in advance, finds only grow, so that c or fewer at any later draw means c or fewer then; and 1/2 + 1/6 + 1/12 + ... = 1.
    """
    from scipy.stats import hypergeom

    if relevant <= 0:
        return 1.0
    if not len(drawn):
        return 1.0 if relevant <= total else 0.0
    last = np.append(np.flatnonzero(drawn), len(drawn))  # the longest sample with each number of finds
    finds = np.arange(len(last))
    use = last > 0
    p = (
        hypergeom.cdf(finds[use], total, min(relevant, total), last[use])
        * (finds[use] + 1)
        * (finds[use] + 2)
    )
    if relevant > total - (len(drawn) - int(drawn.sum())):
        return 0.0  # there are not so many works left
    return float(min(1.0, p.min()))
