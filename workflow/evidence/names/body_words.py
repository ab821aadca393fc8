"""Words of bodies, by kind: what they are, what they deal with, what some are called. Folded: lower case, no accents.

Words that people bear too (Church, Bank, Link, Power, Young, Grace) are left out on purpose: better a
rare body turned round than Ann Church taken for one. Languages are those in which reports on public
services are written.
"""

from __future__ import annotations

# What a body is, in English.
HEADS = """
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
# What bodies deal with or whose they are; a body's name can end with them after an `and`.
MATTERS = """
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
municipal municipale monetary mutual nacional nationaal national nationale nationales nationaux nationella nations
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
# Bodies whose names hold no other word of these lists.
CALLED = """
actionaid amnesty barnardos caritas cedefop centrepoint deloitte diakonie ecorys emmaus eu-osha eurofound
eurostat gmbh greenpeace ipsos jobcentreplus kpmg lankelly mdrc mencap nacro ngos oecd ofsted oxfam
pricewaterhousecoopers pwc rotaract rotary unesco unhcr unicef unison worldbank ymca ywca
"""
# Lands that are family names of few; a body ends with them.
COUNTRIES = """
america argentina australia bangladesh belgium brasil canada cymru danmark denmark deutschland espana europe finland
italia kenya nederland netherlands nigeria norge norway osterreich pakistan polska schweiz scotland suomi sverige sweden
switzerland tanzania uganda ukraine worldwide
"""
# What a body is, in other languages.
OTHERS = """
administracao administracion agence agencia agentschap agentur agenzia akademia akademie akademii
akademija akcja alianza alto-comisionado ambtenaren amministrazione amt arbeiterwohlfahrt
arbeitsgemeinschaft arbeitsgruppe arbeitskreis asamblea asociacion asociatia associacao associacio
association associazione ausschuss autoriteit ayuntamiento azienda banca banco banque beroepsorganisatie
bezirksamt boudewijnstichting brancheorganisatie bund bundesagentur bundesamt bundesanstalt bundesinstitut
bundesministerium bundesrat bundesrechnungshof bundesregierung bundestag bundesverband bundesverwaltung
bymisjon caisse camara-municipal camera caritasverband catholique centraal centralny centro centros
centrum chambre collectif college comision comissao comitato comite comitee comites communaute comune
commissie comunidad comunitat confederacion confederation conseil consejeria consejo consejos conselho consiglio
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
# What ends many names but is no name of its own: `and Human Services` ends a department's.
NOT_ALONE = """
associates authorities communities community companies enterprise enterprises families government governments groups
institutions organisations organizations partners partnership partnerships programme programmes program programs
projects providers schools service services societies staff stakeholders trusts unions universities volunteers
"""
# Small words that bind the words of a body's name.
BINDING = """
of for the on to with by against from at your our my are is not without into between through and or für und gegen zur
zum fur pour sur aux dans et les para por contra sobre con per tra voor tegen en naar och för mot med og til på dla przy
na pro és ja ve için în pentru della dello delle dell' dei degli do dos das
"""
# What stands before a family name; `della`, `dos` and their like are in both lists and prove nothing.
BEFORE_FAMILY = """
van von de der den del della di da la le ter ten te zu zur zum vom af av du des do dos das dal dalla dei degli delle
dello d' l' dell' dall' 't op el al bin ibn ben bint abu y e i in aan uit het onder over st st. ste ap lo las los san
santa und auf dem am im vor unter
"""
# Particles that people write with a capital letter too: `Gerrit Van Bortel`, but `Sarah Ben Ali`.
CAPITAL_PARTICLES = "van von de der den del della di da la le ter ten st st."
# Written in capitals these are no initials.
ACRONYMS = "NICE WHO ILO IMF UNDP UNHCR UK USA NHS BBC MORI RAND NGO CIC"
# A body's name begins with them; some are family names, but not given ones.
AT_FIRST = "royal homes big great greater open new free companies church city bureau het"
LEGAL_FORMS = "inc ltd llc llp plc gmbh e.v corp corporation limited spa aps pty"
# With these words after an `and` the name before it is that of a firm.
FOLLOWERS = "associates partners sons son co company brothers bros daughters colleagues family friends"
FIRMS = """
ernst and young|marks and spencer|deloitte and touche|barnes and noble|johnson and johnson|procter and gamble|taylor
and francis|price waterhouse and coopers|black and decker|standard and poors|standard and poor's|smith and nephew|rolls
and royce|simon and schuster|arnold and porter
"""
ABBREVIATED = "inc ltd co corp bros jr sr jnr plc dept univ assoc st no chas thos geo wm jas esq etc vs"
# Ends of words beside those of the lists above: Germanic and Finnish compounds, English and Romance nouns of action.
ENDINGS = """
ation ations isation ization ologie ology ologia amt dienst radet forbund forbundet kommun verein departementet verket
styrelsen myndigheten namnden behorde liitto keskus saatio yhdistys laitos hjelp hjalp byra
"""
