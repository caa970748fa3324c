// Progressive enhancement. Every page works without this file; nothing here decides anything.
"use strict";

(() => {
  const on = (type, selector, handle) =>
    document.addEventListener(type, (event) => {
      const target = event.target instanceof Element ? event.target.closest(selector) : null;
      if (target) handle(event, target);
    });

  // --- tabs that slide on a phone: the current one is in sight
  for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
    const tabs = tab.closest(".tabs");
    tabs.scrollLeft = tab.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - tab.offsetWidth) / 2;
  }

  // --- menus: close on Escape and on a click elsewhere
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  on("keydown", "details.menu[open]", (event, menu) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // --- tree: open or close all, arrows as in a file manager
  const rowsOf = (tree) => [...tree.querySelectorAll(".row > a")].filter((link) => link.checkVisibility());
  const detailsOf = (link) => link.closest("li").querySelector(":scope > details");

  const addTreeTools = (tree) => {
    if (tree.previousElementSibling?.matches(".tree-tools") || !tree.querySelector("details")) return;
    const tools = document.createElement("p");
    tools.className = "tree-tools";
    for (const [label, open] of [["Alles openen", true], ["Alles sluiten", false]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button-text";
      button.textContent = label;
      button.addEventListener("click", () => {
        for (const details of tree.querySelectorAll("details")) details.open = open;
      });
      tools.append(button);
    }
    tree.before(tools);
  };

  on("keydown", ".tree .row > a", (event, link) => {
    const tree = link.closest(".tree");
    const details = detailsOf(link);
    const parent = link.closest("ul:not(.tree)")?.closest("li")?.querySelector(":scope > .row > a");
    const rows = rowsOf(tree);
    const at = rows.indexOf(link);
    const moves = {
      ArrowDown: () => rows[at + 1],
      ArrowUp: () => rows[at - 1],
      Home: () => rows[0],
      End: () => rows.at(-1),
      ArrowRight: () => {
        if (!details || details.open) return details ? rows[at + 1] : undefined;
        details.open = true;
        return link;
      },
      ArrowLeft: () => {
        if (!details?.open) return parent;
        details.open = false;
        return link;
      },
    };
    if (!(event.key in moves) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    moves[event.key]()?.focus();
  });

  // On paper everything is open; afterwards the page is as it was.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("main details:not([open]):not(.menu)")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });

  // --- copy the address of this page or of a line
  on("click", "[data-copy]", async (event, button) => {
    const said = button.querySelector("[data-copied]") ?? button;
    await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
    said.textContent = "Gekopieerd";
  });

  // --- explained words: Escape closes, a tap shows first and follows the link second, none leaves the page
  const explainedAt = (event) => (event.target instanceof Element ? event.target.closest(".explained") : null);
  for (const type of ["pointerover", "focusin"]) {
    document.addEventListener(type, (event) => {
      const word = explainedAt(event);
      if (!word) return;
      const edge = document.documentElement.clientWidth;
      word.classList.remove("to-left");
      word.classList.toggle("to-left", word.lastElementChild.getBoundingClientRect().right > edge);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const word of document.querySelectorAll(".explained:is(:hover, :focus-within, .open)")) {
      word.classList.remove("open");
      word.classList.add("closed");
    }
  });
  for (const type of ["pointerout", "focusout"]) {
    on(type, ".explained.closed", (event, word) => {
      if (!word.contains(event.relatedTarget)) word.classList.remove("closed");
    });
  }
  let touched = false;
  document.addEventListener("pointerdown", (event) => { touched = event.pointerType !== "mouse"; }, true);
  document.addEventListener("click", (event) => {
    const tapped = explainedAt(event);
    for (const word of document.querySelectorAll(".explained.open")) {
      if (word !== tapped) word.classList.remove("open");
    }
    if (!tapped || !touched || tapped.classList.contains("open")) return;
    event.preventDefault();
    tapped.classList.remove("closed");
    tapped.classList.add("open");
  });

  // --- a form is sent once; "pageshow" frees it when the person comes back
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    delete event.target.closest?.("form")?.dataset.sent;
  });

  // --- htmx: a refused form comes back as a piece and takes its place; another refusal is said on this page
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (![409, 422].includes(xhr.status) || xhr.responseText.trimStart().startsWith("<!doctype")) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });
  const say = (...nodes) => {
    const region = document.getElementById("berichten");
    region?.replaceChildren(...nodes);
    region?.scrollIntoView({ block: "center" });
  };
  const sayLine = (sentence) => {
    const box = document.createElement("div");
    box.className = "message message-error";
    box.append(document.createElement("p"));
    box.firstChild.textContent = sentence;
    say(box);
  };
  document.addEventListener("htmx:responseError", (event) => {
    const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const refusal = page.querySelector("main .message");
    if (refusal) say(refusal);
    else sayLine("Dat is niet gelukt. Wat u schreef staat er nog; probeer het zo dadelijk opnieuw.");
  });
  document.addEventListener("htmx:sendError", () =>
    sayLine("De verbinding viel weg. Wat u schreef staat er nog; probeer het zo dadelijk opnieuw."));

  // --- upload with a progress bar; without this the same form posts as usual
  const upload = (form) => {
    const progress = form.querySelector(".upload-progress");
    const bar = progress.querySelector("progress");
    const said = progress.querySelector("[data-said]");
    const request = new XMLHttpRequest();
    const freed = (sentence) => {
      delete form.dataset.sent;
      bar.hidden = true;
      said.textContent = sentence;
    };
    progress.hidden = bar.hidden = false;
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      const share = Math.round((100 * event.loaded) / event.total);
      bar.value = share;
      said.textContent = share < 100 ? `${share} % verstuurd` : "Verstuurd. Het document wordt gelezen…";
      if (share === 100) bar.removeAttribute("value");
    });
    request.addEventListener("load", () => {
      if (request.responseURL !== new URL(form.action, location.href).href) {
        location.assign(request.responseURL);
        return;
      }
      // The same address: the form came back with what is wrong in it.
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      const main = page.querySelector("main");
      if (main) {
        document.querySelector("main").replaceWith(main);
        enhance(main);
        (main.querySelector(".error-summary") ?? main).focus();
      } else freed("Dat is niet gelukt. Probeer het opnieuw.");
    });
    request.addEventListener("error", () => freed("De verbinding viel weg. Probeer het opnieuw."));
    request.open("POST", form.action);
    request.send(new FormData(form));
  };

  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.matches("form[data-upload]")) return;
    event.preventDefault();
    upload(event.target);
  });
  for (const type of ["dragover", "dragleave", "drop"]) {
    on(type, ".file-drop", (event, area) => {
      area.classList.toggle("over", type === "dragover");
      if (type === "dragleave") return;
      event.preventDefault();
      if (type === "drop") area.querySelector("input").files = event.dataTransfer.files;
    });
  }

  // --- what was typed or chosen before the scripts had come happens again, for them
  const differs = (box) => {
    if (box.matches("select:not([multiple])")) {
      return box.selectedIndex !== Math.max(0, [...box.options].findLastIndex((option) => option.defaultSelected));
    }
    if (box.matches("select")) return [...box.options].some((option) => option.selected !== option.defaultSelected);
    return box.matches("[type=checkbox], [type=radio]") ? box.checked !== box.defaultChecked : box.value !== box.defaultValue;
  };
  document.addEventListener("DOMContentLoaded", () => {
    const boxes = document.querySelectorAll("main :is(input:not([type=file], [type=hidden], [type=password]), select, textarea)");
    for (const box of [...boxes].filter(differs)) {
      for (const type of ["input", "change"]) box.dispatchEvent(new Event(type, { bubbles: true }));
    }
  });

  const enhance = (root) => {
    for (const tree of root.querySelectorAll("ul.tree")) addTreeTools(tree);
    // Charts bring their own script, so that only pages with a chart fetch it.
    const chart = root.matches?.("[data-chart]") ? root : root.querySelector("[data-chart]");
    if (chart) import(chart.dataset.chart).then((charts) => charts.show(root));
    root.querySelector(".error-summary:not([data-quiet])")?.focus();
  };
  enhance(document);
  document.addEventListener("htmx:load", (event) => enhance(event.target));
})();
