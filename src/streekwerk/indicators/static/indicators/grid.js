// The entry grid: keys as in a spreadsheet, a pasted block, and every cell saved as soon as it is left.
// Without this file the grid is a form with one button. What a text means is decided by the server alone.
"use strict";

(() => {
  const form = document.getElementById("cijfers");
  if (!form) return;
  const pair = "pair" in form.dataset;
  const bar = form.querySelector(".grid-bar");
  const part = (name) => form.querySelector(`[data-${name}]`);
  const said = part("status").parentElement;
  const csrf = form.elements.csrfmiddlewaretoken.value;

  // --- the cells, by row and column of inputs; a pair is one cell with two inputs
  const cells = new Map();
  const lines = [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("td input")]);
  const cellOf = new Map();
  lines.forEach((line, at) => line.forEach((input, column) => {
    const name = input.name.slice(2);
    let cell = cells.get(name);
    if (!cell) {
      const split = name.lastIndexOf("|");
      const [subject, period] = [name.slice(0, split), name.slice(split + 1)];
      cell = { subject, period, inputs: [], td: input.parentElement, base: input.dataset.base ? Number(input.dataset.base) : null,
        comment: input.dataset.comment || "", source: input.dataset.source || "", question: null, reason: "", waits: false, failed: false };
      cells.set(name, cell);
    }
    cell.inputs.push(input);
    cellOf.set(input, { cell, at, column });
  }));
  const texts = (cell) => cell.inputs.map((input) => input.value.trim());
  const write = (cell, values) => cell.inputs.forEach((input, at) => { input.value = values[at] || ""; });
  for (const cell of cells.values()) cell.saved = cell.inputs.map((input) => input.defaultValue.trim());
  const whereOf = (cell) => {
    const ids = cell.inputs[0].getAttribute("aria-labelledby").split(" ");
    return `${document.getElementById(ids[0]).textContent}, ${document.getElementById(ids[1]).title}`;
  };
  const changed = (cell) => texts(cell).join("\n") !== cell.saved.join("\n") || "comment" in cell.extra || "source" in cell.extra;
  for (const cell of cells.values()) cell.extra = {};

  // --- what is said
  let news = "";
  let active = null;
  let undo = null;
  const asking = () => [...cells.values()].filter((cell) => cell.question);
  const show = () => {
    const waiting = [...cells.values()].filter((cell) => cell.waits);
    const failed = waiting.filter((cell) => cell.failed);
    const open = asking();
    const cellen = (number) => (number === 1 ? "1 cel" : `${number} cellen`);
    let text = news || "Alles is bewaard.";
    if (failed.length) text = `${cellen(failed.length)} nog niet bewaard: geen verbinding. Wat u schreef staat er nog; het wordt vanzelf opnieuw geprobeerd.`;
    else if (waiting.length) text = "Bewaren…";
    else if (open.length) text = `${news ? `${news} ` : ""}${cellen(open.length)} ${open.length === 1 ? "vraagt" : "vragen"} uw aandacht.`;
    part("status").textContent = text;
    said.classList.toggle("wrong", failed.length > 0);
    part("next").hidden = !open.length;
    form.toggleAttribute("data-waits", waiting.length > 0);
    part("undo").hidden = !undo || waiting.length > 0;
    for (const cell of cells.values()) {
      for (const td of new Set(cell.inputs.map((input) => input.parentElement))) {
        td.classList.toggle("waiting", cell.waits && !cell.failed && td === cell.td);
        td.classList.toggle("failed", cell.failed);
        td.classList.toggle("asks", Boolean(cell.question));
      }
      for (const input of cell.inputs) {
        if (cell.question) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
      cell.td.classList.toggle("noted", Boolean(cell.comment || cell.source));
    }
    showCell();
  };

  const button = (label, does) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button-quiet";
    made.textContent = label;
    made.addEventListener("click", does);
    return made;
  };
  const stateOf = (cell) => {
    const text = texts(cell)[0];
    if (/^n\.?\s?v\.?\s?t/i.test(text)) return "not_applicable";
    return text.startsWith("±") ? "estimate" : "final";
  };
  const showCell = () => {
    part("about").hidden = !active;
    if (!active) return;
    part("where").textContent = whereOf(active);
    const link = part("history");
    link.hidden = active.base === null;
    link.href = `${form.dataset.cell}?rij=${encodeURIComponent(active.subject)}&periode=${encodeURIComponent(active.period)}`;
    for (const name of ["comment", "source"]) {
      const box = bar.querySelector(`[data-${name}]`);
      if (document.activeElement !== box) box.value = active.extra[name] ?? active[name];
    }
    for (const state of form.querySelectorAll("[data-state]")) {
      state.setAttribute("aria-pressed", String(texts(active)[0] !== "" && state.dataset.state === stateOf(active)));
    }
    const question = active.question;
    part("question").hidden = !question;
    if (!question || part("question").dataset.of === question.mark) return;
    part("question").dataset.of = question.mark;
    part("sentence").textContent = question.sentence;
    part("choices").replaceChildren(...choices(active, question));
  };
  const choices = (cell, question) => {
    if (question.kind === "asked") {
      return question.options.map((option) => button(option, () => { write(cell, pair ? [option, texts(cell)[1]] : [option]); save([cell]); cell.inputs[0].focus(); }));
    }
    if (question.kind === "met") {
      return [
        button(`${question.there.join(" / ") || "Leeg"} laten staan`, () => { settle(cell, question.there); cell.inputs[0].focus(); }),
        button(`${texts(cell).join(" / ") || "Leeg"} bewaren`, () => { cell.base = question.base; save([cell]); cell.inputs[0].focus(); }),
      ];
    }
    if (question.kind === "doubted") {
      const reason = document.createElement("input");
      reason.setAttribute("aria-label", "Waarom klopt dit cijfer toch?");
      reason.placeholder = "Waarom klopt dit cijfer toch?";
      const keep = () => {
        if (!reason.value.trim()) { reason.focus(); return; }
        cell.reason = reason.value;
        save([cell]);
        cell.inputs[0].focus();
      };
      reason.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); keep(); } });
      return [reason, button("Toch bewaren", keep)];
    }
    return [];
  };
  const settle = (cell, values) => {
    cell.saved = values;
    cell.base = cell.question ? cell.question.base : cell.base;
    cell.question = null;
    write(cell, values);
    show();
  };

  // --- saving: one request at a time; what could not be sent waits in its cell and is sent again
  let busy = false;
  let again = 0;
  let mark = 0;
  const queue = new Set();
  let origin = "entered";
  const save = (which, how = "entered") => {
    for (const cell of which) {
      queue.add(cell);
      cell.waits = true;
      cell.question = null;
    }
    if (how === "pasted") origin = "pasted";
    show();
    if (!busy) send();
  };
  const send = async () => {
    if (!queue.size) return;
    busy = true;
    clearTimeout(again);
    const sending = [...queue];
    const how = origin;
    origin = "entered";
    queue.clear();
    const sent = sending.map((cell) => ({ subject: cell.subject, period: cell.period, text: texts(cell)[0], denominator: texts(cell)[1] || "",
      reason: cell.reason, base: cell.base, ...cell.extra }));
    sending.forEach((cell) => { cell.sent = texts(cell); cell.sentExtra = cell.extra; cell.extra = {}; });
    let answer = null;
    let refusal = "";
    try {
      const response = await fetch(form.dataset.save, {
        method: "POST", headers: { "content-type": "application/json", "x-csrftoken": csrf }, body: JSON.stringify({ origin: how, cells: sent }) });
      if (response.headers.get("content-type")?.startsWith("application/json")) {
        answer = await response.json();
        refusal = answer.refusal || "";
      }
    } catch { /* no connection: tried again below */ }
    busy = false;
    if (refusal) {
      for (const cell of sending) Object.assign(cell, { waits: false, question: { kind: "refused", sentence: refusal, mark: String(++mark) } });
    } else if (!answer) {
      for (const cell of sending) {
        cell.failed = true;
        cell.extra = { ...cell.sentExtra, ...cell.extra };
        queue.add(cell);
      }
      if (how === "pasted") origin = "pasted";
      again = setTimeout(send, 4000);
    } else {
      answer.cells.forEach((found, at) => take(sending[at], found));
      if (how === "pasted") tellPaste(answer.cells);
    }
    show();
    if (queue.size && answer) send();
  };
  const take = (cell, found) => {
    cell.waits = cell.failed = false;
    cell.reason = "";
    const there = pair ? [found.text, found.denominator] : [found.text];
    if (["saved", "emptied", "unchanged"].includes(found.kind)) {
      const still = texts(cell).join("\n") === cell.sent.join("\n");
      cell.base = found.base;
      cell.saved = there;
      Object.assign(cell, cell.sentExtra);
      if (found.kind === "emptied") cell.comment = cell.source = "";
      if (still) {
        write(cell, there);
        if (found.kind !== "unchanged") {
          cell.td.classList.remove("kept");
          void cell.td.offsetWidth;
          cell.td.classList.add("kept");
        }
      } else queue.add(cell);
      return;
    }
    cell.extra = { ...cell.sentExtra, ...cell.extra };
    cell.question = { ...found, there, mark: String(++mark) };
  };
  addEventListener("online", send);
  addEventListener("beforeunload", (event) => {
    if ([...cells.values()].some((cell) => cell.waits || (changed(cell) && !cell.question))) event.preventDefault();
  });

  // --- a pasted block: tab or semicolon between columns, quotes around what holds them; as rules/entry/blocks.py
  const blockOf = (text) => {
    text = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    const delimiter = text.includes("\t") ? "\t" : text.includes(";") ? ";" : "";
    const rows = [[]];
    let at = 0;
    while (at <= text.length) {
      let cell = null;
      const quoted = text[at] === '"' ? /^"((?:[^"]|"")*)"/.exec(text.slice(at)) : null;
      if (quoted) {
        const end = at + quoted[0].length;
        if (end === text.length || text[end] === "\n" || (delimiter && text[end] === delimiter)) {
          cell = quoted[1].replaceAll('""', '"');
          at = end;
        }
      }
      if (cell === null) {
        const ends = [text.indexOf("\n", at), delimiter ? text.indexOf(delimiter, at) : -1].filter((end) => end >= 0);
        const end = ends.length ? Math.min(...ends) : text.length;
        cell = text.slice(at, end);
        at = end;
      }
      rows.at(-1).push(cell);
      if (text[at] === "\n") rows.push([]);
      at += 1;
    }
    return rows;
  };
  let pasted = null;
  const paste = (input, block) => {
    const { at, column } = cellOf.get(input);
    const touched = new Map();
    let outside = 0;
    block.forEach((row, down) => row.forEach((text, right) => {
      const target = lines[at + down]?.[column + right];
      if (!target) {
        if (text.trim()) outside += 1;
        return;
      }
      const { cell } = cellOf.get(target);
      if (!touched.has(cell)) touched.set(cell, texts(cell));
      target.value = text.trim();
    }));
    pasted = { touched, outside };
    undo = null;
    save([...touched.keys()], "pasted");
  };
  const tellPaste = (found) => {
    if (!pasted) return;
    const wrong = found.filter((one) => !["saved", "emptied", "unchanged"].includes(one.kind));
    const first = wrong.length ? cells.get(`${wrong[0].subject}|${wrong[0].period}`) : null;
    const parts = [`${found.length} cellen geplakt`];
    if (wrong.length) parts.push(`${wrong.length} niet begrepen of twijfelachtig (${whereOf(first)}: “${texts(first).filter(Boolean).join(" / ")}”)`);
    if (pasted.outside) parts.push(`${pasted.outside} vielen buiten het raster`);
    news = `${parts.join(", ")}.`;
    undo = pasted.touched;
    pasted = null;
  };
  part("undo").addEventListener("click", () => takeBack());
  const takeBack = () => {
    if (!undo) return;
    for (const [cell, before] of undo) {
      write(cell, before);
      cell.reason = "teruggezet na plakken";
    }
    const which = [...undo.keys()];
    undo = null;
    news = "Het plakken is ongedaan gemaakt.";
    save(which);
  };
  form.addEventListener("paste", (event) => {
    if (!cellOf.has(event.target)) return;
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n;]/.test(text)) return;
    event.preventDefault();
    paste(event.target, blockOf(text));
  });

  // --- keys
  const go = (input, down, right) => {
    const { at, column } = cellOf.get(input);
    const target = lines[at + down]?.[column + right];
    target?.focus();
    return Boolean(target);
  };
  const setState = (cell, state) => {
    const [text, below] = texts(cell);
    const bare = text.replace(/^±\s*/, "");
    const number = /^n\.?\s?v/i.test(bare) ? "" : bare;
    if (state === "not_applicable") write(cell, ["n.v.t.", ""]);
    else if (state === "estimate") write(cell, [number ? `± ${number}` : "± ", below]);
    else write(cell, [number, below]);
    showCell();
  };
  form.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!cellOf.has(input) || event.isComposing) return;
    const { cell } = cellOf.get(input);
    const free = !(event.ctrlKey || event.metaKey || event.altKey);
    const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    const here = input.selectionStart === input.selectionEnd ? input.selectionStart : null;
    const moves = {
      ArrowDown: () => go(input, 1, 0),
      ArrowUp: () => go(input, -1, 0),
      Enter: () => go(input, event.shiftKey ? -1 : 1, 0) || input.blur() || input.focus(),
      ArrowRight: () => (whole || here === input.value.length) && go(input, 0, 1),
      ArrowLeft: () => (whole || here === 0) && go(input, 0, -1),
    };
    if (free && event.key in moves) {
      if (moves[event.key]() !== false || event.key === "Enter") event.preventDefault();
      return;
    }
    if (event.key === "Escape") {
      write(cell, cell.saved);
      cell.question = null;
      show();
      input.select();
    } else if (event.key === "z" && (event.ctrlKey || event.metaKey) && undo && !changed(cell)) {
      event.preventDefault();
      takeBack();
    } else if (free && event.key === "s") {
      event.preventDefault();
      setState(cell, stateOf(cell) === "estimate" ? "final" : "estimate");
    } else if (free && event.key === "n") {
      event.preventDefault();
      setState(cell, "not_applicable");
    } else if (free && stateOf(cell) === "not_applicable" && /^[.vt]$/.test(event.key)) {
      event.preventDefault();
    }
  });
  form.addEventListener("focusin", (event) => {
    const place = cellOf.get(event.target);
    if (!place) return;
    active = place.cell;
    event.target.select();
    showCell();
    event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  form.addEventListener("focusout", (event) => {
    const place = cellOf.get(event.target);
    if (!place) return;
    const next = cellOf.get(event.relatedTarget);
    if (next && next.cell === place.cell) return;
    const { cell } = place;
    if (!changed(cell)) {
      if (cell.question && cell.question.kind !== "met") { cell.question = null; show(); }
      return;
    }
    if (cell.question && texts(cell).join("\n") === cell.sent?.join("\n")) return;
    if (!cell.waits || texts(cell).join("\n") !== cell.sent?.join("\n")) { news = ""; save([cell]); }
  });
  for (const state of form.querySelectorAll("[data-state]")) {
    state.addEventListener("click", () => {
      if (!active) return;
      setState(active, state.dataset.state);
      active.inputs[0].focus();
    });
  }
  for (const name of ["comment", "source"]) {
    bar.querySelector(`[data-${name}]`).addEventListener("change", (event) => {
      if (!active || event.target.value === active[name]) return;
      active.extra[name] = event.target.value;
      save([active]);
    });
  }
  part("next").addEventListener("click", () => asking()[0]?.inputs[0].focus());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    delete form.dataset.sent;
    const left = [...cells.values()].filter((cell) => changed(cell) && !cell.waits);
    if (left.length) save(left);
  }, true);

  // What the server could not store comes back as it was written: here it is asked cell by cell.
  bar.hidden = false;
  form.querySelector(".grid-actions").hidden = true;
  const scroll = form.querySelector(".grid-scroll");
  scroll.scrollLeft = scroll.scrollWidth;
  // What was typed before this file had come is saved as well; the cell that is being typed in once it is left.
  active = cellOf.get(document.activeElement)?.cell ?? null;
  const early = [...cells.values()].filter((cell) => changed(cell) && cell !== active);
  if (early.length) save(early);
  else show();
})();
