// The explorer: filters, sorts and pages through all works and cases of studies/data.js. The state stands in the address
// (#form=...&sort=...), so that a view is a link. Without scripts the page keeps its plain table and page links.
// Rows come from a list: the whole one here, or for very many works the one of explorer-shards.js, which loads what is asked for.
(() => {
  "use strict";
  const data = window.evidenceStudies;
  const place = document.getElementById("list-of-studies");
  if (!data || !place) return;

  // An address of a work on this page, as printed elsewhere, still leads to the work.
  const asked = decodeURIComponent(location.hash.slice(1));
  const known = asked && !asked.includes("=") && document.getElementById(asked);
  if (known && known.tagName === "TR") known.scrollIntoView();

  const PER_PAGE = 50;
  const ON_SCREEN = 16;  // rows that fill the box: they are shown at once, the others as soon as these are on the screen
  const DIACRITICS = /[\u0300-\u036f]/g;
  const fold = (text) => text.normalize("NFKD").replace(DIACRITICS, "").toLowerCase();
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const columns = ["study", "year", ...data.facets.map((f) => f.id), "fate", "claim"];

  const of = (code) => (code < 0 ? ~code : code);

  // All rows in memory. `find` hands on what is shown, in its order; `rows` those of a page; both at once.
  const wholeList = () => {
    const named = (codes) => codes.map((list, n) => list.map((code) => [data.facets[n].values[of(code)], code >= 0]));
    const studies = data.rows.map(([page, cite, title, authors, year, codes, fate, sides, more], order) => ({
      page, cite, title, authors, year, codes: named(codes), fate, sides, order,
      text: fold([cite, title, authors, year, more,
        ...codes.flatMap((list, n) => list.map((code) => data.facets[n].values[of(code)]))].join(" ")),
    }));
    const years = studies.map((s) => s.year).filter(Boolean);

    const matches = (state) => {
      const words = fold(state.q ?? "").split(/\s+/).filter(Boolean);
      const fate = state.fate ? data.fates.indexOf(state.fate) : null;
      const claim = state.claim && !["any", "none"].includes(state.claim) ? data.claims.indexOf(state.claim) : null;
      const from = Number(state.from) || null;
      const to = Number(state.to) || null;
      return studies.filter((s) =>
        words.every((word) => s.text.includes(word)) &&
        data.facets.every((f, n) => !state[f.id] || s.codes[n].some(([label]) => label === state[f.id])) &&
        (!state.work || s.page === `studies/${state.work}.html`) &&
        (fate === null || s.fate === fate) &&
        (claim === null || s.sides.some(([c]) => c === claim)) &&
        (state.claim !== "any" || s.sides.length > 0) &&
        (state.claim !== "none" || s.sides.length === 0) &&
        (!from || (s.year !== null && s.year >= from)) &&
        (!to || (s.year !== null && s.year <= to)));
    };

    const key = (s, column) => {
      if (column === "study") return s.cite;
      if (column === "year") return s.year ?? "";
      if (column === "fate") return data.fates[s.fate];
      if (column === "claim") return s.sides.length || "";
      const n = data.facets.findIndex((f) => f.id === column);
      return n < 0 ? s.order : s.codes[n].map(([label]) => label).join("; ");
    };
    // A gap goes last in both directions.
    const sorted = (found, [column, way]) => {
      if (!columns.includes(column)) return found;
      const sign = way === "down" ? -1 : 1;
      return found.map((s) => [key(s, column), s]).sort(([a, s], [b, t]) =>
        (a === "") - (b === "") ||
        sign * (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b)) ||
        s.order - t.order).map(([, s]) => s);
    };
    return {
      asks: "Words in title, authors, journal or codes",
      total: studies.length,
      years: years.length ? [Math.min(...years), Math.max(...years)] : [],
      find: (state, then) => then(sorted(matches(state), (state.sort ?? "").split("."))),
      rows: (found, then) => then(found),
    };
  };
  const list = window.evidenceList ? window.evidenceList(data, { fold, collator }) : wholeList();

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const field = (name, label, control) => {
    control.id = `explore-${name}`;
    control.name = name;
    return make("div", { className: "explore-field" }, make("label", { htmlFor: control.id, textContent: label }), control);
  };
  const choice = (options) =>
    make("select", {}, make("option", { value: "", textContent: "Any" }),
      ...options.map(([value, text]) => make("option", { value, textContent: text })));
  const yearBox = () => make("input", {
    type: "number", inputMode: "numeric", min: list.years[0] ?? 0, max: list.years[1] ?? 9999,
  });

  const form = make("form", { className: "explore", role: "search" });
  form.setAttribute("aria-label", "Works and cases");
  form.append(
    field("q", list.asks, make("input", { type: "search", autocomplete: "off" })),
    ...data.facets.map((f) => field(f.id, f.label, choice(f.values.map((v) => [v, v])))),
    field("fate", "Fate", choice(data.fates.map((f) => [f, f]))),
    field("claim", "Used in", choice([["any", "any finding"], ["none", "no finding"], ...data.claims.map((c) => [c, c])])),
    field("from", "From year", yearBox()),
    field("to", "To year", yearBox()),
    make("div", { className: "explore-field" }, make("button", { type: "reset", className: "study-button", textContent: "Clear all" })),
  );
  form.elements.q.parentElement.classList.add("is-wide");
  const count = make("p", { className: "explore-count" });
  count.setAttribute("role", "status");
  count.setAttribute("aria-live", "polite");
  const pager = make("nav", { className: "page-links" });
  pager.setAttribute("aria-label", "Pages of the results");

  const box = place.querySelector(".scroll-box");
  const table = place.querySelector("table");
  if (!table) return;
  place.querySelector(".page-links")?.remove();
  table.caption.textContent = "Every work and case";
  box.before(form, count);
  box.after(pager);

  let state = {};
  let shown = [];

  const read = () => Object.fromEntries(new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : ""));
  const write = () => {
    const kept = Object.entries(state).filter(([, value]) => value !== "" && value !== undefined);
    const hash = new URLSearchParams(kept).toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  };

  const rowOf = (s) => {
    const name = make("bdi", { textContent: s.cite });
    const study = make("th", { scope: "row" },
      s.page.startsWith("studies/") ? make("a", { href: s.page }, name) : name,
      make("span", { className: "study-title", dir: "auto", textContent: s.title }));
    if (s.authors) study.append(make("span", { className: "study-authors", dir: "auto", textContent: s.authors }));
    const used = make("td");
    s.sides.forEach(([claim, side], n) => {
      const id = data.claims[claim];
      used.append(n ? "; " : "", make("a", { href: `findings/${id.toLowerCase()}.html`, textContent: id }), ` ${side}`);
    });
    if (!s.sides.length) used.textContent = "–";
    return make("tr", {}, study, make("td", { className: "num", textContent: s.year ?? "–" }),
      ...s.codes.map((list) => make("td", {
        textContent: list.map(([label, person]) => label + (person ? "" : " (machine)")).join("; ") || "–",
      })),
      make("td", { textContent: data.fates[s.fate] }), used);
  };

  const turnTo = (page) => {
    state.page = page > 1 ? String(page) : "";
    draw();
    box.scrollTop = 0;
    box.focus();
  };

  let drawn = 0;
  let left = [];
  const drawLeft = () => table.tBodies[0].append(...left.splice(0).map(rowOf));
  const drawRows = (rows) => {
    left = rows.slice(ON_SCREEN);
    table.tBodies[0].replaceChildren(...rows.slice(0, ON_SCREEN).map(rowOf));
    if (left.length) requestAnimationFrame(() => setTimeout(drawLeft));
  };
  addEventListener("beforeprint", drawLeft);

  const draw = () => {
    const pages = Math.max(1, Math.ceil(shown.length / PER_PAGE));
    const page = Math.min(Math.max(1, Number(state.page) || 1), pages);
    const first = (page - 1) * PER_PAGE;
    const asked = (drawn += 1);
    list.rows(shown.slice(first, first + PER_PAGE), (rows) => {
      if (asked === drawn) drawRows(rows);
    });
    const range = shown.length > PER_PAGE ? `, ${first + 1} to ${Math.min(first + PER_PAGE, shown.length)} shown` : "";
    count.textContent = `${shown.length} of ${list.total} works and cases${range}`;
    pager.hidden = pages < 2;
    const step = (text, target) => {
      const button = make("button", { type: "button", className: "study-button", textContent: text, disabled: target < 1 || target > pages });
      button.addEventListener("click", () => turnTo(target));
      return button;
    };
    pager.replaceChildren(step("Previous", page - 1), make("span", { textContent: `Page ${page} of ${pages}` }), step("Next", page + 1));
    write();
  };

  // What is found later than what was asked for after it is not drawn.
  let updates = 0;
  const update = () => {
    const asked = (updates += 1);
    list.find(state, (found) => {
      if (asked !== updates) return;
      shown = found;
      draw();
    });
  };

  const headings = Array.from(table.tHead.rows[0].cells);
  const markSort = () => {
    const [column, way] = (state.sort ?? "").split(".");
    headings.forEach((heading, n) => {
      if (columns[n] === column) heading.setAttribute("aria-sort", way === "down" ? "descending" : "ascending");
      else heading.removeAttribute("aria-sort");
    });
  };
  headings.forEach((heading, n) => {
    const button = make("button", { type: "button", className: "sort-button" }, ...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      state.sort = `${columns[n]}.${heading.getAttribute("aria-sort") === "ascending" ? "down" : "up"}`;
      state.page = "";
      markSort();
      update();
    });
  });

  const fill = () => {
    state = read();
    for (const control of form.elements) {
      if (!control.name) continue;
      control.value = state[control.name] ?? "";
      // A value that this edition of the briefing does not have filters nothing, and the address says so.
      if (control.value === "") delete state[control.name];
    }
    markSort();
    update();
  };

  const changed = () => {
    for (const control of form.elements) if (control.name) state[control.name] = control.value.trim();
    state.page = "";
    delete state.work;
    update();
  };
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));
  addEventListener("hashchange", fill);
  fill();
})();
