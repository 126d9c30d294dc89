// Finding words in the text of a document. What is found is marked over the text, which stays as it
// is: the browser's own highlights, or its selection where it has none.
const FOUND = "penholder-found";
const HERE = "penholder-here";
const MOST_FOUND = 2000;

// One letter for one letter, so that places in what is compared are places in the text.
function folded(text) {
  let out = "";
  for (let at = 0; at < text.length; at += 1) {
    const plain = text[at].normalize("NFD")[0].toLowerCase();
    out += /\s/.test(plain) ? " " : plain.length === 1 ? plain : text[at];
  }
  return out.replaceAll("’", "'").replaceAll("‘", "'").replaceAll("“", '"').replaceAll("”", '"');
}

function pieces(paragraph) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const found = [];
  let start = 0;
  while (walker.nextNode()) {
    found.push({ node: walker.currentNode, start });
    start += walker.currentNode.data.length;
  }
  return found;
}

function rangeOf(parts, start, end) {
  const holding = (at) => parts.findLast((part) => part.start <= at);
  const first = holding(start);
  const last = holding(end - 1);
  const range = document.createRange();
  range.setStart(first.node, start - first.start);
  range.setEnd(last.node, end - last.start);
  return range;
}

function findAll(text, words) {
  const wanted = folded(words.trim());
  const found = [];
  if (!wanted) return found;
  for (const paragraph of text.querySelectorAll("p.paragraph, blockquote.missing")) {
    const said = folded(paragraph.textContent);
    const parts = said.includes(wanted) ? pieces(paragraph) : [];
    for (let at = said.indexOf(wanted); at !== -1; at = said.indexOf(wanted, at + wanted.length)) {
      found.push(rangeOf(parts, at, at + wanted.length));
      if (found.length === MOST_FOUND) return found;
    }
  }
  return found;
}

function showFound(ranges, here) {
  const marks = window.CSS && CSS.highlights;
  if (marks) {
    marks.set(FOUND, new Highlight(...ranges));
    marks.set(HERE, new Highlight(...(here ? [here] : [])));
    marks.get(HERE).priority = 1;
  } else if (here) {
    getSelection().removeAllRanges();
    getSelection().addRange(here);
  }
}

function clearFound() {
  const marks = window.CSS && CSS.highlights;
  if (!marks) return;
  marks.delete(FOUND);
  marks.delete(HERE);
}

// The box: a field, how many there are, and the ways to the next and the one before.
function finder(textOf, scrollTo, partly) {
  let ranges = [];
  let at = -1;
  const field = el("input", { type: "search", "aria-label": "Find in this document", placeholder: "Find in this document",
    autocomplete: "off", spellcheck: "false", maxlength: "200", dir: "auto" });
  const count = el("span", { class: "count", role: "status", "aria-live": "polite" });
  const step = (name, text, by) => el("button", { type: "button", class: "tool square", text, "aria-label": name, title: name,
    onclick: () => go(by) });
  const close = () => { bar.hidden = true; field.value = ""; look(); opener.setAttribute("aria-expanded", "false"); opener.focus(); };
  const opener = el("button", { type: "button", class: "tool", "data-name": "find", text: "Find", "aria-expanded": "false",
    title: "Find words in this document", onclick: () => (bar.hidden ? open() : close()) });
  const bar = el("div", { class: "finder", role: "search", hidden: true }, field, count,
    step("Previous place", "↑", -1), step("Next place", "↓", 1),
    el("button", { type: "button", class: "tool square", text: "×", "aria-label": "Close the search", onclick: close }));
  const open = () => { bar.hidden = false; opener.setAttribute("aria-expanded", "true"); field.focus(); };
  const say = () => {
    if (!field.value.trim()) count.textContent = "";
    else if (!ranges.length) count.textContent = partly ? "Not in this part" : "Not found";
    else count.textContent = `${at + 1} of ${ranges.length}${partly ? " in this part" : ""}`;
  };
  const show = () => { showFound(ranges, ranges[at]); if (ranges[at]) scrollTo(ranges[at]); say(); };
  const go = (by) => { if (ranges.length) { at = (at + by + ranges.length) % ranges.length; show(); } };
  const look = () => { ranges = findAll(textOf(), field.value); at = ranges.length ? 0 : -1; show(); };
  field.addEventListener("input", look);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") { event.preventDefault(); go(event.shiftKey ? -1 : 1); }
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); }
  });
  return { opener, bar };
}
