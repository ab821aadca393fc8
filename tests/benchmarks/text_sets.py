"""Texts with codes that others gave, for classification.py: public repositories in, one file a set out.

`python tests/benchmarks/text_sets.py CLONES FOLDER`: CLONES holds clones (bare ones will do) of the repositories in SOURCES, each in a
folder OWNER+NAME (or OWNER+NAME/repo). For each set, FOLDER gets NAME.jsonl, a text and its code a row in an order drawn by the
text's hash, 5,000 at most, codes with 24 texts at least; and NAME_codes.json with the label and definition of each code. No text
stands twice, and a text with two codes is left out.

Chosen on (what ours is made of): headlines (NYTimes front pages, CAP topics) and abstracts (Aurora survey of scholars, one goal).
Reported: bills, speeches, manifestos, goals.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

CHOSEN_ON = ("headlines", "abstracts")
REPORTED = ("bills", "speeches", "manifestos", "goals")
MOST, LEAST = 5_000, 24

SOURCES = {
    "RTextTools": "cran/RTextTools",  # GPL-3
    "NLI": "MoritzLaurer/less-annotating-with-bert-nli",  # Laurer and others 2024, replication data
    "BENCHMARK": "SDGClassification/benchmark",  # OSDG texts (CC-BY 4.0) on which its makers agreed
    "ZORA": "fankto/SDG-Classification-Using-Instruction-Tuned-LLMs",  # OSDG texts and abstracts
    "AURORA": "oacore/sdg_classification",  # Aurora survey: what scholars said of abstracts
}

CAP = {
    "1": ("Macroeconomics", "interest rates, inflation, unemployment, budget, public debt, taxes, industrial policy"),
    "2": ("Civil rights", "discrimination by race, sex, age or handicap, voting rights, freedom of speech, privacy, abortion"),
    "3": ("Health", "health insurance, Medicare, drug industry, hospitals, disease, mental health, tobacco, alcohol and drug abuse"),
    "4": ("Agriculture", "farm subsidies, food inspection and safety, crops and animals, fisheries, agricultural trade"),
    "5": ("Labor", "worker safety, employment training, employee benefits and pensions, labor unions, wages, youth employment"),
    "6": ("Education", "schools, universities, student loans, vocational education, teachers"),
    "7": ("Environment", "drinking water, waste, air pollution, recycling, species and forest protection, climate"),
    "8": ("Energy", "nuclear energy, electricity, oil and natural gas, coal, renewable energy, conservation"),
    "9": ("Immigration", "immigrants, refugees, citizenship, border"),
    "10": ("Transportation", "highways, air travel, railroads, trucks, ships and ports, mass transit, infrastructure"),
    "12": ("Law and crime", "police, courts, prisons, illegal drugs, white collar crime, juvenile crime, child abuse, family issues"),
    "13": ("Social welfare", "poverty and low-income assistance, food stamps, elderly and disabled assistance, volunteers, child care"),
    "14": ("Housing", "community and urban development, rural housing, low-income housing, homeless people, housing for veterans"),
    "15": ("Domestic commerce", "banking, securities, consumer finance, insurance, bankruptcy, corporations, small business, copyrights and patents, disaster relief, consumer safety"),
    "16": ("Defense", "military alliances, intelligence, arms, personnel, procurement, veterans, war, terrorism, civil defense"),
    "17": ("Technology", "space programs, telecommunications, broadcasting, computers, internet, science, weather forecasting"),
    "18": ("Foreign trade", "trade agreements, exports, imports, tariffs and duties, exchange rates, competitiveness"),
    "19": ("International affairs", "foreign aid, foreign countries, human rights, international organisations, diplomacy, international finance"),
    "20": ("Government operations", "bureaucracy, civil employees, appointments, postal service, procurement, elections and campaigns, scandals, Congress and President, census, holidays"),
    "21": ("Public lands", "national parks, historic sites, indigenous affairs, public lands, forests and grazing, water resources, territories"),
    "23": ("Culture", "cultural policy, arts and humanities"),
    "24": ("State and local government", "administration of states and cities, mayors, governors"),
    "26": ("Weather and natural disasters", "storms, floods, heat, snow, earthquakes"),
    "27": ("Fires", "fires in houses and forests"),
    "28": ("Arts and entertainment", "music, film, theatre, books, museums, television"),
    "29": ("Sports and recreation", "baseball, football, basketball, Olympics, teams, games"),
    "30": ("Death notices", "obituaries, the death of a known person"),
    "31": ("Churches and religion", "church, pope, religion, faith"),
    "99": ("Other", "other things, miscellaneous, greetings and thanks"),
}  # fmt: skip
"""Major topics of the Comparative Agendas Project (Bevan 2019), shortened by us."""

GOALS = {
    "1": ("No poverty", "end poverty in all its forms, social protection, basic services for the poor"),
    "2": ("Zero hunger", "end hunger, food security, nutrition, sustainable agriculture"),
    "3": ("Good health and well-being", "healthy lives, mortality, disease, health services, medicines"),
    "4": ("Quality education", "inclusive and equitable education, schools, teachers, skills, lifelong learning"),
    "5": ("Gender equality", "equality of women and girls, violence against women, unpaid care, participation of women"),
    "6": ("Clean water and sanitation", "drinking water, sanitation, hygiene, wastewater, water resources"),
    "7": ("Affordable and clean energy", "modern energy for all, electricity, renewable energy, energy efficiency"),
    "8": ("Decent work and economic growth", "employment, decent work, labour rights, productivity, economic growth"),
    "9": ("Industry, innovation and infrastructure", "infrastructure, industrialisation, research, innovation, technology"),
    "10": ("Reduced inequalities", "inequality of income, inclusion, discrimination, migration"),
    "11": ("Sustainable cities and communities", "housing, urban planning, public transport, cities, disaster risk, heritage"),
    "12": ("Responsible consumption and production", "waste, recycling, sustainable production, chemicals, consumption of resources"),
    "13": ("Climate action", "climate change, mitigation, adaptation, greenhouse gas emissions"),
    "14": ("Life below water", "oceans, seas, fisheries, marine pollution, coastal ecosystems"),
    "15": ("Life on land", "forests, biodiversity, land degradation, desertification, species, ecosystems"),
    "16": ("Peace, justice and strong institutions", "peace, violence, rule of law, corruption, justice, accountable institutions"),
    "17": ("Partnerships for the goals", "global partnership, development finance, aid, trade, data, means of implementation"),
}  # fmt: skip
"""Sustainable Development Goals of the United Nations, shortened by us."""


class Clones:
    """Files of the newest commit of repositories that lie in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, source: str, path: str, **how: str) -> Iterator[dict[str, str]]:
        at = self.folder / SOURCES[source].replace("/", "+")
        at = at / "repo" if (at / "repo").is_dir() else at
        held = subprocess.run(
            ["git", "-C", str(at), "show", f"HEAD:{path}"], check=True, capture_output=True
        ).stdout
        if path.endswith(".gz"):
            return csv.DictReader(
                io.StringIO(gzip.decompress(held).decode("latin-1"), newline=""), delimiter=";"
            )
        return csv.DictReader(io.StringIO(held.decode("utf-8-sig"), newline=""), **how)  # type: ignore[call-overload]


