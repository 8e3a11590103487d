/** The list of a page: one row has the focus and its buttons are in the tab order; and words for those who listen. */

export const html = document.documentElement;
export const root = html.dataset.root;
export const main = document.querySelector("#main");
export const status = document.querySelector("[data-status]");
export const alertBox = document.querySelector("[data-alert]");
export const here = () => main.dataset.here;
export const rows = () => [...main.querySelectorAll("[data-list] .row")];
export const isOpen = (row) => (row.dataset.verdict ? row.dataset.verdict === "open" : row.dataset.open !== "0");
export const marked = () => rows().filter((row) => row.classList.contains("marked"));

/** Return what tells a row from every other row of every page: names, places and acts are numbered apart. */
export function keyOf(row) {
  const { finding, cluster, seq, href } = row?.dataset || {};
  return finding ? `f${finding}` : cluster ? `c${cluster}` : seq ? `e${seq}` : href || "";
}

export const rowOf = (key) => (key ? rows().find((row) => keyOf(row) === key) : undefined);

export function fill(text, values) {
  return Object.entries(values).reduce((all, [key, value]) => all.replace(`{${key}}`, value), text);
}

let telling = 0;

/** Say something to those who listen: the last of what happened within 150 ms. What stands elsewhere is not shown again. */
export function tell(said, isShown = false) {
  clearTimeout(telling);
  telling = setTimeout(() => { status.textContent = said; status.classList.toggle("hidden", !isShown); }, 150);
}

/** Show a warning, with a button where there is something to go to; nothing takes the warning away. */
export function warn(said, label = "", then = null) {
  if (alertBox.dataset.said === said) return;
  alertBox.dataset.said = said;
  alertBox.hidden = !said;
  alertBox.textContent = said;
  if (!label) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.onclick = then;
  alertBox.append(" ", button);
}

export function focusRow(row) {
  if (!row) return (main.querySelector("[data-first]") || main).focus();
  hold(row);
  row.focus();
}

export function hold(row) {
  for (const other of rows()) {
    other.tabIndex = other === row ? 0 : -1;
    for (const control of other.querySelectorAll("a, button, summary, textarea, input:not([type=hidden])")) control.tabIndex = other === row ? 0 : -1;
  }
}

export function currentRow() {
  return document.activeElement?.closest?.("[data-list] .row") || rows().find((row) => row.tabIndex === 0) || rows()[0];
}

export function move(step) {
  const all = rows();
  focusRow(all[Math.max(0, Math.min(all.length - 1, all.indexOf(currentRow()) + step))]);
}

// A page that is being left takes no more keys: they are meant for the next one.

export const isLeaving = () => "leaving" in html.dataset;
export const stay = () => { delete html.dataset.leaving; };
export const leave = () => { html.dataset.leaving = "1"; };

/** Leave for another page; a place of this one is gone to without a new page. */
export function leaveFor(href) {
  const [there, here] = [new URL(href, location), new URL(location)];
  const isInside = there.hash && there.href.split("#")[0] === here.href.split("#")[0];
  if (!isInside) leave();
}

export function go(href) {
  leaveFor(href);
  sessionStorage.onymRow = `${here()} ${keyOf(currentRow())}`;
  location.assign(href);
}
