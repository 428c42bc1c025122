"use strict";
// Keyword in context over the body sentences of the articles the page holds.
const MOST_LINES = 300;
const SIDE = 60;

function occurrences(wantedText) {
  const found = [];
  for (const [doc, start, end] of DATA.body) {
    const text = slice(doc, start, end);
    const folded = fold(text);
    if (folded.length !== text.length) continue; // a fold that changes length cannot be pointed back
    for (let at = folded.indexOf(wantedText); at >= 0; at = folded.indexOf(wantedText, at + wantedText.length))
      found.push([doc, text, at]);
  }
  return found;
}

function lines(found, length) {
  const body = element("tbody", {});
  for (const [doc, text, at] of found.slice(0, MOST_LINES)) {
    const info = DATA.documents[doc];
    body.append(element("tr", {},
      element("td", {}, text.slice(Math.max(0, at - SIDE), at)),
      element("td", {}, text.slice(at, at + length)),
      element("td", {}, text.slice(at + length, at + length + SIDE)),
      element("td", {}, [info.source, info.date].filter(Boolean).join(" ") || info.id)));
  }
  return element("table", {}, body);
}

function concordance() {
  const wantedText = fold(document.getElementById("k-text").value.trim());
  const target = document.getElementById("k-lines");
  const status = document.getElementById("k-count");
  if (wantedText.length < 2) { target.replaceChildren(); status.textContent = ""; return; }
  const found = occurrences(wantedText);
  status.textContent = found.length ? numbers.format(found.length) + " " + W.kwic_count + (found.length > MOST_LINES ? " (" + MOST_LINES + " " + W.kwic_cut + ")" : "") : W.kwic_none;
  target.replaceChildren(lines(found, wantedText.length));
}
document.getElementById("kwic").addEventListener("input", concordance);
document.getElementById("kwic").addEventListener("submit", (event) => event.preventDefault());
