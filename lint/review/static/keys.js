/** Keys: the same on every layout, never with Ctrl, Alt or Meta, and only for the page that is before the editor. */

import { currentRow, fill, focusRow, go, here, html, isLeaving, isOpen, main, marked, move, root, rows, status, tell } from "./list.js";
import { toConflict } from "./queue.js";

/** Return the letter of a key: what it types where that is ASCII, else what it types on a Latin layout. */
function letter(event) {
  if (event.key.length > 1 || event.key.charCodeAt(0) < 128) return event.key;
  const found = /^(?:Key|Digit)(\w)$/.exec(event.code);
  return found ? (event.shiftKey ? found[1] : found[1].toLowerCase()) : event.key;
}

function press(scope, ...acts) {
  scope?.querySelector(acts.map((act) => `${act}:not([disabled])`).join())?.click();
}

function openDetails(scope, selector) {
  const details = scope?.querySelector(selector);
  if (!details) return;
  details.open = true;
  const first = details.querySelector("input:not([type=hidden]), textarea, button");
  first?.focus();
  first?.select?.();
}

function decide(act) {
  const chosen = marked();
  const own = act === "fix" ? "first" : act;
  for (const row of chosen.length ? chosen : [currentRow()]) {
    if (here() === "names" && act === "fix" && !chosen.length) return row && go(row.dataset.href);
    press(row, `.acts > form [data-act="${act}"]`, `.acts > form [data-act="${own}"]`);
    row?.classList.remove("marked");
  }
}

function decideAll(act) {
  if (here() === "name") press(main, `.side [data-act="${act === "fix" ? "fix-all" : act}"]`);
  else if (here() === "names") press(currentRow(), `[data-act="${act}"]`);
}

function fixOrOpen() {
  const row = currentRow();
  const isDone = row?.dataset.verdict && !isOpen(row) && !row.querySelector('[data-act="fix"], [data-act="first"]');
  decide(isDone ? "open" : "fix");
}

function mark(row) {
  row?.classList.toggle("marked");
  tell(fill(status.dataset.marked, { n: marked().length }), true);
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

function search() {
  (main.querySelector("input[type=search]") || document.querySelector(".search input")).focus();
}

const step = (by) => () => move(by);
const open = (name) => { const href = currentRow()?.dataset[name]; if (href) go(href); };
const PAGES = { n: "names", a: "articles", c: "captions", d: "decisions", w: "write" };
const KEYS = {
  j: step(1), k: step(-1), ArrowDown: step(1), ArrowUp: step(-1), PageDown: step(10), PageUp: step(-10),
  Home: () => focusRow(rows()[0]), End: () => focusRow(rows().at(-1)),
  Enter: () => open(currentRow()?.dataset.href ? "href" : "article"), o: () => open("article"),
  a: fixOrOpen, A: () => decideAll("fix"), r: () => decide("leave"), R: () => decideAll("leave"), s: () => decide("later"), b: () => decide("leave"),
  e: () => openDetails(currentRow(), "details.edit"), E: () => openDetails(currentRow(), "details.edit.second"),
  x: () => openDetails(currentRow(), "details.never"), X: () => openDetails(main, ".side details.never"),
  w: () => openDetails(main, "details.rules"), S: () => openDetails(main, "details.whole-band"), c: toConflict,
  q: () => main.querySelector("[data-quotations]")?.click(), t: () => main.querySelector("[data-article-only]")?.click(),
  u: () => press(document, '[data-act="undo"]'), U: () => press(document, '[data-act="redo"]'),
  "[": () => main.querySelector("[data-previous]")?.click(), "]": () => main.querySelector("[data-next]")?.click(),
  " ": () => mark(currentRow()), v: turn, "/": search, "?": showKeys,
  Escape: () => main.querySelector("[data-back]")?.click(),
};
const MOVES = new Set(["j", "k", "ArrowDown", "ArrowUp", "PageDown", "PageUp"]);
let started = false;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (isLeaving()) return event.preventDefault();
  const target = event.target;
  if (event.key === "Escape" && leaveField(target)) return event.preventDefault();
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
function leaveField(target) {
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
  if (here() === "captions") return press(currentRow(), `.acts > form [data-act="${["first", "second"][number - 1]}"]`);
  main.querySelectorAll(".choose input[type=radio]")[number - 1]?.click();
}
