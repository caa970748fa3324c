// Mijn kwartaal by keyboard, and drafts that keep themselves. Without this file every button does the same.
"use strict";

(() => {
  const WAIT = 700;
  const RETRIES = [2000, 4000, 8000, 15000, 30000];
  const ROW = "li[data-row]";
  const typing = new WeakMap(); // per form: what is not kept yet

  const stateOf = (form) => {
    if (!typing.has(form)) typing.set(form, { dirty: false, busy: false, failed: 0, stopped: false, timer: 0 });
    return typing.get(form);
  };
  const say = (form, sentence) => {
    form.querySelector("[data-kept]").textContent = sentence;
  };
  const later = (form, wait) => {
    const state = stateOf(form);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => keep(form), wait);
  };

  // --- a draft keeps itself; what could not be kept is tried again until it is
  const keep = async (form) => {
    const state = stateOf(form);
    if (state.stopped || state.busy || !form.isConnected) return;
    state.busy = true;
    state.dirty = false;
    state.abort = new AbortController();
    try {
      const response = await fetch(form.dataset.draft, {
        method: "POST", body: new FormData(form), signal: state.abort.signal, redirect: "manual",
      });
      if (response.type === "opaqueredirect") {
        throw new Error("U bent afgemeld. Meld u aan in een ander venster; wat u schreef staat hier nog.");
      }
      if (response.status === 409) return conflict(form, await response.json());
      if (!response.ok) throw new Error("");
      const answer = await response.json();
      form.elements.base.value = answer.mark;
      state.failed = 0;
      if (!state.stopped) say(form, answer.said);
    } catch (error) {
      if (error.name === "AbortError") return;
      const known = error instanceof TypeError ? "" : error.message;
      state.dirty = true;
      say(form, known || "Nog niet bewaard. Ik probeer het opnieuw…");
      later(form, RETRIES[Math.min(state.failed++, RETRIES.length - 1)]);
    } finally {
      state.busy = false;
    }
    if (state.dirty && !state.failed) later(form, WAIT);
  };

  // --- the same person typed something else in another window: both are shown
  const conflict = (form, answer) => {
    const state = stateOf(form);
    state.stopped = true;
    form.querySelector("[data-other]")?.remove();
    form.insertAdjacentHTML("afterbegin", answer.html);
    const box = form.querySelector("[data-other]");
    box.querySelector("[data-mine]").addEventListener("click", () => {
      form.elements.base.value = answer.mark;
      box.remove();
      state.stopped = false;
      form.querySelector("textarea")?.focus();
      keep(form);
    });
    box.querySelector("[data-theirs]").addEventListener("click", () => {
      htmx.ajax("GET", form.dataset.openUrl, { target: form.closest(ROW), swap: "outerHTML show:none" });
    });
    box.scrollIntoView({ block: "nearest" });
  };

  const changed = (event) => {
    const form = event.target instanceof Element ? event.target.closest("form[data-draft]") : null;
    if (!form) return;
    const state = stateOf(form);
    state.dirty = true;
    if (!state.stopped) later(form, WAIT);
  };
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);

  const stop = (form) => {
    const state = stateOf(form);
    state.stopped = true;
    clearTimeout(state.timer);
    state.abort?.abort();
  };
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target.closest?.("form[data-draft]");
    if (form) stop(form);
    else if (event.target.matches?.("[data-close]")) flush(event.target.closest(ROW));
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-draft]")) stop(event.target);
  });
  // A report that did not arrive: typing goes on and is kept again.
  for (const type of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(type, (event) => {
      const form = event.target.closest?.("form[data-draft]");
      if (!form) return;
      stateOf(form).stopped = false;
      later(form, WAIT);
    });
  }
  // Whoever closes the window or the row within a second loses nothing either.
  const flush = (root) => {
    for (const form of root.querySelectorAll("form[data-draft]")) {
      const state = stateOf(form);
      if (state.dirty && !state.stopped) navigator.sendBeacon(form.dataset.draft, new FormData(form));
      state.dirty = false;
    }
  };
  addEventListener("pagehide", () => flush(document));

  // --- keys: only while a row has the focus
  let reported = ""; // the row that was reported last
  const rows = () => [...document.querySelectorAll(ROW)];
  const handleOf = (row) =>
    row.querySelector("[data-open]") ?? row.querySelector("input:checked, [data-close]");
  const step = (row, by) => {
    const all = rows();
    const to = all[all.indexOf(row) + by];
    if (!to) return;
    handleOf(to)?.focus();
  };
  const KEYS = {
    j: (row) => step(row, 1),
    ArrowDown: (row) => step(row, 1),
    k: (row) => step(row, -1),
    ArrowUp: (row) => step(row, -1),
    n: (row) => row.querySelector("[data-unchanged]")?.click(),
    u: () => document.getElementById(reported)?.querySelector("[data-undo]")?.click(),
  };
  document.addEventListener("keydown", (event) => {
    const at = event.target instanceof Element ? event.target : null;
    const row = at?.closest(ROW);
    if (!row || event.isComposing) return;
    const form = at.closest("form[data-draft]");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    if (event.key === "Escape") {
      row.querySelector("[data-close]")?.click();
      return;
    }
    if (at.matches("input, textarea, select, summary") || event.ctrlKey || event.altKey || event.metaKey) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act(row);
  });

  // --- after an answer the focus goes where the work goes on
  const nextToDo = (row) => {
    const all = rows();
    const at = all.indexOf(row);
    return [...all.slice(at + 1), ...all.slice(0, at)].find((each) => each.matches("[data-todo]"));
  };
  document.addEventListener("htmx:afterSettle", (event) => {
    const row = event.target.matches?.(ROW) ? event.target : null;
    if (!row) return;
    if (row.querySelector(".error-summary")) return;
    if (row.querySelector("form[data-draft]")) {
      (row.querySelector("input:checked") ?? row.querySelector("input[type=radio]"))?.focus();
      row.scrollIntoView({ block: "nearest" });
      return;
    }
    if (row.matches("[data-reported]")) reported = row.id;
    const to = row.matches("[data-reported]") ? nextToDo(row) ?? row : row;
    handleOf(to)?.focus();
    to.scrollIntoView({ block: "nearest" });
  });
})();
