// What the search of Sphinx takes in the place of its own scores (html_search_scorer), and the reader of its packed index.

// A heading that says what was asked for comes first, then findings and answers, then the other pages; studies are many and come last.
const RANKS = [["findings/", 60], ["answers/", 50], ["index", 50], ["summary", 50], ["replication", 40], ["studies/", 0]];
const HEADING = 70;

var Scorer = {
  score: ([page, , anchor, , score]) =>
    score + (anchor ? HEADING : 0) + (RANKS.find(([start]) => page.startsWith(start)) ?? ["", 20])[1],
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};

// Each word but for what it shares with the one before, then the pages that hold it, each as its distance from the one before
// (publish/search.py: packed).
const unpackedWords = (text) => {
  const found = {};
  let last = "";
  for (const line of text.split(";").filter(Boolean)) {
    const [word, places] = line.split(" ");
    last = last.slice(0, parseInt(word[0], 36)) + word.slice(1);
    let at = 0;
    const pages = places.split(",").map((step) => (at += parseInt(step, 36)));
    found[last] = pages.length > 1 ? pages : pages[0];
  }
  return found;
};
const unpacked = (index) => ({
  ...index,
  filenames: index.docnames,
  terms: unpackedWords(index.terms),
  titleterms: unpackedWords(index.titleterms),
});
