"""An export of PubMed in XML."""

from __future__ import annotations

PUBMED = """<?xml version="1.0"?>
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">123</PMID><Article>
<Journal><JournalIssue><Volume>6</Volume><Issue>2</Issue><PubDate><Year>2006</Year></PubDate></JournalIssue><Title>BMC Public Health</Title></Journal>
<ArticleTitle>Advice in <i>health</i> settings</ArticleTitle><Pagination><MedlinePgn>81</MedlinePgn></Pagination>
<Abstract><AbstractText Label="AIM">To see.</AbstractText><AbstractText>Seen.</AbstractText></Abstract>
<AuthorList><Author><LastName>Adams</LastName><ForeName>Jean</ForeName></Author><Author><CollectiveName>Advice Group</CollectiveName></Author></AuthorList>
<PublicationTypeList><PublicationType>Journal Article</PublicationType></PublicationTypeList></Article></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="doi">10.1186/1471-2458-6-81</ArticleId><ArticleId IdType="pmc">PMC1440855</ArticleId></ArticleIdList></PubmedData></PubmedArticle>
</PubmedArticleSet>
"""
