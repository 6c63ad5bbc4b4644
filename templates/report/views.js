// ---- three views of the notice, the place kept ------------------------------------------
const both = (unit) => {
  const pair = unit.querySelector(":scope > .pair");
  if (!pair || unit.querySelector(":scope > .both")) return;
  const [a, b] = ["a", "b"].map((side) => pair.querySelector(`.pane.${side}:not(.empty)`));
  const made = (b || a).cloneNode(true);
  made.className = "both";
  made.querySelector(".side")?.remove();
  const inA = new Map(a && b ? all(".m", a).filter((mark) => mark.tagName === "DEL").map((mark) => [idOf(mark), mark]) : []);
  for (const mark of all(".m", made)) {
    const other = inA.get(idOf(mark));
    if (mark.tagName === "INS" && other && other.textContent) mark.before(other.cloneNode(true));
    if (mark.matches("ins.gap") && mark.previousElementSibling?.matches("del:not(.gap)")) mark.remove();
  }
  for (const mark of all("[id]", made)) {
    if (mark.id.startsWith("f-")) mark.dataset.f = mark.id.slice(4); else if (mark.matches(".m")) mark.dataset.d = mark.id.slice(2);
    mark.removeAttribute("id");
  }
  for (const mark of all("del[id]", made)) { mark.dataset.d = idOf(mark); mark.removeAttribute("id"); }
  pair.after(made);
};
const firstSeen = () => all("#text details.unit").find((unit) => unit.getBoundingClientRect().bottom > 120 && unit.checkVisibility?.() !== false);
const view = (name) => {
  if (root.dataset.view === name) return;
  const seen = one("text").getBoundingClientRect().top < innerHeight ? firstSeen() : null;
  const before = seen?.getBoundingClientRect().top;
  root.dataset.view = name;
  if (name === "inline") all("#text details.unit").forEach(both);
  if (name === "changes") all("#text details.unit.near").forEach((unit) => { unit.open = true; });
  one(`view-${name}`).checked = true;
  if (seen) scrollBy(0, seen.getBoundingClientRect().top - before);
  drawMoves();
};
for (const name of ["side", "inline", "changes"]) one(`view-${name}`).addEventListener("change", () => view(name));

// ---- what moved is joined by a line between both places ---------------------------------
const notice = document.querySelector(".notice");
const moves = all(".stub").map((stub) => [stub, one(decodeURIComponent(stub.querySelector("a").hash.slice(1)))]).filter(([, unit]) => unit).slice(0, 50);
const svg = (tag, attributes) => { const made = document.createElementNS("http://www.w3.org/2000/svg", tag); for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value); return made; };
const drawing = moves.length ? notice.appendChild(svg("svg", { class: "moves", "aria-hidden": "true" })) : null;
const drawMoves = () => {
  if (!drawing) return;
  const top = notice.getBoundingClientRect().top;
  drawing.replaceChildren(...moves.flatMap(([stub, unit], at) => {
    const [from, to] = [stub, unit].map((node) => node.getBoundingClientRect());
    if (!from.height || !to.height) return [];
    const [y, z, x] = [from.top - top + 12, to.top - top + 12, 4 + (at % 4) * 3];
    return [svg("path", { d: `M18 ${y}H${x}V${z}H18`, class: "move" }), svg("path", { d: `M13 ${z - 4}l5 4l-5 4`, class: "move" })];
  }));
};
let drawn = 0;
const redraw = () => { if (drawing && !drawn) drawn = requestAnimationFrame(() => { drawn = 0; drawMoves(); }); };
if (drawing) new ResizeObserver(redraw).observe(notice);
for (const name of ["resize", "scroll", "toggle"]) addEventListener(name, redraw, { capture: true, passive: true });

// ---- folding -------------------------------------------------------------------------------
const fold = (open) => all("#text :is(details.unit, details.run)").forEach((row) => { row.open = open; });
one("unfold").addEventListener("click", () => fold(true));
one("fold").addEventListener("click", () => fold(false));

// ---- paper shows what is folded, also where the style alone cannot unfold it ---------------
if (!CSS.supports("selector(::details-content)")) {
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = all("#text details:not([open]), .erratum:not([open])");
    unfolded.forEach((node) => { node.open = true; });
  });
  addEventListener("afterprint", () => unfolded.forEach((node) => { node.open = false; }));
}
