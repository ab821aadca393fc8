// A form that is checked while it is filled in, by the checks of `evidence check`. Without this script it is checked when it is sent.
(() => {
  "use strict";
  let touched = new Set(), waiting = 0, last = 0;
  const place = () => document.querySelector("[data-live]");
  const of = (target) => target.closest?.("[data-field]");

  const told = (name, sentence) => {
    const field = document.querySelector(`[data-field="${CSS.escape(name)}"]`);
    if (!field) return;
    field.querySelector(".wrong").textContent = sentence;
    const control = field.querySelector("input, select, textarea");
    if (sentence) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  };

  const show = (found) => {
    const wrong = new Map(found.problems.map((each) => [each.field, `${each.problem} ${each.fix}`.trim()]));
    for (const field of document.querySelectorAll("[data-field]")) {
      const name = field.dataset.field;
      if (touched.has(name)) told(name, wrong.get(name) ?? "");
    }
    const answer = document.getElementById("derived"), derived = found.derived ?? {};
    if (!answer) return;
    answer.querySelector(".derived-sentence").textContent = derived.sentence ?? "";
    answer.querySelector("[data-how]").textContent = derived.how ?? "";
    answer.querySelector("[data-lacks]").textContent = derived.lacks ?? "";
    answer.querySelector("[data-doubts]").replaceChildren(...Object.values(derived.doubts ?? {}).map((doubt) => {
      const line = document.createElement("li");
      line.textContent = doubt;
      return line;
    }));
  };

  const check = async () => {
    const form = document.getElementById("answer"), live = place();
    if (!form || !live) return;
    const turn = ++last;
    try {
      const answer = await fetch(live.dataset.live, { method: "POST", credentials: "same-origin", body: new URLSearchParams(new FormData(form)) });
      const told = answer.ok ? await answer.json() : null;  // also of an older question: an answer that nobody reads is not ended
      if (told && turn === last) show(told);
    } catch {
      // the desk was ended; what is sent next says so
    }
  };

  // Of the numbers that estimates are computed from only those of the kind that was chosen, and what is filled in.
  const narrow = () => {
    const kind = document.getElementById("f-effect_type")?.value ?? "";
    for (const field of document.querySelectorAll("[data-feeds]")) {
      const control = field.querySelector("input");
      field.hidden = !field.dataset.feeds.split(" ").includes(kind) && !control.value && field.dataset.field !== "n";
    }
  };

  document.addEventListener("input", (event) => {
    const field = of(event.target);
    if (!field || !place()) return;
    touched.add(field.dataset.field);
    if (field.dataset.field === "effect_type") narrow();
    clearTimeout(waiting);
    waiting = setTimeout(check, 200);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter" && place()) document.querySelector("button[data-key=w]")?.click();
  });
  const ready = () => {
    touched = new Set();
    narrow();
  };
  document.addEventListener("desk:ready", ready);
  ready();
})();
