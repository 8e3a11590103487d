/** Keys, acts shown at once and stored in order, and news of what others do. Every act is a form that works without this. */

const html = document.documentElement;
const root = html.dataset.root;
const main = document.querySelector("#main");
const status = document.querySelector("[data-status]");
const alertBox = document.querySelector("[data-alert]");
const client = (sessionStorage.onymClient ||= crypto.randomUUID());
const queue = JSON.parse(sessionStorage.onymQueue || "[]");
let seq = Number(html.dataset.seq);
let checked = Number(html.dataset.checked);
let ended = html.dataset.ended === "1";
let pending = null;
let spoken = "";
let othersSeen = 0;

const rows = () => [...main.querySelectorAll("[data-list] .row")];
const isOpen = (row) => (row.dataset.verdict ? row.dataset.verdict === "open" : row.dataset.open !== "0");

// Words for those who listen: the sum of what happened, not every step of it.

function tell(words) {
  spoken = words;
  setTimeout(() => { if (status.textContent !== spoken) status.textContent = spoken; }, 150);
}

function warn(words) {
  alertBox.hidden = !words;
  alertBox.textContent = words;
}

function fill(text, values) {
  return Object.entries(values).reduce((all, [key, value]) => all.replace(`{${key}}`, value), text);
}

// The list: one row has the focus, the keys move it.

function focusRow(row) {
  if (!row) return;
  for (const other of rows()) other.tabIndex = other === row ? 0 : -1;
  row.focus();
}

function currentRow() {
  return document.activeElement?.closest?.("[data-list] .row") || rows().find((row) => row.tabIndex === 0) || rows()[0];
}

function move(step) {
  const all = rows();
  const at = all.indexOf(currentRow());
  focusRow(all[Math.max(0, Math.min(all.length - 1, at + step))]);
}

function nextOpen(row) {
  const all = rows();
  const at = all.indexOf(row);
  const next = [...all.slice(at + 1), ...all.slice(0, at)].find(isOpen);
  if (next) focusRow(next);
  else if (main.dataset.here === "name") followNext();
  else focusRow(row);
}

function followNext() {
  const link = main.querySelector("[data-next]") || main.querySelector("[data-back]");
  if (link) go(link.href);
}

function go(href) {
  sessionStorage.onymRow = main.dataset.here + " " + (currentRow()?.dataset.cluster || currentRow()?.dataset.finding || "");
  location.assign(href);
}

// Acts: shown at once, sent in order, kept in the session's storage until they are stored.

function act(form, row, more = {}) {
  const fields = { ...Object.fromEntries(new FormData(form)), ...more, client, request: crypto.randomUUID() };
  queue.push({ path: new URL(form.action).pathname, fields, row: row?.dataset.finding || "" });
  keep();
  if (row) show(row, fields);
  send();
}

function keep() {
  sessionStorage.onymQueue = JSON.stringify(queue);
}

function show(row, fields) {
  const verdict = { fix: "fixed", edit: "fixed", leave: "left", later: "later", never: "never", open: "open" }[fields.act];
  if (row.dataset.finding) paint(row, verdict, fields.value ?? row.dataset.proposed);
  else {
    row.dataset.open = "0";
    row.classList.add("busy");
  }
}

function paint(row, verdict, value) {
  row.classList.remove("open", "fixed", "left", "later", "never");
  row.classList.add(verdict);
  row.dataset.verdict = verdict;
  const state = row.querySelector("[data-state]");
  if (state) state.textContent = state.dataset[verdict];
  const bdi = row.querySelector(".copy bdi");
  const old = bdi?.querySelector("mark, del");
  if (!old) return;
  bdi.querySelectorAll("ins, .to, .proposed").forEach((each) => each.remove());
  const fresh = document.createElement(verdict === "fixed" ? "del" : "mark");
  fresh.textContent = old.textContent;
  old.replaceWith(fresh);
  if (verdict === "fixed") {
    const written = document.createElement("ins");
    written.textContent = value ?? "";
    fresh.after(" ", written);
  }
}

