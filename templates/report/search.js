// ---- search: characters that are one word in another script are one, glosses and marks break nothing ---
const canonical = new Map([...data.variants[0]].map((char, at) => [char, [...data.variants[1]][at]]));
const folded = (char) => { let made = ""; for (const part of char.normalize("NFKC").toLowerCase()) if (!/[\s\u200b-\u200f\u2060\ufeff]/.test(part)) made += canonical.get(part) || part; return made; };
const GLOSS = /(?<=\p{Script=Han})[(（]\s*(?:[a-z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]{1,7}[1-5]?\s*){1,4}[)）]|(?<=\p{Script=Han})[(（][\u3105-\u312f\u02ca\u02c7\u02cb\u02d9]+[)）]/giu;
const indexed = new Map();
const index = (source) => {
  if (indexed.has(source)) return indexed.get(source);
  const walker = document.createTreeWalker(source, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest(".vh, .both del") && node.parentElement.closest(".vh, .both del") !== source ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  const nodes = [];
  let raw = "";
  while (walker.nextNode()) { nodes.push([raw.length, walker.currentNode]); raw += walker.currentNode.data; }
  const glosses = [...raw.matchAll(GLOSS)].map((found) => [found.index, found.index + found[0].length]);
  const made = [false, true].map((skipping) => {
    let text = "";
    const at = [];
    let gloss = 0;
    for (let from = 0; from < raw.length;) {
      while (gloss < glosses.length && glosses[gloss][1] <= from) gloss += 1;
      if (skipping && gloss < glosses.length && glosses[gloss][0] === from) { [, from] = glosses[gloss]; continue; }
      const char = String.fromCodePoint(raw.codePointAt(from));
      for (const part of folded(char)) { text += part; for (let unit = 0; unit < part.length; unit += 1) at.push([from, from + char.length]); }
      from += char.length;
    }
    return { text, at };
  });
  const found = { nodes, made };
  indexed.set(source, found);
  return found;
};
const rangesIn = (source, wanted, skipping) => {
  const { nodes, made } = index(source);
  const { text, at } = made[Number(skipping)];
  const locate = (offset, ending) => {
    const node = nodes.findLastIndex(([start]) => (ending ? start < offset : start <= offset));
    return [nodes[node][1], offset - nodes[node][0]];
  };
  const ranges = [];
  for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length)) {
    const range = new Range();
    range.setStart(...locate(at[from][0], false));
    range.setEnd(...locate(at[from + wanted.length - 1][1], true));
    ranges.push(range);
  }
  return ranges;
};
let hits = [];
let hit = -1;
const paint = () => {
  if (CSS.highlights) { CSS.highlights.set("found", new Highlight(...hits)); CSS.highlights.set("found-now", new Highlight(...hits.slice(hit, hit + 1))); }
  const asked = one("search").value.trim();
  one("found").textContent = !asked ? "" : hits.length ? say("search_found", { n: hit + 1, total: hits.length }) : data.words.search_none;
};
const centre = (range) => { const box = range.getBoundingClientRect(); scrollBy({ top: box.top + (box.height - innerHeight) / 2, behavior: "instant" }); };
const showHit = (step) => {
  if (!hits.length) return;
  hit = (hit + step + hits.length) % hits.length;
  const node = hits[hit].startContainer.parentElement;
  unfold(node);
  node.scrollIntoView({ block: "center", behavior: "instant" });
  // what comes into view takes its real height only then, and a long unit is taller than the window
  const range = hits[hit];
  centre(range);
  requestAnimationFrame(() => { centre(range); requestAnimationFrame(() => centre(range)); });
  paint();
};
const sources = () => all(root.dataset.view === "inline" ? "#text :is(.both .src, .both del, .cells .src)" : "#text :is(.pair, .cells) .src");
const search = (asked) => {
  const wanted = [...asked].map(folded).join("");
  const skipping = !/[()（）a-z]/i.test(asked);
  hits = wanted ? sources().flatMap((source) => rangesIn(source, wanted, skipping)) : [];
  hit = hits.length ? 0 : -1;
  if (hits.length) unfold(hits[0].startContainer.parentElement);
  paint();
};
let waiting = 0;
one("search").addEventListener("input", (event) => { clearTimeout(waiting); waiting = setTimeout(() => search(event.target.value.trim()), 150); });
one("search").addEventListener("keydown", (event) => {
  if (event.key === "Escape") { event.target.value = ""; search(""); event.target.blur(); event.stopPropagation(); }
  if (event.key !== "Enter") return;
  clearTimeout(waiting);
  const asked = event.target.value.trim();
  if (event.target.dataset.asked !== asked + root.dataset.view) { event.target.dataset.asked = asked + root.dataset.view; search(asked); hit = event.shiftKey ? 0 : -1; }
  showHit(event.shiftKey ? -1 : 1);
});
