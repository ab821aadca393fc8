"""Vocabularies of XML that describe works: the elements that are records, and where each field stands in them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`records`: pattern of the names of elements that are a record. `mark`: a pattern without which a text is not in
    this vocabulary. `places`: ends of paths of canonical fields, the best first; what has no place is kept under its
    own name. `people`: elements that are persons, with the path of those who wrote the work; `skip`: parts that
    describe other works."""

    name: str
    label: str
    records: str
    mark: str
    places: dict[str, str]
    people: dict[str, str] = field(default_factory=dict)
    skip: tuple[str, ...] = ()


VOCABULARIES = (
    Vocabulary(
        "pubmed-xml",
        "PubMed XML",
        "PubmedArticle|PubmedBookArticle",
        r"<(?:PubmedArticle|PubmedBookArticle)[\s>]",
        {
            "title": "Article/ArticleTitle BookDocument/ArticleTitle VernacularTitle BookDocument/Book/BookTitle",
            "container": "Journal/Title BookDocument/Book/BookTitle Journal/ISOAbbreviation",
            "year": "JournalIssue/PubDate/Year JournalIssue/PubDate/MedlineDate Book/PubDate/Year Book/PubDate/MedlineDate "
            "ContributionDate/Year ArticleDate/Year",
            "volume": "JournalIssue/Volume Book/Volume",
            "issue": "JournalIssue/Issue",
            "pages": "Pagination/MedlinePgn",
            "first": "Pagination/StartPage",
            "last": "Pagination/EndPage",
            "publisher": "Publisher/PublisherName",
            "pmid": "MedlineCitation/PMID BookDocument/PMID ArticleId[pubmed]",
            "doi": "ArticleId[doi] ELocationID[doi]",
            "pmcid": "ArticleId[pmc]",
            "issn": "Journal/ISSN ISSNLinking",
            "isbn": "Book/Isbn",
            "abstract": "Article/Abstract/AbstractText BookDocument/Abstract/AbstractText",
            "keywords": "MeshHeading/DescriptorName Keyword SupplMeshName",
            "kind": "PublicationType",
        },
        {"Author": r"(?<!Book/)AuthorList/Author$|Book/AuthorList/Author$", "Investigator": "(?!)"},
        ("ReferenceList", "CommentsCorrectionsList", "History"),
    ),
    Vocabulary(
        "endnote-xml",
        "EndNote XML",
        "record",
        r"<(?:ref-type|titles|rec-number|contributors|source-app|records)[\s>/]",
        {
            "title": "titles/title titles/tertiary-title titles/alt-title",
            "container": "titles/secondary-title periodical/full-title alt-periodical/full-title periodical/abbr-1",
            "year": "dates/year dates/pub-dates/date",
            "volume": "volume",
            "issue": "number issue",
            "pages": "pages",
            "publisher": "publisher",
            "doi": "electronic-resource-num",
            "isbn": "isbn orig-pub-isbn",
            "abstract": "abstract",
            "url": "urls/related-urls/url urls/web-urls/url urls/pdf-urls/url",
            "keywords": "keywords/keyword",
            "kind": "ref-type",
        },
        {"author": r"(?:^|/)authors/author$"},
    ),
    Vocabulary(
        "mods-xml",
        "MODS",
        "mods",
        r"<(?:[\w.-]+:)?mods[\s>]",
        {
            "title": "titleInfo/title",
            "subtitle": "titleInfo/subTitle",
            "container": "relatedItem[host]/titleInfo/title",
            "year": "dateIssued part/date copyrightDate dateCreated dateOther",
            "volume": "detail[volume]/number",
            "issue": "detail[issue]/number detail[number]/number",
            "first": "extent[pages]/start extent[page]/start extent/start",
            "last": "extent[pages]/end extent[page]/end extent/end",
            "pages": "extent[pages]/list",
            "publisher": "originInfo/publisher",
            "doi": "identifier[doi]",
            "isbn": "identifier[isbn]",
            "issn": "identifier[issn]",
            "url": "identifier[uri] location/url",
            "abstract": "abstract",
            "keywords": "subject/topic subject/geographic",
            "kind": "genre typeOfResource",
            "key": "identifier[citekey] recordIdentifier",
        },
        {"name": r"^name$"},
        ("relatedItem[references]", "relatedItem[isReferencedBy]"),
    ),
    Vocabulary(
        "marc-xml",
        "MARCXML",
        "record",
        r"<(?:[\w.-]+:)?datafield[\s>]",
        {
            "title": "datafield[245]/subfield[a]",
            "subtitle": "datafield[245]/subfield[b]",
            "container": "datafield[773]/subfield[t] datafield[490]/subfield[a] datafield[440]/subfield[a]",
            "year": "datafield[264]/subfield[c] datafield[260]/subfield[c]",
            "publisher": "datafield[264]/subfield[b] datafield[260]/subfield[b]",
            "isbn": "datafield[020]/subfield[a]",
            "issn": "datafield[022]/subfield[a] datafield[773]/subfield[x]",
            "url": "datafield[856]/subfield[u]",
            "abstract": "datafield[520]/subfield[a]",
            "keywords": "datafield[650]/subfield[a] datafield[651]/subfield[a] datafield[653]/subfield[a]",
            "key": "controlfield[001]",
            "authors": "datafield[100]/subfield[a] datafield[700]/subfield[a]",
            "bodies": "datafield[110]/subfield[a] datafield[710]/subfield[a]",
        },
    ),
    Vocabulary(
        "crossref-xml",
        "Crossref XML",
        "doi_record|query|crossref-item",
        r"<(?:[\w.-]+:)?(?:doi_record|query_result|crossref_result|crossref_metadata)[\s>]",
        {
            "title": "journal_article/titles/title conference_paper/titles/title content_item/titles/title "
            "posted_content/titles/title dissertation/titles/title book_metadata/titles/title "
            "report-paper_metadata/titles/title article_title volume_title query/title titles/title",
            "container": "journal_metadata/full_title proceedings_metadata/proceedings_title book_metadata/titles/title "
            "journal_title journal_metadata/abbrev_title series_title",
            "year": "journal_article/publication_date/year publication_date/year posted_date/year approval_date/year year",
            "volume": "journal_volume/volume volume",
            "issue": "journal_issue/issue issue",
            "first": "pages/first_page first_page",
            "last": "pages/last_page last_page",
            "publisher": "publisher/publisher_name publisher_name",
            "doi": "journal_article/doi_data/doi conference_paper/doi_data/doi content_item/doi_data/doi "
            "posted_content/doi_data/doi doi_data/doi doi doi[journal_article] doi[book_content] doi[conference_paper] "
            "doi[book_title]",
            "issn": "journal_metadata/issn issn",
            "isbn": "isbn",
            "abstract": "abstract abstract/p",
            "url": "doi_data/resource",
        },
        {"person_name": "", "organization": "", "contributor": r"contributors/contributor"},
        ("citation_list", "citations", "crm-item"),
    ),
    Vocabulary(
        "jats-xml",
        "JATS (articles of PubMed Central and publishers)",
        "article",
        r"<(?:[\w.-]+:)?(?:article-meta|journal-meta)[\s>]",
        {
            "title": "article-meta/title-group/article-title",
            "subtitle": "article-meta/title-group/subtitle",
            "container": "journal-meta/journal-title-group/journal-title journal-meta/journal-title",
            "year": "article-meta/pub-date/year",
            "volume": "article-meta/volume",
            "issue": "article-meta/issue",
            "first": "article-meta/fpage article-meta/elocation-id",
            "last": "article-meta/lpage",
            "publisher": "publisher/publisher-name",
            "doi": "article-id[doi]",
            "pmid": "article-id[pmid]",
            "pmcid": "article-id[pmc] article-id[pmcid]",
            "issn": "journal-meta/issn",
            "abstract": "article-meta/abstract",
            "keywords": "kwd-group/kwd",
        },
        {"contrib": r"article-meta/contrib-group/contrib", "abstract": "(?!)"},
        ("body", "back", "sub-article", "related-article", "history"),
    ),
    Vocabulary(
        "datacite-xml",
        "DataCite XML",
        "resource",
        r"datacite\.org/schema|<(?:[\w.-]+:)?creatorName[\s>]",
        {
            "title": "titles/title",
            "year": "publicationYear",
            "publisher": "publisher",
            "doi": "identifier alternateIdentifier[DOI]",
            "abstract": "descriptions/description",
            "keywords": "subjects/subject",
            "kind": "resourceType",
        },
        {"creator": r"creators/creator"},
        ("relatedIdentifiers", "relatedItems"),
    ),
    Vocabulary(
        "pubmed-summary-xml",
        "PubMed summaries (XML)",
        "DocSum|DocumentSummary",
        r"<(?:DocSum|DocumentSummary)[\s>]",
        {
            "title": "Item[Title] Title",
            "container": "Item[FullJournalName] FullJournalName Item[Source] Source",
            "year": "Item[PubDate] PubDate Item[EPubDate]",
            "volume": "Item[Volume] Volume",
            "issue": "Item[Issue] Issue",
            "pages": "Item[Pages] Pages",
            "doi": "Item[DOI] Item[ArticleIds]/Item[doi]",
            "pmid": "Id Item[ArticleIds]/Item[pubmed]",
            "issn": "Item[ISSN] ISSN Item[ESSN]",
            "authors": "Item[AuthorList]/Item[Author] Authors/Author/Name",
            "kind": "Item[PubTypeList]/Item[PubType]",
        },
        {},
        ("Item[History]", "Item[References]"),
    ),
    Vocabulary(
        "atom-xml",
        "Atom (arXiv, Scopus)",
        "entry",
        r"<(?:[\w.-]+:)?feed[\s>]|<(?:[\w.-]+:)?entry[\s>]",
        {
            "title": "title",
            "container": "publicationName journal_ref",
            "year": "coverDate published coverDisplayDate updated",
            "volume": "volume",
            "issue": "issueIdentifier",
            "pages": "pageRange",
            "doi": "doi",
            "issn": "issn",
            "url": "id url",
            "abstract": "summary description",
            "kind": "subtypeDescription",
            "authors": "creator",
        },
        {"author": r"^author$"},
    ),
    Vocabulary(
        "dublin-core-xml",
        "Dublin Core (OAI)",
        "dc",
        r"<(?:[\w.-]+:)?dc[\s>]",
        {
            "title": "title",
            "container": "source",
            "year": "date issued",
            "publisher": "publisher",
            "abstract": "description abstract",
            "keywords": "subject",
            "kind": "type",
            "authors": "creator",
            "doi": "identifier[doi]",
            "url": "identifier",
        },
    ),
)
