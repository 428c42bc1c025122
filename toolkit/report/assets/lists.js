"use strict";
// What stands behind a number that counts articles or sentences of a zone: the list of them.
function openArticles(token) {
  const rows = [...document.querySelectorAll("tr[data-list]")];
  const found = rows.filter((row) => row.dataset.list.split(" ").includes(token));
  if (!found.length) { document.getElementById("corpus").scrollIntoView(); return; }
  const table = found[0].closest("table");
  for (const row of table.querySelectorAll("tr[data-list]")) row.hidden = !found.includes(row);
  const all = table.parentElement.previousElementSibling;
  all.hidden = found.length === table.querySelectorAll("tr[data-list]").length;
  all.scrollIntoView();
  table.scrollIntoView();
  table.parentElement.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-all]");
  if (!button) return;
  for (const row of button.nextElementSibling.querySelectorAll("tr[data-list]")) row.hidden = false;
  button.hidden = true;
});

function openZone(zone) {
  const spans = zone === "body" ? DATA.body : DATA.zones[zone] || [];
  const body = element("tbody", {});
  for (const [doc, start, end] of spans.slice(0, MOST_LINES)) {
    const info = DATA.documents[doc];
    const read = element("button", { type: "button", class: "open quote", "data-open": JSON.stringify({ passage: [doc, start, end] }) }, slice(doc, start, end));
    body.append(element("tr", {}, element("td", {}, read), element("td", {}, info.title || info.id)));
  }
  const cut = spans.length > MOST_LINES ? " (" + MOST_LINES + " " + W.kwic_cut + ")" : "";
  const panel = document.getElementById("sentences");
  panel.hidden = false;
  panel.replaceChildren(element("p", {}, W["zone_" + zone] + " : " + numbers.format(spans.length) + " " + W.sentences + cut), element("table", {}, body));
  panel.scrollIntoView();
  panel.focus({ preventScroll: true });
}

// An article, or a stretch of one, that need not hold a claim.
function openPassage([doc, start, end]) {
  showText(doc, element("mark", { class: "claim" }, slice(doc, start, end)), [start, end], []);
  const reader = document.getElementById("reader");
  reader.scrollIntoView();
  reader.focus({ preventScroll: true });
}

function openDocument(id) {
  const doc = DATA.documents.findIndex((one) => one.id === id);
  if (doc >= 0 && !ROWS.some((row) => row.claim.d === doc)) openPassage([doc, 0, 0]);
}
