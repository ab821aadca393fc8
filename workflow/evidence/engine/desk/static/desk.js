// Keys, and pages that change in place. Without this script every page is a plain form that works.
(() => {
  "use strict";
  const OFF = "desk-keys-off";
  const spoken = () => document.getElementById("said");
  const writes = (place) => place instanceof HTMLElement && (place.isContentEditable || place.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=hidden])"));
  const off = () => localStorage.getItem(OFF) === "1";
  let busy = false;

  // Put the main part of another page of the desk in the place of this one's, and say what is asked now.
  const show = (text, address, push) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const main = page.getElementById("main");
    if (!main) return location.assign(address);
    document.getElementById("main").replaceWith(document.adoptNode(main));
    const nav = page.getElementById("queues");
    if (nav) document.getElementById("queues").replaceWith(document.adoptNode(nav));
    document.title = page.title;
    history[push ? "pushState" : "replaceState"]({}, "", address);
    const asked = document.getElementById("problem") ?? document.getElementById("asked");
    const said = page.getElementById("said").textContent.trim();
    spoken().textContent = said;
    if (asked) {
      asked.tabIndex = -1;
      asked.focus({ preventScroll: true });
    }
    scrollTo(0, 0);
    ready();
  };

  const ask = async (address, options, push) => {
    if (busy) return;
    busy = true;
    try {
      const answer = await fetch(address, { credentials: "same-origin", ...options });
      show(await answer.text(), answer.url, push);
    } catch {
      spoken().textContent = "The desk does not answer: it was ended, or is ending. What it confirmed is on the disk; what you just said may not be.";
    } finally {
      busy = false;
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-swap]") || event.defaultPrevented) return;
    event.preventDefault();
    const data = new URLSearchParams(new FormData(form, event.submitter));
    if (form.method === "get") ask(`${form.action}?${data}`, {}, true);
    else ask(form.action, { method: "POST", body: data }, true);
  });

  // A letter decides once it is seen to stand alone: words that somebody types are no decisions.
  const TYPED = 80; // ms from one letter to the next
  let pressed = -TYPED, deciding = 0;
  const typed = (at) => {
    if (at - pressed >= TYPED) return false;
    clearTimeout(deciding);
    pressed = at;
    spoken().textContent = "Typed too fast: this was not taken for a decision. Press r to write a reason.";
    return true;
  };
  const decide = (button, at) => {
    pressed = at;
    deciding = setTimeout(() => button.click(), TYPED);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && writes(event.target)) return event.target.blur();
    if (writes(event.target) || off() || event.repeat) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key.length === 1 && typed(event.timeStamp)) return event.preventDefault();
    const meant = Array.from(document.querySelectorAll("[data-key]")).find((place) => place.dataset.key === key && !place.disabled && place.checkVisibility());
    if (!meant) return;
    event.preventDefault();
    if (writes(meant)) {
      meant.focus();
      meant.select?.();
    } else if (meant instanceof HTMLDetailsElement) {
      meant.open = !meant.open;
      meant.querySelector("summary").focus();
    } else if (meant.matches("[form=answer][type=submit]")) decide(meant, event.timeStamp);
    else meant.click();
  });

  const ready = () => {
    const button = document.getElementById("keys-off");
    if (button) {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(off()));
      button.addEventListener("click", () => {
        localStorage.setItem(OFF, off() ? "0" : "1");
        button.setAttribute("aria-pressed", String(off()));
      });
    }
    document.dispatchEvent(new CustomEvent("desk:ready"));
  };

  // What the last answer changed in verdicts, asked for once the next page stands: nobody waits for it.
  const changed = async () => {
    const place = document.getElementById("changed");
    const from = place?.dataset.from;
    if (!from) return;
    try {
      const answer = await fetch(from, { credentials: "same-origin" });
      if (answer.ok) place.textContent = (await answer.json()).changed.join(" ");
    } catch {
      // the desk was ended
    }
  };
  document.addEventListener("desk:ready", changed);

  addEventListener("popstate", () => location.reload());
  ready();
})();
