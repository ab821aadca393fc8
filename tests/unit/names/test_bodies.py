"""Bodies and people without a comma: in many languages, and neither taken for the other."""

import pytest

from evidence import names

BODIES = """
Department for Work and Pensions|National Audit Office|HM Treasury|Home Office|Cabinet Office|Welsh Government|Mayor of London
London Borough of Hackney|Birmingham City Council|Local Government Association|Audit Scotland|House of Commons|Homes England
National Housing Federation|Crisis UK|Shelter Scotland|Homeless Link|St Mungo's|Citizens Advice|Age UK|Joseph Rowntree Foundation
The King's Fund|Big Society Capital|Policy Exchange|Turning Point|Save the Children|The Salvation Army|British Red Cross|Oxfam GB
Habitat for Humanity|World Bank|World Health Organization|United Nations|European Commission|Asian Development Bank
US Department of Labor|Urban Institute|RAND Europe|Abt Associates|Ipsos MORI|Deloitte LLP|Ernst & Young|John Pepin and Associates
NHS England|Public Health England|Human Rights Watch|Cochrane Collaboration|SPRINT Investigators|ABC Study Group
Bundesagentur für Arbeit|Bundesministerium für Arbeit und Soziales|Statistisches Bundesamt|Deutsches Rotes Kreuz|Stadt Köln
Hans-Böckler-Stiftung|Ministère du Travail|Secours Catholique|Croix-Rouge française|Ville de Paris|Médecins du Monde
Ministerio de Sanidad|Cruz Roja Española|Ayuntamiento de Barcelona|Ministério da Saúde|Câmara Municipal de Lisboa
Ministero del Lavoro|Comune di Milano|Croce Rossa Italiana|Gemeente Amsterdam|Leger des Heils|Adviescommissie Vreemdelingenzaken
Socialstyrelsen Stockholm|Rädda Barnen|Göteborgs Stad|Oslo kommune|Københavns Kommune|Helsingin kaupunki|Uniwersytet Warszawski
Министерство труда|中国 社会科学院|Brotherhood of St Laurence|Mission Australia|Statistics Canada|Catholic Charities
Ministry of Labor and Social Affairs|Department of Energy & Climate Change|Arts and Humanities Research Council
"""
PEOPLE = """
Gerhard Krug|Ann Church|Tom Bank|Anne Power|Bruce Link|Ruth French|Richard English|Danish Khan|Bruce Western|Dirk Early
Michael Young|Grace Hall|Charity Moss|Jack London|Paula England|John Ireland|Edward Bond|José Ortega y Gasset|Helder Câmara
Maria e Silva|Ludwig van Beethoven|Alison des Forges|Nguyen The Anh|Martin Luther King Jr.|Germán Vega|Asia Argento
Encarnación López|Alec Douglas-Home|Temple Grandin|Grant Park|Justice Malala|Phil Race|Sean O'Casey|Vincent d'Indy
Karl-Theodor zu Guttenberg|Bas van 't Wout|Jeroen in 't Veld|Nabil Abd al-Fattah|Osama bin Laden|Björn Åkesson|Иван Петров
J. R. R. Tolkien|danah boyd|Gabriel García Márquez|Julie Rugg|Mary Parish|Oliver Holmes|Simon Parks|Jon Court|Joy Cross
Chad Mission|Florence Nightingale|Lincoln Steffens|Rosalie Freund-Heritage|Andrew Kreuz|Henning Rode|Martin Croce|Rada Elm
"""


def _of(text):
    return [name for line in text.split("\n") for name in line.split("|") if name]


@pytest.mark.parametrize("name", _of(BODIES))
def test_a_body_stays_whole(name):
    assert names.read(name) == [name]
    assert names.is_body(name)


@pytest.mark.parametrize("name", _of(PEOPLE))
def test_a_person_is_turned_round(name):
    (stored,) = names.read(name)
    assert "," in stored
    assert not names.is_body(stored)


@pytest.mark.parametrize(
    ("name", "is_body"),
    [
        ("Ministry of Housing, Communities and Local Government", True),
        ("University of California, Berkeley", True),
        ("Hackney, London Borough of", True),
        ("Deloitte, LLP", True),
        ("Church, Ruth M.", False),
        ("Bank, Tom", False),
        ("Union, John", False),
        ("Office, Ann", False),
        ("de la Vega Ruiz, Ana Maria", False),
        ("King, Martin Luther, Jr.", False),
        ("Elm, Kristin G, MPH", False),
    ],
)
def test_a_comma_does_not_make_a_person(name, is_body):
    assert names.is_body(name) is is_body
