"use strict";
// Charts are drawn when they are about to be seen, so that the page opens at once. A click on a
// bar, a point or a cell opens the claims it counts.
const COLOURS = ["#1f5fa8", "#c4511a", "#2f855a", "#8a4fa3", "#a3781a", "#2a8c99", "#b03060", "#555f70"];
const PATTERNS = ["", "/", "x", ".", "\\", "-", "|", "+"];
const DASHES = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"];
const MARKS = ["circle", "square", "diamond", "triangle-up", "cross", "x"];
const narrow = () => window.innerWidth < 640;
const wrap = (text, width) => text.replace(new RegExp("(.{" + width + ",}?)\\s", "g"), "$1<br>");

// Room up to the largest value and a little beyond; a long whisker is cut at the edge.
function reach(chart) {
  const values = chart.values.flat().filter((v) => v !== null);
  const limits = chart.high.flat().filter((v) => v !== null);
  const top = Math.max(0.02, ...values);
  const end = Math.max(top, Math.min(Math.max(0, ...limits), top * 2));
  return chart.percent ? Math.min(1, end * 1.06) : end * 1.06;
}

// A share of 0 has no bar; its whisker would only say that the group is small, so it is left out.
const above = (chart, g) => chart.high[g].map((v, i) => (v === null || !chart.values[g][i] ? null : v - chart.values[g][i]));
const below = (chart, g) => chart.low[g].map((v, i) => (v === null || !chart.values[g][i] ? null : chart.values[g][i] - v));
const bounded = (chart, g) => chart.low[g].some((v) => v !== null);
const hover = (chart) => "%{customdata[2]} : " + (chart.percent ? "%{customdata[3]:.1%}" : "%{customdata[3]:.2f}") +
  "<br>n = %{customdata[0]} ; " + W.counts_articles + " : %{customdata[1]}";
const facts = (chart, g) => chart.labels.map((name, i) => [chart.n[g][i] ?? "–", chart.articles[g][i] ?? "–", name, chart.values[g][i]]);

function bars(chart) {
  const names = chart.labels.map((text) => wrap(text, narrow() ? 12 : 22));
  const traces = chart.groups.map((group, g) => ({
    type: "bar", orientation: "h", name: group, y: names, x: chart.values[g], customdata: facts(chart, g), hovertemplate: hover(chart),
    marker: { color: COLOURS[g % 8], pattern: { shape: PATTERNS[g % 8], fillmode: "overlay", fgcolor: "#fff", fgopacity: 0.45, size: 7 } },
    error_x: { visible: bounded(chart, g), type: "data", symmetric: false, thickness: 1, width: 2, color: "#333", array: above(chart, g), arrayminus: below(chart, g) },
  }));
  const slots = Math.max(1, chart.groups.length * 0.62);
  return [traces, {
    barmode: "group", height: 110 + (chart.groups.length > 1 ? 40 : 0) + 24 * Math.max(2, chart.labels.length) * slots,
    xaxis: { tickformat: chart.percent ? ".0%" : "", range: [0, reach(chart)] },
    yaxis: { automargin: true, autorange: "reversed" },
    showlegend: chart.groups.length > 1, legend: { orientation: "h", y: -0.12, traceorder: "normal" },
  }];
}

// Neighbouring periods that both have an interval make a band; a period alone has a whisker.
function runs(chart, g) {
  const found = [];
  chart.labels.forEach((_, i) => {
    if (chart.low[g][i] === null || chart.high[g][i] === null) return;
    const last = found[found.length - 1];
    if (last && last[last.length - 1] === i - 1) last.push(i); else found.push([i]);
  });
  return found;
}

function lines(chart) {
  const alone = (g) => new Set(runs(chart, g).filter((run) => run.length === 1).flat());
  const only = (limits, g) => limits.map((v, i) => (alone(g).has(i) ? v : null));
  const traces = chart.groups.map((group, g) => ({
    type: "scatter", mode: "lines+markers", name: group, x: chart.labels, y: chart.values[g], customdata: facts(chart, g), hovertemplate: hover(chart),
    line: { color: COLOURS[g % 8], dash: DASHES[g % 6] }, marker: { symbol: MARKS[g % 6], size: 8 },
    error_y: { visible: alone(g).size > 0, type: "data", symmetric: false, thickness: 1, width: 3, color: COLOURS[g % 8], array: only(above(chart, g), g), arrayminus: only(below(chart, g), g) },
  }));
  // Bands follow the lines in the list of traces, so that a line's number is its group's.
  const bands = chart.groups.flatMap((group, g) => runs(chart, g).filter((run) => run.length > 1).map((run) => ({
    type: "scatter", mode: "lines", x: [...run, ...run.slice().reverse()].map((i) => chart.labels[i]),
    y: [...run.map((i) => chart.high[g][i]), ...run.slice().reverse().map((i) => chart.low[g][i])],
    fill: "toself", fillcolor: COLOURS[g % 8], opacity: 0.13, line: { width: 0 }, hoverinfo: "skip", showlegend: false,
  })));
  return [[...traces, ...bands], {
    height: 400, xaxis: { type: "category", automargin: true }, yaxis: { tickformat: ".0%", range: [0, reach(chart)], automargin: true },
    showlegend: true, legend: { orientation: "h", y: -0.2 },
  }];
}

