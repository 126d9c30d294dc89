// The keys that the page knows: a list of them, and those that work wherever the focus is.
const BOX = "[data-testid='stChatInputTextArea']";

function row(key) {
  return el("div", {}, el("dt", {}, key.keys.flatMap((name, at) => [at ? space() : null, el("kbd", { text: name })])),
    el("dd", { text: key.does }));
}

function build(root, data) {
  const list = el("dialog", { "aria-labelledby": "title",
    onkeydown: (event) => { if (event.key === "Escape") event.stopPropagation(); },
    onclick: (event) => { if (event.target === list) list.close(); } },
    el("div", { class: "sheet" },
      el("h2", { id: "title", text: "Keys" }),
      el("dl", {}, data.keys.map(row)),
      el("button", { type: "button", class: "chip", text: "Close", onclick: () => list.close() })));
  root.append(
    el("button", { type: "button", class: "opener", text: "Keys", "aria-label": "Keys: what the keyboard does here",
      "aria-haspopup": "dialog", onclick: () => list.showModal() }), list);
  return list;
}

// Whoever has asked and wants to read on leaves the empty box; what else lies open, or is being
// written, has the key first.
function leaveOnEscape(event) {
  const box = event.target;
  if (event.key !== "Escape" || event.isComposing || event.defaultPrevented || box.value || !box.matches(`${BOX}:focus`)) return;
  if (document.querySelector(".st-key-pane, [role='listbox'], [role='dialog']")) return;
  box.blur();
}

export default function (component) {
  const { data, parentElement } = component;
  const { root, stale } = prepare(parentElement, data);
  if (!stale) return;
  const list = build(root, data);
  whileThere(list, leaveOnEscape, window); // after all that hears the key on the document
  whileThere(list, (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    const box = document.querySelector(`${BOX}:not(:disabled)`);
    if (event.key === "/" && box && !list.open) { event.preventDefault(); box.focus(); }
    if (event.key === "?" && !list.open) { event.preventDefault(); list.showModal(); }
  });
}
