"""The kind of publication in this package's words, from the words of databases and formats.

Sources: the types of RIS, BibTeX and biblatex, CSL, EndNote, Zotero, Crossref, DataCite, OpenAlex, Lens, PubMed,
Web of Science, Scopus, Word, OpenAIRE, HAL, IEEE Xplore, ERIC, Retraction Watch, CNKI, Wanfang, VIP, J-STAGE and CiNii,
RISS, and Dialnet, each in its language.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = {
    "article": """
        期刊|期刊论文|期刊文章|学术期刊|期刊論文|学術雑誌論文|雑誌論文|学術論文|紀要論文|原著論文|학술지논문|학술논문|학술지|artículo|artículo de revista|artigo|artigo de periódico|article de revue|zeitschriftenartikel|zeitschriftenaufsatz|articolo|статья
        j|jour|ejour|inpr|art|article|articles|journal article|journal articles|journal-article|article-journal|journal|journal-issue
        electronic article|ejournal article|journalarticle|article in press|article in a journal|original article|original paper
        research article|research-article|research paper|academic journal|scholarly journal|review|review article|short survey|letter|editorial|editorial material
        note|brief report|brief communication|data paper|datapaper|clinical trial|randomized controlled trial|meta-analysis
        systematic review|comparative study|multicenter study|observational study|evaluation study|validation study|case reports
        jfull|abst|early access|peer-review|review-book|book review|reviewbook|in press|early cite|journal paper|periodical
        article-commentary|comment|comparative study|clinical study|twin study|pragmatic clinical trial|controlled clinical trial
        ieee journals|iet journals|ieee early access articles|ieee early access journals|historical article|english abstract|case report|commentary/editorial|articleinaperiodical|suppperiodical
        """,
    "report": """
        报告|研究报告|科技报告|科技成果|報告書|보고서|informe|relatório|rapport|bericht|отчет
        rprt|report|techreport|technical report|tech report|government document|govdoc|government report|report-component|report-series
        research report|project report|policy report|grey literature|gray literature|white paper|technical-report|institutional report
        pamp|pamphlet|booklet|manual|guideline|practice guideline|evaluation report|report/paper|documento|reports|government publication|technical report/white paper
        """,
    "chapter": """
        图书章节|书籍章节|章节|capítulo|capítulo de libro|capítulo de livro|chapitre|chapitre d'ouvrage|buchkapitel
        chap|echap|couv|chapter|book-chapter|book chapter|book section|book_section|booksection|book-section|incollection|inbook|book part
        book-part|book, section|electronic book section|electronic chapter|bookchapter|suppbook|section|in book|bookinbook|book-track|chapters
        inreference|suppcollection|bookpart|entry-encyclopedia|reference-entry|encyclopedia article|encyclopediaarticle|book chapter/reference work|entry-dictionary|dictionary entry
        """,
    "conference": """
        会议|会议论文|会议录|会议文献|国内会议|国际会议|中国会议|学术会议|會議論文|会議発表論文|会議論文|학술대회논문|학술대회자료|ponencia|acte de congrès|konferenzbeitrag
        conf|comm|cpaper|inproceedings|proceedings|conference|conference paper|conferencepaper|conference-paper|proceedings paper
        proceedings-article|proceedings article|proceeding|paper-conference|conference proceedings|conference proceeding
        conference article|conference-proceeding|meeting abstract|conference abstract|conference abstract/paper|meeting|conference-abstract|conference poster
        conferenceproceedings|mvproceedings|conferenceobject|conferenceposter|ieee conferences|iet conferences|vde conferences|conference review|congress|proceedings-series|conference item|conference object|presentation|poster|slide|speech|speeches/meeting papers
        """,
    "thesis": """
        学位|学位论文|硕士|博士|硕士论文|博士论文|硕士学位论文|博士学位论文|优秀硕士论文|學位論文|学位論文|博士論文|修士論文|학위논문|석사학위논문|박사학위논문|tesis|tesis doctoral|tese|dissertação|thèse|doktorarbeit|hochschulschrift|диссертация
        thes|these|hdr|thesis|theses|phdthesis|mastersthesis|dissertation|dissertations|doctoral thesis|doctoral dissertation|master thesis
        master's thesis|masters thesis|phd thesis|bachelor thesis|doctoralthesis|masterthesis|bachelorthesis|dissertation/thesis|thesis/dissertation|dissertations/theses|dissertations & theses
        """,
    "book": """
        图书|专著|著作|書籍|図書|圖書|단행본|도서|libro|livro|livre|ouvrage|buch|книга
        b|book|ouv|ebook|edbook|edited book|edited-book|electronic book|whole book|monograph|mvbook|collection|reference-book|reference book
        mvcollection|mvreference|books|edited volume|book-series|book-set|reference|handbook
        """,
    "working_paper": """
        unpb|unpublished|unpublished work|working paper|working-paper|working_paper|workingpaper|manuscript|manscpt|discussion paper
        working papers|unpublished manuscript
        """,
    "preprint": "preprint|posted-content|posted content|preprints|e-print|eprint|posted_content",
    "news": """
        报纸|报纸文章|报纸论文|重要报纸|报刊|新聞記事|신문기사
        news|newspaper article|newspaper|article-newspaper|newspaperarticle|news item|newspaper-article
        """,
    "magazine": "ieee magazines|mgzn|magazine|magazine article|article-magazine|magazinearticle|magazine-article",
    "blog": "blog|blogpost|blog post|post-weblog|weblog",
    "web": """
        elec|online|web page|webpage|web site|website|internet|electronic source|www|icomm|internet resource|electronic|online resource
        post|forumpost|forum post|web|internetsite|documentfrominternetsite|electronicsource
        """,
    "dataset": """
        数据集|数据库
        data|dataset|data set|data file|dbase|database|aggr|online database
        """,
    "other": "misc|gen|generic|other|document|standalone|na|unspecified|paratext|component|libguides|text||undefined|miscellaneous",
}
KINDS = {
    word: kind
    for kind, words in _WORDS.items()
    for word in (part.strip() for line in words.split("\n") for part in line.strip().split("|"))
}
_OURS = set(_WORDS) - {"other"}


@lru_cache(maxsize=1_000)  # the same few come back in the next entries
def kind(text: str) -> str:
    """The kind of publication, in this package's words where the word is known.

    Of several, as databases write them, the first that is known counts; a word of no list is kept.

    >>> kind("Article; Early Access"), kind("Review: PDF Only"), kind("Clinical Trial-II"), kind("Reports - Research")
    ('article', 'article', 'clinical_trial_ii', 'report')
    >>> kind("期刊论文"), kind("硕士"), kind("会议论文"), kind("图书"), kind("报纸"), kind("Artículo de revista")
    ('article', 'thesis', 'conference', 'book', 'news', 'article')
    """
    word = _plain(text)
    if word in KINDS:
        return KINDS[word]
    for part in re.split(r"\s*[;|:]\s*|,\s+|\s+-\s+", word):
        if part and (known := KINDS.get(part, KINDS.get(part.replace("-", " ").replace("_", " ")))):
            return known
    return re.sub(r"[ -]+", "_", word).strip("_") or "other"


def first_known(texts: list[str]) -> str:
    """Of several words for one publication the first that says a kind of ours; else the first that says anything.

    >>> first_known(["Portrait", "Journal Article"]), first_known(["text", "Map"]), first_known([])
    ('Journal Article', 'Map', '')
    """
    if len(texts) == 1:
        return texts[0]
    said = [text for text in texts if kind(text) != "other"]
    return next((text for text in said if kind(text) in _OURS), next(iter(said or texts), ""))


def _plain(text: str) -> str:
    """Lower case, without an address before the word (`info:eu-repo/semantics/article`, `schema.org/Article`)."""
    word = " ".join(text.lower().split())
    return word.rsplit("/", 1)[-1] if "://" in word or word.startswith("info:") else word
