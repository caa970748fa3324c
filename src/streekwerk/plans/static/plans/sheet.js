// Keys in a form of the sheet. Without this file its buttons do the same.
"use strict";

document.addEventListener("keydown", (event) => {
  const form = event.target instanceof Element ? event.target.closest("form[data-edit]") : null;
  if (!form || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
  if (event.key === "Escape") form.querySelector("[data-cancel]")?.click();
});

// Why a date moves is asked once it does.
const askWhy = (root) => {
  for (const box of root.querySelectorAll("[data-moves]")) {
    const stays = box.form.elements[box.dataset.moves].value.trim() === box.dataset.was.trim();
    box.closest(".field").hidden = stays && !box.value;
  }
};
document.addEventListener("input", (event) => event.target.form?.matches("[data-edit]") && askWhy(event.target.form));
document.addEventListener("htmx:load", (event) => askWhy(event.detail.elt));
askWhy(document);

// A form that opened in its place gets the focus, at the end of what stands there; a refused one at its reason.
document.addEventListener("htmx:afterSettle", (event) => {
  const form = event.target.matches?.(".editable-open") ? event.target.querySelector("form[data-edit]") : null;
  const box = form?.querySelector("textarea, input:not([type=hidden], [type=radio])");
  if (!box) return;
  box.focus();
  box.setSelectionRange?.(box.value.length, box.value.length);
});
