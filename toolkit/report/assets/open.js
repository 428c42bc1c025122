"use strict";
// What stands behind a number: a selection of claims on top of the filters, named above the table.
const SELECTION = { tests: null, name: "" };
const inSet = (kind) => (row, id) => (DATA.sets[kind][id] || []).some(([at]) => at === row.id);
const made = (row) => row.claim.k.length > 0;
const quoted = (row) => row.claim.t !== "author";
const when = (row) => DATA.documents[row.claim.d].date || "";
const quarter = (date) => (date.length >= 7 ? date.slice(0, 4) + "-Q" + Math.ceil(Number(date.slice(5, 7)) / 3) : "");
// Groups are made of articles, or of claims (by the role of who speaks, say).
const roleOf = (row, v) => (quoted(row) ? row.claim.r || "unknown" : "author") === v;
const inside = (row, v) => (DATA.inside === "source_role" ? roleOf(row, v) : DATA.inside === "epistemic" ? (row.claim.h ? "hedged" : "asserted") === v : row.claim[{ source_type: "t", quote: "q", stance: "st" }[DATA.inside]] === v);
const TESTS = {
  group: (row, v) => made(row) && ((DATA.inside && inside(row, v)) || DATA.documents[row.claim.d].group === v),
  source: (row, v) => DATA.documents[row.claim.d].source === v,
  period: (row, v) => made(row) && (v.includes("Q") ? quarter(when(row)) === v : when(row).startsWith(v)),
  kinds: (row, v) => row.claim.k.includes(v), frames: (row, v) => row.claim.f.includes(v),
  stance: (row, v) => row.claim.st === v, epistemic: (row) => row.claim.h, negated: (row) => row.claim.n,
  attribution: quoted, quote: (row, v) => row.claim.q === v,
  source_type: (row, v) => quoted(row) && row.claim.t === v,
  source_role: (row, v) => quoted(row) && (row.claim.r || "unknown") === v,
  speaker: (row, v) => quoted(row) && row.claim.w === v,
  verb_class: (row, v) => quoted(row) && row.claim.vc === v,
  agents: (row, v) => row.claim.ag === v, agent: (row, v) => row.claim.ag === v,
  object: (row, v) => row.claim.ob === v, actor: (row, v) => row.claim.ag === v || row.claim.ob === v,
  topics: (row, v) => row.claim.tp === Number(v), narrative: inSet("narrative"), figure: inSet("figure"),
  doc: (row, v) => DATA.documents[row.claim.d].id === v, all: () => true,
  doubtful: (row, v) => row.claim.cf !== null && row.claim.cf < v,
  role: (row, [actor, role]) => (row.claim.ro || []).some(([who, what]) => who === actor && what === role),
  at: (row, [doc, start]) => DATA.documents[row.claim.d].id === doc && row.claim.s === start,
};
const FLAGS = { epistemic: label("hedged"), negated: label("negated"), attribution: label("attributed"), all: W.claims, doubtful: W.low_confidence };
const TITLES = { doc: (v) => (DATA.documents.find((one) => one.id === v) || {}).title || v, role: ([actor, role]) => actor + " · " + label(role) };

function sided(spec) {
  // A side belongs to a narrative: the claim is on it when the narrative says so.
  if (!spec.side) return [];
  const members = (DATA.sets.narrative[spec.narrative] || []).filter(([, side]) => side === spec.side);
  return [(row) => members.some(([at]) => at === row.id)];
}

function testsOf(spec) {
  const known = Object.entries(spec).filter(([key]) => TESTS[key]);
  return [...known.map(([key, value]) => (row) => TESTS[key](row, value)), ...sided(spec)];
}

const chosenClaims = (row) => !SELECTION.tests || SELECTION.tests.every((test) => test(row));

function nameOf(spec) {
  return Object.entries(spec).filter(([key]) => key !== "at").map(([key, value]) =>
    FLAGS[key] || (TITLES[key] ? TITLES[key](value) : label(String(value)))).join(" · ");
}

function openClaims(spec) {
  if (spec.word) { openWord(spec.word, spec.group); return; }
  if (spec.list) { openArticles(spec.list); return; }
  if (spec.zone) { openZone(spec.zone); return; }
  if (spec.passage) { openPassage(spec.passage); return; }
  for (const name of Object.keys(FIELDS)) control(name).value = "";
  control("text").value = "";
  SELECTION.tests = testsOf(spec);
  SELECTION.name = nameOf(spec);
  refresh();
  document.getElementById("claims").scrollIntoView();
  document.getElementById("selection-clear").focus({ preventScroll: true });
  const only = ROWS.filter(chosenClaims);
  if (only.length) { TABLE.deselectRow(); TABLE.selectRow([only[0].id]); show(only[0].claim); } else if (spec.doc) openDocument(spec.doc);
}

function openWord(word, group) {
  document.getElementById("k-text").value = word;
  concordance(group);
  document.getElementById("concordance").scrollIntoView();
  document.getElementById("k-text").focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-open],[data-cell]");
  if (!button) return;
  if (event.target.closest("a, summary")) return;
  if (button.dataset.open) { openClaims(JSON.parse(button.dataset.open)); return; }
  const [id, g, l] = button.dataset.cell.split("|");
  openClaims(DATA.charts.find((chart) => chart.id === id).open[Number(g)][Number(l)]);
});
document.getElementById("selection-clear").addEventListener("click", () => {
  SELECTION.tests = null;
  refresh();
  control("text").focus();
});
