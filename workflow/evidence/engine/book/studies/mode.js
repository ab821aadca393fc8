// Cards: the reader's choice of light or dark, kept in the place where the rest of the book keeps it, and a
// button that copies the citation. Without scripts a card is light, and its text can be selected.
(() => {
  "use strict";
  const root = document.documentElement;
  const stored = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    const wanted = stored();
    root.dataset.theme = wanted === "dark" || wanted === "light" ? wanted : dark.matches ? "dark" : "light";
  };
  paint();
  dark.addEventListener("change", paint);

  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "study-button";
    made.textContent = text;
    made.addEventListener("click", () => act(made));
    return made;
  };

  document.addEventListener("DOMContentLoaded", () => {
    const turn = button("Light or dark", () => {
      const next = root.dataset.theme === "dark" ? "light" : "dark";
      try { localStorage.setItem("theme", next); localStorage.setItem("mode", next); } catch { /* kept for this page */ }
      root.dataset.theme = next;
    });
    document.querySelector(".study-header nav")?.append(" ", turn);

    const citation = document.getElementById("citation");
    if (!citation) return;
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    const select = () => {
      const range = document.createRange();
      range.selectNodeContents(citation);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    };
    const copy = button("Copy the citation", async () => {
      select();
      try {
        await navigator.clipboard.writeText(citation.textContent);
        said.textContent = " Copied.";
      } catch {
        said.textContent = " Selected: copy it with the keyboard.";
      }
    });
    const line = document.createElement("p");
    line.append(copy, said);
    citation.after(line);
  });
})();
