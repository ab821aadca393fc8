"""Words by which a name is that of a body: a department, a charity, a council, a firm, a study group.

A name that holds one of them is never turned round as a person's is. Words that people bear too
(Church, Bank, Link, Power, Young, Grace) are left out on purpose: better a rare body turned round
than Ann Church taken for one. Languages are those in which reports on public services are written.
"""

from __future__ import annotations

import re
import unicodedata

_HEADS = """
academy adjudicator administration agencies agency alliance archive archives army assembly associates
association associations auditorium authorities authority ballot board cabinet campaign campaigners center
centers centre centres chamber charities charities' clinic clinics club cluster co-operative coalition
collaboration collaborative collaborators collective commission commissioner commissioners committee
committees communities community company confederation conference congregation consortium constabulary
consultancy consultants consulting convention cooperative corporation corps council councils courts
delegation department departments dept dept. directorate division embassy enterprise enterprises
establishment executive faculty federation fellowship firm force forum foundation foundations fund funders
funds galleries gallery government governments group groups guild habitat headquarters holdings hospice
hospital hospitals hub inc inc. incorporated initiative inquiry inspectorate institute institutes
institution institutions intergovernmental investigators jobcentre laboratories laboratory league library
limited llc llp ltd ltd. ministries ministry monastery movement municipality museum museums network
networks observatory office offices ombudsman organisation organisations organization organizations panel
parliament parliamentary participants partners partnership partnerships pbc plc police polytechnic program
programme programmes programs project projects provider providers publications publishers publishing
registry regulator representatives school schools secretariat section senate service services societies
society staff stakeholders studio subcommittee survey syndicate taskforce team teams thinktank treasury
trial trialists tribunal tribunals trust trustees trusts union unions unit univ univ. universities
university volunteers watchdog workgroup workshop
"""
_MATTERS = """
accountancy accounting action activation active administrative adolescent adult adults advice adviser
advisers advisory advocacy affairs african ageing aging agricultural agriculture aid algemene american
analysis arbeit arts asian assessment assistance asuntos audit australian austrian baptist belgian benefit
benefits beratung borough brazilian british budget business cafe canadian cancer cardiovascular care
carers carers' central chartered childhood children childrens chinese citizen citizens civic civil climate
clinical cognitive collections commerce commercial commonwealth communication communications competition
concern consumer consumers cooperation coordination correctional county covenant credit crime criminal
crisis cultural culture customs cyst dansk danske data deaf debt decisions defence defense delivery
democracy democratic dental departemental design deutscher deutsches development developmental digital
disabilities disability disabled disaster disease diseases district drug drugs dutch eastern ecological
ecology economia economic economics economy educacao educacion education educational effectiveness elderly
elections emergency emploi employer employers employment empowerment energy engineering environment
environmental epidemiology equalities equality equity espanol espanola etat ethics ethnic european
evaluation evangelische evangelischer evidence excellence families family federal feeding festival finance
financial finnish fire fiscal food foods foreign forestry forschung forskning francais francaise friends
gender general geographic global governance green's gypsies gypsy harm health healthcare hellenic heritage
higher historic history homeless homelessness homelink hospital hostel hostels household housing
humanitaires humanitaria humanitarian humanitario humanitarios humanities humanity hungarian hygiene
identity immigration improvement inclusion income independent indian indigenous industrial industrie
industries industry inequalities inequality information infrastructure innovation insights insurance
integrated integration intelligence interdisciplinary interior interministerial internacional
internacionales international internationale internationales internazionale internazionali invest
investigacion investment irish istruzione italian italiana italiano japan japanese joint journalism
judicial judiciary juvenile katholische katholischer knowledge koninklijk koninklijke korean labor labour
landelijk landelijke landlords lavoro leadership learning legal leisure levelling lifelong literacy living
local loneliness lottery management maritime marketing mathematica mathematics media medical medicine mens
mental methodist metropolitan migrants migration military misericordia mobility mortality mortgage
municipal municipale mutual nacional nationaal national nationale nationales nationaux nationella nations
native natural nazionale nederlands nederlandse nemzeti norsk norske nuffield nursing nutrition
occupational offender offenders onderzoek online operational operations opportunities opportunity
osterreichische osterreichischer osterreichisches overseas palliative parents parole participation
pensions peoples philanthropy physicians planning policies policy polish political politics polska polski
polskie population portuguese poverty practice practitioners preparedness prevention primary prison
prisons private probation procurement productivity professional professionals property protection
psychiatric psychiatry psychological psychology public quality racial recherche recovery redevelopment
refugee refugees regeneration regional regionale registered regulation regulatory rehabilitation relations
relief religious renewal rent research researchers resettlement resilience resolution resources
respiratory responsibility retirement revenue reviews rights rough rural safe safeguarding safety salud
salvation samaritans sanidad sanita sanitation sante saude schweizerische schweizerischer science sciences
scientific scottish sector security seguridad settlement sexual shelter sheltered skills sleepers sleeping
sociaal social sociale socialen sociales sociology solutions sosial sozial soziale spanish spatial special
sport sports standards state statens statistical statistics statistik statistisches statistisk statistiska
stato strategic strategie strategies strategy student students studies suicide support supported
supporting surveillance sustainability sustainable svenska swedish swiss systems technical technologies
technology tenant tenants territorial therapeutics therapy third together tourism trabajo trade trades
trading traffic training transformation transparency transport transportation trauma travail travellers
treatment trustee turkish turning unemployed unemployment united unitedhealth utilities vaccine velferd
veterans victims village violence vlaamse vocational volksgezondheid voluntary volunteer volunteering
vulnerable welfare wellbeing werkgelegenheid wildlife wirtschaft wissenschaft wissenschaften wohlfahrt
women womens workers workforce workplace world worldwide youth zealand
"""
# Names of bodies that hold no other word of these lists, and what only bodies are called.
_CALLED = """
actionaid amnesty barnardos caritas cedefop centrepoint deloitte diakonie ecorys emmaus eu-osha eurofound
eurostat gmbh greenpeace ipsos jobcentreplus kpmg lankelly mdrc mencap nacro ngos oecd ofsted oxfam
pricewaterhousecoopers pwc rotaract rotary unesco unhcr unicef unison worldbank ymca ywca
"""
_COUNTRIES = """
america argentina australia bangladesh belgium brasil canada cymru danmark denmark deutschland espana europe finland
italia kenya nederland netherlands nigeria norge norway osterreich pakistan polska schweiz scotland suomi sverige sweden
switzerland tanzania uganda ukraine worldwide
"""
_OTHERS = """
administracao administracion agence agencia agentschap agentur agenzia akademia akademie akademii
akademija akcja alianza alto-comisionado ambtenaren amministrazione amt arbeiterwohlfahrt
arbeitsgemeinschaft arbeitsgruppe arbeitskreis asamblea asociacion asociatia associacao associacio
association associazione ausschuss autoriteit ayuntamiento azienda banca banco banque beroepsorganisatie
bezirksamt boudewijnstichting brancheorganisatie bund bundesagentur bundesamt bundesanstalt bundesinstitut
bundesministerium bundesrat bundesrechnungshof bundesregierung bundestag bundesverband bundesverwaltung
bymisjon caisse camara-municipal camera caritasverband catholique centraal centralny centro centros
centrum chambre collectif college comision comissao comitato comite comitee comites communaute comune
comunidad comunitat confederacion confederation conseil consejeria consejo consejos conselho consiglio
consorcio consorzio cooperativa croix-rouge cruz-roja dachverband delegacion departament departamento
departement departementet depots dienst dipartimento diputacion direccio direccion direction direktion
direktorat direktoratat direktoratet ecole empresa entidad escola escuela estado fachhochschule
fachverband facolta faculdade facultad faculte federacao federacion federazione flygtningehjalp folkehjelp
folkhalsomyndigheten fond fondacija fondation fondazione fondo fondos fonds forschungsinstitut
forschungszentrum forskningsinstitut forskningsradet frontieres fundacao fundacion fundacja fundatia
fylkeskommune gemeente gemeenten gemeinde generaldirektion generalitat genossenschaft gesellschaft
gewerkschaft gewerkschaftsbund gobierno gouvernement governo groupe grupo gruppe gruppo handelskammer
hansestadt hilfswerk hivatal hochschule hopital hopitaux hospitales hospitalier innenministerium inspectie
institut instituto instituttet instituut instytut intezet istituto jobcenter junta kammer kaupunki kirche
kirkens koalition kommissie kommission kommissionen kommune kommunen kommuner kommunernes kooperative
kozpont kozponti kreisverwaltung laboratoire landesamt landeshauptstadt landesregierung landeszentrale
landkreis landsting landtag lastensuojelu liga ligue magistrat mairie medecins ministarstvo ministere
ministerie ministeriet ministerio ministerios ministeris ministerium ministero ministerstvo ministerstwo
ministro ministry miniszterium municipio musee museo mutualite mutuelle naczelna netwerk netzwerk norges
obec observatoire observatorio oddelenie oeuvre oeuvres onderzoeksraad organisatie organisme organizacao
organizacion organizacja organizzazione parlament parlamento parlement planbureau politecnico prefecture
prefet prefettura presidencia provincia proyecto radet rathaus rechnungshof redaktion regeringen regierung
regierungsrat region regione register rekenkamer reseau rete rijksinstituut rijksoverheid rivm roja
samhall schule secours secretaria secretariado secretaría senatsverwaltung sentralbyra servei servicio
servico servizio sindacato skola skolverket socialdepartementet socialstyrelsen sociedad sociedade societa
societe sozialamt sozialverband spasy staat stad stadt stadtwerke stichting stiftelse stiftelsen stiftung
studentenwerk studiengruppe sundhedsstyrelsen syndicat szeretetszolgalat tartomany tjeneste towarzystwo
tribunal trygdeverk ufficio unia union unione universidad universidade universita universitaet universitat
universite universiteit universitet universitetet univerzita univerzitet uniwersytet urad urzad ustav
utrikesdepartementet verband verein vereinigung vereniging verwaltung ville virasto vlaanderen werkgroep
wohlfahrtsverband zaklad zarzad zentrale zentralrat zentralverband zentren zentrum zespol zwiazek ιδρυμα
ινστιτουτο πανεπιστημιο υπουργειο агентство академия ассоциация департамент институт комиссия комитет
министерства министерство общество организация служба совет союз университет університет управление
федерация фонд центр інститут
"""
# Written in capitals these are no initials.
_ACRONYMS = frozenset(
    ["NICE", "WHO", "ILO", "IMF", "UNDP", "UNHCR", "UK", "USA", "NHS", "BBC", "MORI", "RAND", "NGO", "CIC"]
)
# With these words a body's name begins; some are family names, but not given ones.
_AT_FIRST = frozenset(
    [
        "royal",
        "homes",
        "big",
        "great",
        "greater",
        "open",
        "new",
        "free",
        "companies",
        "church",
        "city",
        "bureau",
        "het",
    ]
)
# Lands that are given names or family names of few; a body ends with them.
_LANDS = frozenset(f"{_COUNTRIES}".split())
_PHRASES = re.compile(
    r"homes england|big issue|big society|land berlin|u\.?\s?s\.?\s\w+ bureau|census bureau"
    r"|(?:^|\s)(?:red cross|red crescent|rotes kreuz|croix[ -]rouge|croce rossa|cruz roja|rode kruis|leger des heils"
    r"|armada spasy|rote falken|radda barnen|freie (?:und )?hansestadt|magyar \w+szolgalat)\b"
)
_SINGLE = frozenset(f"{_HEADS} {_MATTERS} {_CALLED} {_OTHERS}".split())
_ENDS = frozenset(w for w in f"{_HEADS} {_OTHERS}".split() if len(w) > 5) - {"mission", "section", "escola"}
# Words with which a name of a body can stand alone beside another one: `Health and the Home Office`.
_SELF_STANDING = (
    frozenset(f"{_HEADS} {_CALLED} {_OTHERS}".split()) | {"bank", "exchange", "college"}
) - frozenset(
    """associates authorities communities community companies enterprise enterprises families government governments
    groups institutions organisations organizations partners partnership partnerships programme programmes program programs
    projects providers schools service services societies staff stakeholders trusts unions universities volunteers""".split()
)
_BOUND = frozenset(
    """of for the on to with by against from at your our my are is not without into between through and or
    für und gegen zur zum fur pour sur aux dans et les para por contra sobre con per tra voor tegen en naar och för mot
    med og til på dla przy na pro és ja ve için în pentru della dello delle dell' dei degli do dos das""".split()
)
# What stands before a family name; `della`, `dos` and their like are in both lists and prove nothing.
PARTICLES = frozenset(
    """van von de der den del della di da la le ter ten te zu zur zum vom af av du des do dos das dal dalla dei degli
    delle dello d' l' dell' dall' 't op el al bin ibn ben bint abu y e i in aan uit het onder over st st. ste ap lo las los san santa und""".split()
)
_PROOF = _BOUND - PARTICLES
_ENDING = re.compile(
    r"[^\W\d_]{3,}(?:ations?|isation|ization|ologie?|ology|ologia|amt|dienst|radet|forbund|forbundet|kommun|verein"
    r"|departementet|verket|styrelsen|myndigheten|namnden|behorde|liitto|keskus|saatio|yhdistys|laitos|hjelp|hjalp|byra)"
)
_SHORTEST_END = 6
_ODD = re.compile(
    r"[\d/:!+@]|\s[-–—]\s|(?:^|\s)&(?:\s|$)|\w\w['’]s\b|\w\ws['’](?:\s|$)|\.(?:org|com|net|gov|eu)\b|\b(?:e\.V\.|S\.A\.)",
    re.I,
)
_LEGAL = frozenset(
    "inc ltd llc llp plc gmbh ag e.v co corp corporation limited sa spa bv nv oy ab aps pty".split()
)
_ASIAN_BODY = re.compile(
    r"(?:大学|大學|公司|中心|研究所|研究院|委员会|委員会|学校|協会|协会|財団|法人|政府|基金|银行|銀行|联盟|機構|机构"
    r"|학회|협회|대학교|대학|연구원|연구소|위원회|재단|정부|공사|센터|부처|\w{4}[院局部会會組组省庁室署社청])$"
)


