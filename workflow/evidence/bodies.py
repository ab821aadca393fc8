"""Words by which a name is that of a body: a department, a charity, a council, a firm, a study group.

A name that holds one of them is never turned round as a person's is. Words that people bear too
(Church, Bank, Link, Power, Young, Grace) are left out on purpose: better a rare body turned round
than Ann Church taken for one. Languages are those in which reports on public services are written.
"""

from __future__ import annotations

import re
import unicodedata

_HEADS = """
academy administration agencies agency alliance archive archives army assembly associates association
associations auditorium authorities authority ballot board bureau cabinet campaign campaigners center
centers centre centres chamber charities charities' clinic clinics club cluster co-operative coalition
collaboration collaborative collaborators collective commission commissioner commissioners committee
committees communities community company confederation conference congregation consortium constabulary
consultancy consultants consulting convention cooperative corporation corps council councils delegation
department departments dept dept. directorate division embassy enterprise enterprises establishment
executive faculty federation fellowship firm force forum foundation foundations fund funders funds
government governments group groups guild headquarters holdings hospice hospital hospitals hub inc inc.
incorporated initiative inquiry inspectorate institute institutes institution institutions
intergovernmental investigators laboratories laboratory league library limited llc llp ltd ltd. ministries
ministry monastery movement municipality museum network networks observatory office offices ombudsman
organisation organisations organization organizations panel parliament parliamentary participants partners
partnership partnerships pbc plc police polytechnic program programme programmes programs project projects
provider providers publications publishers publishing registry representatives school schools secretariat
section senate service services societies society staff stakeholders studio subcommittee survey syndicate
taskforce team teams thinktank treasury trial trialists tribunal trust trustees trusts union unions unit
univ univ. universities university volunteers watchdog workgroup workshop
"""
_MATTERS = """
accountancy accounting action activation active adolescent adult adults advice advisory advocacy affairs
african ageing aging agricultural agriculture aid american analysis arts asian assessment assistance audit
australian austrian belgian benefit benefits borough brazilian british budget business canadian cancer
cardiovascular carers central chartered childhood children childrens chinese citizen citizens civic civil
clinical cognitive commerce commercial commonwealth communication communications competition concern
consumer consumers cooperation coordination correctional county credit crime criminal crisis cultural
culture cyst data deaf debt decisions defence defense delivery democracy democratic dental design
development developmental digital disabilities disability disabled disaster disease diseases district drug
drugs dutch eastern ecological ecology economic economics economy education educational effectiveness
elderly elections emergency employer employers employment empowerment energy engineering environment
environmental epidemiology equalities equality equity ethics ethnic european evaluation evidence
excellence families family federal finance financial finnish fire fiscal food foods foreign forestry
friends gender general geographic global governance green's gypsies gypsy harm health healthcare hellenic
higher history homeless homelessness homelink hostel hostels household housing humanitarian humanities
humanity hungarian hygiene identity immigration improvement inclusion income independent indian indigenous
industrial industries industry inequalities inequality information infrastructure innovation insights
insurance integrated integration intelligence interdisciplinary interior interministerial international
investment irish italian japan japanese joint journalism judicial judiciary juvenile knowledge korean
labor labour landlords leadership learning legal leisure levelling lifelong literacy living local
loneliness management maritime marketing mathematica mathematics media medical medicine men mental
metropolitan migrants migration military mortality mutual national nations native nuffield nursing
nutrition occupational offender offenders online operational operations opportunities opportunity overseas
palliative parents parole participation pensions peoples philanthropy physicians planning policies policy
polish political politics population portuguese poverty practice practitioners preparedness prevention
primary prison prisons private probation procurement productivity professional professionals property
protection psychiatric psychiatry psychological psychology public quality racial recovery redevelopment
refugee refugees regeneration regional registered regulation regulatory rehabilitation relations relief
religious renewal rent research researchers resettlement resilience resolution resources respiratory
responsibility retirement revenue reviews rights rough rural safe safeguarding safety salvation samaritans
sanitation science sciences scientific scottish sector security settlement sexual shelter sheltered skills
sleepers sleeping social sociology solutions spanish spatial special sport sports standards state states
statistical statistics strategic strategies strategy student students studies suicide support supported
supporting surveillance sustainability sustainable swedish swiss systems technical technologies technology
tenant tenants territorial therapeutics therapy third tourism trade trades trading traffic training
transformation transparency transport transportation trauma travellers treatment turkish unemployed
unemployment united urban utilities vaccine veterans victims violence vocational voluntary volunteer
volunteering vulnerable welfare wellbeing wildlife women womens workers workforce workplace world
worldwide youth zealand
"""
# Names of bodies that hold no other word of these lists, and what only bodies are called.
_CALLED = """
actionaid amnesty barnardos caritas cedefop centrepoint deloitte diakonie ecorys emmaus eu-osha eurofound
eurostat gmbh greenpeace ipsos kpmg mdrc mencap mori nacro ngo ngos oecd ofsted oxfam
pricewaterhousecoopers pwc rotaract rotary unesco unhcr unicef unison worldbank ymca ywca
"""
_OTHERS = """
administracao administracion agence agencia agentschap agentur agenzia akademia akademie akademii
akademija alianza ambtenaren amministrazione amt arbeit arbeitsgemeinschaft arbeitsgruppe arbeitskreis
asamblea asociacion asociatia associacao associacio associazione ausschuss ayuntamiento azienda banca
banco banque beratung brancheorganisatie bund bundesagentur bundesamt bundesanstalt bundesinstitut
bundesministerium bundesrat bundesregierung bundestag bundesverband bundesverwaltung camera caritasverband
centraal centralny centro centros centrum collectif college comision comissao comitato comite comitee
comites communaute comune confederacion confederation conseil consejeria consejo conselho consiglio
consorcio consorzio cooperativa dachverband delegacion departament departamento departement departementet
dienst dipartimento diputacion direccio direccion direction direktion direktorat direktoratat direktoratet
ecole empresa escola escuela estado etat fachhochschule fachverband facolta faculdade facultad faculte
federacao federacion federazione folkhalsomyndigheten fond fondacija fondation fondazione fonds forschung
forschungsinstitut forschungszentrum forskning forskningsinstitut forskningsradet forsorgelse fundacao
fundacion fundacja fundatia fylkeskommune gemeente gemeenten gemeinde generaldirektion generalitat
genossenschaft gesellschaft gewerkschaft gewerkschaftsbund gobierno gouvernement governo groupe grupo
gruppe gruppo handelskammer hochschule industrie innenministerium institut instituto instituttet instituut
instytut intezet investigacion istituto jobcenter junta kammer kirche koalition kommissie kommission
kommissionen kommune kommunen kommuner kommunernes kooperative kozpont laboratoire landesamt
landeshauptstadt landesregierung landkreis landtag lastensuojelu liga ligue magistrat mairie ministere
ministerie ministeriet ministerio ministeris ministerium ministero ministerstvo ministerstwo ministry
miniszterium municipio musee museo nacional naczelna nationaal nationale nationella nazionale nemzeti
netwerk netzwerk norges observatoire observatorio oddelenie onderzoek onderzoeksraad organisatie organisme
organizacao organizacion organizacja organizzazione osterreichische osterreichischer osterreichisches
parlament parlamento parlement planbureau politecnico prefecture prefettura presidencia provincia proyecto
raad radet recherche rechnungshof redaktion regeringen regierung region regione reseau rete rijksinstituut
rijksoverheid rivm samhall schule secretaria secretariado secretaría seguridad servei servicio servico
servizio sindacato skola skolverket sociaal social socialdepartementet sociale socialen socialstyrelsen
sociedad sociedade societa societe sosial sozial sozialamt soziale staat stadt statens statistik
statistisches statistiska stato stichting stiftelse stiftelsen stiftung studiengruppe sundhedsstyrelsen
syndicat tartomany tjeneste towarzystwo trabajo travail tribunal trygdeverk ufficio unia union unione
universidad universidade universita universitaet universitat universite universiteit universitet
universitetet univerzita univerzitet uniwersytet urzad utrikesdepartementet velferd verband verein
vereinigung vereniging verwaltung virasto vlaamse vlaanderen volksgezondheid werk werkgroep wirtschaft
wissenschaft wissenschaften wohlfahrt wohlfahrtsverband zaklad zarzad zavod zentrale zentralrat
zentralverband zentren zentrum zespol zwiazek ιδρυμα ινστιτουτο πανεπιστημιο υπουργειο агентство академия
ассоциация департамент институт комиссия комитет министерства министерство общество организация служба
совет союз университет університет управление федерация фонд центр інститут
"""
_ACRONYMS = frozenset("NICE WHO ILO IMF UNDP UK USA NHS EU UN GB BBC WHO".split())
_SINGLE = frozenset(f"{_HEADS} {_MATTERS} {_CALLED} {_OTHERS}".split())
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
    r"[^\W\d_]{3,}(?:ations?|isation|ization|ologie?|ology|ologia|ministerium|ministeriet|departementet|styrelsen"
    r"|direktoratet|myndigheten|verket|radet|forbundet|forbund|kommune|kommun|namnden|universitat|universitet"
    r"|hochschule|gesellschaft|verband|verein|stiftung|institut|anstalt|kammer|agentur|zentrum|amt|behorde"
    r"|dienst|gruppe|ministerio|ministerie|ministerio|virasto|laitos|keskus|liitto|saatio|yhdistys|intezet|szovetseg"
    r"|sellschaft|initiative|netzwerk|rechtskonvention)"
)
_ODD = re.compile(
    r"[\d/:!+@]|(?:^|\s)&(?:\s|$)|\w\w['’]s\b|\w\ws['’](?:\s|$)|\.(?:org|com|net|gov|eu)\b|\b(?:e\.V\.|S\.A\.)",
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
    return bool(_ODD.search(name) or _ASIAN_BODY.search(name)) or word_of_a_body(name)


def word_of_a_body(name: str) -> bool:
    """`speaks_of_a_body` by its words alone: figures and signs, which stray into people's names too, say nothing."""
    words = name.split()
    loud = name.isupper()
    for number, word in enumerate(words):
        bare = plain(word)
        if bare in _SINGLE or _ENDING.fullmatch(bare):
            return True
        if "-" in bare and any(part in _SINGLE for part in bare.split("-") if len(part) > 4):
            return True
        if word.strip(",.;()") in _ACRONYMS and number and not loud:
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
    if len(words) < 3 or not words[0][:1].isupper():
        return False
    small = [w for w in words[1:] if w[:1].islower() and _before_the_joint(w) not in PARTICLES]
    return bool(small) and len(small) < len(words) - 1 or (len(small) > 1)


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
