// The cards of a plan by keyboard. Every step is also a button, a link or a plain form: nothing here decides anything.
"use strict";

(() => {
  const typing = (element) => element.matches("input:not([type=checkbox], [type=radio]), textarea, select");

  // --- a form asks only what the chosen measure needs; what is hidden is sent along as it stood
  const shape = (form) => {
    const value = (name) => form.querySelector(`[name=${name}]`)?.value ?? "";
    const rules = [["measures", value("measure")], ["dimension", value("dimension")], ["comparators", value("comparator")]];
    for (const [name, chosen] of rules) {
      for (const control of form.querySelectorAll(`[data-${name}]`)) {
        const field = control.closest(".field");
        const wrong = field?.classList.contains("field-wrong");
        if (field) field.hidden = !wrong && !control.dataset[name].split(" ").includes(chosen);
      }
    }
    const aimed = value("comparator");
    for (const name of ["number", "per", "by", "for_each", "starts"]) {
      const field = form.querySelector(`[name=${name}]`)?.closest(".field");
      const wrong = field?.classList.contains("field-wrong");
      const done = aimed === "done" && name !== "by" && name !== "starts";
      if (field && form.querySelector("[name=comparator]")) field.hidden = !wrong && (!aimed || done);
    }
  };
  const shapeAll = (root) => {
    for (const form of root.querySelectorAll?.("form[data-edit]") ?? []) shape(form);
  };
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-edit]");
    if (form) shape(form);
  });
  // Another choice of what is asked brings other fields; anything else only another sentence.
  document.addEventListener("change", (event) => {
    const recipe = event.target.closest?.("[data-recipe]");
    if (recipe) recipe.querySelector("[name=vorm]").value = event.target.matches("[data-shape]") ? "1" : "";
  }, true);
  for (const button of document.querySelectorAll("[data-refresh]")) button.parentElement.hidden = true;
  shapeAll(document);

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("form[data-edit]");
    if (!form) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      form.querySelector("[data-cancel]")?.click();
    }
  });

  const list = document.querySelector("[data-cards]");
  if (!list) return;
  const bar = document.getElementById("kaarten");
  const keys = document.getElementById("toetsen");
  const cards = () => [...list.querySelectorAll("[data-card]")];
  const stopOf = (card) => card?.querySelector("[data-stop]") ?? card?.querySelector("a, button");
  const cardOf = (element) => element?.closest?.("[data-card]");
  const boxes = () => [...list.querySelectorAll("input[name=zin]")];

  // --- one card is a stop of Tab; its buttons follow, and the arrows go to the next card
  const settle = (current) => {
    const here = current ?? cardOf(document.activeElement) ?? list.querySelector("[data-card][data-here]") ?? cards()[0];
    for (const card of cards()) {
      const at = card === here;
      card.toggleAttribute("data-here", at);
      if (card.classList.contains("card-editing")) continue;
      for (const control of card.querySelectorAll("input, a, button")) control.tabIndex = at ? 0 : -1;
    }
    count();
  };
  const go = (card) => {
    if (!card) return false;
    settle(card);
    const stop = stopOf(card);
    stop?.focus();
    card.scrollIntoView({ block: "nearest" });
    return true;
  };

  // --- choosing: click, Shift-click, x, all without a doubt
  let from = null;
  let shift = false;
  const count = () => {
    if (!bar) return;
    const all = boxes();
    const picked = all.filter((box) => box.checked).length;
    const said = bar.querySelector("[data-picked]");
    const words = picked ? `${picked} ${picked === 1 ? "kaart" : "kaarten"} gekozen` : "Nog niets gekozen";
    if (said.textContent !== words) said.textContent = words;
    bar.querySelector("[data-confirm]").textContent = picked > 1 ? `Bevestig ${picked} kaarten` : "Bevestig gekozen";
    const sure = list.querySelectorAll("input[data-sure]").length;
    const figure = bar.querySelector("[data-sure]");
    if (figure) figure.textContent = sure;
    bar.querySelector("[data-pick-none]").hidden = !picked;
  };
  const reach = (box) => {
    const all = boxes();
    const [a, b] = [all.indexOf(from), all.indexOf(box)].sort((x, y) => x - y);
    if (a >= 0) for (const each of all.slice(a, b + 1)) each.checked = box.checked;
  };
  list.addEventListener("mousedown", (event) => {
    shift = event.shiftKey;
    if (shift) event.preventDefault();
  });
  list.addEventListener("change", (event) => {
    if (!event.target.matches("input[name=zin]")) return;
    if (shift && from?.isConnected) reach(event.target);
    shift = false;
    from = event.target;
    count();
  });
  list.addEventListener("focusin", (event) => {
    const card = cardOf(event.target);
    if (card && !card.hasAttribute("data-here")) settle(card);
  });
  bar?.addEventListener("click", (event) => {
    const target = event.target.closest("[data-pick-sure], [data-pick-none]");
    if (!target) return;
    event.preventDefault();
    const wanted = target.matches("[data-pick-sure]");
    for (const box of boxes()) box.checked = wanted && "sure" in box.dataset;
    count();
  });

  // --- keys, only while a card has the focus
  const press = (card, what) => {
    const control = card.querySelector(`[data-do=${what}]`);
    control?.click();
    return Boolean(control);
  };
  let undone = null;
  const takeBack = () => {
    const last = undone && document.getElementById(undone);
    if (last) return press(last, "undo");
    const button = document.querySelector("#berichten form button");
    button?.click();
    return Boolean(button);
  };
  const does = (event, card) => {
    const at = cards().indexOf(card);
    const box = card.querySelector("input[name=zin]");
    switch (event.key) {
      case "j": case "ArrowDown": return go(cards()[at + 1]);
      case "k": case "ArrowUp": return go(cards()[at - 1]);
      case "Home": return go(cards()[0]);
      case "End": return go(cards().at(-1));
      case "e": return press(card, "edit");
      case "t": return press(card, "aside");
      case "z": return takeBack();
      case "Enter": return event.target.matches("a, button") ? false : press(card, "confirm");
      case "x": case "X": case " ":
        if (!box || (event.key === " " && event.target !== box)) return false;
        box.checked = !box.checked;
        if (event.shiftKey && from?.isConnected) reach(box);
        from = box;
        count();
        return true;
      default: return false;
    }
  };
  document.addEventListener("keydown", (event) => {
    const card = cardOf(event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (event.target.closest("form[data-edit], dialog")) return;
    if (event.key === "?" && keys && (card || event.target === document.body || event.target.closest(".cards-bar"))) {
      event.preventDefault();
      keys.showModal();
      return;
    }
    if (card && list.contains(card) && does(event, card)) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-keys]")) keys?.showModal();
  });

  // --- after a change the next card that waits has the focus, so that one key does the whole list
  let moved = null;
  list.addEventListener("htmx:beforeRequest", (event) => {
    const card = cardOf(event.target);
    const next = event.target.matches("[data-do=confirm], form[data-edit]");
    moved = card && { id: card.id, next, had: card.contains(document.activeElement) };
  });
  list.addEventListener("htmx:afterSettle", (event) => {
    shapeAll(event.target);
    if (!moved) return;
    const { id, next, had } = moved;
    moved = null;
    const card = document.getElementById(id);
    const editing = card?.classList.contains("card-editing");
    if (next && !editing) undone = id;
    settle(card);
    if (!had) return;
    const waits = next && !editing && card?.classList.contains("card-confirmed")
      ? cards().slice(cards().indexOf(card) + 1).find((each) => each.querySelector("input[name=zin]"))
      : null;
    if (editing) {
      card.scrollIntoView({ block: "nearest" });
      card.querySelector("select, input:not([type=hidden])")?.focus();
    }
    else go(waits ?? card);
  });

  for (const button of document.querySelectorAll("[data-keys]")) button.hidden = false;
  settle(document.getElementById(location.hash.slice(1)));
})();
