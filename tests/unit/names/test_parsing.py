"""Names as people and programs write them: one place reads them for all formats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import names

_MANY = ["Ash", "Elm", "Fir", "Oak", "Yew", "Bay", "Box", "Fig", "Ivy"]
ONE = {
    "Ash, Ann": "Ash, Ann",
    "Ash AB": "Ash, AB",
    "Ash A.-B.": "Ash, A.-B.",
    "Ann B. Ash": "Ash, Ann B.",
    "G. Krug": "Krug, G.",
    "Gerhard Krug": "Krug, Gerhard",
    "Ludwig van Elm": "van Elm, Ludwig",
    "van der Elm J": "van der Elm, J",
    "Ana Maria de la Vega Ruiz": "de la Vega Ruiz, Ana Maria",
    "Martin Luther King Jr.": "King, Martin Luther, Jr.",
    "King, Jr., Martin Luther": "King, Martin Luther, Jr.",
    "King Jr., Martin Luther": "King, Martin Luther, Jr.",
    "Jan Elm III": "Elm, Jan, III",
    "Smith JR": "Smith, JR",
    "Jörg Hoffmann 0001": "Hoffmann, Jörg",
    "Rhonda Nicole Balzer et al.": "Balzer, Rhonda Nicole",
    "Ash, Ann (ORCID 0000-0002-1825-0097)": "Ash, Ann",
    "Ann Ash (University of Elmton)": "Ash, Ann",
    "Ash, A. [author]": "Ash, A.",
    "Ash, Ann (Ed.)": "Ash, Ann",
    "Ash, Ann ash@example.org": "Ash, Ann",
    "Ash, Ann, 1950-": "Ash, Ann",
    "Ann Ash1,2": "Ash, Ann",
    "Ash, William (Bill)": "Ash, William (Bill)",
    "王 小明": "王, 小明",
    "김 철수": "김, 철수",
    "王小明": "王小明",
    "Na, Li": "Na, Li",
    "Null, C.": "Null, C.",
    "Madonna": "Madonna",
    "{Tea, Board and Co}": "Tea, Board and Co",
    "The Long Name Of Some Committee": "The Long Name Of Some Committee",
    "National Audit Office,": "National Audit Office",
    "Ministry of Housing,, Communities and Local Government": "Ministry of Housing, Communities and Local Government",
    "Department for Work and Pensions": "Department for Work and Pensions",
    "Organisation for Economic Co-operation and Development (OECD)": "Organisation for Economic Co-operation and Development (OECD)",
    "Fund, International Monetary": "International Monetary Fund",
}


@pytest.mark.parametrize("text", ONE)
def test_one_name(text):
    assert names.read(text) == [ONE[text]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mimosa MJ, Thomas B, Mayer KH, O'Clear C", ["Mimosa, MJ", "Thomas, B", "Mayer, KH", "O'Clear, C"]),
        ("Elm HH, Fir AG; Cyst Working Group in Peru.", ["Elm, HH", "Fir, AG", "Cyst Working Group in Peru"]),
        ("Ash, Fay and Elm, Sam R and Di Bene, Mire", ["Ash, Fay", "Elm, Sam R", "Di Bene, Mire"]),
        ("Ash, J., Elm, K., & Fir, M.", ["Ash, J.", "Elm, K.", "Fir, M."]),
        ("Ash J, Elm K, and Fir M", ["Ash, J", "Elm, K", "Fir, M"]),
        ("G Ash, G Elm", ["Ash, G", "Elm, G"]),
        (
            ", ".join([*(f"{name} A." for name in _MANY), "ReidN."]),
            [*(f"{name}, A." for name in _MANY), "ReidN"],
        ),
        ("J. Ash, D. Elm and T. Fir", ["Ash, J.", "Elm, D.", "Fir, T."]),
        ("Ann Ash, Bo Elm and Cy Fir", ["Ash, Ann", "Elm, Bo", "Fir, Cy"]),
        ("Ann Ash and Bo Elm", ["Ash, Ann", "Elm, Bo"]),
        ("Hans Ash und Karl Elm", ["Ash, Hans", "Elm, Karl"]),
        ("Ash AB, National Audit Office, Elm K", ["Ash, AB", "National Audit Office", "Elm, K"]),
        ("Ash, Ann and Department for Work and Pensions", ["Ash, Ann", "Department for Work and Pensions"]),
        ("Ash, J.;Elm, K.; et al", ["Ash, J.", "Elm, K."]),
        ("Ash J, Elm K, and 12 more", ["Ash, J", "Elm, K"]),
        ("Pires, Rosa de,  Silva, Ana", ["Pires, Rosa de", "Silva, Ana"]),
        ("王小明; 李华", ["王小明", "李华"]),
        ("李华, 王小明", ["李华", "王小明"]),
        ("李，小明", ["李, 小明"]),
        ("高木, 万里子", ["高木, 万里子"]),
        ("['Marks, Carl', 'Lindgrin, Astra']", ["Marks, Carl", "Lindgrin, Astra"]),
        ('[{"family": "Ash", "given": "Bo"}, {"literal": "OECD"}]', ["Ash, Bo", "OECD"]),
        ("Ash, A.\nElm, B.", ["Ash, A.", "Elm, B."]),
        ("Marks & Spencer", ["Marks & Spencer"]),
        ("John Pepin and Associates", ["John Pepin and Associates"]),
    ],
)
def test_lists(text, found):
    assert names.read(text) == found


@pytest.mark.parametrize(
    "text", ["", " , ", "NA", "nan", "null", "[Anonymous]", "et al.", "-", "No authors listed"]
)
def test_nobody(text):
    assert names.read(text) == []


@given(st.text(alphabet=st.sampled_from("AaBbé .,;&{}()[]'-1王\n\t@") | st.characters(), max_size=60))
def test_nothing_raises_and_what_is_stored_can_be_read_again(text):
    for name in names.read(text):
        assert name == name.strip()
        names.surname(name)
        names.to_ris(name)
        names.to_csl(name)
        names.to_bibtex(name)


FAMILY = st.sampled_from(
    ["Ash", "van der Elm", "O'Fir", "Šírová-Nováková", "Yew", "Church", "Bank", "Young", "Power"]
)
GIVEN = st.sampled_from(["Ann", "B.", "C. D.", "Jean-Luc", "Þóra", "Bo C.", "Grace"])


@given(st.lists(st.tuples(FAMILY, GIVEN), min_size=1, max_size=5, unique=True))
def test_one_list_written_in_many_ways_is_one_list(people):
    stored = [f"{family}, {given}" for family, given in people]
    turned = [f"{given} {family}" for family, given in people]
    for joint in ("; ", ";", " and ", "|", "\n"):
        assert names.read(joint.join(stored)) == stored
    for joint in ("; ", " and ", " & "):
        assert names.read(joint.join(turned)) == stored


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('c("Ash, Bo", "Elm, Cy")', ["Ash, Bo", "Elm, Cy"]),
        ('{"Ash, Bo","Elm, Cy"}', ["Ash, Bo", "Elm, Cy"]),
        ("{'Ash, Bo', 'Elm, Cy'}", ["Ash, Bo", "Elm, Cy"]),
        ("{Audit Commission}", ["Audit Commission"]),
        ("c", ["c"]),
        ("Ash B, Elm C, ...", ["Ash, B", "Elm, C"]),
        ("Ash B, Elm C, …", ["Ash, B", "Elm, C"]),
        ("Ash, B. u. a.", ["Ash, B."]),
        ("Ash, Bo y Elm, Cy", ["Ash, Bo", "Elm, Cy"]),
        ("Ortega y Gasset, José", ["Ortega y Gasset, José"]),
        ("Ash, Bo / Elm, Cy", ["Ash, Bo", "Elm, Cy"]),
        ("Wang 0012, Wei", ["Wang, Wei"]),
        ("Wei Wang 0012", ["Wang, Wei"]),
    ],
)
def test_lists_of_other_programs_and_ends_of_other_habits(text, expected):
    assert names.read(text) == expected
