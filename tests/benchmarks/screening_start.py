"""How much is read before the first relevant works are found when nothing is decided: by the question, by chance, and as the rows stand.

`python tests/benchmarks/screening_start.py FOLDER`: sets and their meaning as `screening.py` has them. The question of a set is the title of
its review, as published or, for a set that names none, as the set is called. Chance is computed, not drawn: the k-th of m relevant among n works
is read (n + 1) / (m + 1) * k works in on average. Row order is an accident of these files, in some of which the included works stand first.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from screening import read, texts_of

from evidence.meaning.embed import meaning_of
from evidence.meaning.settings import MeaningPlan
from evidence.screen.ranking import Ranking
from evidence.screen.start import Asked, to_the_point

DRUGS = "Drug class review: "
TITLES = {
    "ADHD": DRUGS + "pharmacologic treatments for ADHD",
    "Antihistamines": DRUGS + "newer antihistamines",
    "AtypicalAntipsychotics": DRUGS + "atypical antipsychotic drugs",
    "BetaBlockers": DRUGS + "beta adrenergic blockers",
    "CalciumChannelBlockers": DRUGS + "calcium channel blockers",
    "Estrogens": DRUGS + "hormone therapy for postmenopausal women",
    "NSAIDS": DRUGS + "nonsteroidal antiinflammatory drugs",
    "Opiods": DRUGS + "long-acting opioid analgesics",
    "OralHypoglycemics": DRUGS + "oral hypoglycemics",
    "ProtonPumpInhibitors": DRUGS + "proton pump inhibitors",
    "SkeletalMuscleRelaxants": DRUGS + "skeletal muscle relaxants",
    "Triptans": DRUGS + "triptans",
    "UrinaryIncontinence": DRUGS + "agents for overactive bladder",
    "ace": DRUGS + "angiotensin converting enzyme inhibitors",
    "bannach_brown": "Systematic review and meta-analysis of animal models of depression",
    "copd": "The COPD genetic association compendium: a comprehensive online database of COPD genetic associations",
    "covid_misinformation": "Complementary, alternative, and integrative medicine-specific COVID-19 misinformation on social media: a scoping review",
    "kitchenham": "Systematic literature reviews in software engineering: a tertiary study",
    "micro_nutrients": "Reporting of systematic reviews of micronutrients and health: a critical appraisal",
    "nudging": "Nudging healthcare professionals towards evidence-based medicine: a systematic scoping review",
    "proton_beam": "Charged-particle radiation therapy for cancer: a systematic review",
    "suicide_norms": "Social norms and suicidality: a scoping review",
    "teachers_skills": "Teachers' soft skills: a systematic review",
    "virus": "Virus metagenomics in farm animals: a systematic review",
    "wilson": "Comparative effectiveness of common therapies for Wilson disease: a systematic review and meta-analysis of controlled studies",
}
FINDS = (1, 5)


def main(folder: Path) -> None:
    heads = [f"{side}, first {k}" for k in FINDS for side in ("words", "and meaning", "rows", "chance")]
    print(f"| review | records | included | {' | '.join(heads)} |\n" + "|---" * (3 + len(heads)) + "|")
    shares: list[list[float]] = []
    for name, title in TITLES.items():
        path = folder / f"{name}.csv"
        if not path.exists():
            continue
        rows, included = read(path)
        cells, n, m = [], len(rows), int(included.sum())
        orders = _orders(folder, name, texts_of(rows), title)
        for k in FINDS:
            chance = (n + 1) / (m + 1) * k
            read_until = [np.nan if order is None else _until(included[order], k) for order in orders]
            cells += [*read_until, chance]
            shares.append([one / chance for one in read_until])
        print(f"| {name} | {n:,} | {m} | {' | '.join(f'{cell:.0f}' for cell in cells)} |", flush=True)
    for at, k in enumerate(FINDS):
        kept = np.log(np.array(shares[at :: len(FINDS)]))
        both = kept[~np.isnan(kept).any(axis=1)]
        print(
            f"first {k}, geometric mean of reading as a share of chance: words {np.exp(kept[:, 0].mean()):.2f}, rows {np.exp(kept[:, 2].mean()):.2f} "
            f"({len(kept)} sets); of the {len(both)} with meaning: words {np.exp(both[:, 0].mean()):.2f}, and meaning {np.exp(both[:, 1].mean()):.2f}"
        )


def _orders(folder: Path, name: str, texts: list[str], title: str) -> list[np.ndarray | None]:
    """Rows by words, by words and meaning (None where `screening.py` has not kept it), and as they stand."""
    ids = [f"{row:06}" for row in range(len(texts))]
    undecided: list[bool | None] = [None] * len(texts)
    words = to_the_point(title)
    by_words = Ranking(texts, ids, None, Asked(words)).after(undecided).rows
    by_both = None
    if (kept := folder / "meaning" / name).is_dir():
        points, (asked,) = (
            meaning_of(own, MeaningPlan(), at).matrix for own, at in ((texts, kept), ([words], None))
        )  # type: ignore[union-attr]
        by_both = Ranking(texts, ids, points, Asked(words, asked)).after(undecided).rows
    return [by_words, by_both, np.arange(len(texts))]


def _until(answers: np.ndarray, k: int) -> int:
    """Works read until k relevant ones are found."""
    return int(np.flatnonzero(answers)[k - 1]) + 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    main(parser.parse_args().folder)
