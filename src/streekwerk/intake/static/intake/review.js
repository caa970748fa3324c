// The review page by mouse and by keyboard. Every step is also a plain form: nothing here decides anything.
"use strict";

(() => {
  const desk = document.getElementById("werk");
  if (!desk) return;
  const byId = (id) => document.getElementById(id);
  const all = (selector) => [...desk.querySelectorAll(selector)];
  const visible = (elements) => elements.filter((element) => element.checkVisibility());
  const rows = () => visible(all("#boom .row > a"));
  const lines = () => all("#tekst input[name=kies]");
  const typing = (element) => element.matches("input:not([type=checkbox], [type=radio]), textarea, select");

  // --- requests: one after the other, each with the marks of the pieces that are here
  let busy = false;
  const waiting = [];
  const next = () => {
    busy = false;
    waiting.shift()?.();
  };
  const ask = (work) => (busy ? waiting.push(work) : work());

  const step = (fields) =>
    ask(() => {
      const form = byId("stap");
      for (const input of form.querySelectorAll("input:not([name=csrfmiddlewaretoken], [name=version])")) {
        input.value = fields[input.name] ?? "";
        input.disabled = !(input.name in fields);
      }
      form.action = form.action.split("?")[0] + location.search;
      form.requestSubmit();
    });

  desk.addEventListener("htmx:configRequest", (event) => {
    busy = true;
    const marks = all("[data-mark]").map((mark) => `${mark.parentElement.id}:${mark.dataset.mark}`);
    const shown = all("#tekst li[id]").map((line) => line.id.slice(1));
    event.detail.headers["X-Pieces"] = marks.join(" ");
    if (shown.length) event.detail.headers["X-Lines"] = `${shown[0]}-${shown.at(-1)}`;
  });
  for (const type of ["htmx:afterRequest", "htmx:sendAbort"]) desk.addEventListener(type, () => setTimeout(next));

  // --- what is looked at is in sight
  const show = (element, margin) => {
    const box = element?.closest(".desk-scroll");
    if (!box || !element.checkVisibility()) return;
    const [outer, inner] = [box.getBoundingClientRect(), element.getBoundingClientRect()];
    if (inner.top < outer.top + 20 || inner.bottom > outer.bottom - 20) box.scrollTop += inner.top - outer.top - margin;
  };
  let looked = "";
  const settle = () => {
    const version = byId("versie").textContent.trim();
    for (const input of all("input[name=version]")) input.value = version;
    const current = desk.querySelector("#boom [aria-current]");
    const links = all("#boom .row > a");
    for (const link of links) link.tabIndex = link === (current ?? links[0]) ? 0 : -1;
    const boxes = lines();
    for (const box of boxes) box.tabIndex = -1;
    // The tree gives the same with the arrow keys; hundreds of stops would keep Tab from what lies behind.
    for (const link of all("#tekst a.said")) link.tabIndex = -1;
    const stop = desk.querySelector("#tekst .lit input, #tekst input:checked") ?? boxes[0];
    if (stop) stop.tabIndex = 0;
    for (const piece of all("#boom .row, .block[data-lines]")) piece.draggable = true;
    const now = `${current?.id} ${desk.querySelector("form[data-place] [name=lines]")?.value}`;
    if (now !== looked) {
      looked = now;
      show(current?.parentElement, 120);
      if (!desk.querySelector("#tekst .lit")?.contains(document.activeElement)) show(desk.querySelector("#tekst .lit, #tekst li:has(:checked)"), 60);
    }
    const title = desk.querySelector("form[data-place] h3");
    if (title && !title.dataset.seen) {
      title.dataset.seen = "yes";
      title.focus();
    } else if (document.activeElement === document.body && wasHere) (current ?? byId("kop-paneel"))?.focus();
    wasHere = false;
    choosePlace();
    count();
  };
  let wasHere = false;
  desk.addEventListener("htmx:beforeRequest", () => {
    wasHere = desk.contains(document.activeElement);
  });
  document.addEventListener("htmx:afterSettle", settle);
  document.addEventListener("htmx:afterSwap", () => setTimeout(settle));

  // --- placing: only the questions that this place needs
  const choosePlace = () => {
    const form = desk.querySelector("form[data-place]");
    const to = form?.querySelector("[name=to]:checked")?.value;
    for (const part of form?.querySelectorAll("[data-for]") ?? []) part.hidden = !part.dataset.for.split(" ").includes(to);
  };

  // --- lines: click, Shift-click, space, arrows
  let from = null;
  let shift = false;
  const count = () => {
    const picked = lines().filter((box) => box.checked).length;
    const said = desk.querySelector("[data-picked]");
    if (picked) said.textContent = picked === 1 ? "1 regel gekozen" : `${picked} regels gekozen`;
    else said.textContent = "Vink regels aan; met Shift tot en met een andere regel.";
  };
  const reach = (box) => {
    const boxes = lines();
    const [a, b] = [boxes.indexOf(from), boxes.indexOf(box)].sort((x, y) => x - y);
    if (a >= 0) for (const each of boxes.slice(a, b + 1)) each.checked = true;
  };
  desk.addEventListener("mousedown", (event) => {
    shift = event.shiftKey;
    if (shift && event.target.closest("#tekst")) event.preventDefault();
  });
  desk.addEventListener("change", (event) => {
    if (event.target.matches("[name=to]")) choosePlace();
    if (!event.target.matches("#tekst input")) return;
    if (shift && from?.isConnected) reach(event.target);
    shift = false;
    from = event.target;
    count();
  });
  desk.addEventListener("focusin", (event) => {
    const line = event.target.closest("#tekst li[data-node]");
    for (const row of all("#boom .row.near")) row.classList.remove("near");
    const row = line?.dataset.node && desk.querySelector(`#boom .row[data-node="${CSS.escape(line.dataset.node)}"]`);
    if (row) {
      row.classList.add("near");
      show(row, 120);
    }
  });

  // --- keys
  const focusIn = (list, element) => {
    if (!element) return;
    for (const each of list) each.tabIndex = each === element ? 0 : -1;
    element.focus();
  };
  const inTree = (event, link) => {
    const row = link.closest(".row");
    if (event.altKey) {
      const kind = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" }[event.key];
      if (kind) step({ kind, node: row.dataset.node });
      return Boolean(kind);
    }
    if (event.key === "F2") {
      const rename = () => byId("titel")?.select();
      if (link.hasAttribute("aria-current")) rename();
      else {
        document.addEventListener("htmx:afterSettle", () => setTimeout(rename, 20), { once: true });
        link.click();
      }
      return true;
    }
    const list = rows();
    const at = list.indexOf(link);
    const parent = row.closest("ul:not(.outline)")?.closest("li")?.querySelector(":scope > .row > a");
    const child = row.parentElement.querySelector(":scope > ul > li > .row > a");
    const to = { ArrowDown: list[at + 1], ArrowUp: list[at - 1], Home: list[0], End: list.at(-1), ArrowLeft: parent, ArrowRight: child };
    if (!(event.key in to)) return false;
    if (event.key === "ArrowRight" && !child && row.querySelector(".closed")) link.click();
    focusIn(list, to[event.key]);
    return true;
  };
  const inText = (event, box) => {
    const list = lines();
    const at = list.indexOf(box);
    const to = { ArrowDown: list[at + 1], ArrowUp: list[at - 1], Home: list[0], End: list.at(-1) };
    if (event.key === " ") shift = event.shiftKey;
    if (!(event.key in to) || event.altKey) return false;
    if (event.shiftKey) {
      if (!box.checked) from = box;
      box.checked = true;
      if (to[event.key]) to[event.key].checked = true;
      count();
    }
    focusIn(list, to[event.key]);
    return true;
  };
  document.addEventListener("keydown", (event) => {
    const element = event.target;
    const link = element.closest?.("#boom .row > a");
    const box = element.closest?.("#tekst input");
    let done = false;
    if (link) done = !event.ctrlKey && !event.metaKey && inTree(event, link);
    if (box) done = !event.ctrlKey && !event.metaKey && inText(event, box);
    if (!done && !typing(element) && (event.ctrlKey || event.metaKey)) {
      const button = { z: byId("ongedaan"), y: byId("opnieuw"), Z: byId("opnieuw") }[event.key];
      done = Boolean(button);
      if (button) ask(() => (byId(button.id).disabled ? next() : byId(button.id).form.requestSubmit()));
    }
    if (!done && !typing(element) && event.key === "?") {
      byId("toetsen").showModal();
      done = true;
    }
    if (done) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
  desk.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) byId("toetsen").showModal();
  });

  // --- drag and drop: a row or a block of the tray onto a row
  let dragged = null;
  const half = (event, row) => {
    const box = row.getBoundingClientRect();
    const share = (event.clientY - box.top) / box.height;
    return dragged.lines || (share > 0.3 && share < 0.7) ? "under" : share <= 0.3 ? "before" : "after";
  };
  const unmark = () => {
    for (const row of all(".drop-before, .drop-after, .drop-under")) row.classList.remove("drop-before", "drop-after", "drop-under");
  };
  desk.addEventListener("dragstart", (event) => {
    const source = event.target.closest?.("#boom .row, .block[data-lines]");
    if (!source) return;
    dragged = { node: source.dataset.node, lines: source.dataset.lines };
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", source.dataset.node ?? source.dataset.lines);
  });
  desk.addEventListener("dragover", (event) => {
    const row = dragged && event.target.closest?.("#boom .row");
    unmark();
    if (!row || row.dataset.node === dragged.node) return;
    event.preventDefault();
    row.classList.add(`drop-${half(event, row)}`);
  });
  desk.addEventListener("drop", (event) => {
    const row = dragged && event.target.closest?.("#boom .row");
    if (!row) return;
    event.preventDefault();
    const where = half(event, row);
    const { node, parent } = row.dataset;
    if (dragged.lines) step({ kind: "place", lines: dragged.lines, to: "text", node });
    else if (where === "under") step({ kind: "move", node: dragged.node, parent: node });
    else {
      const behind = row.parentElement.nextElementSibling?.querySelector(":scope > .row")?.dataset.node;
      step({ kind: "move", node: dragged.node, parent, before: where === "before" ? node : (behind ?? "") });
    }
  });
  desk.addEventListener("dragend", () => {
    unmark();
    dragged = null;
  });

  // --- a small screen shows one side at a time
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".desk-sides a");
    if (!link) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    desk.classList.remove("side-boom", "side-tekst");
    desk.classList.add(`side-${link.dataset.side}`);
    for (const each of all(".desk-sides a")) each.toggleAttribute("aria-current", each === link);
    link.setAttribute("aria-current", "true");
  }, true);

  for (const button of all("[data-keys]")) button.hidden = false;
  document.addEventListener("htmx:afterSettle", () => {
    for (const button of all("[data-keys]")) button.hidden = false;
  });
  settle();
})();
