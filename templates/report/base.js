"use strict";
const root = document.documentElement;
root.classList.add("js");
const one = (id) => document.getElementById(id);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const data = JSON.parse(one("page-data").textContent);
const say = (name, values) => data.words[name].replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (_, key, one, other) => (other ? `${values[key]} ${values[key] === 1 ? one : other}` : values[key]));
const store = `policydiff:${data.a.sha256}:${data.b.sha256}`;
const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* a browser may refuse to keep anything */ } };
const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
const unfold = (node) => { for (let up = node; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true; };
let landing = null;
// what comes near takes its real height only then, and moves what stands below: so the place is taken again
const land = (node, block = "center") => {
  unfold(node.parentElement);
  landing = node;
  const put = (frames) => {
    if (landing !== node) return;
    node.scrollIntoView({ block, behavior: "instant" });
    if (frames) requestAnimationFrame(() => put(frames - 1)); else landing = null;
  };
  put(3);
};
