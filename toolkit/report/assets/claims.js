"use strict";
// The claims: a table, its filters, and the article each claim stands in.
const ROWS = DATA.claims.map((claim, index) => {
  const doc = DATA.documents[claim.d];
  const text = slice(claim.d, claim.s, claim.e);
  return {
    id: index, source: doc.source || "–", text, folded: fold(text), kinds: claim.k.map(label).join(", "),
    frames: claim.f.map(label).join(", "), stance: label(claim.st),
    speaker: claim.t === "author" ? W.author_voice : claim.w || label(claim.t), claim,
  };
});

const column = (title, field, widthGrow, minWidth, responsive) =>
  ({ title, field, widthGrow, minWidth, responsive, formatter: "plaintext", headerSortTristate: true, headerWordWrap: true });
const TABLE = new Tabulator("#claims-table", {
  data: ROWS, index: "id", height: 640, layout: "fitColumns", responsiveLayout: "hide", selectableRows: 1, placeholder: "–",
  renderVerticalBuffer: 120, // few rows beyond what is seen: a filter answers at once
  columns: [
    column(W.claim, "text", 4, 205, 0), column(W.source, "source", 1.2, 95, 2), column(W.kind, "kinds", 1.1, 102, 1),
    column(W.frame, "frames", 1.3, 114, 3), column(W.stance, "stance", 0.8, 82, 5), column(W.speaker, "speaker", 1.2, 100, 4),
  ],
});

const FIELDS = {
  source: (row) => [row.source], kind: (row) => row.claim.k, frame: (row) => row.claim.f,
  stance: (row) => [row.claim.st], quote: (row) => [row.claim.q],
};
const control = (name) => document.getElementById("f-" + name);
for (const [name, values] of Object.entries(FIELDS)) {
  const codes = [...new Set(ROWS.flatMap(values))];
  codes.sort((a, b) => label(a).localeCompare(label(b), DATA.language));
  for (const code of codes) control(name).append(element("option", { value: code }, label(code)));
}

function wanted() {
  const text = fold(control("text").value.trim());
  const chosen = Object.entries(FIELDS).filter(([name]) => control(name).value);
  return (row) =>
    chosenClaims(row) &&
    (!text || row.folded.includes(text)) &&
    chosen.every(([name, values]) => values(row).includes(control(name).value));
}

function count(shown) {
  document.getElementById("count").textContent =
    numbers.format(shown) + " " + W.claims_count + " " + W.shown + " " + numbers.format(ROWS.length) + (DATA.sampled ? " (" + W.not_on_page + ")" : "");
  const chip = document.getElementById("selection");
  chip.hidden = !SELECTION.tests;
  document.getElementById("selection-text").textContent = SELECTION.tests ? SELECTION.name : "";
}

function refresh() {
  const test = wanted();
  let shown = 0;
  for (const row of ROWS) { row.kept = test(row); shown += row.kept; }
  TABLE.setFilter((row) => row.kept);
  count(shown);
}

let pending = 0;
document.getElementById("filters").addEventListener("input", () => {
  clearTimeout(pending);
  pending = setTimeout(refresh, 60);
});
document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
document.getElementById("filters").addEventListener("reset", () => { SELECTION.tests = null; setTimeout(refresh, 0); });
count(ROWS.length);

// The article around a claim: the claim on yellow, each cue underlined with its rule as a tip.
function marked(claim) {
  const cues = claim.ev.filter(([, , start, end]) => start >= claim.s && end <= claim.e && end > start);
  const cuts = [...new Set([claim.s, claim.e, ...cues.flatMap(([, , start, end]) => [start, end])])].sort((a, b) => a - b);
  const node = element("mark", { class: "claim" });
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const text = slice(claim.d, cuts[i], cuts[i + 1]);
    const here = cues.filter(([, , start, end]) => start <= cuts[i] && end >= cuts[i + 1]);
    if (!here.length) node.append(text);
    else node.append(element("mark", { class: "cue", title: here.map(([field, rule]) => field + " — " + rule).join("\n") }, text));
  }
  return node;
}

function details(claim) {
  const quantities = claim.qt.join(" ; ");
  const facts = [
    [W.kind, claim.k.map(label).join(", ")], [W.frame, claim.f.map(label).join(", ")],
    [W.stance, label(claim.st)], [W.epistemic, claim.h ? W.hedged : label("asserted")],
    [W.negated, claim.n ? W.yes : ""], [W.speaker, claim.t === "author" ? "" : (claim.w || label(claim.t)) + (claim.r ? " (" + label(claim.r) + ")" : "")],
    [W.quote, claim.q === "none" ? "" : label(claim.q)], [W.quantity, quantities], [W.horizon, claim.hz || ""],
    [W.agent, claim.a[0] || ""], [W.action, claim.a[1] || ""], [W.object, claim.a[2] || ""], [W.condition, claim.c || ""],
    [W.confidence, claim.cf === null ? "" : numbers.format(claim.cf)],
  ].filter(([, value]) => value);
  const list = element("p", {});
  for (const [name, value] of facts) list.append(element("span", { class: "tag" }, name + " : " + value));
  const table = element("table", {}, element("tbody", {}));
  for (const [field, rule, start, end] of claim.ev)
    table.firstChild.append(element("tr", {}, element("th", { scope: "row" }, field), element("td", {}, rule), element("td", {}, slice(claim.d, start, end))));
  return [list, element("details", {}, element("summary", {}, W.evidence), table)];
}

function show(claim) { showText(claim.d, marked(claim), [claim.s, claim.e], details(claim)); }

function showText(place, inside, [start, end], facts) {
  const doc = DATA.documents[place];
  const reader = document.getElementById("reader");
  const text = element("div", { class: "text" }, slice(place, 0, start), inside, slice(place, end, undefined));
  reader.replaceChildren(
    element("h3", {}, doc.title || doc.id),
    element("p", { class: "note" }, [doc.source, doc.author, doc.date, doc.url].filter(Boolean).join(" · ")),
    ...facts, text,
  );
  const mark = text.querySelector("mark.claim");
  reader.scrollTop = mark.offsetTop - reader.offsetTop - 120;
}
TABLE.on("rowClick", (event, row) => { row.select(); show(row.getData().claim); });
// The scrolling part is what the keyboard reaches: arrows go from claim to claim. It must be a
// group of rows for a screen reader, and the table inside it nothing of its own.
function reachable() {
  const grid = document.getElementById("claims-table");
  const holder = grid.querySelector(".tabulator-tableholder");
  grid.removeAttribute("aria-owns");
  holder.setAttribute("role", "rowgroup");
  holder.setAttribute("tabindex", "0");
  holder.setAttribute("aria-label", W.claims);
  grid.querySelector(".tabulator-table").setAttribute("role", "presentation");
  holder.addEventListener("keydown", step);
}

function step(event) {
  if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const rows = TABLE.getRows("active");
  const [current] = TABLE.getSelectedRows();
  const next = rows[current ? rows.indexOf(current) + (event.key === "ArrowDown" ? 1 : -1) : 0];
  if (!next) return;
  event.preventDefault();
  TABLE.deselectRow();
  next.select();
  TABLE.scrollToRow(next, "nearest", false);
  show(next.getData().claim);
}
TABLE.on("tableBuilt", reachable);
