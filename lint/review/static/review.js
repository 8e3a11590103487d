/** Keys, acts shown at once and stored in order, and news of what others do. Every act is a form that works without this. */

import { alertBox, currentRow, fill, focusRow, hold, html, main, move, numberOf, root, rows, status, tell, warn } from "./list.js";

const words = document.querySelector("[data-words]").dataset;
const client = (sessionStorage.onymClient ||= crypto.randomUUID());
const queue = JSON.parse(sessionStorage.onymQueue || "[]");
const VERDICTS = { fix: "fixed", edit: "fixed", leave: "left", later: "later", never: "never", open: "open" };
let seq = Number(html.dataset.seq);
let checked = Number(html.dataset.checked);
let ended = html.dataset.ended === "1";
let sending = false;
let othersSeen = 0;
let shownNames = Number(document.querySelector('[data-count="names"]')?.textContent || 0);

const here = () => main.dataset.here;
const isOpen = (row) => (row.dataset.verdict ? row.dataset.verdict === "open" : row.dataset.open !== "0");
const marked = () => rows().filter((row) => row.classList.contains("marked"));

function nextOpen(row) {
  const all = rows();
  const at = all.indexOf(row);
  const next = [...all.slice(at + 1), ...all.slice(0, at)].find(isOpen);
  if (next || here() !== "name") focusRow(next || row);
  else followNext();
}

function followNext() {
  const link = main.querySelector("[data-more]") || main.querySelector("[data-next]") || main.querySelector("[data-back]");
  focusRow(currentRow());
  afterStored = () => link && go(link.href);
  send();
}

let afterStored = null;

function go(href) {
  sessionStorage.onymRow = `${here()} ${numberOf(currentRow())}`;
  location.assign(href);
}

// Acts: shown at once, sent in order, kept in the session's storage until they are stored.

function put(path, fields, row) {
  queue.push({ path, fields: { ...fields, client, request: crypto.randomUUID() }, row: numberOf(row) });
  keep();
  if (row && fields.act) show(row, fields);
  if (fields.act) document.querySelector('[data-act="undo"]').disabled = false;
  send();
}

function keep() {
  sessionStorage.onymQueue = JSON.stringify(queue);
}

function show(row, fields) {
  if (row.dataset.finding) return paint(row, VERDICTS[fields.act], fields.value ?? row.dataset.proposed);
  row.dataset.open = "0";
  row.classList.add("fixed");
  row.querySelector("[data-state]").textContent = fields.act === "fix" ? words.fixed : words[VERDICTS[fields.act]];
}

function paint(row, verdict, value) {
  row.classList.remove(...Object.values(VERDICTS));
  row.classList.add(verdict);
  row.dataset.verdict = verdict;
  const state = row.querySelector("[data-state]");
  if (state) state.textContent = words[verdict];
  const old = row.querySelector(".copy mark, .copy del");
  if (!old) return;
  row.querySelectorAll(".copy ins, .copy .to, .copy .proposed").forEach((each) => each.remove());
  const fresh = document.createElement(verdict === "fixed" ? "del" : "mark");
  fresh.textContent = old.textContent;
  old.replaceWith(fresh);
  const written = verdict === "fixed" ? value : verdict === "open" ? row.dataset.proposed : "";
  if (!written) return;
  const after = document.createElement(verdict === "fixed" ? "ins" : "span");
  after.textContent = written;
  after.className = verdict === "fixed" ? "" : "proposed";
  fresh.after(verdict === "fixed" ? " " : " → ", after);
}

async function send() {
  if (sending) return;
  html.dataset.waiting = queue.length;
  if (!queue.length) {
    const then = afterStored;
    afterStored = null;
    return then?.();
  }
  sending = true;
  const { path, fields, row } = queue[0];
  let answer;
  try {
    answer = await fetch(root + path, { method: "POST", headers: { "Onym-Fragment": "1" }, body: new URLSearchParams(fields) });
  } catch {
    sending = false;
    warn(fill(alertBox.dataset.offline, { n: queue.length }));
    return setTimeout(send, 1500);
  }
  queue.shift();
  keep();
  sending = false;
  warn("");
  const element = row ? rows().find((each) => numberOf(each) === row) : null;
  if (answer.ok) await stored(await answer.json(), element, path, fields);
  else await refused(answer, element, fields);
  send();
}

