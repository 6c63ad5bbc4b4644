"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const sigla = [...document.querySelectorAll("#pair-one option")].slice(1).map((option) => option.textContent);
  const one = document.getElementById("pair-one");
  const other = document.getElementById("pair-other");
  const rows = [...document.querySelectorAll(".place")];
  const marks = new Map([...document.querySelectorAll(".v")].map((mark) => [mark.id.slice(1), mark]));
  const lacking = "–";
  function apart(code) {
    const a = code[Number(one.value)], b = code[Number(other.value)];
    return a !== b && a !== lacking && b !== lacking;
  }
  function show() {
    const chosen = one.value !== "" && other.value !== "" && one.value !== other.value;
    let shown = 0;
    for (const row of rows) {
      const hidden = chosen && !apart(row.dataset.code);
      row.classList.toggle("outside", hidden);
      if (row.id) {
        marks.get(row.id.slice(1))?.classList.toggle("outside", hidden);
        shown += hidden ? 0 : 1;
      }
    }
    document.getElementById("shown").value = chosen ? String(shown) : "";
  }
  one.addEventListener("change", show);
  other.addEventListener("change", show);
  for (const link of document.querySelectorAll(".choose")) {
    link.addEventListener("click", () => {
      one.value = String(sigla.indexOf(link.dataset.one));
      other.value = String(sigla.indexOf(link.dataset.other));
      show();
    });
  }
  let here = null;
  function go(step) {
    const list = rows.filter((row) => row.id && row.checkVisibility?.() !== false && row.offsetParent !== null);
    if (!list.length) return;
    const at = list.indexOf(here);
    here = list[at < 0 ? (step < 0 ? list.length - 1 : 0) : (at + step + list.length) % list.length];
    document.querySelector(".place.current")?.classList.remove("current");
    here.classList.add("current");
    here.tabIndex = -1;
    here.scrollIntoView({ block: "center" });
    here.focus({ preventScroll: true });
  }
  const boxes = [...document.querySelectorAll(".switch input")];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select, input:not([type=checkbox])")) return;
    if (event.key === "j" || event.key === "k") go(event.key === "j" ? 1 : -1);
    else if (/^[1-8]$/.test(event.key)) boxes[Number(event.key) - 1].click();
    else return;
    event.preventDefault();
  });
  function open() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) target.open = true;
  }
  addEventListener("hashchange", open);
  open();
  show();
  // ---- on paper: rows that are not shown leave the tables, since browsers lay them out for each page ----
  const whole = new Map();
  addEventListener("beforeprint", () => {
    for (const body of document.querySelectorAll("tbody:has(> .place)")) {
      const rows = [...body.children];
      whole.set(body, rows);
      const shown = rows.filter((row) => getComputedStyle(row).display !== "none");
      body.replaceChildren(...shown);
    }
  });
  addEventListener("afterprint", () => {
    for (const [body, rows] of whole) body.replaceChildren(...rows);
    whole.clear();
  });
})();
