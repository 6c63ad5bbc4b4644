"use strict";
// Bytes, digests and the log's hash tree (RFC 6962, section 2.1).
const HEX = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const UTF8 = new TextEncoder();
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const joined = (...parts) => {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
};
const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);
const base64 = (text) => {
  try { return Uint8Array.from(atob(text), (char) => char.charCodeAt(0)); } catch { return null; }
};
const text64 = (bytes) => btoa(String.fromCharCode(...bytes));
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const leafHash = (line) => sha256(joined(new Uint8Array([0]), line));
const nodeHash = (left, right) => sha256(joined(new Uint8Array([1]), left, right));

// The roots of the tree over so many first leaves, by size: the right edge of a growing tree is all that is kept.
async function rootsOf(leaves, sizes) {
  const edge = [], found = new Map(), last = Math.max(0, ...sizes);
  for (let at = 0; at < Math.min(last, leaves.length); at += 1) {
    let current = leaves[at];
    if (!current) break;
    for (let index = at; index & 1; index >>>= 1) current = await nodeHash(edge.pop(), current);
    edge.push(current);
    if (!sizes.has(at + 1)) continue;
    let root = edge[edge.length - 1];
    for (let left = edge.length - 2; left >= 0; left -= 1) root = await nodeHash(edge[left], root);
    found.set(at + 1, root);
  }
  return found;
}

// The lines of a file as bytes, without their line feeds, read piece by piece.
async function* linesOf(file) {
  const reader = file.stream().getReader();
  let kept = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    let start = 0;
    for (let end = value.indexOf(10); end >= 0; end = value.indexOf(10, start)) {
      kept.push(value.subarray(start, end));
      yield kept.length === 1 ? kept[0] : joined(...kept);
      kept = [];
      start = end + 1;
    }
    if (start < value.length) kept.push(value.slice(start));
  }
  if (kept.length) yield joined(...kept);
}
