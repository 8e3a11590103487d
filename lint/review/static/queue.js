/** Acts: shown at once, sent in order, kept in the window's storage until they are stored. */

import { alertBox, currentRow, fill, focusRow, go, here, hold, html, isOpen, keyOf, leave, main, root, rowOf, rows, stay, tell, warn } from "./list.js";

const words = document.querySelector("[data-words]").dataset;
const client = (sessionStorage.onymClient ||= crypto.randomUUID());
const queue = JSON.parse(sessionStorage.onymQueue || "[]");
const VERDICTS = { fix: "fixed", edit: "fixed", first: "fixed", second: "fixed", leave: "left", later: "later", never: "never", open: "open" };
export const known = { seq: Number(html.dataset.seq), othersSeen: 0 };
let sending = false;
let acts = 0;
let isStale = false;
let isBandStale = false;
let afterStored = null;

export const isSending = () => sending;
export const isWaiting = (row) => queue.some((each) => each.row === keyOf(row));

export function nextOpen(row) {
  const all = rows();
  const at = all.indexOf(row);
  const next = [...all.slice(at + 1), ...all.slice(0, at)].find(isOpen);
  if (next || here() !== "name") focusRow(next || row);
  else followNext();
}

/** Go on to what comes after this page, once all is stored; keys pressed meanwhile are for that page, not for this. */
export function followNext() {
  const link = main.querySelector("[data-more]") || main.querySelector("[data-next]") || main.querySelector("[data-back]");
  focusRow(currentRow());
  if (!link) return;
  leave();
  afterStored = () => go(link.href);
  send();
}

export function put(path, fields, row) {
  acts += 1;
  queue.push({ path, fields: { ...fields, client, request: crypto.randomUUID() }, row: keyOf(row) });
  keep();
  if (row && fields.act) show(row, fields);
  if (fields.act) document.querySelector('[data-act="undo"]').disabled = false;
  send();
}

function keep() {
  sessionStorage.onymQueue = JSON.stringify(queue);
}

/** Show what is not stored yet: on a page that was made before, and on rows that were made anew. */
export function showWaiting() {
  for (const { fields, row } of queue) if (rowOf(row) && fields.act) show(rowOf(row), fields);
}

function show(row, fields) {
  row.dataset.pending = "1";
  if (row.matches(".pair")) showPair(row, fields);
  if (row.dataset.finding) return paint(row, VERDICTS[fields.act], fields.value ?? row.dataset.proposed);
  row.dataset.open = "0";
  row.classList.add("fixed");
  row.querySelector("[data-state]").textContent = words[VERDICTS[fields.act]];
}

function showPair(row, fields) {
  const kept = fields.act === "first" || fields.act === "second" ? fields.act : "";
  const after = row.querySelector("[data-after]");
  row.dataset.kept = kept;
  after.hidden = !kept;
  if (kept) after.querySelector("bdi").textContent = fields.text ?? row.querySelector(`.${kept} blockquote`).textContent;
}