def plain(word: str) -> str:
    """A word for the lists: lower case, without accents and outer punctuation."""
    word = unicodedata.normalize("NFKD", word.replace("’", "'")).lower().strip(".,;()[]\"“”'")
    return word if word.isascii() else "".join(c for c in word if not unicodedata.combining(c))


def speaks_of_a_body(name: str) -> bool:
    """Whether a word of this name says that no person bears it.

    >>> [speaks_of_a_body(n) for n in ("National Audit Office", "Shelter Scotland", "Ann Church", "José Ortega y Gasset")]
    [True, True, False, False]
    """
    return bool(
        _ODD.search(name) or _ASIAN_BODY.search(name) or _PHRASES.search(plain(name))
    ) or word_of_a_body(name)


def word_of_a_body(name: str) -> bool:
    """`speaks_of_a_body` by its words alone: figures and signs, which stray into people's names too, say nothing."""
    words = name.split()
    loud = name.isupper()
    for number, word in enumerate(words):
        bare = plain(word)
        if bare in _SINGLE or _ENDING.fullmatch(bare) or _compound(bare):
            return True
        if "-" in bare and bare.rpartition("-")[2] in _ENDS:
            return True
        if len(words) > 1 and not loud and word.strip(",.;()") in _ACRONYMS:
            return True
        if number == 0 and bare in _AT_FIRST and len(words) > 1 and not _holds_initials(words):
            return True
        if number and number == len(words) - 1 and bare in _LANDS:
            return True
        if number and bare in _LEGAL and len(bare) > 2:
            return True
        if word in _PROOF or (number == 0 and bare == "the" and len(words) > 1):
            return True
        if loud and number and bare in ("of", "for", "and"):
            return True
    return _has_common_word(words)


