() => {
  // Mark texts of which three like them are left unmarked: in the same colour, size and weight, on and under the same grounds. What
  // contrast a text has follows from these alone, so that axe, which looks for it dot by dot, need not look at hundreds of one kind.
  const grounds = new Map(), kinds = new Map();
  const ground = e => {
    if (!e) return "";
    if (!grounds.has(e)) {
      const s = getComputedStyle(e);
      grounds.set(e, [ground(e.parentElement), s.backgroundColor, s.backgroundImage, s.opacity, s.position, s.zIndex, s.float, s.filter, s.mixBlendMode, s.overflow].join());
    }
    return grounds.get(e);
  };
  for (const e of document.body.querySelectorAll("*")) {
    e.removeAttribute("data-like-others");
    if (![...e.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
    const s = getComputedStyle(e);
    const kind = [e.localName, ground(e), s.color, s.fontSize, s.fontWeight, s.textShadow, s.visibility, s.display, s.textIndent].join();
    kinds.has(kind) ? kinds.get(kind).push(e) : kinds.set(kind, [e]);
  }
  for (const all of kinds.values())
    for (const e of all)
      if (![all[0], all[all.length >> 1], all.at(-1)].includes(e)) e.setAttribute("data-like-others", "");
  axe.configure({ rules: [{ id: "color-contrast", selector: "*:not([data-like-others])" }] });
}
