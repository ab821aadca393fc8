// The analyses of a claim: finds the one that the radio buttons choose. Without scripts the table of choices stands alone.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  for (const box of document.querySelectorAll(".multiverse")) {
    const { of, said } = JSON.parse(box.querySelector("script").textContent);
    const groups = Array.from(box.querySelectorAll("fieldset"), (group) => Array.from(group.querySelectorAll("input")));
    const [when, badge, votes] = [".multiverse-when", ".verdict", ".multiverse-votes"].map((name) => box.querySelector(name));
    const back = box.querySelector("button");
    const asDone = when.textContent;

    const show = () => {
      // The last choice turns fastest, as in the list of analyses.
      const place = groups.reduce((at, own) => at * own.length + own.findIndex((each) => each.checked), 0);
      const [verdict, sign, word, counted] = said[of[place]];
      badge.className = `verdict verdict-${verdict}`;
      badge.querySelector(".verdict-symbol").textContent = sign;
      badge.lastChild.textContent = ` ${word}`;
      votes.textContent = counted;
      when.textContent = place === 0 ? asDone : "As you chose:";
      back.disabled = place === 0;
    };
    box.addEventListener("change", show);
    back.addEventListener("click", () => {
      for (const own of groups) own[0].checked = true;
      show();
      groups[0][0].focus();
    });
    show(); // a browser may have kept what was chosen before
    box.hidden = false;
  }
});
