// A test keeps itself while one types. Without this file the buttons do the same.
"use strict";

(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const WAIT = 700;
  const RETRIES = [2000, 4000, 8000, 15000, 30000];
  const kept = form.querySelector("[data-kept]");
  let dirty = false, busy = false, stopped = false, failed = 0, timer = 0;

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(keep, wait);
  };
  const keep = async () => {
    if (busy || stopped || !dirty) return;
    busy = true;
    dirty = false;
    try {
      const response = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), redirect: "manual" });
      if (response.type === "opaqueredirect") {
        throw new Error("U bent afgemeld. Meld u aan in een ander venster; wat u schreef staat hier nog.");
      }
      if (response.status === 409) {
        stopped = true;
        kept.textContent = (await response.json()).said;
        return;
      }
      if (!response.ok) throw new Error("");
      const answer = await response.json();
      form.elements.base.value = answer.mark;
      failed = 0;
      kept.textContent = answer.said;
    } catch (error) {
      dirty = true;
      kept.textContent = (!(error instanceof TypeError) && error.message) || "Nog niet bewaard. Ik probeer het opnieuw…";
      later(RETRIES[Math.min(failed++, RETRIES.length - 1)]);
    } finally {
      busy = false;
    }
    if (dirty && !failed) later(WAIT);
  };

  form.addEventListener("input", () => {
    dirty = true;
    if (!stopped) later(WAIT);
  });
  // A weak answer opens the fields of its measure.
  form.addEventListener("change", (event) => {
    const block = event.target.type === "radio" && event.target.closest("[data-weak]");
    if (block && block.dataset.weak.split(" ").includes(event.target.value)) block.querySelector("details").open = true;
  });
  form.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(timer);
  });
  // Whoever closes the window within a second loses nothing either.
  addEventListener("pagehide", () => {
    if (dirty && !stopped) navigator.sendBeacon(form.dataset.autosave, new FormData(form));
  });
})();
