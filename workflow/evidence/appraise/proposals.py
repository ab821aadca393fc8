"""What a tool's published rule makes of answers: a proposal beside the person who judges, never a judgement.

A rule is a list of lines, of which the first that fits is proposed; or, for the whole, the worst judgement of a domain. Conditions are
counted (two flaws are more than one), answers never: nothing is summed.
"""

from __future__ import annotations

from collections.abc import Mapping

from evidence.appraise.tool import RISKS, Condition, Domain, Proposal, Tool


def proposed(tool: Tool, domain: Domain, answers: Mapping[str, str], taken: set[str]) -> str:
    """The judgement that the rule proposes; nothing where there is no rule, or where it lacks an answer.

    `taken`: the items that are asked; an answer to another is not looked at.
    """
    if domain.worst:
        return _worst(tool, domain, answers)
    own = domain.items or (tool.items if domain is tool.overall else ())
    needed = [item.id for item in own if item.id in taken]
    if not domain.proposes or not needed or not all(answers.get(place) for place in needed):
        return ""
    known = {place: answers[place] for place in needed}
    return next((line.judgement for line in domain.proposes if _fits(line, known)), "")


def _fits(line: Proposal, answers: Mapping[str, str]) -> bool:
    return not line.when or sum(holds(condition, answers) for condition in line.when) >= line.least


def holds(condition: Condition, answers: Mapping[str, str]) -> bool:
    """Whether all answers of a condition were given."""
    return all(answers.get(place) in words for place, words in condition.items())


def _worst(tool: Tool, whole: Domain, answers: Mapping[str, str]) -> str:
    """The worst of the judgements of all domains, in the words of the whole."""
    parts = [domain for domain in tool.domains if domain is not whole]
    if not parts or not all(answers.get(domain.id) for domain in parts):
        return ""
    means = [tool.means(domain.id, answers[domain.id]) for domain in parts]
    if not all(one in RISKS for one in means):  # as where reviewers disagree
        return ""
    worst = max(means, key=RISKS.index)
    return next((word.word for word in tool.scale(whole.id) if word.means is worst), "")