export function paint(row, verdict, value) {
  row.classList.remove(...Object.values(VERDICTS));
  row.classList.add(verdict);
  row.dataset.verdict = verdict;
  row.querySelector("[data-arrived]")?.remove();
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

export async function send() {
  if (sending) return;
  html.dataset.waiting = queue.length;
  if (!queue.length) {
    const then = afterStored;
    afterStored = null;
    if (then) return then();
    if (isBandStale && !isStale) refreshBand();
    return isStale && refresh();
  }
  sending = true;
  const { path, fields, row } = queue[0];
  let answer;
  try {
    answer = await fetch(root + path, { method: "POST", headers: { "Onym-Fragment": "1" }, body: new URLSearchParams(fields) });
  } catch {
    sending = false;
    afterStored = null; // nobody is taken to another page when the connection is back
    stay();
    warn(fill(alertBox.dataset.offline, { n: queue.length }));
    return setTimeout(send, 1500);
  }
  queue.shift();
  keep();
  sending = false;
  alarm();
  if (answer.ok) await stored(await answer.json(), rowOf(row), path, fields);
  else await refused(answer, rowOf(row), fields);
  send();
}

async function stored(told, row, path, fields) {
  if (told.seq) known.seq = Math.max(known.seq, told.seq);
  if (row && !isWaiting(row)) delete row.dataset.pending;
  if (row?.dataset.finding && told.seq) row.dataset.seen = told.seq;
  figures(told.session, told);
  tell(told.words || document.querySelector("[data-undo]").textContent, Boolean(told.words));
  if (path !== "/decide" || fields.band || (fields.cluster && here() === "name")) isStale = true;
  if (fields.cluster) isBandStale = true;
}

async function refused(answer, row, fields) {
  const told = await answer.json().catch(() => ({}));
  afterStored = null;
  stay();
  if (answer.status === 409) return conflict(row, told.theirs, fields);
  if (answer.status === 412) warn(fill(alertBox.dataset.changed, told));
  else warn(told.error || `${answer.status}`);
  isStale = true;
}

/** Ask at the row which of two decisions holds. The focus stays where the editor is, whose next key is meant for there. */
function conflict(row, theirs, fields) {
  const said = fill(alertBox.dataset.conflict, { who: theirs.who, time: theirs.at.slice(11, 16), act: words[theirs.verdict] });
  if (!row) return warn(said);
  paint(row, theirs.verdict, theirs.value);
  delete row.dataset.pending;
  row.dataset.seen = theirs.seq;
  row.querySelector(".conflict")?.remove();
  const panel = document.createElement("div");
  panel.className = "conflict";
  panel.setAttribute("role", "gridcell");
  const asked = document.createElement("span");
  asked.textContent = said;
  const option = (number, label, then) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${number} ${label}`;
    button.dataset.option = number;
    button.onclick = () => { panel.remove(); alarm(); then(); focusRow(row); send(); };
    return button;
  };
  const mine = () => put("/decide", { ...fields, seen: theirs.seq }, row);
  panel.append(asked, option(1, words.theirs, () => {}), option(2, words.mine, mine));
  row.append(panel);
  alarm();
}

export const toConflict = () => { const row = main.querySelector(".conflict")?.closest(".row"); if (row) focusRow(row); };

/** Warn as long as a conflict is open. */
function alarm() {
  const open = main.querySelector(".conflict span");
  if (open) warn(open.textContent, `${alertBox.dataset.go} (c)`, toConflict);
  else warn("");
}

export function figures(session, told = {}) {
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

/** Say whether somebody is writing, choosing or being asked something in the page, which must not be taken away then. */
function isBusy() {
  const active = document.activeElement;
  const field = active?.closest?.("main :is(input:not([type=radio], [type=checkbox]), textarea, select)");
  return Boolean(field || active?.closest?.("main details[open]:not(.side details:first-of-type)") || main.querySelector(".conflict"));
}

/** Return the page as it is now, or nothing if the page is being left or nobody answers, as the next act will say. */
async function fetched() {
  const answer = await fetch(location.href, { headers: { "Onym-Fragment": "1" } }).catch(() => null);
  if (!answer?.ok) return null;
  const fresh = await answer.text().catch(() => null);
  return fresh === null ? null : new DOMParser().parseFromString(fresh, "text/html").body;
}

/** Say anew how much a whole band has left, while its rows stay where they are. */
async function refreshBand() {
  isBandStale = false;
  const fresh = await fetched();
  const old = main.querySelector("details.whole-band:not([open])");
  const band = fresh?.querySelector("details.whole-band");
  if (!fresh || !old || old.contains(document.activeElement)) return;
  if (band) old.replaceWith(band);
  else old.remove();
}

/** Fetch the page anew, now or as soon as nobody is busy with it and nothing waits; the row with the focus keeps it. */
export async function refresh() {
  isStale = true;
  if (isBusy() || queue.length) return;
  const since = acts;
  const fresh = await fetched();
  if (fresh === null || isBusy() || queue.length) return;
  if (acts !== since) return refresh();
  isStale = isBandStale = false;
  const active = document.activeElement;
  const at = keyOf(currentRow());
  const scroll = scrollY;
  const inside = main.contains(active) || active === document.body || active?.disabled;
  main.replaceChildren(...fresh.childNodes);
  const again = rowOf(at) || rows().find(isOpen) || rows()[0];
  if (inside) focusRow(again);
  else if (again) hold(again);
  scrollTo(0, scroll);
}

main.addEventListener("focusout", () => setTimeout(() => { if (isStale && !sending) send(); }));
