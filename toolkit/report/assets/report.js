"use strict";
// What the other scripts share: the data, texts as code points, elements made without innerHTML.
const DATA = JSON.parse(document.getElementById("data").textContent);
const W = DATA.words;
const label = (code) => DATA.labels[code] || code;
const numbers = new Intl.NumberFormat(DATA.language);

// Offsets count code points; JavaScript strings count UTF-16 units. Only texts with characters
// beyond the basic plane need the slow way.
const POINTS = new Map();
function slice(doc, start, end) {
  const text = DATA.texts[doc];
  if (!/[\ud800-\udbff]/.test(text)) return text.slice(start, end);
  if (!POINTS.has(doc)) POINTS.set(doc, Array.from(text));
  return POINTS.get(doc).slice(start, end).join("");
}

function element(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’ʼ]/g, "'").toLowerCase();
}

// Charts: horizontal bars, one colour and one pattern per group, whiskers for the interval.
const COLOURS = ["#1f5fa8", "#c4511a", "#2f855a", "#8a4fa3", "#a3781a", "#2a8c99", "#b03060", "#555f70"];
const PATTERNS = ["", "/", "x", ".", "\\", "-", "|", "+"];

function draw(chart) {
  const wrapped = chart.labels.map((text) => text.replace(/(.{18,}?)\s/g, "$1<br>"));
  const traces = chart.groups.map((group, g) => ({
    type: "bar", orientation: "h", name: group, y: wrapped, x: chart.values[g],
    marker: { color: COLOURS[g % 8], pattern: { shape: PATTERNS[g % 8], fillmode: "overlay", fgcolor: "#fff", fgopacity: 0.45, size: 7 } },
    error_x: {
      type: "data", symmetric: false, thickness: 1, width: 2, color: "#333",
      array: chart.high[g].map((v, i) => (v === null || chart.values[g][i] === null ? 0 : v - chart.values[g][i])),
      arrayminus: chart.low[g].map((v, i) => (v === null || chart.values[g][i] === null ? 0 : chart.values[g][i] - v)),
    },
    customdata: chart.n[g].map((n, i) => [n, chart.articles[g][i]]),
    hovertemplate: "%{y} : %{x:.1%}<br>" + W.counts_claims + " : %{customdata[0]}<br>" + W.counts_articles + " : %{customdata[1]}",
  }));
  const layout = {
    barmode: "group", height: 140 + 24 * Math.max(2, chart.labels.length) * Math.max(1, chart.groups.length * 0.62),
    margin: { l: 8, r: 12, t: 10, b: 40 }, font: { size: 13 },
    xaxis: { tickformat: ".0%", rangemode: "tozero" },
    yaxis: { automargin: true, autorange: "reversed" },
    legend: { orientation: "h", y: -0.12, traceorder: "normal" }, paper_bgcolor: "#fff", plot_bgcolor: "#fff",
  };
  Plotly.newPlot(chart.id, traces, layout, {
    responsive: true, displaylogo: false, locale: DATA.language,
    modeBarButtonsToRemove: ["select2d", "lasso2d", "zoom2d", "pan2d", "autoScale2d"],
  });
}

// A chart is drawn when it is about to be seen, so that the page opens at once.
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    watcher.unobserve(entry.target);
    draw(DATA.charts.find((chart) => chart.id === entry.target.id));
  }
}, { rootMargin: "400px" });
for (const chart of DATA.charts) watcher.observe(document.getElementById(chart.id));
