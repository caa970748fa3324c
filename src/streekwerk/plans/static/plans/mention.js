// Proposes names after an @ in a comment. Without this file people type the name in full.
"use strict";

(() => {
  const MOST = 6;
  const AT = /(?:^|[^\p{L}\p{N}_])@([\p{L}][\p{L}\p{N}' -]{0,40})?$/u;
  let list = null;
  let box = null;

  const close = () => {
    list?.remove();
    list = null;
    box?.removeAttribute("aria-activedescendant");
    box?.setAttribute("aria-expanded", "false");
  };

  const typed = () => AT.exec(box.value.slice(0, box.selectionStart));

  const choose = (name) => {
    const found = typed();
    if (!found) return close();
    const from = box.selectionStart - (found[1] ?? "").length;
    box.setRangeText(`${name} `, from, box.selectionStart, "end");
    close();
    box.focus();
  };

  const mark = (option) => {
    for (const other of list.children) other.setAttribute("aria-selected", String(other === option));
    box.setAttribute("aria-activedescendant", option.id);
  };

  const propose = () => {
    const found = typed();
    const begin = (found?.[1] ?? "").toLocaleLowerCase();
    const names = found
      ? [...document.getElementById(box.dataset.names).options]
          .map((option) => option.value)
          .filter((name) => name.toLocaleLowerCase().split(/\s+/).some((_, at, words) => words.slice(at).join(" ").startsWith(begin)))
          .slice(0, MOST)
      : [];
    close();
    if (!names.length) return;
    list = document.createElement("ul");
    list.id = "namen";
    list.className = "names";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Collega’s");
    names.forEach((name, at) => {
      const option = document.createElement("li");
      option.id = `naam-${at}`;
      option.setAttribute("role", "option");
      option.textContent = name;
      option.addEventListener("mousedown", (event) => {
        event.preventDefault();
        choose(name);
      });
      list.append(option);
    });
    box.after(list);
    box.setAttribute("aria-controls", list.id);
    box.setAttribute("aria-expanded", "true");
    mark(list.firstChild);
  };

  document.addEventListener("input", (event) => {
    if (!(event.target instanceof HTMLTextAreaElement) || !event.target.dataset.names) return;
    box = event.target;
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-haspopup", "listbox");
    propose();
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === box) close();
  });
  document.addEventListener("keydown", (event) => {
    if (!list || event.target !== box) return;
    const marked = list.querySelector("[aria-selected=true]");
    const moves = { ArrowDown: marked.nextElementSibling ?? list.firstChild, ArrowUp: marked.previousElementSibling ?? list.lastChild };
    if (event.key in moves) mark(moves[event.key]);
    else if (event.key === "Enter" || event.key === "Tab") choose(marked.textContent);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
})();
