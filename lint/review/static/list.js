/** The list of a page: one row has the focus and its buttons are in the tab order; and words for those who listen. */

export const html = document.documentElement;
export const root = html.dataset.root;
export const main = document.querySelector("#main");
export const status = document.querySelector("[data-status]");
export const alertBox = document.querySelector("[data-alert]");
export const rows = () => [...main.querySelectorAll("[data-list] .row")];
export const numberOf = (row) => row?.dataset.cluster || row?.dataset.finding || row?.dataset.seq || row?.dataset.href || "";

export function fill(text, values) {
  return Object.entries(values).reduce((all, [key, value]) => all.replace(`{${key}}`, value), text);
}

let telling = 0;

/** Say something to those who listen: the last of what happened within 150 ms. */
export function tell(said) {
  clearTimeout(telling);
  telling = setTimeout(() => { status.textContent = said; }, 150);
}

export function warn(said) {
  alertBox.hidden = !said;
  alertBox.textContent = said;
}

export function focusRow(row) {
  if (!row) return main.focus();
  hold(row);
  row.focus();
}

export function hold(row) {
  for (const other of rows()) {
    other.tabIndex = other === row ? 0 : -1;
    for (const control of other.querySelectorAll("a, button, summary, input:not([type=hidden])")) control.tabIndex = other === row ? 0 : -1;
  }
}

export function currentRow() {
  return document.activeElement?.closest?.("[data-list] .row") || rows().find((row) => row.tabIndex === 0) || rows()[0];
}

export function move(step) {
  const all = rows();
  focusRow(all[Math.max(0, Math.min(all.length - 1, all.indexOf(currentRow()) + step))]);
}
