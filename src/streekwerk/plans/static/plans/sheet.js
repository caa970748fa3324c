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

// A form that opened in its place gets the focus, at the end of what stands there; a refused one at its reason.
document.addEventListener("htmx:afterSettle", (event) => {
  const form = event.target.matches?.(".editable-open") ? event.target.querySelector("form[data-edit]") : null;
  const box = form?.querySelector("textarea, input:not([type=hidden], [type=radio])");
  if (!box) return;
  box.focus();
  box.setSelectionRange?.(box.value.length, box.value.length);
});