async function stored(told, row, path, fields) {
  if (told.seq) seq = Math.max(seq, told.seq);
  if (row?.dataset.finding && told.seq) row.dataset.seen = told.seq;
  figures(told.session, told);
  tell(told.words || document.querySelector("[data-undo]").textContent);
  const isWhole = path !== "/decide" || fields.band || (fields.cluster && here() === "name");
  if (isWhole && !queue.length && !afterStored) await refresh();
}

async function refused(answer, row, fields) {
  const told = await answer.json().catch(() => ({}));
  afterStored = null;
  if (answer.status === 409 && row) return conflict(row, told.theirs, fields);
  if (answer.status === 412) warn(fill(alertBox.dataset.changed, told));
  else warn(told.error || `${answer.status}`);
  await refresh();
}

function conflict(row, theirs, fields) {
  paint(row, theirs.verdict, theirs.value);
  row.dataset.seen = theirs.seq;
  row.querySelector(".conflict")?.remove();
  const panel = document.createElement("div");
  panel.className = "conflict";
  panel.setAttribute("role", "gridcell");
  const said = document.createElement("span");
  said.textContent = fill(alertBox.dataset.conflict, { who: theirs.who, time: theirs.at.slice(11, 16), act: words[theirs.verdict] });
  const option = (number, label, then) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${number} ${label}`;
    button.dataset.option = number;
    button.onclick = () => { panel.remove(); then(); focusRow(row); };
    return button;
  };
  const mine = () => put("/decide", { ...fields, seen: theirs.seq }, row);
  panel.append(said, option(1, words.theirs, () => {}), option(2, words.mine, mine));
  row.append(panel);
  tell(said.textContent);
  focusRow(row);
}

function figures(session, told = {}) {
  if (!session) return;
  const bands = { ...session.counts, later: session.later, done: session.done };
  for (const each of document.querySelectorAll("[data-band]")) if (each.dataset.band in bands) each.textContent = bands[each.dataset.band];
  const counts = { write: session.counts.fixed, names: session.names, captions: session.captions, articles: session.articles };
  for (const each of document.querySelectorAll("[data-count]")) each.textContent = counts[each.dataset.count] ?? "";
  if (told.undo === undefined) return;
  const undo = document.querySelector("[data-undo]");
  undo.textContent = told.undo ? fill(undo.dataset.say, { act: told.undo }) : undo.dataset.empty;
  undo.closest("button").disabled = !told.undo;
  document.querySelector('[data-act="redo"]').disabled = !told.redo;
}

async function refresh() {
  const at = numberOf(currentRow());
  const scroll = scrollY;
  let fresh;
  try {
    const answer = await fetch(location.href, { headers: { "Onym-Fragment": "1" } });
    if (!answer.ok) return;
    fresh = await answer.text();
  } catch { return; /* the page is being left, or the next act will say that nobody answers */ }
  const active = document.activeElement;
  const inside = main.contains(active) || active === document.body || active?.disabled;
  main.replaceChildren(...new DOMParser().parseFromString(fresh, "text/html").body.childNodes);
  const again = rows().find((row) => at && numberOf(row) === at) || rows().find(isOpen) || rows()[0];
  if (inside) focusRow(again);
  else if (again) hold(again);
  scrollTo(0, scroll);
}

// News of the check and of other windows: often while there is some, seldom when all is quiet, never in a hidden tab.

async function news() {
  if (document.hidden || sending) return;
  try {
    const answer = await fetch(`${root}/news?after=${seq}&checked=${checked}&ended=${ended ? 1 : 0}`);
    if (answer.status === 200) heard(await answer.json());
  } catch { /* the next act or the next look will say so */ }
}

function heard(told) {
  const isOver = told.ended && !ended;
  checked = told.checked;
  ended = told.ended;
  html.dataset.ended = ended ? "1" : "0";
  const bar = document.querySelector("progress");
  bar.max = told.total || 1;
  bar.value = told.checked;
  bar.hidden = ended;
  const said = document.querySelector("[data-progress]");
  said.textContent = fill(ended ? said.dataset.said : said.dataset.say, { d: told.checked, t: ended ? told.checked : told.total });
  figures(told);
  for (const change of told.changed) {
    const row = rows().find((each) => each.dataset.finding === String(change.finding));
    if (!row || queue.some((each) => each.row === numberOf(row)) || Number(row.dataset.seen) >= change.seq) continue;
    paint(row, change.verdict, change.value);
    row.dataset.seen = change.seq;
    othersSeen = Date.now();
  }
  seq = Math.max(seq, told.seq);
  const fresh = main.querySelector("[data-new]");
  if (!rows().length && (isOver || told.names)) refresh();
  else if (fresh && told.names > shownNames) {
    fresh.hidden = false;
    fresh.firstElementChild.textContent = fill(fresh.dataset.say, { n: told.names - shownNames });
    fresh.firstElementChild.onclick = () => { shownNames = told.names; refresh(); };
  }
}

function listen() {
  const often = !ended || Date.now() - othersSeen < 60_000;
  setTimeout(async () => { await news(); listen(); }, often ? 1000 : 2000);
}

// Keys

/** Return the letter of a key: what it types where that is ASCII, else what it types on a Latin layout. */
function letter(event) {
  if (event.key.length > 1 || event.key.charCodeAt(0) < 128) return event.key;
  const found = /^(?:Key|Digit)(\w)$/.exec(event.code);
  return found ? (event.shiftKey ? found[1] : found[1].toLowerCase()) : event.key;
}

function press(scope, selector) {
  scope?.querySelector(`${selector}:not([disabled])`)?.click();
}

function openDetails(scope, selector) {
  const details = scope?.querySelector(selector);
  if (!details) return;
  details.open = true;
  const first = details.querySelector("input:not([type=hidden]), button");
  first?.focus();
  first?.select?.();
}

function decide(act) {
  const chosen = marked();
  for (const row of chosen.length ? chosen : [currentRow()]) {
    if (here() === "names" && act === "fix" && !chosen.length) return row && go(row.dataset.href);
    press(row, `.acts > form [data-act="${act}"]`);
    row?.classList.remove("marked");
  }
}

function decideAll(act) {
  if (here() === "name") press(main, `.side [data-act="${act === "fix" ? "fix-all" : act}"]`);
  else if (here() === "names") press(currentRow(), `[data-act="${act}"]`);
}

function mark(row) {
  row?.classList.toggle("marked");
  tell(fill(status.dataset.marked, { n: marked().length }));
}

function turn() {
  const views = [...main.querySelectorAll("[data-view]")];
  const at = views.findIndex((each) => each.hasAttribute("aria-current"));
  if (views.length) go(views[(at + 1) % views.length].href);
}

function showKeys() {
  const keys = document.querySelector(".keys");
  keys.open = !keys.open;
  if (keys.open) keys.querySelector("summary").focus();
  else focusRow(currentRow());
}

const step = (by) => () => move(by);
const open = (name) => { const href = currentRow()?.dataset[name]; if (href) go(href); };
const PAGES = { n: "names", a: "articles", c: "captions", d: "decisions", w: "write" };
const KEYS = {
  j: step(1), k: step(-1), ArrowDown: step(1), ArrowUp: step(-1), PageDown: step(10), PageUp: step(-10),
  Home: () => focusRow(rows()[0]), End: () => focusRow(rows().at(-1)),
  Enter: () => open(currentRow()?.dataset.href ? "href" : "article"), o: () => open("article"),
  a: () => decide(currentRow()?.dataset.verdict && !isOpen(currentRow()) && !currentRow().querySelector('[data-act="fix"]') ? "open" : "fix"),
  A: () => decideAll("fix"), r: () => decide("leave"), R: () => decideAll("leave"), s: () => decide("later"), b: () => decide("leave"),
  e: () => openDetails(currentRow(), "details.edit"), x: () => openDetails(currentRow(), "details.never"),
  w: () => openDetails(main, "details.rules"), S: () => openDetails(main, "details.whole-band"),
  q: () => main.querySelector("[data-quotations]")?.click(), t: () => main.querySelector("[data-article-only]")?.click(),
  u: () => press(document, '[data-act="undo"]'), U: () => press(document, '[data-act="redo"]'),
  "[": () => main.querySelector("[data-previous]")?.click(), "]": () => main.querySelector("[data-next]")?.click(),
  " ": () => mark(currentRow()), v: turn, "/": () => document.querySelector(".search input").focus(), "?": showKeys,
  Escape: () => main.querySelector("[data-back]")?.click(),
};
const MOVES = new Set(["j", "k", "ArrowDown", "ArrowUp", "PageDown", "PageUp"]);
let started = false;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const target = event.target;
  if (event.key === "Escape" && leave(target)) return event.preventDefault();
  if (target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select")) return;
  const isInside = target === document.body || target.closest?.("main");
  if (!isInside && event.key !== "?") return;
  const key = letter(event);
  if (key.length === 1 && key !== " " && html.dataset.letters === "off") return;
  if ((key === "Enter" || key === " ") && target.closest("button, a, summary, label, input")) return;
  if (event.repeat && !MOVES.has(key)) return;
  const act = keyAct(key, event);
  if (!act) return;
  event.preventDefault();
  act();
});

function keyAct(key, event) {
  if (started) {
    started = false;
    return () => PAGES[key] && go(`${root}/${PAGES[key]}`);
  }
  if (key === "g") return () => { started = true; };
  if (/^[1-9]$/.test(key)) return () => digit(Number(key));
  if (event.shiftKey && key === "ArrowDown") return () => { mark(currentRow()); move(1); };
  return Object.hasOwn(KEYS, key) ? KEYS[key] : null;
}

/** Leave a field or a panel for its row, and say whether there was one. */
function leave(target) {
  const details = target.closest?.("details[open]:not(.side details:first-of-type)");
  const field = target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select");
  if (!details && !field) return false;
  if (details) details.open = false;
  focusRow(target.closest(".row") || currentRow());
  return true;
}

function digit(number) {
  const panel = document.activeElement?.closest("details[open]:not(.side details:first-of-type)");
  const option = currentRow()?.querySelector(`[data-option="${number}"]`) || panel?.querySelectorAll("button")[number - 1];
  if (option) return option.click();
  if (here() === "captions") return number === 1 ? press(currentRow(), '[data-act="fix"]') : null;
  main.querySelectorAll(".choose input[type=radio]")[number - 1]?.click();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const path = new URL(form.action).pathname.slice(root.length);
  if (!["/decide", "/undo", "/redo", "/rules/draft", "/rules/drop", "/look", "/import"].includes(path)) return;
  event.preventDefault();
  const row = form.closest(".row");
  const fields = Object.fromEntries(new FormData(form, event.submitter));
  if (path === "/decide" && row?.dataset.finding) fields.seen = row.dataset.seen;
  put(path, fields, path === "/decide" || path === "/undo" ? row : null);
  form.closest("details.edit, details.never, details.whole-band, details.rules")?.removeAttribute("open");
  if (path === "/decide" && row && !marked().length) nextOpen(row);
  else if (path === "/decide" && here() === "name" && form.matches(".choose") && !fields.article) followNext();
  else if (main.contains(form) || event.submitter?.disabled) focusRow(currentRow());
});

document.addEventListener("change", async (event) => {
  if (event.target.matches("[data-submit]")) return event.target.form.requestSubmit();
  const form = event.target.closest(".choose");
  if (!form) return;
  if (event.target.matches("[data-article-only]")) event.target.value = currentRow()?.dataset.article?.match(/articles\/(\d+)/)?.[1] || "";
  const fields = Object.fromEntries(new FormData(form));
  const asked = { method: "POST", headers: { "Onym-Fragment": "1" }, body: new URLSearchParams(fields) };
  const answer = await fetch(`${root}/preview`, asked).catch(() => null);
  if (!answer?.ok) return;
  const take = await answer.json();
  const many = form.querySelector("[data-take]");
  many.textContent = fill(many.dataset.say, { n: take.places - take.by_hand, q: take.left, h: take.by_hand });
  tell(many.textContent);
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("[data-list] .row");
  if (row && row.tabIndex !== 0) hold(row);
});

document.addEventListener("visibilitychange", () => { if (!document.hidden) news(); });

// Where one was before.

const [page, number] = (sessionStorage.onymRow || "").split(" ");
const wanted = location.hash.startsWith("#f") ? location.hash.slice(2) : page === here() ? number : "";
const start = rows().find((row) => wanted && numberOf(row) === wanted) || rows().find(isOpen) || rows()[0];
if (document.activeElement !== document.body) start && hold(start); // the editor was quicker than the page
else focusRow(start);
send();
listen();
