// From number to number by keyboard. Streamlit's own keys are r and c.
const STEPS = { j: 1, k: -1 };
const ARROWS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function isTyping(event) {
  return event.composedPath().some((node) => node.matches && node.matches("input, textarea, select, [contenteditable='true']"));
}

// How far a key goes; arrows only from a number, since elsewhere they scroll.
function stepOf(event, from) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return 0;
  if (event.composedPath().some((node) => node.matches && node.matches("[role='menu'], dialog"))) return 0;
  return STEPS[event.key] || (from && from.matches(".number") ? ARROWS[event.key] : 0) || 0;
}

function nextNumber(root, from, by) {
  const numbers = [...root.querySelectorAll(".said .number")];
  if (!from) return numbers[0];
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
  // With nothing in focus, the first answer in view is where the reader is.
  whileThere(root, (event) => {
    const { host } = root.getRootNode();
    const held = document.activeElement; // the page itself, or what scrolls it
    if (held === host || !held.contains(host) || !stepOf(event, null)) return;
    const { top, bottom } = root.getBoundingClientRect();
    if (bottom > innerHeight / 4 && top < innerHeight) goTo(event, nextNumber(root, null, 1));
  });
}

// Hears the keys of the whole page for as long as a component is part of it.
function whileThere(root, hear) {
  const onkeydown = (event) => {
    if (root.isConnected) hear(event);
    else document.removeEventListener("keydown", onkeydown);
  };
  document.addEventListener("keydown", onkeydown);
}