def headlines(clones: Clones) -> Iterator[tuple[str, str]]:
    for row in clones.rows("RTextTools", "data/NYTimes.csv.gz"):
        yield f"{row['Title']}. {row['Subject']}", row["Topic.Code"]


def bills(clones: Clones) -> Iterator[tuple[str, str]]:
    for row in clones.rows("RTextTools", "data/USCongress.csv.gz"):
        yield row["text"], row["major"]


def speeches(clones: Clones) -> Iterator[tuple[str, str]]:
    for row in clones.rows("NLI", "data_clean/df_cap_sotu_test.csv"):
        yield row["text_original"], row["label_cap2"]


def manifestos(clones: Clones) -> Iterator[tuple[str, str]]:
    for name in (
        "military_train",
        "morality_train",
        "morality_test",
        "protectionism_train",
        "protectionism_test",
    ):
        for row in clones.rows("NLI", f"data_clean/df_manifesto_{name}.csv"):
            yield row["text_original"], str(int(float(row["cmp_code_hb4"])))


def goals(clones: Clones) -> Iterator[tuple[str, str]]:
    for row in clones.rows("BENCHMARK", "benchmark.csv"):
        if row["label"] == "True":
            yield row["text"], row["sdg"]
    for row in clones.rows("ZORA", "data/zo_up.csv"):
        yield row["abstract"], row["sdg"]


def abstracts(clones: Clones) -> Iterator[tuple[str, str]]:
    for row in clones.rows("AURORA", "data/aurora_survey_data/aurora_survey_final.txt", delimiter="\t"):
        told = row["labels"].strip("[]").replace("'", "").split(", ")
        if len(told) == 1 and row["abstract"]:
            yield f"{row['title']}. {row['abstract']}", str(int(told[0].removeprefix("SDG")))


def manifesto_codes(clones: Clones) -> dict[str, tuple[str, str]]:
    return {
        str(int(row["code"])): (row["title"], " ".join(row["description_md"].split()))
        for row in clones.rows("NLI", "data_raw/manifesto/codebook_categories_MPDS2020a-1.csv")
        if row["code"].isdigit()
    }


def kept(pairs: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    """Texts with one code, in the order of their hashes; codes with fewer than LEAST texts are left out at the end."""
    codes = defaultdict(set)
    for text, code in pairs:
        codes[" ".join(text.split())].add(code)
    sure = [(text, min(own)) for text, own in codes.items() if len(own) == 1 and text]
    drawn = sorted(sure, key=lambda pair: sha256(pair[0].encode()).digest())[:MOST]
    count = Counter(code for _, code in drawn)
    return [(text, code) for text, code in drawn if count[code] >= LEAST]


def main(clones: Clones, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    means = {"manifestos": manifesto_codes(clones), "goals": GOALS, "abstracts": GOALS}
    for read in (headlines, abstracts, bills, goals, speeches, manifestos):
        name = read.__name__
        rows = kept(read(clones))
        held = sorted({code for _, code in rows}, key=int)
        said = {c: dict(zip(("label", "definition"), means.get(name, CAP)[c], strict=True)) for c in held}
        (folder / f"{name}_codes.json").write_text(
            json.dumps(said, indent=1, ensure_ascii=False), encoding="utf-8"
        )
        lines = [json.dumps({"text": text, "code": code}, ensure_ascii=False) for text, code in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        letters = sorted(len(text) for text, _ in rows)[len(rows) // 2]
        print(f"{name}: {len(rows):,} texts, {len(held)} codes, {letters} letters in the middle", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("clones", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    csv.field_size_limit(10**8)
    main(Clones(given.clones), given.folder)
