"use strict";
// Keyword in context over the body sentences of the articles the page holds. A distinctive word is
// looked for in all the forms in which the articles write it.
const MOST_LINES = 300;
const SIDE = 60;
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function pattern(text) {
  const forms = DATA.forms[text];
  if (!forms) return new RegExp(escaped(fold(text)), "g");
  const any = forms.map((form) => escaped(fold(form))).sort((a, b) => b.length - a.length).join("|");
  return new RegExp("(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])", "gu");
}

function occurrences(text, group) {
  const found = [];
  const wanted = pattern(text);
  for (const [doc, start, end] of DATA.body) {
    if (group && DATA.documents[doc].group !== group) continue;
    const sentence = slice(doc, start, end);
    const folded = fold(sentence);
    if (folded.length !== sentence.length) continue; // a fold that changes length cannot be pointed back
    for (const hit of folded.matchAll(wanted)) found.push([doc, sentence, hit.index, hit[0].length]);
  }
  return found;
}

function lineTable(found) {
  const body = element("tbody", {});
  for (const [doc, text, at, length] of found.slice(0, MOST_LINES)) {
    const info = DATA.documents[doc];
    body.append(element("tr", {},
      element("td", {}, text.slice(Math.max(0, at - SIDE), at)),
      element("td", {}, text.slice(at, at + length)),
      element("td", {}, text.slice(at + length, at + length + SIDE)),
      element("td", {}, [info.source, info.date].filter(Boolean).join(" ") || info.id)));
  }
  return element("table", {}, body);
}

function concordance(group) {
  const text = document.getElementById("k-text").value.trim();
  const target = document.getElementById("k-lines");
  const status = document.getElementById("k-count");
  if (text.length < 2) { target.replaceChildren(); status.textContent = ""; return; }
  const found = occurrences(text, group);
  status.textContent = found.length ? numbers.format(found.length) + " " + W.kwic_count + (found.length > MOST_LINES ? " (" + MOST_LINES + " " + W.kwic_cut + ")" : "") : W.kwic_none;
  if (group) status.textContent += " · " + label(group);
  target.replaceChildren(lineTable(found));
}
document.getElementById("kwic").addEventListener("input", () => concordance());
document.getElementById("kwic").addEventListener("submit", (event) => event.preventDefault());
