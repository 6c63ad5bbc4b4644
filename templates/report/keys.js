// ---- keys -------------------------------------------------------------------------------
const keysOn = one("keys-on");
keysOn.checked = recall("policydiff:keys") !== "off";
keysOn.addEventListener("change", () => remember("policydiff:keys", keysOn.checked ? "on" : "off"));
const help = one("help");
one("help-open").addEventListener("click", () => help.showModal());
const acts = {
  j: () => go(1), k: () => go(-1), f: goOpen, g: goAcross, n: () => goUnit(1), p: () => goUnit(-1),
  a: () => decideHere("change"), s: () => decideHere("keep"), d: () => decideHere("query"), u: undo,
  o: () => one("open-only").click(), t: () => one("sw-tech").click(),
  z: () => view("side"), x: () => view("inline"), c: () => view("changes"),
  "/": () => one("search").focus(), "?": () => help.showModal(),
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { if (inText && here && !one("card").hidden) { one("card").hidden = true; return; } all(".pop[open]").forEach((node) => { node.open = false; }); return; }
  const writing = event.target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select") || help.open;
  if (!keysOn.checked || writing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector(`.switches input[data-key="${CSS.escape(event.key)}"]`);
  if (box) box.click(); else if (Object.hasOwn(acts, event.key)) acts[event.key](); else return;
  event.preventDefault();
});
document.addEventListener("click", (event) => {
  all(".pop[open]").forEach((node) => { if (!node.contains(event.target)) node.open = false; });
});

// ---- links into the text ----------------------------------------------------------------
const arrive = () => {
  const id = decodeURIComponent(location.hash.slice(1));
  const node = id && one(id);
  if (!node) return;
  if (node.tagName === "DETAILS") node.open = true;
  if (node.matches(MARK)) {
    const box = switchOf(node);
    if (box && !box.checked) { box.checked = true; shown = null; }
    stand(node);
    card(node);
  } else if (node.matches(".entry")) stand(node);
  land(node, node.matches(`${MARK}, .entry`) ? "center" : "start");
  tell();
};
addEventListener("hashchange", arrive);
(window.requestIdleCallback || setTimeout)(() => { tell(); drawMoves(); });
arrive();
