// On the search page of a book with very many works: what was asked for is looked up in the list of works too, where also those
// stand that have no card and so no page of their own.
(() => {
  "use strict";
  const SHOWN = 10;
  const data = window.evidenceStudies;
  const results = document.getElementById("search-results");
  if (!data || !results || !window.evidenceList) return;

  const DIACRITICS = /[\u0300-\u036f]/g;
  const fold = (text) => text.normalize("NFKD").replace(DIACRITICS, "").toLowerCase();
  const list = window.evidenceList(data, { fold, collator: new Intl.Collator("en", { numeric: true, sensitivity: "base" }) });
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const query = (new URLSearchParams(location.search).get("q") ?? "").trim();
  const all = make("a", { href: query ? `works.html#${new URLSearchParams({ q: query })}` : "works.html", textContent: "the list of works" });
  const said = make("p", {}, `${data.without} of the works have no card and no page here. They are found by their words in `, all, ".");
  const section = make("section", { id: "works-found" }, make("h2", { textContent: "In the list of works" }), said);
  results.after(section);
  if (!query) return;
  list.find({ q: query }, (found) => {
    const shown = found.slice(0, SHOWN);
    list.rows(shown, (rows) => {
      const first = found.length > SHOWN ? `, the first ${SHOWN} here` : "";
      const many = make("p", { textContent: `${found.length} of ${list.total} works and cases have these words${first}.` });
      many.setAttribute("role", "status");
      const items = rows.map((row) => make("li", {},
        make("a", { href: row.page }, make("bdi", { textContent: row.cite })), ": ", make("bdi", { textContent: row.title })));
      section.append(many, make("ul", {}, ...items));
    });
  });
})();
