"use strict";
// Pictures of topics that are no grid: curves over numbers of topics, and the map of classes.
function panels(plot) {
  const count = plot.panels.length, traces = [], layout = {
    height: 90 + 150 * count, showlegend: false, shapes: [],
    xaxis: { title: { text: plot.axis }, dtick: 1, anchor: "y" + (count > 1 ? count : ""), automargin: true },
  };
  plot.panels.forEach((panel, i) => {
    const axis = i ? "y" + (i + 1) : "y", top = 1 - i / count;
    const inside = plot.k.map((k, p) => p).filter((p) => panel.low[p] !== null && panel.high[p] !== null);
    layout["yaxis" + (i ? i + 1 : "")] = { domain: [top - 0.84 / count, top], title: { text: wrap(panel.title, 14), font: { size: 11 } }, automargin: true, zeroline: false, nticks: 5 };
    if (inside.length) traces.push({
      type: "scatter", mode: "lines", x: [...inside, ...inside.slice().reverse()].map((p) => plot.k[p]),
      y: [...inside.map((p) => panel.high[p]), ...inside.slice().reverse().map((p) => panel.low[p])],
      fill: "toself", fillcolor: COLOURS[i % 8], opacity: 0.18, line: { width: 0 }, hoverinfo: "skip", yaxis: axis,
    });
    traces.push({
      type: "scatter", mode: "lines+markers", x: plot.k, y: panel.values, yaxis: axis, name: panel.title,
      line: { color: COLOURS[i % 8] }, marker: { symbol: MARKS[i % 6], size: 8 }, hovertemplate: "k = %{x}<br>%{y:.3~f}<extra></extra>",
    });
    if (panel.line !== null) layout.shapes.push({ type: "line", xref: "paper", x0: 0, x1: 1, yref: axis, y0: panel.line, y1: panel.line, line: { dash: "dot", width: 1, color: "#666" } });
  });
  layout.shapes.push({ type: "line", xref: "x", x0: plot.chosen, x1: plot.chosen, yref: "paper", y0: 0, y1: 1, line: { dash: "dash", width: 1, color: "#333" } });
  return [traces, layout];
}

function classes(plot) {
  const symbols = { class: "circle", term: "circle", variable: "diamond" }, sizes = { class: 16, term: 5, variable: 8 };
  const colour = (p) => (p.topic === null ? "#333" : COLOURS[p.topic % 8]);
  const bold = (p) => (p.kind === "class" ? "<b>" + wrap(p.name, 16) + "</b>" : p.kind === "variable" ? "<i>" + p.name + "</i>" : p.name);
  const all = plot.points;
  return [[{
    type: "scatter", mode: "markers+text", x: all.map((p) => p.x), y: all.map((p) => p.y), textposition: "top center",
    text: all.map((p) => (p.shown && !(narrow() && p.kind === "term") ? bold(p) : "")), textfont: { size: all.map((p) => (p.kind === "class" ? 13 : 10)), color: all.map(colour) },
    marker: { symbol: all.map((p) => symbols[p.kind]), size: all.map((p) => sizes[p.kind]), color: all.map(colour), opacity: 0.8 },
    customdata: all.map((p) => p.name), hovertemplate: "%{customdata}<extra></extra>", cliponaxis: false,
  }], {
    height: 560, showlegend: false, xaxis: { title: { text: plot.axes[0] }, range: padded(all.map((p) => p.x)), automargin: true },
    yaxis: { title: { text: plot.axes[1] }, showticklabels: !plot.flat, range: padded(all.map((p) => p.y)), automargin: true },
  }];
}
