// Keys, and times in the reader's own zone; every page works without this file.
(() => {
  "use strict";
  // As days are written everywhere else on the page: "1 Mar 2026, 20:05".
  const written = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const times = [...document.querySelectorAll("time[datetime]")];
  const localise = () => { for (const time of times) time.textContent = written.format(new Date(time.dateTime)).replace("Sept ", "Sep "); }; // UTC stays in the title.
  localise();
  // Paper has no title to point at.
  addEventListener("beforeprint", () => { for (const time of times) time.textContent = time.title; });
  addEventListener("afterprint", localise);
  const typing = (at) => at.closest("input, select, textarea, [contenteditable]");
  // A row can hold others, as a thing to decide holds its claims: the outermost one counts.
  const outer = (at) => { let row = at && at.closest("[data-row]"); while (row && row.parentElement.closest("[data-row]")) row = row.parentElement.closest("[data-row]"); return row; };
  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => outer(row) === row);
  const go = (step) => {
    const all = rows();
    if (!all.length) return;
    const here = all.indexOf(outer(document.activeElement));
    const next = all[here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + step, 0), all.length - 1)];
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "j" || event.key === "k") return void go(event.key === "j" ? 1 : -1);
    if (event.key === "/") {
      const field = document.querySelector("form[role=search] input[type=search]");
      if (field) { event.preventDefault(); field.focus(); }
      return;
    }
    const row = outer(document.activeElement);
    const key = `[data-key="${CSS.escape(event.key)}"]`;
    // Where a row is in focus a key never reaches into another one.
    const wanted = row ? row.querySelector(key) || document.querySelector(`.strip ${key}`) : document.querySelector(key);
    if (wanted) { event.preventDefault(); wanted.click(); }
  });

  for (const told of document.querySelectorAll(".with-script")) told.hidden = false;

  // What is being read is looked at again, unless somebody is filling in the form meanwhile.
  if (document.querySelector("[data-busy]")) {
    const filled = () => [...document.querySelectorAll("form.adding textarea, form.adding input:not([type=hidden])")].some((field) => field.value);
    setInterval(() => { if (!filled()) location.replace("/add"); }, 2000);
  }

  // A choice of days slides; the form stays for whoever has no scripts.
  for (const choice of document.querySelectorAll("select[data-slide]")) {
    const slider = document.createElement("input");
    const days = [...choice.options];
    Object.assign(slider, { type: "range", min: 0, max: days.length - 1, value: choice.selectedIndex, id: "day-slider" });
    slider.setAttribute("aria-label", choice.labels[0].textContent);
    const tell = () => { choice.selectedIndex = +slider.value; slider.setAttribute("aria-valuetext", days[slider.value].text); };
    slider.addEventListener("input", tell);
    // Keys step through days one by one: the page is asked for when they rest.
    let rest;
    const go = () => { clearTimeout(rest); rest = setTimeout(() => choice.form.requestSubmit(), 500); };
    slider.addEventListener("change", go);
    choice.addEventListener("change", () => choice.form.requestSubmit());
    tell();
    choice.after(slider);
    choice.parentElement.classList.add("slides");
    choice.form.querySelector("button").hidden = true;
  }

  // The words of a claim light up in the text while its entry is in focus.
  const light = (entry) => {
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!entry) return;
    const spans = entry.dataset.spans.split(" ").map((span) => span.split("-").map(Number));
    for (const piece of entry.closest(".reading").querySelectorAll("mark[data-at]")) {
      if (spans.some(([start, end]) => start <= +piece.dataset.at && +piece.dataset.at < end)) piece.classList.add("lit");
    }
  };
  const entryOf = (at) => at && at.closest && at.closest("[data-spans]");
  document.addEventListener("focusin", (event) => light(entryOf(event.target)));
  light(entryOf(document.getElementById(location.hash.slice(1))) || document.querySelector(".entry.open[data-spans]"));

  // Words selected in a report's text become a role of the claim in the open form, or the event of a missed one.
  const reading = document.querySelector("[data-may-enter]");
  if (reading) {
    const form = reading.querySelector("form.editor");
    const bar = document.createElement("div");
    bar.className = "picked";
    bar.hidden = true;
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", "What the selected words are");
    reading.append(bar);
    const length = (text) => [...text].length; // In characters, as the report counts them.
    const find = (range) => {
      let start = Infinity, end = -1, words = "";
      for (const piece of reading.querySelectorAll("[data-at]")) {
        const text = piece.firstChild;
        if (!text || !range.intersectsNode(text)) continue;
        const from = range.startContainer === text ? range.startOffset : 0;
        const to = range.endContainer === text ? range.endOffset : text.length;
        if (from >= to) continue;
        const at = +piece.dataset.at;
        const whole = "to" in piece.dataset; // Stands for something withheld or not to be seen.
        start = Math.min(start, whole ? at : at + length(text.data.slice(0, from)));
        end = Math.max(end, whole ? +piece.dataset.to : at + length(text.data.slice(0, to)));
        words += whole ? text.data : text.data.slice(from, to);
      }
      return words.trim() ? { start, end, words: words.trim() } : null;
    };
    const say = (label, act) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", act);
      bar.append(button);
    };
    const offer = () => {
      const chosen = getSelection();
      const range = chosen.rangeCount && !chosen.isCollapsed ? chosen.getRangeAt(0) : null;
      const told = range && range.startContainer.parentElement.closest(".text");
      const found = told ? find(range) : null;
      if (!found) { if (!bar.contains(document.activeElement)) bar.hidden = true; return; }
      bar.replaceChildren();
      if (form) {
        for (const field of form.querySelectorAll("[data-role]")) {
          say(field.labels[0].textContent, () => {
            field.value = found.words.slice(0, 300);
            form.elements["at_" + field.dataset.role].value = `@${found.start}-${found.end}`;
            bar.hidden = true;
            chosen.removeAllRanges();
            field.focus({ preventScroll: true });
          });
        }
      } else {
        say("These words tell a missed event", () => {
          location.assign(`${reading.dataset.report}&enter=${encodeURIComponent(`@${found.start}-${found.end}`)}#enter`);
        });
      }
      const box = range.getBoundingClientRect(), base = reading.getBoundingClientRect();
      bar.hidden = false;
      bar.style.top = `${box.bottom - base.top + 6}px`;
      bar.style.left = `${Math.max(0, Math.min(box.left - base.left, base.width - bar.offsetWidth))}px`;
    };
    let wait;
    document.addEventListener("selectionchange", () => { clearTimeout(wait); wait = setTimeout(offer, 120); });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") { getSelection().removeAllRanges(); bar.hidden = true; } });
    if (form) {
      // What is typed over a selection is looked for anew.
      for (const field of form.querySelectorAll("[data-role]")) {
        field.addEventListener("input", () => { form.elements["at_" + field.dataset.role].value = ""; });
      }
      form.querySelector("select[required], input[type=text]").focus({ preventScroll: true });
    }
  }
})();
