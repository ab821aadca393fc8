"""Brief and publish: every table comes in; the pages, the book and the PDF go out.

Reads `book/`, `review`, `brief` and `checklists` in config.yaml, config/searches.yaml and config/glossary.yaml.
"""


rule brief:
    """Compute the sentences, figures, pages and downloads, ready for the book to be built."""
    input:
        tables=TABLES,
        evaluation="results/classify/evaluation.json",
        agreement="results/screen/agreement.json",
        pages=book_sources(),
        settings=[
            AT.setting("codebook"),
            AT.setting("propositions"),
            *AT.searches,
            *AT.glossary,
        ],
        code=code_of("brief"),
    output:
        book=directory(AT.staged_book),
    log:
        AT.log("brief"),
    params:
        settings=settings(
            "review",
            "brief",
            "checklists",
            "classify",
            "deduplicate",
            "synthesise",
            "qca",
        ),
    shell:
        "evidence brief --settings {params.settings:q} --log {log:q}"


rule pdf:
    """The four-page briefing, set by Typst from the same figures as the book."""
    input:
        book=AT.staged_book,
        code=code_of("publish"),
    output:
        pdf=AT.pdf,
    log:
        AT.log("pdf"),
    shell:
        "evidence pdf --log {log:q}"


rule publish:
    """The book, built anew from nothing so that the same input gives the same bytes."""
    input:
        book=AT.staged_book,
        pdf=AT.pdf,
        code=code_of("publish"),
    output:
        # Not removed beforehand: the last good book stands until the new one does.
        home=update(AT.html / "index.html"),
        manifest=update(AT.html / "SHA256SUMS"),
    log:
        AT.log("publish"),
    params:
        evidence_date=config["review"]["evidence_date"],
    shell:
        "evidence publish --evidence-date {params.evidence_date:q} --log {log:q}"
