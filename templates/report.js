"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const one = (id) => document.getElementById(id);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const data = JSON.parse(one("page-data").textContent);
  const say = (name, values) => data.words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const store = `policydiff:${data.a.sha256}:${data.b.sha256}`;
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* a browser may refuse to keep anything */ } };
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const smooth = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

  // ---- where we are -------------------------------------------------------------------
  const switchOf = (mark) => [...mark.classList].map((name) => one(`sw-${name}`)).find(Boolean);
  const idOf = (mark) => mark.dataset.d || mark.dataset.f || mark.id.slice(2);
  const decidable = (id) => document.querySelector(`[data-id="${CSS.escape(id)}"][data-decision]`);
  const same = (id) => [one(`d-${id}`), ...all(`[data-d="${CSS.escape(id)}"], [data-f="${CSS.escape(id)}"]`)].filter(Boolean);
  let shown = null;
  let at = -1;
  const marks = () => {
    if (!shown) shown = all(".src .m[id]").filter((mark) => switchOf(mark)?.checked && !switchOf(mark.parentElement.closest(".m") || document.body)?.checked);
    return shown;
  };
  const unfold = (node) => { for (let up = node; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true; };
  const reveal = (node) => { unfold(node.parentElement); node.scrollIntoView({ block: "center", behavior: smooth() }); };
  const point = (id) => {
    all(".current").forEach((node) => node.classList.remove("current"));
    [...same(id), one(`e-${id}`)].filter(Boolean).forEach((node) => node.classList.add("current"));
  };
  const tell = () => {
    const total = marks().length;
    one("position").textContent = say(!total ? "position_none" : at < 0 ? "position_all" : "position", { n: at + 1, total });
  };
  const go = (step) => {
    const list = marks();
    if (!list.length) return tell();
    at = at < 0 && step < 0 ? list.length - 1 : (at + step + list.length) % list.length;
    const mark = list[at];
    reveal(mark);
    point(idOf(mark));
    const target = mark.querySelector("a") || mark;
    if (target === mark) mark.tabIndex = -1;
    target.focus({ preventScroll: true });
    history.replaceState(null, "", `#${mark.id}`);
    card(mark);
    tell();
  };
  let unitAt = null;
  const goUnit = (step) => {
    const rows = all("#text details.unit:not([hidden])");
    const here = rows.indexOf(document.activeElement.closest("details.unit") || unitAt);
    const row = rows[Math.min(rows.length - 1, Math.max(0, here + step))];
    if (!row) return;
    unitAt = row;
    row.scrollIntoView({ block: "start", behavior: "auto" });
    row.querySelector("summary").focus({ preventScroll: true });
    history.replaceState(null, "", `#${row.id}`);
  };

  // ---- the card of a mark -------------------------------------------------------------
  const card = (mark) => {
    const titled = mark.title ? mark : mark.querySelector("[title]");
    one("card-text").textContent = titled ? titled.title : "";
    const id = idOf(mark);
    one("card-link").href = `#${mark.id || `d-${id}`}`;
    const place = one("card-decide");
    place.replaceChildren();
    place.dataset.id = id;
    if (decidable(id)) controls(place, id);
    one("card-rule").hidden = !one(`e-${id}`);
    one("rule").hidden = true;
    one("card").hidden = false;
  };
  one("card-close").addEventListener("click", () => { one("card").hidden = true; });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.(".src .m");
    if (!mark || !switchOf(mark)?.checked || !getSelection().isCollapsed) return;
    if (event.target.closest("a")) event.preventDefault();
    point(idOf(mark));
    at = marks().indexOf(mark.id ? mark : one(`d-${idOf(mark)}`));
    card(mark);
    tell();
  });
  document.addEventListener("focusin", (event) => {
    const mark = event.target.closest?.(".src .m");
    if (mark && switchOf(mark)?.checked) card(mark);
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

  // ---- switches, folding, search ------------------------------------------------------
  all(".switches input").forEach((box) => box.addEventListener("change", () => { shown = null; at = -1; tell(); }));
  const fold = (open) => all("#text details.unit").forEach((row) => { row.open = open; });
  one("unfold").addEventListener("click", () => fold(true));
  one("fold").addEventListener("click", () => fold(false));
  one("next").addEventListener("click", () => go(1));
  one("previous").addEventListener("click", () => go(-1));
  const search = (wanted) => {
    const rows = all("#text details.unit");
    const ranges = [];
    let found = 0;
    for (const row of rows) {
      const hit = !wanted || row.textContent.includes(wanted);
      row.hidden = !hit;
      if (!wanted || !hit) continue;
      found += 1;
      row.open = true;
      for (const source of all(".src", row)) ranges.push(...rangesIn(source, wanted));
    }
    if (CSS.highlights) CSS.highlights.set("found", new Highlight(...ranges));
    one("found").textContent = wanted ? say("search_found", { n: found, total: rows.length }) : "";
  };
  const rangesIn = (source, wanted) => {
    const nodes = [];
    const walker = document.createTreeWalker(source, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest(".vh") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
    let text = "";
    while (walker.nextNode()) { nodes.push([text.length, walker.currentNode]); text += walker.currentNode.data; }
    const locate = (offset, ending) => {
      const index = nodes.findLastIndex(([start]) => (ending ? start < offset : start <= offset));
      return [nodes[index][1], offset - nodes[index][0]];
    };
    const ranges = [];
    for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length)) {
      const range = new Range();
      range.setStart(...locate(from, false));
      range.setEnd(...locate(from + wanted.length, true));
      ranges.push(range);
    }
    return ranges;
  };
  let waiting = 0;
  one("search").addEventListener("input", (event) => { clearTimeout(waiting); waiting = setTimeout(() => search(event.target.value.trim()), 150); });
  one("search").addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.target.value = ""; search(""); event.target.blur(); }
    if (event.key === "Enter") { search(event.target.value.trim()); document.querySelector("#text details.unit:not([hidden])")?.scrollIntoView(); }
  });

  // ---- paper shows what is folded, also where the style alone cannot unfold it -----------
  if (!CSS.supports("selector(::details-content)")) {
    let unfolded = [];
    addEventListener("beforeprint", () => {
      unfolded = all("#text details:not([open]), .erratum:not([open])");
      unfolded.forEach((node) => { node.open = true; });
    });
    addEventListener("afterprint", () => unfolded.forEach((node) => { node.open = false; }));
  }

  // ---- one side is copied at a time ---------------------------------------------------
  document.addEventListener("mousedown", (event) => {
    const pane = event.target.closest?.(".pane, .cells tr.a, .cells tr.b");
    if (pane) root.dataset.sel = pane.classList.contains("a") ? "a" : "b"; else delete root.dataset.sel;
  });

  // ---- decisions ----------------------------------------------------------------------
  const decided = new Map();
  const places = all("[data-id][data-decision]");
  for (const place of places) if (place.dataset.decision) decided.set(place.dataset.id, { decision: place.dataset.decision, note: place.dataset.note });
  const keep = () => {
    remember(store, JSON.stringify({ proofreader: one("proofreader").value, reviewer: one("reviewer").value, decisions: [...decided].map(([id, made]) => ({ id, ...made })) }));
    one("decided").textContent = say("decided_count", { n: [...decided.values()].filter((made) => made.decision !== "query").length, total: new Set(places.map((place) => place.dataset.id)).size });
  };
  const show = (holder) => {
    const made = decided.get(holder.dataset.id);
    all("[data-decision]", holder).filter((node) => node.tagName === "BUTTON").forEach((button) => button.setAttribute("aria-pressed", String(made?.decision === button.dataset.decision)));
    const note = holder.querySelector(".note");
    if (note && document.activeElement !== note) note.value = made?.note || "";
  };
  const showAll = (id) => all(`.decide[data-id="${CSS.escape(id)}"]`).forEach(show);
  const controls = (holder, id) => {
    holder.dataset.id = id;
    if (!holder.querySelector(".decide-row")) holder.replaceChildren(one("decide").content.cloneNode(true));
    show(holder);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".decide-row button");
    if (!button) return;
    const { id } = button.closest(".decide").dataset;
    const made = decided.get(id);
    if (made?.decision === button.dataset.decision) decided.delete(id);
    else decided.set(id, { decision: button.dataset.decision, note: made?.note || "" });
    showAll(id);
    keep();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-all]");
    if (!button) return;
    for (const place of all("[data-id]", button.closest("details"))) {
      if (!place.matches("li")) continue;
      decided.set(place.dataset.id, { decision: button.dataset.all, note: decided.get(place.dataset.id)?.note || "" });
      showAll(place.dataset.id);
    }
    keep();
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("#proofreader, #reviewer")) keep();
    if (!event.target.matches?.(".decide-row .note")) return;
    const { id } = event.target.closest(".decide").dataset;
    decided.set(id, { decision: decided.get(id)?.decision || "query", note: event.target.value });
    showAll(id);
    keep();
  });
  const near = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) if (isIntersecting) { controls(target, target.parentElement.dataset.id); near.unobserve(target); }
  }, { rootMargin: "400px" });
  places.forEach((place) => near.observe(place.querySelector(".decide")));
  const readable = (place) => all(".quote", place).map((quote) => (quote.querySelector("del, ins, mark") || { textContent: "" }).textContent).join(" → ");
  one("export").addEventListener("click", () => {
    const byId = new Map(places.map((place) => [place.dataset.id, place]));
    const decisions = [...decided].map(([id, made]) => ({ ...data.places[id], id, decision: made.decision, note: made.note || "", text: byId.has(id) ? readable(byId.get(id)) : "" }));
    const seen = Object.entries(data.places).filter(([id]) => !decided.has(id)).map(([id, place]) => ({ id, a: place.a?.text || "", b: place.b?.text || "" }));
    const file = { schema: data.schema, a: data.a, b: data.b, proofreader: one("proofreader").value, reviewer: one("reviewer").value, decisions, seen };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, 1)}\n`], { type: "application/json" }));
    link.download = "decisions.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  const take = (file) => {
    const known = new Set(places.map((place) => place.dataset.id));
    let stale = 0;
    for (const { id, decision, note } of file.decisions) {
      if (!["change", "keep", "query"].includes(decision)) continue;
      if (!known.has(id)) stale += 1;
      else decided.set(id, { decision, note: String(note || "") });
    }
    one("proofreader").value = file.proofreader || one("proofreader").value;
    one("reviewer").value = file.reviewer || one("reviewer").value;
    all(".decide[data-id]").forEach(show);
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
  try { const kept = JSON.parse(recall(store)); if (kept) take(kept); } catch { /* what was kept is no longer readable */ }
  keep();

  // ---- keys ---------------------------------------------------------------------------
  const keysOn = one("keys-on");
  keysOn.checked = recall("policydiff:keys") !== "off";
  keysOn.addEventListener("change", () => remember("policydiff:keys", keysOn.checked ? "on" : "off"));
  const help = one("help");
  one("help-open").addEventListener("click", () => help.showModal());
  const acts = { j: () => go(1), k: () => go(-1), n: () => goUnit(1), p: () => goUnit(-1), "/": () => one("search").focus(), "?": () => help.showModal() };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { one("card").hidden = true; return; }
    const writing = event.target.matches?.("input:not([type=checkbox]), textarea, select") || help.open;
    if (!keysOn.checked || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.querySelector(`.switches input[data-key="${CSS.escape(event.key)}"]`);
    if (box) box.click(); else if (Object.hasOwn(acts, event.key)) acts[event.key](); else return;
    event.preventDefault();
  });

  // ---- links into the text ------------------------------------------------------------
  const arrive = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const node = id && one(id);
    if (!node) return;
    if (node.tagName === "DETAILS") node.open = true;
    unfold(node.parentElement);
    if (node.matches(".m")) {
      const box = switchOf(node);
      if (box && !box.checked) { box.checked = true; shown = null; }
      point(idOf(node));
      at = marks().indexOf(node);
      card(node);
    }
    node.scrollIntoView({ block: node.matches(".m, .entry") ? "center" : "start" });
    tell();
  };
  addEventListener("hashchange", arrive);
  (window.requestIdleCallback || setTimeout)(tell);
  arrive();
})();
