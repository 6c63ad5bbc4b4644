// The page: what is dropped or chosen goes to its place, and the result is said in the reader's language.
(() => {
  const $ = (id) => document.getElementById(id);
  const words = JSON.parse($("words").textContent);
  document.documentElement.classList.add("js");
  const guess = [location.hash.slice(1), ...navigator.languages].map((tag) => (words[tag] ? tag : /^zh\b.*(hant|tw|hk|mo)/i.test(tag) ? "zh-Hant" : /^zh\b/i.test(tag) ? "zh-Hans" : /^en\b/i.test(tag) ? "en" : null));
  let lang = guess.find(Boolean) ?? "en", result = null, turn = 0;
  const given = { log: null, own: [], anchors: new Map(), files: [], texts: [], pasted: "" };
  const t = (key, args = {}) => words[lang][key].replace(/\{(\w+)\}/g, (_, name) => String(args[name] ?? ""));
  const el = (tag, text, cls) => { const made = document.createElement(tag); made.textContent = text ?? ""; if (cls) made.className = cls; return made; };

  const speak = () => {
    document.documentElement.lang = lang;
    document.title = t("title");
    for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
    document.querySelector("[data-label]").setAttribute("aria-label", t("language"));
    for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
    if (!globalThis.crypto?.subtle) { $("stop").hidden = false; $("stop").textContent = t("no_crypto"); }
    tell();
  };

  const tell = () => {
    const have = { dossier: given.log ? t("have_log", { name: given.log.name, n: given.log.size }) : "" };
    have.file = given.files.map((file) => file.name).slice(0, 5).join(", ");
    have.seen = given.texts.map((one) => one.name).filter(Boolean).join(", ");
    for (const [id, said] of Object.entries(have)) { $(`${id}-have`).textContent = said; $(id).classList.toggle("filled", said !== "" || (id === "seen" && given.pasted.trim() !== "")); }
    $("result").hidden = !result;
    if (!result) return;
    $("result").className = result.verdict;
    $("badge").textContent = t(`badge_${result.verdict}`);
    $("said").textContent = t(result.verdict === "amber" ? `amber_${result.why}` : `said_${result.verdict}`);
    const mark = { yes: "✓", no: "✗", open: "○" };
    $("checks").replaceChildren(...result.lines.map((line) => {
      const item = el("li", "", line.state);
      item.append(el("span", mark[line.state], "mark"), el("span", t(`state_${line.state}`), "vh"), el("span", t(line.key, line.args)));
      return item;
    }));
    const told = result.verdict === "red" ? [] : result.claims.filter((one) => one.first || (result.entry !== null && one.size > result.entry));
    $("claims").replaceChildren(...told.map((one) => el("li", t(one.key, one.args))), ...(told.length ? [el("li", t("not_claimed"), "soft")] : []));
    $("records").replaceChildren(...(result.verdict === "red" ? [] : result.records.slice(0, 10).map(recordOf)));
  };

  const plain = (said) => (said === null || said === undefined ? "" : typeof said === "object" ? said.edtf ?? JSON.stringify(said) : String(said));
  const recordOf = (copy) => {
    const box = el("details"), rows = el("dl");
    box.open = true;
    box.append(el("summary", t("record_of", { n: copy.seq, name: copy.name })), rows);
    for (const [label, key] of [["r_title", "title"], ["r_number", "doc_number"], ["r_name", "original_name"], ["r_url", "url_requested"], ["r_final", "url_final"], ["r_retrieved", "retrieved"], ["r_sha256", "sha256"]]) {
      const known = copy.record[key];
      if (!known || plain(known.value) === "" || (key === "url_final" && plain(known.value) === plain(copy.record.url_requested?.value))) continue;
      const shown = el("dd");
      shown.append(el("bdi", plain(known.value)), el("span", ` ${t(`basis_${known.basis}`)}`, "basis"));
      rows.append(el("dt", t(label)), shown);
    }
    return box;
  };

  const failed = (error) => ({ verdict: "red", lines: [{ state: "no", key: "failed", args: { error } }], claims: [], records: [] });
  const run = async () => {
    const mine = ++turn;
    if (!given.log) { result = null; tell(); return; }
    document.body.classList.add("busy");
    const texts = [...given.texts, ...(given.pasted.trim() ? [{ name: "", text: given.pasted.replace(/\n*$/, "\n") }] : [])];
    const found = await check({ ...given, texts }).catch(failed);
    if (mine !== turn) return; // something else was given meanwhile
    document.body.classList.remove("busy");
    result = found;
    tell();
  };

  const SMALL = 1 << 20;
  const isSeen = async (file) => {
    if (file.size > SMALL) return null;
    const text = await file.text();
    return checkpointsIn(text).length || (await keysIn(text)).length ? text : null;
  };
  const takeDossier = async (files) => {
    const log = files.find((file) => file.name === "log.jsonl") ?? (files.length === 1 ? files[0] : files.find((file) => file.name.endsWith(".jsonl")));
    if (log) {
      document.body.classList.add("busy");
      const read = await readLog(log).catch((error) => ({ name: log.name, size: 0, faults: [["failed", { error }]] }));
      [given.log, given.own, given.anchors] = [read, [], new Map()];
    }
    for (const file of files) {
      const path = file.webkitRelativePath || file.path || file.name;
      if (file === log || file.size > SMALL) continue;
      if (/(^|\/)anchors\//.test(path) || /\.(tsr|ots|note)$/.test(path)) {
        const bytes = new Uint8Array(await file.arrayBuffer());
        given.anchors.set(HEX(await sha256(bytes)), bytes);
      } else if (/(^|\/)checkpoint\.txt$/.test(path)) given.own.push(...checkpointsIn(await file.text()));
    }
  };
  const takeSeen = async (files) => { for (const file of files) given.texts.push({ name: file.name, text: await file.text() }); };
  const takeAny = async (files) => {
    const logs = files.filter((file) => file.name.endsWith(".jsonl"));
    if (logs.length) await takeDossier(logs);
    for (const file of files) if (!logs.includes(file)) { if (await isSeen(file)) await takeSeen([file]); else given.files.push(file); }
  };
  const TAKE = { dossier: takeDossier, file: async (files) => { given.files = files; }, seen: takeSeen };
  const take = async (part, files) => { if (files.length) { await (TAKE[part] ?? takeAny)(files); await run(); } };

  // A folder that is dropped: its files, with their paths.
  const walk = async (handle, path, found) => {
    for await (const inner of handle.values()) {
      if (inner.kind === "directory") await walk(inner, `${path}${inner.name}/`, found);
      else { const file = await inner.getFile(); file.path = path + inner.name; found.push(file); }
    }
  };
  const dropped = async (transfer) => {
    const items = [...transfer.items].filter((item) => item.kind === "file");
    const handles = items.map((item) => [item.getAsFile(), item.webkitGetAsEntry?.()?.isDirectory, item.getAsFileSystemHandle?.().catch(() => null)]);
    const groups = { loose: [], folders: [] };
    for (const [file, folder, promise] of handles) {
      const handle = await promise;
      if (handle?.kind === "directory") { const found = []; await walk(handle, `${handle.name}/`, found); groups.folders.push(found); }
      else if (folder) $("dossier-have").textContent = t("folder_button"); // this browser shows no folder that is dropped
      else if (file) groups.loose.push(file);
    }
    return groups;
  };
  document.addEventListener("dragover", (event) => { event.preventDefault(); event.target.closest?.(".part")?.classList.add("over"); });
  document.addEventListener("dragleave", (event) => event.target.closest?.(".part")?.classList.remove("over"));
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    const part = event.target.closest?.(".part");
    part?.classList.remove("over");
    const { loose, folders } = await dropped(event.dataTransfer);
    for (const files of folders) await take("dossier", files);
    await take(folders.length ? "" : part?.id ?? "", loose);
  });
  for (const part of Object.keys(TAKE)) for (const which of ["files", "folder"]) {
    $(`${part}-${which}`)?.addEventListener("change", async (event) => { const files = [...event.target.files]; event.target.value = ""; await take(part, files); });
  }
  $("seen-text").addEventListener("input", async (event) => { given.pasted = event.target.value; await run(); });
  $("clear").addEventListener("click", () => {
    Object.assign(given, { log: null, own: [], anchors: new Map(), files: [], texts: [], pasted: "" });
    $("seen-text").value = "";
    result = null;
    turn += 1;
    document.body.classList.remove("busy");
    tell();
  });
  for (const button of document.querySelectorAll("[data-lang]")) button.addEventListener("click", () => { lang = button.dataset.lang; speak(); });
  speak();
})();
