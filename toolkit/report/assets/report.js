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
