// ---- decisions: made, undone, counted, kept, saved --------------------------------------
const decided = new Map();
const undone = [];
let dirty = false;
const places = all("[data-id][data-decision]");
for (const place of places) if (place.dataset.decision) decided.set(place.dataset.id, { decision: place.dataset.decision, note: place.dataset.note });
// equal errata that no list shows: decided with the first of them, from which only their words around differ
const besides = new Map();
for (const [first, rest] of Object.entries(data.besides)) {
  const row = decidable(first).closest(".erratum-row");
  besides.set(row, rest.map(([id]) => id));
  const { side } = data.places[first];
  for (const [id, before, after, start, decision, note] of rest) {
    data.places[id] = { ...data.places[first], [side]: { ...data.places[first][side], before, after, start } };
    if (decision) decided.set(id, { decision, note });
  }
}
const unlisted = new Map([...besides].flatMap(([row, rest]) => rest.map((id) => [id, row])));
const equals = (row) => [...all("li.place", row).map((place) => place.dataset.id), ...(besides.get(row) || [])];
const ids = [...new Set([...places.map((place) => place.dataset.id), ...unlisted.keys()])];
one("deciding").hidden = !ids.length;
document.querySelector(".decisions").hidden = !ids.length;
const state = (node) => {
  const inside = node.matches(".entry") ? [node.dataset.id] : equals(node);
  const made = inside.map((id) => decided.get(id)?.decision);
  node.classList.toggle("done", made.every(Boolean));
  node.dataset.made = made.every((name) => name === made[0]) ? made[0] || "" : "";
};
const show = (holder) => {
  const made = decided.get(holder.dataset.id);
  all("button[data-decision]", holder).forEach((button) => button.setAttribute("aria-pressed", String(made?.decision === button.dataset.decision)));
  const note = holder.querySelector(".note");
  if (note && document.activeElement !== note) note.value = made?.note || "";
};
const owner = (id) => { if (unlisted.has(id)) return unlisted.get(id); const place = decidable(id); return place && (place.closest(".erratum-row") || place); };
const showGroup = (row) => all("button[data-all]", row).forEach((button) => button.setAttribute("aria-pressed", String(row.dataset.made === button.dataset.all)));
const showAll = (changed) => {
  for (const id of changed) if (!unlisted.has(id)) all(`.decide[data-id="${CSS.escape(id)}"]`).forEach(show);
  for (const node of new Set(changed.map(owner))) if (node) { state(node); showGroup(node); }
};
const count = () => {
  const n = ids.filter((id) => decided.has(id)).length;
  one("decided").textContent = say("decided_count", { n, total: ids.length });
  one("progress").max = Math.max(1, ids.length);
  one("progress").value = n;
  one("undo").disabled = !undone.length;
  one("unsaved").textContent = dirty ? " •" : "";
  one("export").title = dirty ? data.words.unsaved : data.words.saved;
};
const keep = () => {
  remember(store, JSON.stringify({ proofreader: one("proofreader").value, reviewer: one("reviewer").value, dirty, decisions: [...decided].map(([id, made]) => ({ id, ...made })) }));
  count();
};
const settle = (changes) => {
  undone.push(changes.map(([id]) => [id, decided.get(id)]));
  for (const [id, made] of changes) if (made) decided.set(id, made); else decided.delete(id);
  dirty = true;
  showAll(changes.map(([id]) => id));
  keep();
};
const undo = () => {
  const changes = undone.pop();
  if (!changes) return;
  for (const [id, made] of changes) if (made) decided.set(id, made); else decided.delete(id);
  dirty = true;
  showAll(changes.map(([id]) => id));
  keep();
  const node = owner(changes[0][0]);
  if (node) { inText = false; goTo(node); }
};
const decide = (id, decision) => {
  const made = decided.get(id);
  settle([[id, made?.decision === decision ? undefined : { decision, note: made?.note || "" }]]);
};
const decideAll = (row, decision) => {
  const again = row.dataset.made === decision;
  settle(equals(row).map((id) => [id, again ? undefined : { decision, note: decided.get(id)?.note || "" }]));
};
const decideHere = (decision) => {
  if (!here) return go(1);
  if (inText) {
    const id = quietly(here) ? "" : idOf(here);
    if (id && decidable(id)) decide(id, decision);
    return undefined;
  }
  if (here.matches(".entry")) decide(here.dataset.id, decision); else decideAll(here, decision);
  if (!undecided(here)) goOpen();
  return undefined;
};
const controls = (holder, id) => {
  holder.dataset.id = id;
  if (!holder.querySelector(".decide-row")) holder.replaceChildren(one("decide").content.cloneNode(true));
  show(holder);
};
all(".erratum-row > .all").forEach((holder) => {
  for (const name of ["change", "keep", "query"]) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.all = name;
    button.textContent = data.words[name];
    button.setAttribute("aria-pressed", "false");
    holder.append(button);
  }
});
document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".decide-row button, [data-all]");
  if (!button) return;
  if (button.dataset.all) decideAll(button.closest(".erratum-row"), button.dataset.all);
  else decide(button.closest(".decide").dataset.id, button.dataset.decision);
});
document.addEventListener("input", (event) => {
  if (event.target.matches?.("#proofreader, #reviewer")) keep();
  if (!event.target.matches?.(".decide-row .note")) return;
  const { id } = event.target.closest(".decide").dataset;
  decided.set(id, { decision: decided.get(id)?.decision || "query", note: event.target.value });
  dirty = true;
  showAll([id]);
  keep();
});
one("open-only").addEventListener("change", () => tell());
one("undo").addEventListener("click", undo);
const near = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) if (isIntersecting) { controls(target, target.parentElement.dataset.id); near.unobserve(target); }
}, { rootMargin: "400px" });
places.forEach((place) => near.observe(place.querySelector(":scope > .decide")));
const readable = (place) => all(".quote", place).map((quote) => (quote.querySelector("del, ins, mark") || { textContent: "" }).textContent).join(" → ");
one("export").addEventListener("click", () => {
  const byId = new Map(places.map((place) => [place.dataset.id, place]));
  const shownAt = (id) => byId.get(id) || (unlisted.has(id) && unlisted.get(id).querySelector("li.place"));
  const decisions = [...decided].map(([id, made]) => ({ ...data.places[id], id, decision: made.decision, note: made.note || "", text: shownAt(id) ? readable(shownAt(id)) : "" }));
  const seen = Object.entries(data.places).filter(([id]) => !decided.has(id)).map(([id, place]) => ({ id, a: place.a?.text || "", b: place.b?.text || "" }));
  const file = { schema: data.schema, a: data.a, b: data.b, proofreader: one("proofreader").value, reviewer: one("reviewer").value, decisions, seen };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, 1)}\n`], { type: "application/json" }));
  link.download = "decisions.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  dirty = false;
  keep();
});
addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
const take = (file) => {
  const known = new Set(ids);
  let stale = 0;
  for (const { id, decision, note } of file.decisions) {
    if (!["change", "keep", "query"].includes(decision)) continue;
    if (!known.has(id)) stale += 1;
    else decided.set(id, { decision, note: String(note || "") });
  }
  one("proofreader").value = file.proofreader || one("proofreader").value;
  one("reviewer").value = file.reviewer || one("reviewer").value;
  all(".decide[data-id]").forEach(show);
  all(".entry, .erratum-row").forEach((node) => { state(node); showGroup(node); });
  return stale;
};
one("import").addEventListener("change", async (event) => {
  const [chosen] = event.target.files;
  if (!chosen) return;
  try {
    const file = JSON.parse(await chosen.text());
    if (file.schema !== data.schema || !Array.isArray(file.decisions)) throw new TypeError(file.schema);
    const stale = take(file);
    one("imported").textContent = say("import_done", { n: file.decisions.length, stale });
    keep();
  } catch { one("imported").textContent = data.words.import_failed; }
  event.target.value = "";
});
try { const kept = JSON.parse(recall(store)); if (kept) { take(kept); dirty = Boolean(kept.dirty); } } catch { /* what was kept is no longer readable */ }
if (decided.size) all(".entry, .erratum-row").forEach((node) => { state(node); showGroup(node); });
count();
