"""Words that are words: what titles of research are made of, so that a slip of the pen can be told from another word.

*Country* and *county* are one letter apart and both are words; *contry* is none. A word that is not in this list may be a
word all the same, so that the list decides nothing alone: it says which of two words that look alike cannot be the
other's misspelling. It is kept here, and not counted in the corpus at hand, so that a record that is added changes
nothing between two others.
"""

from __future__ import annotations

_WORDS = """
ability abortion absence abuse academic acceptance access accident account accounting action active activity acute
adaptation adaption addiction adherence adolescent adoption adult advance adverse advice affect affective agency aging
alcohol alliance allocation alternative ambulatory analysis anxiety application appraisal approach arrest assessment
asset assistance association asthma attachment attitude audit authority autism autonomy barrier behavior behaviour
belief benefit bereavement bias bipolar birth blood body border brain breast business campaign cancer capability
capacity capital cardiac care career carer casual causal cause cell center central centre challenge change charity
child childhood choice chronic church citizen citizenship city civic civil class clinic clinical clinician cognition
cognitive cohort collaboration collaborative collective college colony commission commitment communication community
comparative comparison competence competition complement compliance compliment complex computer concept conception
concern condition conduct conflict congress consumer consumption contact content context continuity contract control
cooperation cooperative coordination coping corporate correction correlation corruption cost council counseling
counselling country county course court covert crime crisis critical cross cultural culture curriculum custody
customer dairy data daughter death debt decision decline deficit degree delivery demand dementia democracy democratic
dependence dependent depression deprivation design desire detection development device diabetes diagnosis diary diet
dietary difference digital disability disaster discharge discipline discourse discrimination disease disorder
disparity displacement distance distribution district diverse diversity divorce doctor domestic donor drug economic
economical economics economy ecology education educational effect effective effectiveness efficacy efficiency effort
elder elderly election elicit emergence emergency emigration emotion emotional empirical employee employer employment
empowerment energy engagement enterprise environment environmental epidemic episode equality equation equity error
ethic ethical ethics ethnic ethnicity europe evaluation event evidence evolution exchange exclusion executive exercise
expectation expenditure experience experiment expert exploration export exposure expression external factor failure
faith family farm fashion fast father fatigue federal female feminism fertility field finance financial firm fiscal food
force foreign form formal formation foster framework fraud free freedom frequency function functional fund funding
future gain gender gene general generation genetic global globalization goal governance government graduate grant group
growth guidance guide habit happiness harm hazard health healthcare healthy hearing heart high history home homeless
homelessness homeowner hope hospice hospital host hostel house household housing human hunger husband identification
identity ideology illicit illness image imagination immigrant immigration impact impairment import imprisonment improvement incentive
incidence inclusion income independence index indicator individual industrial industry inequality infant infection
infertility inflation inflection influence informal information infrastructure inhibition initiative injury innovation
input inquiry inspection institution institutional instruction insurance integration intellectual intensity intensive
intention interaction interest internal international internet interpretation intervention interview intranet
introduction invention investment involvement island issue job judge judgment justice juvenile kinship knowledge labor
labour land landlord language law leader leadership learning legal legislation leisure lesson level liberal liberty life
lifestyle literacy literature living loan local location logic loneliness long loss lower machine mainstream management
manager mandate marital market marketing marriage married martial mass material maternal maternity mathematics measure
measurement media mediation medical medication medicine member membership memory mental mentor merger method metropolitan
migrant migration military minor minority mission mobility model moderate modern moral morale morality morbidity
mortality mother motivation movement multiple municipal music narrative nation national native natural nature need
negative neglect negotiation neighborhood neighbourhood network neural nonprofit north northern norm nurse nursery
nursing nurture nutrition obesity object objective obligation obesity occupation occupational offender office officer
online open operation opinion opportunity oppression option oral order organisation organization orientation origin
orphan outcome output outreach overt ownership pain palliative pandemic parent parental parenting participant
participation partner partnership party passive paternal path pathway patient pattern payment peace peer pension
perception performance period permanent person personal personality personnel perspective persuasion pharmacy phase
philosophy physical physician physics physiology pilot place placement planning plant play policing policy political
politics pollution population positive post poverty power practical practice prediction preference pregnancy premium
preschool prescription presence preservation pressure prevalence prevention price primary principal principle prison
prisoner private privacy problem procedure process product production productivity profession professional profile
profit program programme progress prohibition project promotion property prospective prosperity prostate protection
protest protocol provider provision psychiatric psychiatry psychological psychology psychosis psychotherapy public
punishment pupil purchase qualitative quality quantitative quantity query question race racial racism random rapid
rate ratio rational reaction reading reality reception recession recidivism recipient recognition recovery recreation
recruitment reduction reference referral reflection reform refugee regime region regional registration regression
regulation rehabilitation relation relational relationship relative reliability relief religion religious remission
rent rental repair report representation reproduction research reserve residence resident residential resilience
resistance resource response responsibility responsive restriction result retention retirement retrospective revenue
review revolution reward rights risk role rural safety sales sample satisfaction saving scale scheme school science
scientific screening secondary sector security segregation selection self senior sense sensitive sensory sentence
service severity sexual sexuality shame share shelter shift short sibling site skill sleep small smoking social
society sociology software solution son source south southern space spatial specific spending spirit spiritual sport
stability staff stage stakeholder standard state statement station stationary stationery status sterility stigma
stimulation strain strategic strategy street strength stress stroke structural structure student study style subject
subjective subsidy substance substitution suburb success suicide suicidal supervision supply support surgery surgical
surveillance survey survival survivor sustainability sustainable symptom syndrome system systematic target tax teacher
teaching team technical technique technology teenage temporal temporary tenancy tenant tenure term territory test
testing theory therapeutic therapist therapy thought threat time tobacco tolerance tourism toxic trade tradition trail
training transaction transfer transformation transition transmission transplant transport trauma travel treatment trend
trial tribal trust tumor tumour uncertainty undergraduate union university unit upper urban usage use user utility
utilization vaccination vaccine validity value variable variation vegetation veteran victim victimization video village
violence violent visit visual vocation vocational voice volume voluntary volunteer vote voter voting wage walking war
waste water wealth weapon weight welfare wellbeing west western wife wildlife woman women worker workforce workplace
work worship youth casualty causality mediation meditation moderation modernization adaptive addictive adoptive
compulsive impulsive dairy deprived derived elicited exhausted intrinsic extrinsic invariant variant
communal communist commercial compound computation composition compensation concentration consecration conservation
conversation contraction contradiction contribution corporation cooperation corrosion deception decentralization
deduction detention deterioration determination detraction devotion diffusion direction dissertation distortion
division education elevation emission omission erosion eruption explosion implosion expansion extension extinction
extraction abstraction attraction fraction friction fiction function junction sanction section session cession
secession procession profusion infusion effusion fusion illusion allusion delusion persecution prosecution
perspective prospective precedent president resident preposition proposition prescription proscription principal
production projection protection rejection relaxation relegation delegation revelation elevation sensation cessation
hire hiring fire firing farmer cure curing widow widower preacher bride pride tribe prime prize rape gang male
mail sale lead leading feeding breeding bleeding lending landing sending pending bonding binding finding minding
hunter road load boat coat steam stream dream screen green week weak peak speak speech beach bench branch drain
grain train plain plane planet panel patent latent talent lecture letter litter matter brother author sister
older younger rising raising falling failing feeling filling killing selling telling calling leaving giving
having driving entering joining opening closing growing shrinking buyer seller lender borrower winner loser
reader rider raider
solicitation specification speculation simulation stimulation summation supposition transaction translation
transplantation vaccination valuation vibration violation hypothermia hyperthermia
"""
_PLACES = """
afghanistan africa alabama alaska albania alberta algeria america american andorra angola arab arabia argentina arizona
arkansas armenia asia asian athens atlanta auckland australia australian austria austrian azerbaijan bahamas bahrain
baltimore bangladesh barbados barcelona bavaria beijing belarus belfast belgium belize benin berlin bhutan birmingham
bolivia bosnia boston botswana bradford brazil brazilian bristol britain british brunei brussels budapest bulgaria
burkina burundi cairo california cambodia cambridge cameroon canada canadian cardiff carolina caribbean chad chicago
chile china chinese cleveland colombia colorado columbia congo connecticut copenhagen cornwall croatia cuba cyprus
czech dakota dallas danish delaware delhi denmark denver detroit devon djibouti dominica dominican dorset dublin dundee
durham dutch ecuador edinburgh egypt england english eritrea essex estonia ethiopia european fiji finland finnish florida
france french gabon gambia geneva georgia german germany ghana glasgow greece greek greenland grenada guatemala guinea
guyana haiti hamburg hawaii helsinki honduras houston hungary iceland idaho illinois india indian indiana indonesia iowa
iran iranian iraq iraqi ireland irish israel istanbul italian italy jakarta jamaica japan japanese jersey johannesburg
jordan kansas kazakhstan kent kentucky kenya kiev korea kosovo kuwait kyrgyzstan lagos laos latvia lebanon leeds
leicester lesotho liberia libya lisbon lithuania liverpool london louisiana luxembourg macedonia madagascar madrid maine
malawi malaysia maldives mali malta manchester manila manitoba maryland massachusetts mauritania mauritius melbourne
mexican mexico miami michigan milan minnesota mississippi missouri moldova monaco mongolia montana montenegro montreal
morocco moscow mozambique mumbai munich myanmar nairobi namibia nebraska nepal netherlands nevada newcastle nicaragua
niger nigeria nigerian norfolk norway norwegian nottingham ohio oklahoma oman ontario oregon oslo oxford pakistan
palestine panama paraguay paris peru philadelphia philippines phoenix poland polish portland portsmouth portugal prague
pretoria qatar quebec queensland romania romanian rome russia russian rwanda salvador samoa saskatchewan saudi scotland
scottish seattle senegal seoul serbia shanghai sheffield singapore slovak slovakia slovene slovenia somalia somerset
spain spanish stockholm suffolk sudan suriname surrey sussex swaziland sweden swedish swiss switzerland sydney syria
taipei taiwan tajikistan tanzania tasmania tehran tennessee texas thailand tibet togo tokyo tonga toronto tunisia turkey
turkish turkmenistan uganda ukraine uruguay utah uzbekistan vancouver vanuatu venezuela vermont victoria vienna vietnam
virginia wales warsaw washington welsh wisconsin wyoming yemen yorkshire zambia zimbabwe zurich
accra addis algiers amman amsterdam ankara antwerp baghdad baku bangkok basel beirut belgrade bergen bern bogota bratislava
brasilia bremen bucharest canberra caracas cologne damascus dhaka dresden frankfurt ghent hanoi harare havana islamabad istria
kabul kampala karachi kathmandu khartoum kinshasa kolkata krakow leipzig lima ljubljana luanda lusaka lyon maputo marseille
medellin minsk monterrey munster naples nantes osaka oviedo porto quito riga rotterdam sarajevo seville skopje sofia
tallinn tampere tirana tripoli turin uppsala utrecht valencia vilnius yerevan zagreb
january february march april june july august september october november december
"""
PLACES = frozenset(_PLACES.split())
KNOWN = frozenset(_WORDS.split()) | PLACES
_PLURAL = ("s", "es")


def known(word: str) -> bool:
    """Whether a folded word, or its singular, is in the list.

    >>> known("county"), known("policies"), known("contry")
    (True, True, False)
    """
    if word in KNOWN or (word[-3:] == "ies" and word[:-3] + "y" in KNOWN):
        return True
    return any(word.endswith(end) and word[: -len(end)] in KNOWN for end in _PLURAL)
