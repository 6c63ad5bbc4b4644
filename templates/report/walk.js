// ---- where we are: among the cards, or among the marks of the text ----------------------
let inText = false;
let here = null;
let shown = null;
const marks = () => {
  if (!shown) {
    shown = all(MARK).filter((mark) => (mark.id || quietly(mark)) && !mark.closest(".both") && switchOf(mark)?.checked && !switchOf(mark.parentElement.closest(".m") || document.body)?.checked);
  }
  return shown;
};
const cards = () => all("#telling > .entries > .entry, #errata .erratum-row").filter((node) => !(one("open-only").checked && node.classList.contains("done") && node !== here));
const stops = () => (inText ? marks() : cards());
const tell = () => {
  const list = stops();
  const at = list.indexOf(here);
  one("position").textContent = list.length ? say("position", { n: at < 0 ? "–" : at + 1, total: list.length }) : data.words.position_none;
};
const stand = (node) => {
  here = node;
  inText = Boolean(node.closest("#text"));
  if (inText) { if (quietly(node)) point([node]); else pointId(idOf(node)); } else if (node.dataset.id) pointId(node.dataset.id); else point([node]);
  tell();
};
const goTo = (node) => {
  stand(node);
  land(node);
  const target = (inText && node.querySelector("a")) || node;
  if (target === node) node.tabIndex = -1;
  target.focus({ preventScroll: true });
  if (node.id) history.replaceState(null, "", `#${node.id}`);
  if (inText) card(node); else one("card").hidden = true;
};
const go = (step) => {
  const list = stops();
  if (!list.length) return tell();
  const at = list.indexOf(here);
  return goTo(list[at < 0 ? (step < 0 ? list.length - 1 : 0) : (at + step + list.length) % list.length]);
};
const undecided = (node) => !node.classList.contains("done");
const goOpen = () => {
  inText = false;
  const list = cards();
  const at = list.indexOf(here);
  const next = [...list.slice(at + 1), ...list.slice(0, at + 1)].find(undecided);
  if (next && next !== here) goTo(next);
};
const goAcross = () => {
  if (!here) return;
  if (inText) {
    const id = quietly(here) ? "" : idOf(here);
    const back = one(`e-${id}`) || (id && decidable(id)?.closest(".erratum-row")) || one(`g${here.dataset.g}`);
    if (back) { inText = false; goTo(back); }
    return;
  }
  const link = here.querySelector('a[href^="#d-"], a[href^="#f-"]');
  const mark = link && one(decodeURIComponent(link.hash.slice(1)));
  if (mark) goTo(mark);
};
let unitAt = null;
const goUnit = (step) => {
  const rows = all("#text details.unit").filter((row) => row.checkVisibility?.() !== false);
  const at = rows.indexOf(document.activeElement.closest("details.unit") || unitAt);
  const row = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  if (!row) return;
  unitAt = row;
  inText = true;
  land(row, "start");
  row.querySelector("summary").focus({ preventScroll: true });
  history.replaceState(null, "", `#${row.id}`);
};
document.addEventListener("focusin", (event) => {
  const node = event.target.closest?.(".entry, .erratum-row");
  if (node && node !== here) stand(node);
});
one("next").addEventListener("click", () => go(1));
one("previous").addEventListener("click", () => go(-1));
all(".switches input").forEach((box) => box.addEventListener("change", () => { shown = null; tell(); }));
