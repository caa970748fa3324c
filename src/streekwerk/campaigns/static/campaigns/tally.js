// The grid of a service: arrows and Enter go from cell to cell, a block from a spreadsheet is spread over cells.
// Without this file it is a form with two buttons. What a text means is decided by the server alone.
"use strict";

(() => {
  const form = document.getElementById("telling");
  if (!form) return;
  const lines = [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll(`td input:not([type="hidden"])`)]);
  const said = document.getElementById("telling-plakken");
  const whereIs = (input) => {
    const row = lines.findIndex((line) => line.includes(input));
    return row < 0 ? null : [row, lines[row].indexOf(input)];
  };
  form.addEventListener("keydown", (event) => {
    const at = whereIs(event.target);
    const step = { ArrowDown: [1, 0], ArrowUp: [-1, 0], Enter: [1, 0] }[event.key];
    if (!at || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = lines[at[0] + step[0]]?.[at[1]];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select();
  });
  form.addEventListener("paste", (event) => {
    const at = whereIs(event.target);
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    const sign = text.includes("\t") ? "\t" : ";";
    if (!at || !(text.includes("\n") || text.includes(sign))) return;
    event.preventDefault();
    let filled = 0;
    let outside = 0;
    text.split("\n").forEach((line, down) => line.split(sign).forEach((cell, right) => {
      const input = lines[at[0] + down]?.[at[1] + right];
      if (input && !input.readOnly) { input.value = cell.trim(); filled += 1; } else if (cell.trim()) { outside += 1; }
    }));
    said.textContent = `${filled} ${filled === 1 ? "vak" : "vakken"} geplakt${outside ? `, ${outside} vielen buiten de tabel` : ""}. Kijk na en bewaar.`;
  });
})();
