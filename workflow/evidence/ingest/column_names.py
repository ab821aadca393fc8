"""What the columns of a table are called: one list of names, by which a table is told and by which it is read.

PubMed, Scopus, Web of Science, OpenAlex, SpringerLink, Dimensions, Lens, Embase, ProQuest, EBSCO, IEEE Xplore, ACM, JSTOR,
Cochrane, ERIC, SciELO and BVS, Publish or Perish, Overton, Policy Commons, BASE, Zotero, Mendeley, EndNote, RefWorks,
Covidence, Rayyan, ASReview, EPPI-Reviewer, CiteSource, bibliometrix, revtools, ClinicalTrials.gov and Retraction Watch are among those that write them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Canonical name → names of columns, parted by a bar, the preferred first. A name is compared by its letters and figures.
_STRONG = {
    "key": """key|citation key|citekey|item id|eid|lens id|publication id|ut (unique wos id)|accession number|accession no
        |unique-id|record id|record_id|reference id|ref id|refid|study id|covidence #|rayyan id|itemid|duplicate_id|ericnumber
        |eric number|storeid|an|source record id|cochrane id""",
    "kind": """kind|item type|document type|publication type|reference type|content type|entry type|doctype|record type
        |source type|output type|type of reference|bibliography type|document_type|tipo de documento|tipo|type de document
        |dokumenttyp|publikationstyp|tipo di documento|documenttype|article type|文献类型|dc.type""",
    "title": """title|document title|article title|title primary|primary title|item title|display_name|full title|title (english)
        |title of article|title of publication|paper title|study title|work title|reference title|publication title (english)|titles
        |título|titulo|título del artículo|título do artigo|título principal|titre|titre de l'article|titre principal|titel
        |titel des artikels|artikeltitel|titolo|titolo dell'articolo|rubrik|tittel|otsikko|tytuł|název|cím|başlık|название
        |заголовок|заглавие|标题|题名|篇名|標題|題名|タイトル|論文名|제목|논문명|عنوان|العنوان|dc.title
        |논문제목|논문 제목|문헌제목|заголовок статьи|название статьи|文章标题|论文题目|题目|篇名/题名""",
    "authors": """author full names|full author names|authors|author|author names|author(s)|author/s|authors, primary|author list
        |authors list|authorships.author.display_name|author_names|creator|creators|author names (full)|author(s) full name|all authors
        |primary author|primary authors|autores|autor|autor(es)|autoría|auteurs|auteur|auteur(s)|autoren|verfasser|autor/in|autori|autore
        |författare|forfattere|forfatter|författare|tekijä|tekijät|autorzy|autoři|szerző|szerzők|yazar|yazarlar|авторы|автор|作者|著者
        |저자|المؤلف|المؤلفون|dc.contributor.author|dc.creator
        |저자명|저자(들)|연구자|著者名|著者名(所属)|執筆者|責任表示|авторы статьи|автор(ы)|作者姓名|第一作者|所有作者|autor(zy)""",
    "bodies": """group authors|group author|group author(s)|book group authors|corporate authors|corporate author|corporate author(s)
        |author collective|collective author""",
    "year": """year|publication year|pubyear|pub year|publication_year|year published|published year|year of publication
        |year (publication)|copyright year|date published|publication date|pub date|date of publication|published|published on
        |publicationdatedayinfo|publicationdateyear|pubdate|alphadate|issue date|cover date|año|año de publicación|ano|ano de publicação|fecha
        |fecha de publicación|data de publicação|année|année de publication|jahr|erscheinungsjahr|anno|anno di pubblicazione|jaar
        |jaar van publicatie|publicatiejaar|årtal|utgivningsår|år|vuosi|rok|rok wydania|év|yıl|год|год издания|年|年份|出版年|发表时间
        |発行年|연도|발행년|السنة|dc.date.issued|dc.date|date de soutenance
        |발행연도|발행년도|출판년도|출판연도|게재연도|出版年月|出版年月日|発行年月|刊行年|公開年|год публикации|年度|发表年份|出版日期|刊出日期|rok publikacji""",
    "container": """container|source title|journal|journal/book|journal title|journal name|publication title|publication name
        |publication|periodical full|venue|periodical|primary_location.source.display_name|host_venue.display_name
        |locations.source.display_name|pubtitle|container title|source name|full journal title|book title|anthology title
        |secondary title|booktitle|parent title|is part of|conference|conference title|conference name|proceedings title|website title|published in|revista
        |título de la revista|título da revista|título do periódico|título de la publicación|nome do periódico|nombre de la revista|fuente|periódico|revue|titre de la revue|nom de la revue|zeitschrift|zeitschriftentitel
        |quelle|rivista|titolo della rivista|tijdschrift|tidskrift|tidsskrift|czasopismo|časopis|folyóirat|dergi|журнал|источник|期刊
        |刊名|来源|文献来源|雑誌名|掲載誌|학술지명|저널|المجلة|dc.relation.ispartof|dc.source
        |학술지|저널명|간행물명|학회지명|수록지|刊行物名|掲載誌名|資料名|雑誌|название журнала|издание|刊物名称|期刊名称|出处|czasopismo/źródło|źródło""",
    "volume": """volume|journal volume|volume number|vol|vol.|biblio.volume|volumen|volumn|tome|band|jahrgang|annata|jaargang|årgång|том
        |卷|巻|권
        |tom|巻数|권수|volym|ročník""",
    "issue": """issue|issue number|journal issue|biblio.issue|número|numéro|fascicule|heft|fascicolo|nummer|ausgabe|numero
        |номер|выпуск|期|号|호
        |号数|호수|zeszyt|číslo|häfte|выпуск №""",
    "pages": """pages|pagination|page range|page|page numbers|page(s)|pp|pp.|biblio.pages|páginas|paginas|pages de l'article|seiten
        |pagine|paginas|pagina's|sidor|sider|sivut|strony|stránky|oldalak|sayfa|страницы|页码|頁|ページ|페이지
        |수록면|수록페이지|쪽수|掲載ページ|頁数|页数|起止页码|页码范围|страницы статьи""",
    "first": """start page|page start|starting page|first page|startpage|start_page|page_start|biblio.first_page|beginning page
        |página inicial|página de inicio|page de début|première page|startseite|seite von|pagina iniziale|beginpagina|起始页
        |시작페이지|시작쪽|開始ページ|起始页码|начальная страница|strona początkowa""",
    "last": """end page|page end|ending page|last page|endpage|end_page|page_end|biblio.last_page|página final|página final
        |page de fin|dernière page|endseite|seite bis|pagina finale|eindpagina|结束页
        |끝페이지|종료페이지|마지막페이지|終了ページ|终止页码|конечная страница|strona końcowa""",
    "article": "art. no.|article number|article no|article no.|articlenumber|número de artículo|artikelnummer|elocation id|art number|e-location id|elocator",
    "publisher": """publisher|publisher name|institution|organisation|organization|source organisation|publishing company|editorial
        |editora|éditeur|verlag|editore|uitgever|förlag|издательство|出版社|출판사|dc.publisher
        |발행기관|발행처|出版者|出版单位""",
    "doi": "doi|item doi|dc.identifier.doi|doi link|doi number|doi url|digital object identifier|article doi|ids.doi|external ids doi|open url link|doi-doi",
    "pmid": "pmid|pubmed id|pubmed|ids.pmid|medline id|medline pmid|pubmed pmid|pm id",
    "pmcid": "pmcid|pmc id|pmc|ids.pmcid|pubmed central id",
    "isbn": "isbn|dc.identifier.isbn|isbns|isbn/issn|print isbn|electronic isbn|isbn13",
    "issn": """issn|国际标准刊号|dc.identifier.issn|issns|print issn|issn print|primary_location.source.issn|primary_location.source.issn_l|eissn|electronic issn
        |issn electronic|online issn|issn/isbn""",
    "arxiv": "arxiv|arxiv id",
    "openalex": "openalex id|openalex|ids.openalex|openalex url",
    "url": """url|dc.identifier.uri|urls|article url|source urls|dimensions url|external url|primary_location.landing_page_url|full text url|item url
        |document url|article link|link|links|fulltext url|pdf link|enlace|lien|web link|permalink|permanent link|persistent link|plink|landing page
        |document link|website|web address|页面链接|链接""",
    "abstract": """abstract|abstract note|summary|abstracts|abstract text|description|snippet|notes abstract|resumen|resumo|résumé
        |zusammenfassung|riassunto|sommario|samenvatting|sammanfattning|sammendrag|tiivistelmä|streszczenie|abstrakt|összefoglaló|özet
        |аннотация|реферат|dc.description.abstract|摘要|要旨|抄録|초록|الملخص
        |국문초록|초록(국문)|中文摘要|streszczenia""",
    "keywords": """author keywords|keywords|keyword|keywords, author|author supplied keywords|manual tags|index keywords|keywords plus
        |index terms|mesh terms|mesh|mesh headings|descriptors|subject|subjects|subject terms|subject headings|ieee terms
        |author-keywords|tags|emtree drug index terms|emtree medical index terms|emtree drug index terms (major focus)|emtree medical index terms (major focus)|emtree terms|identifier (keyword)|keywords.display_name
        |palabras clave|descriptores|descriptor|palavras-chave|descritores|mots-clés|mots clés|schlagwörter|schlagworte
        |schlüsselwörter|stichwörter|parole chiave|trefwoorden|sleutelwoorden|nyckelord|nøkkelord|avainsanat|słowa kluczowe
        |klíčová slova|kulcsszavak|anahtar kelimeler|ключевые слова|关键词|關鍵詞|キーワード|키워드|주제어|automatic tags|dc.subject
        |키워드(국문)|关键字|palabras-clave""",
}
# Names that mean this only where no column says it more plainly.
_WEAK = {
    "key": "id|uid|ut|number of record|external id",
    "kind": "type|ty|document identifier|tipo de publicación|gsrank type|genre|category|format",
    "title": "name of article|citation title",
    "authors": "first author|contributors|contributor|contributor(s)|authors (first)|by|byline|source author|citation authors",
    "year": "date|published date|date added to database|online date|early access date|create date|publicationdate|datum|data",
    "container": "source|series title|book series title|series|database source",
    "issue": "number|numer|no.|part",
    "publisher": "source institution|affiliation of publisher",
    "pages": "locator",
    "url": "uri",
    "abstract": "note abstract|ab en",
    "keywords": "topics|concepts|fields of study",
}


def _filed(listed: str) -> dict[str, str]:
    """Name of a column → what it means, of a list such as `key ut; kind dt pt`; a stroke is said of those that are none of ours."""
    groups = (group.split() for group in listed.split(";"))
    return {name: meant.strip("-") for meant, *names in groups for name in names}


# Two-letter tags as columns: Web of Science and bibliometrix, RIS where an `ID` is a key and not a keyword, and Ovid.
_WOS = _filed("""key ut; kind dt pt; title ti; authors af au; bodies ca gp; year py ea; container so bs; volume vl; issue is;
    first bp; last ep; article ar; publisher pu; doi di d2; pmid pm; isbn bn; issn sn ei; abstract ab;
    keywords de id; pages pp""")
_RIS = _filed("""key id an; kind ty; title ti t1; authors au a1; year py y1 da; container jo jf t2 ja bt; volume vl;
    issue is; first sp; last ep; publisher pb; doi do; issn sn; url ur l2; abstract ab n2; keywords kw""")
_OVID = _filed("""key ui; kind pt; title ti; authors au; year yr dp; container jn so; volume vo; issue ip; pages pg;
    publisher pb; doi do; issn is; isbn ib; abstract ab; keywords kw hw sh mh; url ur""")
# Columns of registers, of which some mean something else in other tables: of trials (ClinicalTrials.gov, as its pages and as
# its interface name them, and the WHO's ICTRP); and of Retraction Watch, whose row is the paper that was retracted, and whose
# addresses and institutions are not that paper's.
_TRIALS = _filed("""key nctnumber nctid trialid; title studytitle brieftitle officialtitle publictitle scientifictitle;
    url studyurl webaddress; kind studytype; year firstposted studyfirstpostdate dateregistration; abstract briefsummary;
    keywords conditions condition interventions interventionname intervention;
    publisher sponsor sponsorcollaborators leadsponsorname primarysponsor""")
_RETRACTIONS = _filed("""kind articletype; year originalpaperdate; doi originalpaperdoi; pmid originalpaperpubmedid;
    - institution urls""")
_DIVA = _filed("key pid; authors name; kind publicationtype; issn journalissn")
_OF_A_TRIAL = frozenset(("studyurl", "studystatus", "studytype", "firstposted", "conditions", "brieftitle"))
# A title that no list foresees: `Title of the paper`, `Study title*`, `TITLE_EN`.
_TITLE = re.compile(r"\b(?:title|título|titulo|titre|titel|titolo)\b", re.I)
_OTHER_TITLE = re.compile(
    r"journal|source|book|series|short|publication|conference|proceed|abbrev|alternat|translat|second|container|periodical"
    r"|revista|fuente|revue|zeitschrift|quelle|rivista|tijdschrift|job|parallel|sub\W?tit|running|length|chars",
    re.I,
)
# A first column of this name numbers the rows; further on it is the issue of a journal.
_ROW_NUMBER = frozenset(("no", "nr", "number", "numer", "numero", "nummer", "номер", "号", "호"))
_NO_LETTERS = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|_")


# `Title-题名`, `Year (发行年)`: one name in two scripts, as CNKI writes.
_TWICE = re.compile(
    r"[ -~]+?\s*[-/|(（]\s*([^\x00-\x7f]+?)[)）]?|([^\x00-\x7f]+?)\s*[-/|(（]\s*[ -~]+?[)）]?"
)

_OF_LANGUAGE = re.compile(r"\[(?:[a-z]{2}(?:[_-]\w{2,8})?)?\]$", re.I)  # as DSpace writes it


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """A column's name by its letters and figures alone.

    >>> plain("Art. No."), plain("publication_year"), plain(" Título ")
    ('artno', 'publicationyear', 'titulo')
    """
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKD", name.casefold()))


def _table(names: dict[str, str]) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for canonical, listed in names.items():
        for rank, name in enumerate(listed.split("|")):
            found.setdefault(plain(name), (canonical, rank))
    return found


_STRONG_NAMES, _WEAK_NAMES = _table(_STRONG), _table(_WEAK)
FIELDS = tuple(_STRONG)
NAMES = frozenset(_STRONG_NAMES).union(_WEAK_NAMES, _WOS, _RIS, _OVID, _TRIALS, _RETRACTIONS, _DIVA)
_BEGINNINGS = frozenset(name[:length] for name in NAMES for length in range(12))


def is_name(text: str) -> bool:
    """Whether a text is the name of a column; most texts are no such name by their first letters.

    >>> is_name("Art. No."), is_name("Ash, Bo"), is_name("Title-题名")
    (True, False, True)
    """
    return plain(text[:4]) in _BEGINNINGS and (plain(text) in NAMES or _strong(text) is not None)


def _strong(name: str) -> tuple[str, int] | None:
    """What a column means, also where its name stands in two scripts or with the language of its cells behind it.

    >>> _strong("dc.title[en_US]")[0], _strong("Title-题名")[0], _strong("note[en]")
    ('title', 'title', None)
    """
    bare = _OF_LANGUAGE.sub("", name) if name[-1:] == "]" else name
    return _STRONG_NAMES.get(plain(bare)) or _in_two_scripts(name)


def _in_two_scripts(name: str) -> tuple[str, int] | None:
    """What a name that stands there in two scripts means by the one that is not Latin.

    >>> _in_two_scripts("Source-文献来源"), _in_two_scripts("Organ-单位"), _in_two_scripts("年 (Year)")[0]
    (('container', 60), None, 'year')
    """
    if name.isascii() or not (found := _TWICE.fullmatch(name.strip())):
        return None
    return _STRONG_NAMES.get(plain(found[1] or found[2]))


def meanings(header: list[str]) -> list[tuple[str, int] | None]:
    """For each column its canonical name and rank (0 is preferred), None for one that is not known.

    >>> meanings(["id", "display_name", "doi", "cited_by_count"])
    [('key', 100), ('title', 6), ('doi', 0), None]
    >>> meanings(["PT", "AU", "TI", "SO", "ID"])[4], meanings(["TY", "TI", "ID"])[2]
    (('keywords', 4), ('key', 2))
    >>> meanings(["No.", "Title", "Issue"])[0], meanings(["Title", "Vol.", "No."])[2]
    (None, ('issue', 102))
    >>> meanings(["Record ID", "Title", "URLS", "OriginalPaperDOI"])[2:]
    [None, ('doi', 3)]
    """
    names = [plain(name) for name in header]
    found = [_strong(name) for name in header]
    if names[:1] and names[0] in _ROW_NUMBER:
        found[0] = None
    if tags := _tags(names):
        filed = [(tags[name], order) if name in tags else found[order] for order, name in enumerate(names)]
        found = [meaning if meaning and meaning[0] else None for meaning in filed]
        # Full names before short ones, and the kind of work before that of its medium, wherever they stand.
        for name, meant in (("af", "authors"), ("dt", "kind")) if tags is _WOS else ():
            if name in names:
                found[names.index(name)] = (meant, -1)
    known = {meaning[0] for meaning in found if meaning}
    if "title" not in known and len(known) > 1:
        for at, name in enumerate(header):
            if found[at] is None and _is_title(name):
                found[at] = ("title", 0)
                break
    known = {meaning[0] for meaning in found if meaning}
    for at, name in enumerate(names):
        weak = _WEAK_NAMES.get(name) if at or name not in _ROW_NUMBER else None
        if found[at] is None and weak and weak[0] not in known:
            found[at] = (weak[0], weak[1] + 100)
    return found


def _tags(names: list[str]) -> dict[str, str] | None:
    """The tags that these columns are named by, where so many are that it is no chance; or the names of a register."""
    if {"nctnumber", "nctid", "trialid"} & set(names) and _OF_A_TRIAL & set(names):
        return _TRIALS
    if "originalpaperdoi" in names:
        return _RETRACTIONS
    if {"pid", "name", "title", "publicationtype"} <= set(names):
        return _DIVA
    short = [name for name in names if len(name) == 2]
    if {"ti", "vn"} <= set(short) or {"ti", "so", "yr"} <= set(short):
        return _OVID
    for tags, marks in (
        (_RIS, {"ty"}),
        (_WOS, {"so", "pt", "ut", "dt", "af"}),
        (_RIS, {"t1", "a1", "jo", "y1", "t2"}),
    ):
        if sum(name in tags for name in short) >= 2 and marks & set(short) and {"ti", "t1"} & set(short):
            return tags
    return _WOS if {"ti", "au"} <= set(short) or {"ti", "ab"} <= set(short) else None


def _is_title(name: str) -> bool:
    spaced = _CAMEL.sub(" ", name)
    return len(name) < 60 and bool(_TITLE.search(spaced)) and not _OTHER_TITLE.search(spaced)


_BESIDE_TEXT = 5


def score(cells: list[str]) -> int:
    """How much a row looks like the names of columns: the number of different things that it names; 0 without a title.

    >>> score(["Title", "Authors", "Year", "My notes"]), score(["On titles", "Ash, B", "2001"])
    (3, 0)
    """
    if not cells or len(cells) > 2_000:
        return 0
    found = {meaning[0] for meaning in meanings([cell.strip() for cell in cells]) if meaning}
    # A question of a form may be the name of a column, beside names; a row with a text and few names is no header.
    least = _BESIDE_TEXT if max(map(len, cells)) > 200 else 1
    return len(found) if "title" in found and len(found) >= least else 0
