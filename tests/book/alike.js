() => {
  // Leave of long tables and lists the rows that show each kind of element that is in them, three times and at its wordiest; and say
  // what is wrong between rows that will not be there together any more: the same id twice, and a reference to an id that nothing has.
  const KEPT = new Set(["class", "role", "type", "scope", "lang", "dir", "tabindex", "colspan", "rowspan", "target", "hidden", "open", "aria-hidden", "aria-sort", "aria-expanded", "aria-current", "aria-live"]);
  const REFERENCES = ["for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-activedescendant", "aria-details", "aria-errormessage", "aria-flowto"];
  const value = ({ name, value }) =>
    KEPT.has(name) ? value
      : name === "style" ? value.replace(/[\d.]+(?=%|px|em|rem|ch)/g, "")
      : name === "href" ? value.match(/^(#|[a-z]+:)?/i)[0]
      : value.trim() ? "some" : "none";
  // An element as axe may judge it: its name, its attributes, whether it says anything, whether it holds one or several.
  const seen = e =>
    `${e.localName}${[...e.attributes].map(a => ` ${a.name}=${value(a)}`).sort().join("")}`
    + `${e.textContent.trim() ? "" : " silent"} ${Math.min(e.children.length, 2)}${e.localName === "td" || e.localName === "th" ? ` at ${e.cellIndex}` : ""}`;
  const kinds = (e, above = "") => {
    const path = `${above}>${seen(e)}`;
    return [path, ...[...e.children].flatMap(child => kinds(child, path))];
  };
  const units = parent => {
    const found = [];  // a term goes with what is said of it
    for (const child of parent.children) child.localName === "dd" && found.length ? found.at(-1).push(child) : found.push([child]);
    return found;
  };

  const ids = [...document.querySelectorAll("[id]")].map(e => e.id), known = new Set(ids);
  const met = new Set(), wrong = ids.filter(id => met.has(id) || !met.add(id)).map(id => `twice: ${id}`);
  for (const name of REFERENCES)
    for (const e of document.querySelectorAll(`[${name}]`))
      for (const id of e.getAttribute(name).split(/\s+/)) if (id && !known.has(id)) wrong.push(`nowhere: ${name}=${id}`);

  // Tables and lists that stand in the same place of the page are one in this; each keeps its first row.
  const where = new Map(), kept = new Set(), words = new Map(), rows = new Map();
  const place = e => e.localName === "main" ? "" : `${place(e.parentElement)}>${e.localName} ${e.className}`;
  for (const parent of document.querySelectorAll("main tbody, main ul, main ol, main dl, main dd")) {
    const own = units(parent), there = place(parent);
    rows.set(parent, own);
    own.forEach((row, n) => {
      if (!n) kept.add(row);
      words.set(row, row.map(e => e.textContent).join("").length);
      for (const kind of new Set([`${row.length}`, ...row.flatMap(e => kinds(e))])) {
        const key = `${there} ${kind}`;
        where.has(key) ? where.get(key).push(row) : where.set(key, [row]);
      }
    });
  }
  for (const at of where.values())
    for (const row of [at[0], at[at.length >> 1], at.at(-1), at.reduce((a, b) => words.get(b) > words.get(a) ? b : a)]) kept.add(row);
  // What scrolled because of them still does: a table stays as wide, and a place is left where they stood. All are measured together,
  // for each row that goes is the page laid out anew.
  const before = new Map();
  for (const [parent, all] of rows) {
    const whole = parent.closest("table") ?? parent;
    if (parent.localName !== "dd" && all.some(row => !kept.has(row))) before.set(whole, whole.getBoundingClientRect());
  }
  for (const all of rows.values()) all.filter(row => !kept.has(row)).flat().forEach(e => e.remove());
  for (const [whole, { width }] of before) whole.style.minWidth = `${width}px`;
  const now = new Map([...before.keys()].filter(whole => whole.isConnected).map(whole => [whole, whole.getBoundingClientRect().height]));
  for (const [whole, height] of now) {
    const left = document.createElement("div");
    left.style.height = `${before.get(whole).height - height}px`;
    whole.after(left);
  }
  return wrong;
}