async function send() {
  if (pending || !queue.length) return;
  const { path, fields, row } = queue[0];
  pending = fields.request;
  let answer;
  try {
    answer = await fetch(path, { method: "POST", headers: { "Onym-Fragment": "1" }, body: new URLSearchParams(fields) });
  } catch {
    pending = null;
    warn(fill(alertBox.dataset.offline, { n: queue.length }));
    setTimeout(send, 1500);
    return;
  }
  queue.shift();
  keep();
  pending = null;
  warn("");
  const element = row && main.querySelector(`[data-finding="${row}"]`);
  if (answer.ok) stored(await answer.json(), element, fields);
  else await refused(answer, element, fields);
  send();
}

function stored(told, row, fields) {
  if (told.seq) seq = Math.max(seq, told.seq);
  if (row && told.seq) row.dataset.seen = told.seq;
  figures(told.session, told.undo);
  const undo = document.querySelector("[data-undo]");
  tell(undo.textContent);
  const isBulk = !fields.finding && !/\/(undo|redo)$/.test(fields.path || "") && fields.cluster;
  if (isBulk && main.dataset.here === "name" && !queue.length) followNext();
  else if ((fields.undoing || fields.cluster || fields.rule) && !queue.length) refresh();
}

async function refused(answer, row, fields) {
  const told = await answer.json().catch(() => ({}));
  if (answer.status === 409 && row) conflict(row, told.theirs, fields);
  else if (answer.status === 412) {
    warn(fill(alertBox.dataset.changed, told));
    refresh();
  } else {
    warn(told.error || String(answer.status));
    if (row) paint(row, "open");
  }
}

function conflict(row, theirs, fields) {
  paint(row, theirs.verdict, theirs.value);
  row.dataset.seen = theirs.seq;
  row.querySelector(".conflict")?.remove();
  const panel = document.createElement("div");
  panel.className = "conflict";
  panel.setAttribute("role", "gridcell");
  const words = document.createElement("span");
  words.textContent = fill(alertBox.dataset.conflict, { who: theirs.who, time: theirs.at.slice(11, 16), act: row.querySelector("[data-state]").textContent });
  const [keepTheirs, useMine] = ["1", "2"].map((key) => {
    const button = document.createElement("button");
    button.textContent = key;
    button.dataset.option = key;
    return button;
  });
  keepTheirs.textContent = `1 ${html.dataset.keepTheirs || "✓"}`;
  useMine.textContent = `2 ${html.dataset.useMine || "→"}`;
  keepTheirs.onclick = () => { panel.remove(); focusRow(row); };
  useMine.onclick = () => {
    panel.remove();
    queue.push({ path: `${root}/decide`, fields: { ...fields, seen: theirs.seq, request: crypto.randomUUID() }, row: row.dataset.finding });
    keep();
    show(row, fields);
    send();
    focusRow(row);
  };
  panel.append(words, keepTheirs, useMine);
  row.append(panel);
  warn(words.textContent);
  focusRow(row);
}

function figures(session, undone) {
  if (!session) return;
  for (const [band, number] of Object.entries({ ...session.counts, later: session.later, done: session.done }))
    document.querySelectorAll(`[data-band="${band}"]`).forEach((each) => (each.textContent = number));
  const write = document.querySelector('[data-count="write"]');
  if (write) write.textContent = session.counts.fixed;
  const undo = document.querySelector("[data-undo]");
  if (undone !== undefined) {
    undo.textContent = undone ? fill(undo.dataset.say, { act: undone }) : undo.dataset.empty;
    undo.closest("button").disabled = !undone;
  }
}

