// Keys, and times in the reader's own zone; every page works without this file.
(() => {
  "use strict";
  const written = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  for (const time of document.querySelectorAll("time[datetime]")) {
    time.textContent = written.format(new Date(time.dateTime)); // UTC stays in the title.
  }
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
})();
