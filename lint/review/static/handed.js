/** A file dropped on the page goes the way of the file button, which works without this. */

const place = document.querySelector("[data-drop]");
const field = document.querySelector("input[type=file]");

for (const kind of ["dragenter", "dragover"]) addEventListener(kind, (event) => { event.preventDefault(); place.classList.add("over"); });
addEventListener("dragleave", (event) => { if (!event.relatedTarget) place.classList.remove("over"); });
addEventListener("drop", (event) => {
  event.preventDefault();
  place.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  field.files = event.dataTransfer.files;
  field.form.requestSubmit();
});