async function refresh() {
  const at = currentRow()?.dataset.cluster || currentRow()?.dataset.finding;
  const scroll = scrollY;
  const answer = await fetch(location.href, { headers: { "Onym-Fragment": "1" } });
  if (!answer.ok) return;
  const held = document.activeElement?.closest?.("#main") || document.activeElement === document.body;
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  main.replaceChildren(...parsed.body.childNodes);
  const again = rows().find((row) => at && (row.dataset.cluster === at || row.dataset.finding === at)) || rows().find(isOpen) || rows()[0];
  if (held) again ? focusRow(again) : main.focus();
  scrollTo(0, scroll);
}

// News of the check and of other windows: often while it goes on, seldom when all is quiet, never in a hidden tab.

async function news() {
  if (document.hidden) return;
  try {
    const answer = await fetch(`${root}/news?after=${seq}&checked=${checked}`);
    if (answer.status === 200) heard(await answer.json());
  } catch { /* the next act or the next look will say so */ }
}

function heard(told) {
  const grew = told.checked !== checked || (told.ended && !ended);
  checked = told.checked;
  ended = told.ended;
  const bar = document.querySelector("progress");
  bar.max = told.total || 1;
  bar.value = told.checked;
  figures(told);
  for (const change of told.changed || []) {
    const row = main.querySelector(`[data-finding="${change.finding}"]`);
    if (!row || queue.some((each) => each.row === String(change.finding)) || Number(row.dataset.seen) >= change.seq) continue;
    // The number stays as it was seen, so that a decision against the newer one is told, not made.
    paint(row, change.verdict, change.value);
    row.dataset.seen = change.seq;
    othersSeen = Date.now();
  }
  seq = Math.max(seq, told.seq);
  if (grew && (ended || !rows().length)) refresh();
}

function listen() {
  const often = !ended || Date.now() - othersSeen < 60_000;
  setTimeout(async () => { await news(); listen(); }, often ? 1000 : 2000);
}

// Keys

function letter(event) {
  if (event.key.length === 1 && event.key.charCodeAt(0) < 128) return event.key;
  if (event.key.length > 1) return event.key;
  const found = /^(?:Key|Digit)(\w)$/.exec(event.code);
  return found ? (event.shiftKey ? found[1] : found[1].toLowerCase()) : event.key;
}

function button(row, selector) {
  return row?.querySelector(`${selector}:not([disabled])`);
}

function press(scope, selector) {
  const found = button(scope, selector);
  if (found) found.click();
  return Boolean(found);
}

function openDetails(scope, selector) {
  const details = scope?.querySelector(selector);
  if (!details) return false;
  details.open = true;
  details.querySelector("input:not([type=hidden]), button")?.focus();
  details.querySelector("input:not([type=hidden])")?.select?.();
  return true;
}

const PAGES = { n: "names", a: "articles", c: "captions", d: "decisions", w: "write" };
let started = "";

function decide(verb, all) {
  const row = currentRow();
  if (all && main.dataset.here === "name") {
    const side = main.querySelector(".side");
    return verb === "fix" ? press(side, '[data-act="fix-all"]') : press(side, `[data-act="${verb}"]`);
  }
  if (main.dataset.here === "names" && verb === "fix" && !all) return Boolean(row && go(row.dataset.href)) || true;
  return press(row, `[data-act="${verb}"]`);
}

