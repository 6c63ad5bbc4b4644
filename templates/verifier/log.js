// A log, an entry a line: each against the one before it, and what it says of which bytes.
const TOGETHER = 256;
const value = (record, key) => record?.[key]?.value;

async function readLog(file) {
  const log = { name: file.name, size: 0, leaves: [], bytes: new Map(), names: new Map(), copies: new Map(), anchors: [], remarks: [], faults: [], origin: null };
  const gone = new Map(), blank = [], chain = [];
  let waiting = [];
  const flush = async () => {
    const hashes = await Promise.all(waiting.map((line) => (line.length ? leafHash(line) : null)));
    waiting.forEach((line, at) => {
      const seq = log.leaves.length;
      log.leaves.push(hashes[at]);
      if (line.length) noteEntry(log, seq, line, gone, chain);
      else { blank.push(seq); chain.push(null); }
    });
    waiting = [];
  };
  for await (const line of linesOf(file)) {
    waiting.push(line.slice());
    if (waiting.length >= TOGETHER) await flush();
    if (log.faults.length > 20) break;
  }
  await flush();
  log.size = log.leaves.length;
  for (const seq of blank) {
    if (gone.has(seq)) log.leaves[seq] = gone.get(seq);
    else log.faults.push(["blank", { n: seq }]);
  }
  log.redacted = blank.filter((seq) => gone.has(seq)).length;
  chain.forEach((prev, seq) => {
    if (prev === null) return;
    const before = seq ? log.leaves[seq - 1] : null;
    if (prev.said !== (before ? HEX(before) : null)) log.faults.push(seq ? ["broken", { n: seq, m: seq - 1 }] : ["first", {}]);
  });
  if (!log.size) log.faults.push(["no_log", { name: file.name }]);
  return log;
}

function noteEntry(log, seq, line, gone, chain) {
  let entry;
  try { entry = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(line)); } catch { entry = null; }
  if (entry === null || typeof entry !== "object" || typeof entry.kind !== "string" || !("prev" in entry)) {
    log.faults.push([seq ? "no_entry" : "no_log", { n: seq, name: log.name }]);
    chain.push(null);
    return;
  }
  chain.push({ said: entry.prev });
  if (entry.seq !== seq) log.faults.push(["number", { n: seq, said: entry.seq }]);
  const data = entry.data ?? {};
  if (seq === 0) {
    if (entry.kind === "store") log.origin = `policydiff/store/${data.store}`;
    else log.faults.push(["first", {}]);
  }
  const time = String(entry.time).replace("T", " ").slice(0, 19);
  const held = (digest, role) => {
    if (typeof digest !== "string") return;
    if (!log.bytes.has(digest)) log.bytes.set(digest, []);
    log.bytes.get(digest).push({ seq, role, time });
  };
  if (entry.kind === "copy") {
    const record = data.record ?? {}, name = value(record, "original_name");
    held(value(record, "sha256"), "copy");
    held(value(record, "decoded_text"), "decoded");
    held(value(record, "canonical_text"), "canonical");
    log.copies.set(seq, { seq, time, record });
    if (typeof name === "string") log.names.set(name, seq);
  } else if (entry.kind === "archive") {
    held(data.sha256, "archive");
  }
  for (const blob of Array.isArray(entry.blobs) ? entry.blobs : []) held(blob, "kept");
  if (entry.kind === "anchor") log.anchors.push({ seq, time, data });
  if (entry.kind === "retraction") log.remarks.push({ copies: [data.copy], key: "retracted", args: { n: data.copy, m: seq, why: data.reason } });
  if (entry.kind === "redaction") {
    for (const one of Array.isArray(data.entries) ? data.entries : []) if (typeof one?.hash === "string") gone.set(one.seq, unhex(one.hash));
    log.remarks.push({ copies: data.copies ?? [], key: "redaction", args: { m: seq, why: data.ground, time } });
  }
}
