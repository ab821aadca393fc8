"""The Mixed Methods Appraisal Tool, version 2018 (Hong and others 2018): its questions by category of study, in our words.

Two screening questions for every study, then the five criteria of its category; a mixed-methods study answers those of
its qualitative part, of its quantitative part and of category 5. The tool's authors advise against a score: answers are
shown one by one.
"""

from __future__ import annotations

from evidence.codebook import MMAT

TOOL = MMAT
SCREENING = {
    "S1": "Are the research questions clear?",
    "S2": "Can the data answer them?",
}
CATEGORIES = {
    "1": "Qualitative",
    "2": "Randomised controlled trial",
    "3": "Non-randomised quantitative",
    "4": "Descriptive quantitative",
    "5": "Mixed methods",
}
CRITERIA = {
    "1.1": "Does a qualitative approach fit the question?",
    "1.2": "Are data gathered in a way that fits the question?",
    "1.3": "Do the findings follow from the data?",
    "1.4": "Do the data bear out the interpretation?",
    "1.5": "Do sources, gathering, analysis and interpretation hang together?",
    "2.1": "Was allocation random and done properly?",
    "2.2": "Were the groups alike at the start?",
    "2.3": "Are outcome data complete?",
    "2.4": "Were assessors of outcomes blind to allocation?",
    "2.5": "Did participants keep to what they were allocated?",
    "3.1": "Do participants represent those the question is about?",
    "3.2": "Are outcome and exposure measured well?",
    "3.3": "Are outcome data complete?",
    "3.4": "Are confounders allowed for in design and analysis?",
    "3.5": "Was the intervention given, or the exposure there, as intended?",
    "4.1": "Does the sampling fit the question?",
    "4.2": "Does the sample represent those the question is about?",
    "4.3": "Are the measurements fit for the purpose?",
    "4.4": "Is the risk of bias from non-response low?",
    "4.5": "Does the statistical analysis fit the question?",
    "5.1": "Is there good reason for mixing methods?",
    "5.2": "Are the parts brought together to answer the question?",
    "5.3": "Is what comes of bringing them together interpreted well?",
    "5.4": "Are divergences between the parts dealt with?",
    "5.5": "Does each part meet the standards of its own method?",
}
QUESTIONS = {**SCREENING, **CRITERIA}
CATEGORY = "category"
"""The item by which a person says which category a study is of; its answer is the number of one."""
ITEMS = {
    **QUESTIONS,
    CATEGORY: f"Which category is the study of? Answer {', '.join(f'{n} ({name})' for n, name in CATEGORIES.items())}.",
}


def fits(item: str, answer: str) -> bool:
    """Whether an item can have this answer: a number of a category where it asks for one, else none.

    >>> fits("S1", "yes"), fits("S1", "2"), fits(CATEGORY, "2")
    (True, False, True)
    """
    return (item == CATEGORY) == (answer in CATEGORIES)


def asked(category: str, quantitative: str = "") -> list[str]:
    """The items that a study of a category must answer; a mixed one names its quantitative category as well.

    >>> asked("1")
    ['S1', 'S2', '1.1', '1.2', '1.3', '1.4', '1.5']
    >>> len(asked("5", "4"))
    17
    """
    parts = ["1", *([quantitative] if quantitative else []), "5"] if category == "5" else [category]
    return [*SCREENING, *(item for item in CRITERIA if item.split(".")[0] in parts)]


def category_of(items: set[str], said: str = "") -> tuple[str, str]:
    """(category, quantitative part) that the answered criteria belong to, or that a person has `said`; blank where neither
    is known yet.

    Raises ValueError where they belong to categories that no study has together.
    """
    given = sorted({item.split(".")[0] for item in items if item in CRITERIA} | ({said} - {""}))
    if len(given) <= 1 and given != ["5"]:
        return (given[0] if given else ""), ""
    parts = [g for g in given if g in "234"]
    if "5" in given and len(parts) <= 1:
        return "5", parts[0] if parts else ""
    raise ValueError(f"criteria of the categories {', '.join(given)} are answered for one study")