const KEYS = {
  j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1),
  PageDown: () => move(10), PageUp: () => move(-10), Home: () => focusRow(rows()[0]), End: () => focusRow(rows().at(-1)),
  Enter: () => { const row = currentRow(); const href = row?.dataset.href || row?.dataset.article; if (href) go(href); },
  o: () => { const row = currentRow(); if (row?.dataset.article) go(row.dataset.article); },
  a: () => decide("fix"), A: () => decide("fix", true), r: () => decide("leave"), R: () => decide("leave", true),
  s: () => decide("later"), b: () => decide("leave"), e: () => openDetails(currentRow(), "details.edit"),
  x: () => openDetails(currentRow(), "details.never"), w: () => openDetails(main, "details.rules"),
  q: () => main.querySelector("[data-quotations]")?.click(),
  u: () => press(document, '[data-act="undo"]'), U: () => press(document, '[data-act="redo"]'),
  "[": () => main.querySelector("[data-previous]")?.click(), "]": () => main.querySelector("[data-next]")?.click(),
  v: () => { const views = [...main.querySelectorAll("[data-view]")]; const at = views.findIndex((each) => each.ariaCurrent); if (views.length) go(views[(at + 1) % views.length].href); },
  "/": () => document.querySelector(".search input").focus(),
  "?": () => { const keys = document.querySelector(".keys"); keys.open = !keys.open; keys.querySelector("summary").focus(); },
  Escape: () => main.querySelector("[data-back]")?.click(),
};
const MOVES = new Set(["j", "k", "ArrowDown", "ArrowUp", "PageDown", "PageUp"]);

function typing(target) {
  return target.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const target = event.target;
  if (typing(target)) {
    if (event.key === "Escape") {
      target.closest("details")?.removeAttribute("open");
      focusRow(target.closest(".row") || currentRow());
      event.preventDefault();
    }
    return;
  }
  if (target !== document.body && !target.closest?.("main") && event.key !== "?" && event.key !== "Escape") return;
  const key = letter(event);
  const isLetter = key.length === 1;
  if (isLetter && html.dataset.letters === "off") return;
  if ((key === "Enter" || key === " ") && target.closest("button, a, summary, label")) return;
  if (event.repeat && !MOVES.has(key)) return;
  if (started) {
    const page = PAGES[key];
    started = "";
    event.preventDefault();
    if (page) go(`${root}/${page}`);
    return;
  }
  if (key === "g") {
    started = "g";
    event.preventDefault();
    return;
  }
  if (/^[1-9]$/.test(key)) {
    event.preventDefault();
    digit(Number(key));
    return;
  }
  if (key === "Escape" && target.closest("details[open]")) {
    target.closest("details").open = false;
    focusRow(target.closest(".row") || currentRow());
    event.preventDefault();
    return;
  }
  const acts = KEYS[key];
  if (acts) {
    event.preventDefault();
    acts();
  }
});

function digit(number) {
  const row = currentRow();
  const option = row?.querySelector(`[data-option="${number}"]`);
  if (option) return option.click();
  if (main.dataset.here === "captions" && number === 1) return press(row, '[data-act="fix"]');
  const opened = document.activeElement?.closest("details[open]")?.querySelectorAll("button");
  if (opened?.[number - 1]) return opened[number - 1].click();
  const radio = main.querySelectorAll(".choose input[type=radio]")[number - 1];
  if (radio) radio.click();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const path = new URL(form.action).pathname.slice(root.length);
  if (!["/decide", "/undo", "/redo", "/rules/draft", "/look"].includes(path)) return;
  event.preventDefault();
  const row = form.closest(".row");
  const isPlace = Boolean(row?.dataset.finding);
  const more = path === "/decide" ? { seen: row?.dataset.seen || "0" } : { undoing: "1" };
  if (path === "/rules/draft") more.rule = "1";
  act(form, path === "/decide" ? row : null, more);
  form.closest("details.edit, details.never")?.removeAttribute("open");
  if (path === "/decide" && row) nextOpen(row);
  else if (!isPlace) currentRow()?.focus();
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("[data-list] .row");
  if (row) for (const other of rows()) other.tabIndex = other === row ? 0 : -1;
});

document.addEventListener("visibilitychange", () => { if (!document.hidden) news(); });

// Where one was before.

const [page, number] = (sessionStorage.onymRow || "").split(" ");
const wanted = location.hash.startsWith("#f") ? location.hash.slice(2) : page === main.dataset.here ? number : "";
const start = rows().find((row) => wanted && [row.dataset.cluster, row.dataset.finding].includes(wanted)) || rows().find(isOpen) || rows()[0];
if (start) focusRow(start);
else main.focus();
send();
listen();
