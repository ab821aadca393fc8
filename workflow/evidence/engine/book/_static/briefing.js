// Sort buttons and a filter box for table.evidence[data-sortable]; opens details.trace for print.
// Without scripts the tables stay as they are written: complete, in the order of the page.
(() => {
  "use strict";
  const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  const cellValue = (row, column) => {
    const cell = row.cells[column];
    if (!cell) return "";
    return (cell.dataset.value ?? cell.textContent).trim();
  };

  const asNumber = (text) => {
    const plain = text.replace(/[\s,%]/g, "").replace(/^\u2212/, "-");
    return plain !== "" && Number.isFinite(Number(plain)) ? Number(plain) : null;
  };

  // Empty cells go last in both directions: a gap is not a small number.
  const compare = (a, b, sign) => {
    if (a === "" || b === "") return (a === "") - (b === "");
    const x = asNumber(a);
    const y = asNumber(b);
    return sign * (x !== null && y !== null ? x - y : order.compare(a, b));
  };

  const sortBy = (table, heading, column) => {
    const ascending = heading.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => [cellValue(row, column), row]);
    rows.sort((a, b) => compare(a[0], b[0], ascending ? 1 : -1));
    body.append(...rows.map(([, row]) => row));
  };

  const addSorting = (table) => {
    const headings = table.tHead.rows[table.tHead.rows.length - 1].cells;
    Array.from(headings).forEach((heading, column) => {
      if (!heading.textContent.trim() || "nosort" in heading.dataset) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort-button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => sortBy(table, heading, column));
    });
  };

  const addFilter = (table) => {
    const rows = Array.from(table.tBodies[0].rows, (row) => [row.textContent.toLowerCase(), row]);
    const tools = document.createElement("div");
    tools.className = "table-tools";
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "search";
    box.autocomplete = "off";
    const count = document.createElement("output");
    count.setAttribute("aria-live", "polite");
    label.append("Filter rows", box);
    tools.append(label, count);
    (table.closest(".scroll-box") ?? table).before(tools);

    const apply = () => {
      const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [text, row] of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = `${shown} of ${rows.length} rows shown`;
    };
    box.addEventListener("input", apply);
    apply();
  };

  const enhance = (table) => {
    if (!table.tHead || !table.tBodies.length || table.tBodies[0].rows.length < 2) return;
    addSorting(table);
    if (table.tBodies[0].rows.length >= 12) addFilter(table);
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("table.evidence[data-sortable]").forEach(enhance);
  });

  // Escape puts the definition of a word away until the pointer or the focus has left it (WCAG 2.2, 1.4.13).
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const term of document.querySelectorAll(".term:is(:hover, :focus-within)")) {
      term.classList.add("is-dismissed");
      const back = () => term.classList.remove("is-dismissed");
      term.addEventListener("mouseleave", back, { once: true });
      term.addEventListener("focusout", back, { once: true });
    }
  });

  const openedForPrint = [];
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details.trace:not([open])")) {
      details.open = true;
      openedForPrint.push(details);
    }
  });
  addEventListener("afterprint", () => {
    for (const details of openedForPrint.splice(0)) details.open = false;
  });
})();
