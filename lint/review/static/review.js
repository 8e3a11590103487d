/** What forms do where there is a script, and news of what others do. Every act is a form that works without this. */

import { currentRow, fill, focusRow, here, hold, html, isOpen, leave, leaveFor, main, marked, root, rowOf, rows, stay, tell } from "./list.js";
import { figures, followNext, isSending, isWaiting, known, nextOpen, paint, put, refresh, send, showWaiting } from "./queue.js";
import "./keys.js";

const STORED = ["/decide", "/undo", "/redo", "/rules/drop", "/look", "/import"];
let checked = Number(html.dataset.checked);
let ended = html.dataset.ended === "1";
const faults = document.querySelector("[data-faults] ul");
let shownNames = Number(document.querySelector('[data-count="names"]')?.textContent || 0);

document.addEventListener("submit", (event) => {
  const form = event.target;
  const path = new URL(form.action).pathname.slice(root.length);
  if (!STORED.includes(path)) return leave();
  event.preventDefault();
  const row = form.closest(".row");
  const fields = Object.fromEntries(new FormData(form, event.submitter));
  if (path === "/decide" && row?.dataset.finding) fields.seen = row.dataset.seen;
  put(path, fields, path === "/decide" || path === "/undo" ? row : null);
  form.closest("details.edit, details.never, details.whole-band, details.rules")?.removeAttribute("open");
  if (path === "/decide" && row && !marked().length) nextOpen(row);
  else if (path === "/decide" && here() === "name" && form.closest(".side") && !fields.article) followNext();
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

// News of the check and of other windows: often while there is some, seldom when all is quiet, never in a hidden tab.

async function news() {
  if (document.hidden || isSending()) return;
  try {
    const answer = await fetch(`${root}/news?after=${known.seq}&checked=${checked}&ended=${ended ? 1 : 0}&faults=${faults.children.length}`);
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
  bar.classList.toggle("waits", ended);
  const said = document.querySelector("[data-progress]");
  said.textContent = fill(ended ? said.dataset.said : said.dataset.say, { d: told.checked, t: ended ? told.checked : told.total });
  figures(told);
  told.changed.forEach(others);
  known.seq = Math.max(known.seq, told.seq);
  faults.replaceChildren(...told.faults.map((fault) => Object.assign(document.createElement("li"), { textContent: fault })));
  faults.parentElement.hidden = !told.faults.length;
  const fresh = main.querySelector("[data-new]");
  const again = main.querySelector("[data-again]");
  if (isOver && again) {
    again.hidden = false; // the rows stay until the editor asks: the key that is being pressed is meant for one of them
    again.lastElementChild.onclick = () => { shownNames = told.names; refresh(); };
  }
  if (!rows().length && (isOver || told.names)) refresh();
  else if (fresh && told.names > shownNames) {
    fresh.classList.remove("waits"); // its room was kept, so that no row moves
    fresh.firstElementChild.textContent = fill(fresh.dataset.say, { n: told.names - shownNames });
    fresh.firstElementChild.onclick = () => { shownNames = told.names; refresh(); };
  }
}

/** Show what another window has decided, unless something newer waits here. */
function others(change) {
  const row = rowOf(`f${change.finding}`);
  if (!row || isWaiting(row) || Number(row.dataset.seen) >= change.seq) return;
  if (row.matches(".pair")) refresh();
  else paint(row, change.verdict, change.value);
  row.dataset.seen = change.seq;
  known.othersSeen = Date.now();
}

function listen() {
  const often = !ended || Date.now() - known.othersSeen < 60_000;
  setTimeout(async () => { await news(); listen(); }, often ? 1000 : 2000);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]:not([download], [href^='#'])");
  if (link && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey) leaveFor(link.href);
});
addEventListener("pageshow", stay);
document.addEventListener("visibilitychange", () => { if (!document.hidden) news(); });

// Where one was before; who has been quicker than the page stays where they are.

const [page, key] = (sessionStorage.onymRow || "").split(" ");
const wanted = location.hash.startsWith("#f") ? location.hash.slice(1) : page === here() ? key : "";
const start = rowOf(wanted) || rows().find(isOpen) || rows()[0];
showWaiting();
if (document.activeElement !== document.body || document.querySelector("details:target")) start && hold(start);
else focusRow(start);
send();
listen();
html.dataset.ready = "1";