def _has_common_word(words: list[str]) -> bool:
    """A small word among capitals that stands before no family name: `Kaiser family foundation`."""
    if len(words) < 3 or not words[0][:1].isupper() or _holds_initials(words):
        return False
    small = [w for w in words[1:] if w[:1].islower() and len(w) > 1 and _before_the_joint(w) not in PARTICLES]
    return bool(small) and len(small) < len(words) - 1 or (len(small) > 1)


def _compound(word: str) -> bool:
    """`Adviescommissie`, `Berufsverband`: Germanic languages write the body at the end of a word."""
    return any(word[at:] in _ENDS for at in range(3, len(word) - _SHORTEST_END + 1))


def _holds_initials(words: list[str]) -> bool:
    return any(word[-1] == "." or (len(word) < 4 and word.isupper()) for word in words)


def _before_the_joint(word: str) -> str:
    """`al` of `al-Fattah`, `d'` of `d'Angelo`."""
    found = re.match(r"\w+['’]|[^\W_]+", word)
    return found.group().replace("’", "'").lower() if found else word


def stands_alone(name: str) -> bool:
    """Whether a body's name is whole as it stands: `Home Office` is, `Pensions` is the end of another's.

    >>> stands_alone("Home Office"), stands_alone("Pensions"), stands_alone("OECD")
    (True, False, True)
    """
    words = name.split()
    return any(plain(word) in _SELF_STANDING or (word.isupper() and len(word) > 2) for word in words)


def is_open(name: str) -> bool:
    """Whether more can follow after an `and`: `Department for Work`, `Health`, but not `World Bank`.

    >>> is_open("Department for Work"), is_open("Health"), is_open("World Bank"), is_open("Ann Ash")
    (True, True, False, False)
    """
    words = name.split()
    if any(word in _PROOF for word in words):
        return True
    return all(plain(word) in _SINGLE for word in words) and not stands_alone(name)
