// What others keep or sign of a log: checkpoints, signed notes (C2SP), keys, time stamps, proofs.
const LINE = /(?:^|\s)checkpoint:? (policydiff\/store\/[0-9a-f-]{36}) ([0-9]{1,15}) ([A-Za-z0-9+/]{43}=)(?=\s|$)/g;
const BODY = /(?:^|\n)(policydiff\/store\/[0-9a-f-]{36})\r?\n([0-9]{1,15})\r?\n([A-Za-z0-9+/]{43}=)[ \t]*(?=\r?\n|$)/g;
const KEY = /(?:^|\s)([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44}=*)(?=\s|$)/g;
const SIGNATURE = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/;
const PROOF = unhex("004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e89294");

const checkpointsIn = (text) =>
  [...text.matchAll(LINE), ...text.matchAll(BODY)].map((found) => ({ origin: found[1], size: Number(found[2]), root: base64(found[3]) }));
const bodyOf = (origin, size, root) => UTF8.encode(`${origin}\n${size}\n${text64(root)}\n`);

async function keysIn(text) {
  const found = [];
  for (const [, name, hash, spelt] of text.matchAll(KEY)) {
    const data = base64(spelt);
    if (!data || data.length !== 33 || (data[0] !== 1 && data[0] !== 4)) continue;
    const ident = (await sha256(joined(UTF8.encode(`${name}\n`), data))).slice(0, 4);
    if (HEX(ident) === hash) found.push({ name, ident: hash, kind: data[0], public: data.slice(1) });
  }
  return found;
}

// A note beside which keys were pasted: the note alone.
const withoutKeys = (text) => `${text.split("\n").filter((line) => !/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}=*\s*$/.test(line)).join("\n").trimEnd()}\n`;

function noteIn(text) {
  const at = text.lastIndexOf("\n\n");
  if (at < 0 || !text.endsWith("\n")) return null;
  const signatures = text.slice(at + 2, -1).split("\n").map((line) => {
    const found = SIGNATURE.exec(line), data = found && base64(found[2]);
    return data && data.length > 4 ? { name: found[1], ident: HEX(data.slice(0, 4)), value: data.slice(4) } : null;
  });
  const body = text.slice(0, at + 1), [state] = checkpointsIn(body);
  if (!state || signatures.includes(null) || !body.startsWith(new TextDecoder().decode(bodyOf(state.origin, state.size, state.root)))) return null;
  return { body, state, signatures };
}

// Whether a signature is that of its key: true, false, or null where the browser does not know Ed25519.
async function signed(note, signature, key) {
  let message = UTF8.encode(note.body), bytes = signature.value, time = null;
  if (key.kind === 4) {
    if (bytes.length !== 72) return { holds: false };
    time = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
    message = joined(UTF8.encode(`cosignature/v1\ntime ${time}\n`), message);
    bytes = bytes.slice(8);
  }
  let imported;
  try { imported = await crypto.subtle.importKey("raw", key.public, { name: "Ed25519" }, false, ["verify"]); } catch { return { holds: null }; }
  const holds = await crypto.subtle.verify({ name: "Ed25519" }, imported, bytes, message);
  const told = time !== null && time > 0n && time < 253402300800n;
  return { holds, time: told ? new Date(Number(time) * 1000).toISOString().replace("T", " ").slice(0, 19) : null };
}

const placeOf = (bytes, part) => {
  for (let at = bytes.indexOf(part[0]); at >= 0; at = bytes.indexOf(part[0], at + 1)) if (same(bytes.subarray(at, at + part.length), part)) return at;
  return -1;
};

// Whether a time stamp or a proof is over these bytes, and the time that the stamp says; its signature is not looked at.
async function over(file, form, message) {
  if (form === "opentimestamps") return { holds: placeOf(file, PROOF) === 0 && same(file.subarray(33, 65), await sha256(message)) };
  for (const name of ["SHA-256", "SHA-384", "SHA-512"]) {
    const digest = new Uint8Array(await crypto.subtle.digest(name, message)), at = placeOf(file, digest);
    if (at < 0) continue;
    let next = at + digest.length; // the imprint ends here; a serial number and the time follow (RFC 3161, section 2.4.2)
    if (file[next] === 2) next += 2 + file[next + 1];
    const told = file[next] === 24 ? new TextDecoder().decode(file.subarray(next + 2, next + 2 + file[next + 1])) : "";
    const time = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(told);
    return { holds: true, time: time ? `${time[1]}-${time[2]}-${time[3]} ${time[4]}:${time[5]}:${time[6]}` : null };
  }
  return { holds: false };
}
