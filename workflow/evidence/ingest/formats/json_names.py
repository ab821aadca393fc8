"""Names of fields that JSON of works has for what has a place in a record, whoever wrote it."""

from __future__ import annotations

# Names of fields as `plain` gives them; where an object has several, the first is taken and the others are kept.
_ALIASES: dict[str, str] = {
    "title": "title titles articletitle documenttitle papertitle primarytitle maintitle fulltitle originaltitle itemtitle "
    "headline titel titulo titre",
    "container": "containertitle journal journaltitle journalname publicationname publicationtitle sourcetitle fulljournalname "
    "parenttitle booktitle proceedingstitle venue hostvenue sourcename secondarytitle periodical ispartof source "
    "collectiontitle pub",
    "volume": "volume vol journalvolume",
    "issue": "issue number journalissue issuenumber issueidentifier",
    "pages": "page pages pagerange pagination pageinfo medlinepgn articlenumber artnumber articleno elocationid",
    "first": "firstpage startpage startingpage pagestart spage pagefirst",
    "last": "lastpage endpage endingpage pageend epage",
    "publisher": "publisher publishername",
    "doi": "doi digitalobjectidentifier dois",
    "pmid": "pmid pubmedid",
    "pmcid": "pmcid pmc",
    "arxiv": "arxiv arxivid",
    "openalex": "openalex openalexid",
    "isbn": "isbn isbns isbn13",
    "issn": "issn issns issnl eissn essn",
    "url": "url link links uri landingpageurl fulltexturl downloadurl sameas",
    "abstract": "abstract abstracttext abstractnote abstractinvertedindex paperabstract description summary abstracts",
    "year": "year publicationyear pubyear yearpublished publishedyear issued published datepublished publicationdate "
    "publisheddate publicationdateyear pubdate pubdateisi publishdate coverdate date publishedprint publishedonline firstpublicationdate",
    "key": "citationkey citekey id key identifier",
    "kind": "type itemtype publicationtype publicationtypes pubtype doctype documenttype articletype genre typename definedtypename",
    "authors": "author authors creator creators authorlist authorstring authornames authorships contributors contributor",
    "editors": "editor editors",
    "keywords": "keywords keyword subject subjects tags keywordlist authkeywords meshterms descriptors topics",
    "identifiers": "identifiers externalids articleids ids",
}
CANONICAL = {name: field for field, names in _ALIASES.items() for name in names.split()}
RANK = {name: rank for rank, name in enumerate(CANONICAL)}
ONE = ("title", "container", "volume", "issue", "publisher", "url", "abstract")
IDENTIFIERS = {
    "doi": "doi",
    "pmid": "pmid",
    "pubmed": "pmid",
    "medline": "pmid",
    "pmcid": "pmcid",
    "pmc": "pmcid",
    "pubmedcentral": "pmcid",
    "arxiv": "arxiv",
    "arxivid": "arxiv",
    "openalex": "openalex",
    "isbn": "isbn",
    "issn": "issn",
    "pissn": "issn",
    "eissn": "issn",
}
# What has a name, and none of these, is a person, a programme or a setting and no work.
OF_A_WORK = frozenset(
    [
        "container",
        "volume",
        "issue",
        "pages",
        "year",
        "doi",
        "pmid",
        "pmcid",
        "arxiv",
        "openalex",
        "isbn",
        "issn",
        "identifiers",
    ]
)
