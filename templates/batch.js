"use strict";
(() => {
  document.documentElement.classList.add("js");
  const table = document.querySelector("table"), body = table.tBodies[0], rows = [...body.rows];
  const filter = document.querySelector("#filter"), shown = document.querySelector("#shown");
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const boxes = [...document.querySelectorAll("fieldset input")];
  const hidden = () => boxes.filter((box) => box.id.startsWith("show-") && !box.checked).map((box) => box.id.slice(5));
  const only = () => boxes.filter((box) => box.id.startsWith("only-") && box.checked).map((box) => box.id.slice(5));
  const left = () => {
    const [off, on] = [hidden(), only()];
    return [...body.rows].filter((row) => !row.classList.contains("filtered") && !off.some((name) => row.classList.contains(name)) && on.every((name) => row.classList.contains(name)));
  };

  const count = () => {
    const n = left().length;
    shown.textContent = shown.dataset.words.replace("{n}", n).replace("{total}", rows.length);
  };
  const sift = () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const row of rows) row.classList.toggle("filtered", wanted !== "" && !texts.get(row).includes(wanted));
    count();
  };
  const value = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();

  table.querySelectorAll("thead th").forEach((head, column) => {
    if (head.dataset.key === "findings") return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const numbers = head.classList.contains("n") || head.dataset.key === "verdict";
      const down = head.hasAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : numbers;
      table.querySelectorAll("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const keyed = rows.map((row, at) => ({ row, at, key: value(row, column) }));
      keyed.sort((x, y) => (down ? -1 : 1) * (numbers ? Number(x.key || 0) - Number(y.key || 0) : order.compare(x.key, y.key)) || x.at - y.at);
      body.append(...keyed.map((found) => found.row));
    });
  });
  document.querySelector(".filters").addEventListener("submit", (event) => event.preventDefault());
  boxes.forEach((box) => box.addEventListener("change", count));
  let here = null;
  const go = (step) => {
    const list = left();
    if (!list.length) return;
    const at = list.indexOf(here);
    here = list[at < 0 ? (step < 0 ? list.length - 1 : 0) : Math.min(list.length - 1, Math.max(0, at + step))];
    body.querySelector(".current")?.classList.remove("current");
    here.classList.add("current");
    here.scrollIntoView({ block: "nearest" });
    const link = here.querySelector("a");
    if (link) link.focus({ preventScroll: true }); else { here.tabIndex = -1; here.focus({ preventScroll: true }); }
  };
  const acts = { j: () => go(1), k: () => go(-1), "/": () => filter.focus() };
  boxes.forEach((box, at) => { acts[String(at + 1)] = () => box.click(); });
  document.addEventListener("keydown", (event) => {
    if (event.target === filter) { if (event.key === "Escape") { filter.value = ""; sift(); filter.blur(); } return; }
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(acts, event.key)) return;
    acts[event.key]();
    event.preventDefault();
  });
  filter.addEventListener("input", sift);
  sift();
})();
