// Draws the charts of a page. ui.js imports this file when a page, or a piece that htmx brings in, holds one.
// The script that draws is large, so it comes last, and a chart is drawn when it is nearly in sight.

const OPTIONS = {
  mode: "vega-lite",
  renderer: "svg",
  ast: true, // expressions are interpreted: the policy of the site refuses to compile them
  actions: false,
  defaultStyle: false, // our own style sheet; the policy refuses a style element
  tooltip: { disableDefaultStyle: true },
};
const drawn = new WeakMap(); // figure → the width it was drawn at, and its view

// The same sums as charts/multiples.py: how many panels fit beside each other.
const fitted = (spec, width) => {
  const fit = spec.usermeta?.fit;
  if (!fit) return { ...spec, width };
  const fits = Math.floor((width - fit.side + fit.gap) / (fit.least + fit.gap));
  const rows = Math.ceil(fit.panels / Math.max(1, Math.min(fit.panels, fits)));
  const columns = Math.ceil(fit.panels / rows);
  const each = Math.floor((width - fit.side - fit.gap * (columns - 1)) / columns);
  const header = { ...spec.facet.header, labelLimit: each };
  return { ...spec, columns, facet: { ...spec.facet, header }, spec: { ...spec.spec, width: each } };
};

const draw = async (figure) => {
  const place = figure.querySelector(".chart-drawing");
  const width = Math.floor(place.clientWidth);
  const before = drawn.get(figure);
  if (!width || before?.width === width) return;
  const now = { width };
  drawn.set(figure, now);
  try {
    const spec = JSON.parse(figure.querySelector("template").content.textContent);
    await Promise.all([import(figure.dataset.vega), document.fonts.ready]);
    before?.view?.finalize();
    place.style.minHeight = `${place.offsetHeight}px`; // nothing jumps while it is drawn again
    now.view = (await window.vegaEmbed(place, fitted(spec, width), OPTIONS)).view;
    place.style.minHeight = "";
    figure.dataset.drawn = "";
  } catch (error) {
    // Without its picture a chart is its table.
    figure.querySelector(".chart-picture").hidden = true;
    figure.querySelector(".chart-table").open = true;
    console.info("A chart could not be drawn.", error);
  }
};

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      resized.observe(target.querySelector(".chart-drawing"));
    }
  },
  { rootMargin: "400px" },
);

let waiting = 0;
const changed = new Set();
const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const figure = target.closest(".chart");
    if (drawn.has(figure)) changed.add(figure);
    else draw(figure);
  }
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    for (const figure of changed) draw(figure);
    changed.clear();
  }, 120);
});

export const show = (root) => {
  const charts = [...root.querySelectorAll("[data-chart]")];
  if (root.matches?.("[data-chart]")) charts.push(root);
  for (const figure of charts) if (!drawn.has(figure)) near.observe(figure);
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.getElementById("vg-tooltip-element")?.classList.remove("visible");
});
