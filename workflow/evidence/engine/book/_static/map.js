// Filters of the evidence map, and its cells, which open in place. Without scripts the whole map stands and a cell leads to its
// entry further down; the figures are counted again from the data in the page.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const store = document.getElementById("map-data");
  const place = document.getElementById("map-filter");
  if (!store || !place) return;
  const { works, facets } = JSON.parse(store.textContent);
  const cells = new Map();
  for (const link of document.querySelectorAll("table.gap-map td a[href*='#cell-']")) {
    const n = link.querySelector(".map-n");
    const id = link.getAttribute("href").split("#")[1];
    if (!id.includes("-on-")) cells.set(id, { link, n, td: link.closest("td"), all: Number(n.textContent), label: link.getAttribute("aria-label") });
  }
  const controls = {};
  const add = (id, text, control) => {
    const label = document.createElement("label");
    control.id = `map-${id}`;
    label.append(text, control);
    place.append(label);
    controls[id] = control;
    control.addEventListener("input", () => apply(true));
  };
  for (const facet of facets) {
    const select = document.createElement("select");
    select.append(new Option("Any", ""));
    for (const [code, name] of Object.entries(facet.codes)) select.append(new Option(name, code));
    add(facet.id, facet.label, select);
  }
  for (const [id, text] of [["from", "From year"], ["to", "To year"]]) {
    const box = document.createElement("input");
    box.type = "number";
    box.inputMode = "numeric";
    add(id, text, box);
  }
  const clear = document.createElement("button");
  clear.type = "button";
  clear.textContent = "Clear all";
  clear.addEventListener("click", () => {
    for (const control of Object.values(controls)) control.value = "";
    apply(true);
  });
  const count = document.createElement("output");
  count.setAttribute("aria-live", "polite");
  place.append(clear, count);
  place.hidden = false;

  const depth = (n) => 1 + (n > 1) + (n > 4) + (n > 9);
  const meets = (work) =>
    facets.every((f) => !controls[f.id].value || work.codes[f.id].includes(controls[f.id].value)) &&
    (!controls.from.value || (work.year !== null && work.year >= Number(controls.from.value))) &&
    (!controls.to.value || (work.year !== null && work.year <= Number(controls.to.value)));

  // A cell opens beneath its map: the entry that it leads to, with the works that meet the filter.
  const opened = new Map();
  const close = (table, back) => {
    const { panel, link } = opened.get(table) ?? {};
    if (!panel) return;
    opened.delete(table);
    panel.remove();
    link.setAttribute("aria-expanded", "false");
    link.removeAttribute("aria-controls");
    if (back) link.focus();
  };
  const open = (table, link) => {
    const id = link.getAttribute("href").split("#")[1];
    const term = document.getElementById(id);
    if (!term) return false;
    const same = opened.get(table)?.link === link;
    close(table, same);
    if (same) return true;
    const panel = document.createElement("section");
    panel.className = "map-open";
    panel.id = `${id}-open`;
    panel.setAttribute("aria-labelledby", `${id}-title`);
    const title = document.createElement("p");
    title.id = `${id}-title`;
    title.className = "map-open-title";
    title.tabIndex = -1;
    title.textContent = `${link.closest("tr").cells[0].textContent}, ${term.firstChild.textContent}`;
    const shut = document.createElement("button");
    shut.type = "button";
    shut.className = "study-button";
    shut.textContent = "Close";
    shut.addEventListener("click", () => close(table, true));
    const body = document.createElement("div");
    body.append(...term.nextElementSibling.cloneNode(true).childNodes);
    panel.append(title, shut, body);
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close(table, true);
    });
    table.closest(".scroll-box").after(panel);
    opened.set(table, { panel, link, body });
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-controls", panel.id);
    narrow();
    title.focus();
    return true;
  };
  for (const link of document.querySelectorAll("table.gap-map td a[href^='#cell-']")) {
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (open(link.closest("table"), link)) event.preventDefault();
    });
    link.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close(link.closest("table"), true);
    });
  }
  // In an open cell, works that do not meet the filter are left out.
  const narrow = () => {
    const met = new Set(works.filter(meets).map((work) => work.id));
    for (const { body } of opened.values()) {
      for (const entry of body.querySelectorAll("[data-work]")) entry.hidden = !met.has(entry.dataset.work);
    }
  };

  const apply = (keep) => {
    const kept = Object.fromEntries(Object.entries(controls).map(([id, c]) => [id, c.value]).filter(([, v]) => v));
    const filtered = Object.keys(kept).length > 0;
    const found = new Map();
    let shown = 0;
    for (const work of works) {
      if (!meets(work)) continue;
      shown += 1;
      for (const id of work.cells) found.set(id, (found.get(id) ?? 0) + 1);
    }
    for (const [id, cell] of cells) {
      const n = filtered ? (found.get(id) ?? 0) : cell.all;
      cell.n.textContent = n;
      cell.td.className = n ? `cell-${depth(n)}` : filtered ? "cell-none" : cell.td.className;
      cell.link.setAttribute("aria-label", filtered ? `${n} of ${cell.all} works meet the filter` : cell.label);
    }
    for (const glyphs of document.querySelectorAll("table.gap-map .map-glyphs")) glyphs.hidden = filtered && !glyphs.closest("a").getAttribute("href").includes("-on-");
    // What a cell held before is told of all its works alone.
    for (const held of document.querySelectorAll("table.gap-map .map-held")) held.hidden = filtered;
    narrow();
    for (const sum of document.querySelectorAll("table.gap-map .map-sum")) sum.hidden = filtered;
    count.textContent = filtered ? `${shown} of ${works.length} works on the map meet the filter` : `${works.length} works on the map`;
    if (keep) {
      const hash = new URLSearchParams(kept).toString();
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    }
  };
  const read = () => {
    const asked = location.hash.includes("=") ? new URLSearchParams(location.hash.slice(1)) : new URLSearchParams();
    for (const [id, control] of Object.entries(controls)) control.value = asked.get(id) ?? "";
    apply(false);
  };
  addEventListener("hashchange", read);
  read();
});
