"""Vocabularies of XML that databases write."""

from __future__ import annotations

from evidence.ingest.formats.xml_vocabulary import XmlVocabulary

DATABASES = (
    # A record is a <rec>; all that describes the work stands in its <header>.
    XmlVocabulary(
        "ebsco-xml",
        "EBSCO XML",
        "header",
        r"<(?:controlInfo|artinfo|jinfo)[\s/>]",
        {
            "title": "tig/atl atl bkinfo/btl btl dissinfo/disstl",
            "subtitle": "tig/sub",
            "container": "jinfo/jtl jtl",
            "year": "pubinfo/dt dt dissinfo/dissdate",
            "volume": "pubinfo/vid vid",
            "issue": "pubinfo/iid iid",
            "first": "artinfo/ppf ppf",
            "pages": "artinfo/pages",
            "publisher": "pubinfo/pub pub",
            "doi": "ui[doi]",
            "pmid": "ui[pmid]",
            "issn": "jinfo/issn issn",
            "isbn": "bkinfo/isbn isbn",
            "abstract": "ab",
            "keywords": "sug/subj subj keyword",
            "kind": "doctype pubtype",
            "url": "plink",
        },
        {"au": r"(?:^|/)(?:artinfo|bkinfo|dissinfo)/aug/au$"},
        once=("controlInfo", "artinfo"),
    ),
    XmlVocabulary(
        "dblp-xml",
        "DBLP XML",
        "article|inproceedings|proceedings|book|incollection|phdthesis|mastersthesis",
        r"<dblp(?:person)?[\s>]",
        {
            "title": "title",
            "container": "journal booktitle",
            "year": "year",
            "volume": "volume",
            "issue": "number",
            "pages": "pages",
            "publisher": "publisher school",
            "url": "ee",
            "isbn": "isbn",
        },
        {"author": "author$"},
        empty="dblp",
    ),
)
