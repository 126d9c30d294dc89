// From number to number by keyboard. Streamlit's own keys are r and c.
const STEPS = { j: 1, k: -1 };
const ARROWS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function isTyping(event) {
  return event.composedPath().some((node) => node.matches && node.matches("input, textarea, select, [contenteditable='true']"));
}

// How far a key goes; arrows only from a number, since elsewhere they scroll.
function stepOf(event, from) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return 0;
  if (event.composedPath().some((node) => node.matches && node.matches("[role='menu'], [role='dialog'], dialog"))) return 0;
  return STEPS[event.key] || (from && from.matches(".number") ? ARROWS[event.key] : 0) || 0;
}

function nextNumber(root, from, by) {
  const numbers = [...root.querySelectorAll(".said .number")];
  if (!from) return numbers.at(by > 0 ? 0 : -1);
  const at = numbers.indexOf(from);
  if (at >= 0) return numbers[at + by];
  const behind = (node) => from.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
  return by > 0 ? numbers.find(behind) : numbers.findLast((node) => !behind(node));
}

function goTo(event, number) {
  if (!number) return;
  event.preventDefault();
  number.focus({ preventScroll: true });
  number.scrollIntoView({ block: "nearest" });
}

function stepping(root) {
  root.addEventListener("keydown", (event) => {
    const from = root.getRootNode().activeElement;
    const by = stepOf(event, from);
    if (by) goTo(event, nextNumber(root, from, by));
  });
  // From outside the answers, the newest one in view is where the reader is.
  hear(root, "penholder:in-view", ({ detail }) => {
    const { top, bottom } = root.getBoundingClientRect();
    if (root.isConnected && bottom > innerHeight / 4 && top < innerHeight && nextNumber(root, null, 1)) detail.push(root);
  });
  whileThere(root, (event) => {
    const held = document.activeElement;
    const by = held.shadowRoot && held.shadowRoot.querySelector(".root[data-message]") ? 0 : stepOf(event, null);
    if (by && newestInView() === root) goTo(event, nextNumber(root, null, by));
  });
}

// Each answer is a component of its own, so they are asked.
function newestInView() {
  const found = [];
  document.dispatchEvent(new CustomEvent("penholder:in-view", { detail: found }));
  const top = (root) => root.getBoundingClientRect().top;
  return found.reduce((newest, root) => (newest && top(newest) > top(root) ? newest : root), null);
}

// Hears the keys of the whole page for as long as a component is part of it.
function whileThere(root, hear, where = document) {
  const onkeydown = (event) => {
    if (root.isConnected) hear(event);
    else where.removeEventListener("keydown", onkeydown);
  };
  where.addEventListener("keydown", onkeydown);
}
