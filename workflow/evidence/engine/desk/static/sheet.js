// Questions answered by figures: those of the question in hand. Without this script they are radio buttons and boxes.
(() => {
  "use strict";
  // Those that are folded away are not asked now.
  const groups = () => Array.from(document.querySelectorAll("[data-group]")).filter((group) => group.checkVisibility());
  const answered = (group) => group.querySelector("input:checked") || group.querySelector("input:not([type=radio], [type=checkbox], [type=hidden])")?.value;

  // The figures press the options of this group, and of no other.
  const take = (group, moved) => {
    for (const each of groups()) {
      const own = each === group;
      each.classList.toggle("is-current", own);
      for (const option of each.querySelectorAll("[data-digit]")) {
        if (own) option.dataset.key = option.dataset.digit;
        else delete option.dataset.key;
      }
    }
    if (group && moved) {
      (group.querySelector("input:checked") ?? group.querySelector("input:not([type=hidden])")).focus({ preventScroll: true });
      group.scrollIntoView({ block: "nearest" });
    }
  };
  const step = (by) => {
    const all = groups(), at = all.findIndex((group) => group.classList.contains("is-current"));
    const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
    if (next) take(next, true);
  };

  // The order in which codes were chosen: the first is the main one.
  const order = (group) => {
    const kept = group.querySelector("[data-order]");
    if (!kept) return;
    const now = Array.from(group.querySelectorAll("input[type=checkbox]:checked"), (box) => box.value);
    const before = kept.value.split(" ").filter((code) => now.includes(code));
    const chosen = [...before, ...now.filter((code) => !before.includes(code))];
    kept.value = chosen.join(" ");
    for (const box of group.querySelectorAll("input[type=checkbox]")) {
      const place = chosen.length > 1 ? chosen.indexOf(box.value) : -1;
      box.closest("label").querySelector(".turn").textContent = place < 0 ? "" : place ? `${place + 1}.` : "main";
    }
  };

  document.addEventListener("change", (event) => {
    const group = event.target.closest?.("[data-group]");
    if (!group) return;
    order(group);
  });
  document.addEventListener("focusin", (event) => {
    const group = event.target.closest?.("[data-group]");
    if (group && !group.classList.contains("is-current")) take(group, false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") document.querySelector("button[data-key=w]")?.click();
  });
  // A figure was pressed: on to the next question, where this one takes one answer. Clicks of the pointer and of the arrow keys are trusted.
  document.addEventListener("click", (event) => {
    const option = event.target.closest?.("input[data-digit]");
    const group = option?.closest("[data-group]");
    if (!group || event.isTrusted || group.hasAttribute("data-several")) return;
    const rest = groups().slice(groups().indexOf(group) + 1).find((each) => !answered(each));
    if (rest) take(rest, true);
  });

  const ready = () => {
    const all = groups();
    if (!all.length) return;
    for (const group of all) order(group);
    take(all.find((group) => !answered(group)) ?? all[0], false);
    if (document.getElementById("step-on")) return;
    const keys = document.createElement("div");
    keys.hidden = false;
    keys.className = "offscreen";
    for (const [id, key, words, by] of [["step-on", "j", "Next question", 1], ["step-back", "k", "Question before", -1]]) {
      const button = document.createElement("button");
      Object.assign(button, { id, type: "button", textContent: words, tabIndex: -1 });
      button.dataset.key = key;
      button.addEventListener("click", () => step(by));
      keys.append(button);
    }
    document.querySelector(".choices")?.append(keys);
  };
  document.addEventListener("desk:ready", ready);
  ready();
})();
