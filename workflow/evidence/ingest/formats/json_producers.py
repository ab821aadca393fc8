"""Who writes JSON of works, how it is told by its fields, and where it keeps what has a place in a record.

A producer needs only what the common names of `json_works` do not say.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Producer:
    """`marks`: names of fields of a work that only this producer uses. `places`: paths (names parted by dots) of
    canonical fields, the best first. `names_of_bodies`: a person is given in parts, so a `name` is a body's. `also`:
    a pattern of the text that no other producer writes."""

    name: str
    label: str
    marks: tuple[str, ...]
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names_of_bodies: bool = False
    also: str = r"(?!)"


PRODUCERS = (
    Producer(
        "openalex-json",
        "OpenAlex JSON",
        ("authorships", "abstract_inverted_index", "cited_by_api_url", "primary_location", "host_venue"),
        {
            "title": ("title", "display_name"),
            "container": ("primary_location.source.display_name", "host_venue.display_name"),
            "publisher": (
                "primary_location.source.host_organization_name",
                "host_venue.publisher",
            ),
            "issn": ("primary_location.source.issn", "host_venue.issn", "primary_location.source.issn_l"),
            "url": ("primary_location.landing_page_url",),
            "volume": ("biblio.volume",),
            "issue": ("biblio.issue",),
            "first": ("biblio.first_page",),
            "last": ("biblio.last_page",),
            "openalex": ("id",),
            "key": ("id",),
            "authors": ("authorships",),
            "abstract": ("abstract_inverted_index",),
            "year": ("publication_year",),
        },
    ),
    Producer("solr-json", "Solr JSON", ("responseHeader", "numFound", "_version_")),
    Producer(
        "crossref-json",
        "Crossref JSON",
        ("reference-count", "is-referenced-by-count", "indexed", "content-domain", "short-container-title"),
        {
            "year": ("published", "issued", "published-print", "published-online"),
            "subtitle": ("subtitle",),
            "key": ("DOI",),
        },
        names_of_bodies=True,
        also=r'"title"\s*:\s*\[\s*"|"message-type"',
    ),
    Producer(
        "semantic-scholar-json",
        "Semantic Scholar JSON",
        ("paperId", "corpusid", "externalIds", "s2FieldsOfStudy", "externalids", "paperAbstract"),
        {
            "container": ("journal.name", "journalName", "venue", "publicationVenue.name"),
            "volume": ("journal.volume", "journalVolume"),
            "pages": ("journal.pages", "journalPages"),
            "identifiers": ("externalIds", "externalids"),
            "issn": ("publicationVenue.issn",),
            "abstract": ("abstract", "paperAbstract"),
            "kind": ("publicationTypes", "publicationtypes"),
            "key": ("paperId", "corpusid"),
        },
    ),
    Producer(
        "lens-json",
        "Lens JSON",
        ("lens_id",),
        {
            "container": ("source.title",),
            "publisher": ("source.publisher",),
            "issn": ("source.issn",),
            "year": ("year_published", "date_published"),
            "first": ("start_page",),
            "last": ("end_page",),
            "kind": ("publication_type",),
            "identifiers": ("external_ids",),
            "key": ("lens_id",),
            "url": ("source_urls.url",),
        },
        names_of_bodies=True,
    ),
    Producer(
        "datacite-json",
        "DataCite JSON",
        ("publicationYear", "relatedIdentifiers", "rightsList", "fundingReferences"),
        {
            "title": ("titles.title",),
            "subtitle": ("titles[titleType=Subtitle].title",),
            "container": ("relatedItems[relationType=IsPublishedIn].titles.title", "container.title"),
            "volume": ("relatedItems[relationType=IsPublishedIn].volume", "container.volume"),
            "issue": ("relatedItems[relationType=IsPublishedIn].issue", "container.issue"),
            "first": ("relatedItems[relationType=IsPublishedIn].firstPage", "container.firstPage"),
            "last": ("relatedItems[relationType=IsPublishedIn].lastPage", "container.lastPage"),
            "issn": ("container.identifier",),
            "kind": ("types.resourceTypeGeneral", "types.resourceType", "types.schemaOrg"),
            "abstract": ("descriptions[descriptionType=Abstract].description", "descriptions.description"),
            "publisher": ("publisher.name", "publisher"),
            "year": ("publicationYear",),
            "identifiers": ("identifiers", "alternateIdentifiers"),
        },
    ),
    Producer(
        "europepmc-json",
        "Europe PMC JSON",
        ("authorString", "journalInfo", "pubTypeList", "inEPMC", "firstPublicationDate"),
        {
            "container": ("journalInfo.journal.title", "journalTitle", "bookOrReportDetails.publisher"),
            "volume": ("journalInfo.volume", "journalVolume"),
            "issue": ("journalInfo.issue", "issue"),
            "pages": ("pageInfo",),
            "issn": ("journalInfo.journal.issn", "journalIssn", "journalInfo.journal.essn"),
            "authors": ("authorList.author", "authorString"),
            "keywords": ("keywordList.keyword",),
            "kind": ("pubTypeList.pubType", "pubType"),
            "url": ("fullTextUrlList.fullTextUrl.url",),
        },
    ),
    Producer(
        "zenodo-json",
        "Zenodo JSON",
        ("resource_type", "conceptdoi", "conceptrecid", "access_right"),
        {
            "year": ("publication_date",),
            "container": ("journal.title", "imprint.title", "part_of.title", "meeting.title"),
            "volume": ("journal.volume",),
            "issue": ("journal.issue",),
            "pages": ("journal.pages", "part_of.pages"),
            "kind": ("resource_type.subtype", "resource_type.type", "resource_type.id"),
            "publisher": ("imprint.publisher", "publisher"),
        },
    ),
    Producer(
        "zotero-json",
        "Zotero JSON",
        ("itemType", "creators", "itemID", "abstractNote"),
        {
            "container": ("publicationTitle", "bookTitle", "proceedingsTitle", "websiteTitle"),
            "publisher": ("publisher", "institution", "university"),
            "key": ("citationKey", "citekey", "key", "itemKey"),
            "kind": ("itemType",),
        },
        names_of_bodies=True,
    ),
    Producer(
        "eppi-json",
        "EPPI-Reviewer JSON",
        ("ItemId", "ParentTitle", "ParentAuthors", "TypeName"),
        {
            "container": ("ParentTitle",),
            "authors": ("Authors",),
            "editors": ("ParentAuthors",),
            "kind": ("TypeName",),
            "publisher": ("Publisher", "Institution"),
            "key": ("ItemId",),
        },
    ),
    Producer(
        "pubmed-summary-json",
        "PubMed summaries (JSON)",
        ("sortpubdate", "fulljournalname", "epubdate", "articleids"),
        {
            "container": ("fulljournalname", "source", "booktitle"),
            "year": ("pubdate", "epubdate", "sortpubdate"),
            "identifiers": ("articleids",),
            "kind": ("pubtype", "doctype"),
            "key": ("uid",),
        },
    ),
    Producer(
        "doaj-json",
        "DOAJ JSON",
        ("bibjson",),
        {
            "container": ("journal.title",),
            "volume": ("journal.volume",),
            "issue": ("journal.number",),
            "publisher": ("journal.publisher",),
            "issn": ("journal.issns",),
            "first": ("start_page",),
            "last": ("end_page",),
            "identifiers": ("identifier",),
            "url": ("link.url",),
        },
    ),
    Producer(
        "core-json",
        "CORE JSON",
        ("oaiIds", "yearPublished", "depositedDate", "dataProviders", "dataProvider"),
        {
            "container": ("journals.title", "publishedIn"),
            "identifiers": ("identifiers",),
            "year": ("yearPublished", "publishedDate"),
            "kind": ("documentType",),
            "issn": ("journals.identifiers",),
            "url": ("downloadUrl", "links.url"),
        },
    ),
    Producer(
        "scopus-json",
        "Scopus JSON",
        ("prism:publicationName", "dc:title", "prism:coverDate", "eid"),
        {
            "container": ("prism:publicationName",),
            "issue": ("prism:issueIdentifier",),
            "authors": ("author", "dc:creator"),
            "pages": ("prism:pageRange", "article-number"),
            "first": ("prism:startingPage",),
            "last": ("prism:endingPage",),
            "kind": ("subtypeDescription", "prism:aggregationType"),
            "pmid": ("pubmed-id",),
            "issn": ("prism:issn", "prism:eIssn"),
            "year": ("prism:coverDate", "prism:coverDisplayDate"),
            "key": ("eid",),
        },
    ),
    Producer(
        "hal-json",
        "HAL JSON",
        ("halId_s", "authFullName_s", "docType_s", "producedDateY_i"),
        {
            "title": ("title_s", "en_title_s"),
            "authors": ("authFullName_s",),
            "container": ("journalTitle_s", "bookTitle_s", "conferenceTitle_s"),
            "publisher": ("journalPublisher_s", "publisher_s"),
            "issn": ("journalIssn_s", "journalEissn_s"),
            "year": ("publicationDateY_i", "producedDateY_i", "publicationDate_s", "producedDate_s"),
            "doi": ("doiId_s",),
            "pmid": ("pubmedId_s",),
            "arxiv": ("arxivId_s",),
            "url": ("uri_s",),
            "kind": ("docType_s",),
            "key": ("halId_s",),
        },
    ),
    Producer(
        "mathscinet-json",
        "MathSciNet JSON",
        ("mrnumber", "mrNumber"),
        {
            "title": ("titles.title", "title"),
            "container": (
                "issue.issue.journal.title",
                "issue.issue.journal.shortTitle",
                "book.title",
                "journal",
            ),
            "issn": ("issue.issue.journal.issn",),
            "volume": ("issue.issue.volume", "volume"),
            "issue": ("issue.issue.number", "issue.issue.issNum", "number"),
            "year": ("issue.issue.pubYear", "book.pubYear", "year"),
            "pages": ("paging.paging.text", "pages"),
            "publisher": ("book.publisher.name", "publisher"),
            "isbn": ("book.isbn",),
            "url": ("articleUrl",),
            "key": ("mrnumber", "mrNumber"),
        },
    ),
    Producer(
        "dimensions-json",
        "Dimensions JSON",
        ("category_for", "dimensions_url", "researchers", "times_cited", "date_inserted"),
        {"container": ("journal.title", "source_title", "proceedings_title.title", "book_title")},
    ),
    Producer(
        "unpaywall-json",
        "Unpaywall JSON",
        ("z_authors", "best_oa_location", "oa_status"),
        {
            "authors": ("z_authors",),
            "container": ("journal_name",),
            "issn": ("journal_issns", "journal_issn_l"),
            "kind": ("genre",),
            "url": ("doi_url",),
        },
    ),
)
