"use strict";
(() => {
  document.documentElement.classList.add("js");
  const table = document.querySelector("table"), body = table.tBodies[0], rows = [...body.rows];
  const filter = document.querySelector("#filter"), shown = document.querySelector("#shown");
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const hidden = () => [...document.querySelectorAll("fieldset input:not(:checked)")].map((box) => box.id.slice(5));

  const count = () => {
    const off = hidden();
    const n = rows.filter((row) => !row.classList.contains("filtered") && !off.some((name) => row.classList.contains(name))).length;
    shown.textContent = shown.dataset.words.replace("{n}", n).replace("{total}", rows.length);
  };
  const sift = () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const row of rows) row.classList.toggle("filtered", wanted !== "" && !texts.get(row).includes(wanted));
    count();
  };
  const value = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();

  table.querySelectorAll("thead th").forEach((head, column) => {
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
  document.querySelectorAll("fieldset input").forEach((box) => box.addEventListener("change", count));
  filter.addEventListener("input", sift);
  sift();
})();