function heat(chart) {
  const percent = (v) => (v === null ? "" : new Intl.NumberFormat(DATA.language, { style: "percent", maximumFractionDigits: 0 }).format(v));
  const names = chart.labels.map((text) => wrap(text, 16));
  const turn = (grid) => chart.labels.map((_, l) => chart.groups.map((__, g) => grid[g][l]));
  const cells = turn(chart.values.map((row, g) => facts(chart, g)));
  return [[{
    type: "heatmap", x: chart.groups.map((text) => wrap(text, 12)), y: names, z: turn(chart.residuals), zmin: -3, zmax: 3, zmid: 0,
    colorscale: [[0, "#2166ac"], [0.5, "#f7f7f7"], [1, "#c4511a"]], xgap: 2, ygap: 2, customdata: cells, hoverongaps: false,
    showscale: !narrow(), text: turn(chart.values.map((row) => row.map(percent))), texttemplate: "%{text}",
    hovertemplate: hover(chart) + "<br>" + W.residual + " : %{z:.2f}", colorbar: { title: { text: W.residual, side: "right" }, thickness: 12 },
  }], { height: 130 + 40 * chart.labels.length, xaxis: { automargin: true, side: "top" }, yaxis: { automargin: true, autorange: "reversed" } }];
}

function points(chart) {
  const map = DATA.map;
  return [[{
    type: "scatter", mode: "markers+text", x: map.map((p) => p.x), y: map.map((p) => p.y), text: map.map((p) => wrap(p.label, 14)), textposition: "top center",
    customdata: map.map((p) => [p.size, p.label]), hovertemplate: "%{customdata[1]}<br>n = %{customdata[0]}<extra></extra>",
    marker: { size: map.map((p) => 12 + 3 * Math.sqrt(p.size)), color: COLOURS[0], opacity: 0.7, line: { width: 1, color: "#16243c" } },
  }], {
    height: 480, showlegend: false, xaxis: { showticklabels: false, zeroline: false, automargin: true, range: padded(map.map((p) => p.x)) },
    yaxis: { showticklabels: false, zeroline: false, range: padded(map.map((p) => p.y)) },
  }];
}

function padded(values) {
  const low = Math.min(...values), high = Math.max(...values), room = 0.25 * (high - low || 1);
  return [low - room, high + room];
}

const FORMS = { bars, lines, heat, points, panels, plane: classes };

function behind(chart, point) {
  if (chart.form === "points") return { topics: DATA.map[point.pointIndex].topic };
  if (chart.form === "panels") return null;
  if (chart.form === "plane") { const at = chart.points[point.pointIndex]; return at.kind === "class" ? { topics: at.topic } : null; }
  if (chart.form === "heat") return chart.open[point.pointIndex[1]][point.pointIndex[0]];
  return chart.open[point.curveNumber][point.pointIndex];
}

function draw(chart) {
  const node = document.getElementById(chart.id);
  const [traces, layout] = FORMS[chart.form](chart);
  Plotly.newPlot(node, traces, {
    margin: { l: 8, r: 12, t: 10, b: 40 }, font: { size: 13 }, paper_bgcolor: "#fff", plot_bgcolor: "#fff", dragmode: false, ...layout,
  }, {
    responsive: true, displayModeBar: false, locale: DATA.language, // the figures/ folder has the files
  });
  node.on("plotly_click", (event) => { const spec = behind(chart, event.points[0]); if (spec) openClaims(spec); });
}

const CHARTS = [...DATA.charts, ...DATA.plots, ...(DATA.map.length ? [{ id: "chart-map", form: "points" }] : [])];
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    watcher.unobserve(entry.target);
    draw(CHARTS.find((chart) => chart.id === entry.target.id));
  }
}, { rootMargin: "400px" });
for (const chart of CHARTS) watcher.observe(document.getElementById(chart.id));
window.addEventListener("beforeprint", () => CHARTS.forEach((chart) => { watcher.unobserve(document.getElementById(chart.id)); draw(chart); }));
