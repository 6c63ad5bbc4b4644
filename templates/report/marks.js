// ---- marks in the text: whose switch they hang on, what they say ------------------------
const LETTERS = { p: "page", s: "script", g: "gloss", f: "format" };
const MARK = ".src :is(.m, i[data-g], i.taken)";
const switchOf = (mark) => [...mark.classList].map((name) => one(`sw-${LETTERS[name] || name}`)).find(Boolean);
const idOf = (mark) => mark.dataset.d || mark.dataset.f || mark.id.replace(/^(d|f-[ab])-/, "");
const quietly = (mark) => mark.dataset.g !== undefined;
const decidable = (id) => document.querySelector(`[data-id="${CSS.escape(id)}"][data-decision]`);
const alike = (id) => [one(`d-${id}`), one(`f-a-${id}`), one(`f-b-${id}`), ...all(`[data-d="${CSS.escape(id)}"], [data-f="${CSS.escape(id)}"]`)].filter(Boolean);
const point = (nodes) => {
  all(".current").forEach((node) => node.classList.remove("current"));
  nodes.filter(Boolean).forEach((node) => node.classList.add("current"));
};
const pointId = (id) => point([...alike(id), one(`e-${id}`)]);
const line = (...parts) => parts.map((part) => (part?.textContent || "").trim()).filter(Boolean).join(" · ");
const reading = (entry, side) => entry.querySelector(`.readings .${side} :is(del, ins, mark)`)?.textContent || data.words.nothing;
const told = (mark) => {
  if (quietly(mark)) {
    const row = one(`g${mark.dataset.g}`);
    const section = row?.closest("details");
    if (!row) return switchOf(mark).parentElement.querySelector(".sample").textContent;
    const [a, b, , kind, why] = row.cells;
    const points = one("sw-tech").checked ? [] : all(".tech", why).map((node) => node.textContent);
    const said = why.textContent.replace(points[0] || "", "").trim();
    return [`${section.querySelector("summary").firstChild.data.trim()} · ${kind.textContent}`, `${a.textContent || data.words.nothing} → ${b.textContent || data.words.nothing}`, said].join("\n");
  }
  const id = idOf(mark);
  const entry = one(`e-${id}`);
  if (entry) return [line(entry.querySelector(".what b"), entry.querySelector(".grave"), entry.querySelector(".where")), `${reading(entry, "a")} → ${reading(entry, "b")}`, all(".rule", entry).map((node) => node.innerText).join("").trim()].filter(Boolean).join("\n");
  const group = decidable(id)?.closest(".erratum");
  if (group) return [line(group.querySelector(".kind"), group.querySelector(".change")), group.querySelector(".rule").textContent].join("\n");
  return mark.title || mark.querySelector("[title]")?.title || "";
};
const card = (mark) => {
  one("card-text").textContent = told(mark);
  const id = quietly(mark) ? "" : idOf(mark);
  one("card-link").hidden = quietly(mark) && !mark.id;
  one("card-link").href = `#${mark.id || `d-${id}`}`;
  const place = one("card-decide");
  place.replaceChildren();
  place.dataset.id = id;
  if (id && decidable(id)) controls(place, id);
  one("card-rule").hidden = !one(`e-${id}`);
  one("rule").hidden = true;
  one("card").hidden = false;
};
one("card-close").addEventListener("click", () => { one("card").hidden = true; });
document.addEventListener("click", (event) => {
  const mark = event.target.closest?.(MARK);
  if (!mark || !switchOf(mark)?.checked || !getSelection().isCollapsed) return;
  if (event.target.closest("a")) event.preventDefault();
  stand(mark);
  card(mark);
});
document.addEventListener("focusin", (event) => {
  const mark = event.target.closest?.(MARK);
  if (mark && switchOf(mark)?.checked) card(mark);
});
document.addEventListener("mouseover", (event) => {
  const mark = event.target.closest?.(MARK);
  if (mark && !mark.title && switchOf(mark)?.checked) mark.title = told(mark);
});

const quoted = (text) => `"${text.replace(/[\\"]/g, "\\$&")}"`;
const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
one("as-rule").addEventListener("click", () => {
  const entry = one(`e-${one("card-decide").dataset.id}`);
  const readings = all(".quote", entry).map((quote) => quote.querySelector("del, ins, mark")?.textContent).filter((text) => text && text.length <= 20 && !text.includes("⟦"));
  const lines = ["[[suppress]]", `class = ${quoted(entry.dataset.class)}`, `kind = ${quoted(entry.dataset.kind)}`, 'scope = "everywhere"'];
  if (readings.length) lines.push(`pattern = ${quoted(`^(${[...new Set(readings)].map(literal).join("|")})$`)}`);
  one("rule-text").value = [...lines, 'comment = ""', `author = ${quoted(one("proofreader").value)}`].join("\n");
  one("rule").hidden = false;
  one("rule-text").select();
});

// ---- one side is copied at a time -------------------------------------------------------
document.addEventListener("mousedown", (event) => {
  const pane = event.target.closest?.(".pane, .cells tr.a, .cells tr.b");
  if (pane) root.dataset.sel = pane.classList.contains("a") ? "a" : "b"; else delete root.dataset.sel;
});
