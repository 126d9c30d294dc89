// Building blocks. All text goes in through textContent; there is no innerHTML anywhere.
function el(tag, options, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(options || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat()) if (child) node.appendChild(child);
  return node;
}

function outside(link) {
  if (!link) return null;
  return el("a", {
    class: "outside", href: link.href, target: "_blank", rel: "noopener noreferrer",
    text: link.host, "aria-label": `Official page at ${link.host}, opens in a new tab`,
  });
}

function space() {
  return document.createTextNode(" ");
}

function badge(text, kind) {
  return el("span", { class: `badge ${kind || ""}`, text });
}

function dotted(parts, className) {
  const line = el("p", { class: className });
  parts.filter(Boolean).forEach((part, index) => {
    if (index) line.appendChild(el("span", { class: "dot", text: " · ", "aria-hidden": "true" }));
    line.appendChild(typeof part === "string" ? el("span", { text: part, dir: "auto" }) : part);
  });
  return line;
}

const drawnFrom = new WeakMap();

// Brings the children of a node to these parts, in their order. A part that is drawn from the same
// data as before is left alone, with all that a reader has done in it.
function patch(parent, parts) {
  const before = new Map([...parent.children].map((node) => [node.dataset.part, node]));
  let last = null;
  for (const [name, data, make] of parts) {
    const said = JSON.stringify(data);
    let node = before.get(name);
    before.delete(name);
    if (!node || drawnFrom.get(node) !== said) {
      const made = make(data);
      made.dataset.part = name;
      drawnFrom.set(made, said);
      if (node) replace(node, made);
      else parent.insertBefore(made, last ? last.nextSibling : parent.firstChild);
      node = made;
    }
    last = node;
  }
  before.forEach((node) => node.remove());
}

// Whoever is at the keyboard stays at the number that they were at.
function replace(node, made) {
  const held = node.getRootNode().activeElement;
  const key = held && node.contains(held) ? held.dataset.key : null;
  node.replaceWith(made);
  const again = key && [...made.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
  if (again) again.focus({ preventScroll: true });
}

// One root for a component, emptied unless its content is what it already shows.
function prepare(parent, content) {
  let root = parent.querySelector(".root");
  const drawn = JSON.stringify(content);
  if (root && root.dataset.drawn === drawn) return { root, stale: false };
  const fresh = !root;
  if (!root) {
    root = el("div", { class: "root" });
    parent.appendChild(root);
  }
  const unfolded = [...root.querySelectorAll("details[open]")].map((node) => node.dataset.name);
  root.replaceChildren();
  root.dataset.drawn = drawn;
  return { root, stale: true, fresh, unfolded };
}

const heard = new WeakMap();

// What a component hears on the document, in the place of what its last drawing heard: what a
// drawing gives back is called only when the component goes.
function hear(root, type, handler) {
  if (!heard.has(root)) heard.set(root, new Map());
  const before = heard.get(root).get(type);
  if (before) document.removeEventListener(type, before);
  heard.get(root).set(type, handler);
  document.addEventListener(type, handler);
  return () => document.removeEventListener(type, handler);
}

// Opens a passage or a document beside the page, which is not drawn again for it; false where
// nothing on the page does that.
function openBeside(key) {
  return !document.dispatchEvent(new CustomEvent("penholder:open", { detail: key, cancelable: true }));
}

// On a telephone the side panel lies over what is chosen in it.
function putAway() {
  const close = document.querySelector("[data-testid='stSidebarCollapseButton'] button");
  const closed = document.querySelector("[data-testid='stExpandSidebarButton']");
  if (close && !closed && matchMedia("(max-width: 767px)").matches) close.click();
}

// Streamlit scrolls to the end when content grows, sooner or later; the reader begins at the top
// of what is new, until a hand is laid on the page.
function bringToTop(root) {
  const signs = ["wheel", "touchstart", "pointerdown", "keydown"];
  const stop = () => {
    clearInterval(holding);
    signs.forEach((sign) => document.removeEventListener(sign, stop, true));
  };
  const hold = () => { if (!root.dataset.active) root.scrollIntoView({ block: "start" }); };
  const holding = setInterval(hold, 100);
  signs.forEach((sign) => document.addEventListener(sign, stop, true));
  setTimeout(stop, 2000);
  hold();
}
