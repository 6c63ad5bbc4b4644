// The check as a whole. Each line has a state (yes, no, open) and says itself by a key; `claims` are what is proven.
const LARGEST = 2 ** 31 - 1;

async function check(given) {
  const out = { lines: [], claims: [], records: [], pinned: 0, entry: null, unsure: false };
  const say = (state, key, args = {}) => out.lines.push({ state, key, args });
  const { log } = given;
  for (const [key, args] of log.faults.slice(0, 10)) say("no", key, args);
  if (log.faults.length) return { ...out, verdict: "red" };
  const notes = given.texts.map((one) => ({ ...one, note: noteIn(withoutKeys(one.text)) }));
  const keys = (await Promise.all(given.texts.map((one) => keysIn(one.text)))).flat();
  const states = notes.flatMap((one) => checkpointsIn(one.text));
  const sizes = new Set([log.size, ...states.map((one) => one.size), ...log.anchors.map((one) => one.data.size), ...given.own.map((one) => one.size)]);
  const roots = await rootsOf(log.leaves, new Set([...sizes].filter((size) => size > 0 && size <= log.size)));
  say("yes", "log_whole", { n: log.size, root: text64(roots.get(log.size)) });
  if (log.redacted) say("open", "redacted", { n: log.redacted });
  for (const one of notes) if (!checkpointsIn(one.text).length && !(await keysIn(one.text)).length) say("open", "seen_nothing", { name: one.name });
  for (const state of given.own) ownCheckpoint(log, roots, state, say);
  for (const state of states) seenCheckpoint(log, roots, state, out, say);
  for (const one of notes) if (one.note) await checkNote(log, roots, one.note, keys, out, say, true);
  for (const anchor of log.anchors) await checkAnchor(log, roots, anchor, given.anchors, keys, out, say);
  for (const file of given.files) await checkFile(log, file, out, say);
  const red = out.lines.some((line) => line.state === "no");
  const covered = out.entry !== null && out.pinned > out.entry;
  out.claims.sort((a, b) => (b.first ?? false) - (a.first ?? false));
  out.lines.sort((a, b) => (b.state === "no") - (a.state === "no"));
  return { ...out, verdict: red ? "red" : covered && !out.unsure ? "green" : "amber", why: whyOpen(given, out) };
}

function whyOpen(given, out) {
  if (!given.files.length) return "no_file";
  if (out.unsure) return "unsure";
  return out.pinned ? "later" : "no_pin";
}

function ownCheckpoint(log, roots, state, say) {
  const args = { n: state.size, m: log.size };
  if (state.origin !== log.origin) say("no", "own_other", { origin: state.origin });
  else if (state.size === log.size && same(roots.get(state.size), state.root)) say("yes", "own_holds", args);
  else say("no", state.size > log.size ? "own_short" : "own_root", args);
}

function seenCheckpoint(log, roots, state, out, say) {
  const args = { n: state.size, m: log.size, origin: state.origin };
  if (state.origin !== log.origin) return say("no", "seen_other", args);
  if (state.size > log.size) return say("no", "seen_short", args);
  if (!roots.has(state.size) || !same(roots.get(state.size), state.root)) return say("no", "seen_root", args);
  out.pinned = Math.max(out.pinned, state.size);
  out.claims.push({ key: "by_seen", args, size: state.size });
  return say("yes", "seen_holds", args);
}

// A note's signatures under the keys that were given; `loose` is a note that lies in no log.
async function checkNote(log, roots, note, keys, out, say, loose, kept = []) {
  const { state } = note, ours = state.origin === log.origin && state.size <= log.size && same(roots.get(state.size) ?? [], state.root);
  if (!ours && !loose) return say("no", "anchor_root", { n: state.size });
  for (const signature of note.signatures) {
    const fits = (key) => key.name === signature.name && key.ident === signature.ident;
    const key = keys.find(fits), other = key ?? kept.find(fits);
    const args = { who: signature.name, n: state.size };
    if (!other) { say("open", "no_key", args); continue; }
    const found = await signed(note, signature, other);
    if (found.holds === null) say("open", "no_ed25519", args);
    else if (!found.holds) say("no", "note_fails", args);
    else if (!key) say("open", "note_kept_key", args);
    else {
      say("yes", "note_holds", args);
      if (ours) {
        out.pinned = Math.max(out.pinned, state.size);
        out.claims.push({ key: found.time ? "by_note" : "by_signer", args: { ...args, time: found.time }, size: state.size });
      }
    }
  }
  return undefined;
}

async function checkAnchor(log, roots, anchor, files, keys, out, say) {
  const { data, seq } = anchor, root = base64(String(data.root));
  const args = { n: seq, size: data.size, by: data.by || "?", time: String(data.time ?? "").replace("T", " ").replace("Z", ""), form: data.form };
  if (!(data.size > 0 && data.size <= seq) || !root || !same(roots.get(data.size) ?? [], root)) return say("no", "anchor_root", args);
  const file = files.get(data.file);
  if (!file) return say("open", "anchor_absent", args);
  if (data.form === "signed_note") {
    const note = noteIn(new TextDecoder().decode(file));
    if (!note) return say("no", "anchor_root", args);
    const kept = await keysIn((Array.isArray(data.keys) ? data.keys : []).join("\n"));
    return checkNote(log, roots, note, keys, out, say, false, kept);
  }
  const document = data.document ? files.get(data.document) : null;
  if (data.document && !document) return say("open", "anchor_absent", args);
  const found = await over(file, data.form, document ?? bodyOf(log.origin, data.size, root));
  if (!found.holds || (found.time && found.time !== args.time)) return say("no", "anchor_other", args);
  if (data.form === "rfc3161") out.claims.push({ key: "by_stamp", args, size: data.size });
  return say("open", data.form === "rfc3161" ? "stamp_named" : "proof_named", args);
}

async function checkFile(log, file, out, say) {
  const name = file.name;
  if (file.size > LARGEST) { out.unsure = true; return say("open", "too_large", { name }); }
  let digest;
  try { digest = HEX(await sha256(new Uint8Array(await file.arrayBuffer()))); } catch { out.unsure = true; return say("open", "unreadable", { name }); }
  const found = (log.bytes.get(digest) ?? []).toSorted((a, b) => (a.role === "kept") - (b.role === "kept") || a.seq - b.seq);
  if (!found.length) {
    const numbered = /^(\d{6})-[0-9a-f]{16}/.exec(name), seq = numbered ? Number(numbered[1]) : log.names.get(name);
    return log.copies.has(seq) ? say("no", "file_other", { name, n: seq, digest }) : say("no", "file_absent", { name, digest });
  }
  const [first] = found;
  out.entry = Math.max(out.entry ?? -1, first.seq);
  say("yes", `file_${first.role}`, { name, n: first.seq, digest });
  out.claims.push({ key: "in_store", args: { name, n: first.seq, time: first.time }, first: true, seq: first.seq });
  const copy = log.copies.get(first.seq);
  if (copy) out.records.push({ name, digest, ...copy });
  const others = [...new Set(found.slice(1).filter((one) => one.role === first.role).map((one) => one.seq))];
  if (others.length) say("open", "also_in", { name, which: others.slice(0, 20).join(", ") });
  for (const remark of log.remarks) if (remark.copies.includes(first.seq)) { out.unsure = true; say("open", remark.key, { n: first.seq, ...remark.args }); }
  return undefined;
}
