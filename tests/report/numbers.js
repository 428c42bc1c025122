// Every number of the report page: those that open nothing, and openers behind which nothing is.
// Texts of articles, names, dates, headings of columns and settings are not counts of the report.
() => {
  const LEAVE = "script,style,th,figcaption,blockquote,.date,.chart,.note:not(.counts),.quote,svg,#claims,#concordance,#methods,#sentences,[hidden],h1,h2,h3,td:not(.num),.words,.timeline";
  const OPENS = "[data-open],[data-cell],a[href],summary";
  const bare = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, text = node.textContent.trim(), parent = node.parentElement;
    if (!/\d/.test(text) || /^[\s(]*[−-]?0([.,]0+)?\s*%?[\s)]*$/.test(text) || parent.closest(LEAVE)) continue;
    const line = parent.closest("li");
    if (parent.closest(OPENS) || (line && line.querySelector(OPENS))) continue;
    bare.push((parent.closest("section") || document.body).id + ": " + text.slice(0, 80));
  }
  const state = () => ({
    claims: SELECTION.tests ? ROWS.filter(chosenClaims).length : 0,
    lines: document.querySelectorAll("#k-lines tr").length,
    sentences: document.getElementById("sentences").hidden ? 0 : document.querySelectorAll("#sentences tr").length,
    text: document.querySelector("#reader .text") ? 1 : 0,
  });
  const empty = [];
  const seen = new Set();
  for (const node of document.querySelectorAll("[data-open],[data-cell]")) {
    const cell = node.dataset.cell && node.dataset.cell.split("|");
    const spec = cell ? DATA.charts.find((c) => c.id === cell[0]).open[+cell[1]][+cell[2]] : JSON.parse(node.dataset.open);
    const key = JSON.stringify(spec);
    if (seen.has(key)) continue;
    seen.add(key);
    SELECTION.tests = null;
    document.getElementById("k-lines").replaceChildren();
    document.getElementById("sentences").hidden = true;
    document.getElementById("reader").replaceChildren();
    openClaims(spec);
    const now = state();
    const rows = spec.list ? [...document.querySelectorAll("tr[data-list]")].filter((r) => !r.hidden && r.dataset.list.split(" ").includes(spec.list)).length : 0;
    const found = spec.list ? rows : spec.word ? now.lines : spec.zone ? now.sentences : spec.passage ? now.text : spec.doc ? now.claims + now.text : now.claims;
    if (!found) empty.push(key);
  }
  SELECTION.tests = null;
  refresh();
  return { bare, empty, openers: seen.size };
}
