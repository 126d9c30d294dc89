// The keys that the page knows: a list of them, and those that work wherever the focus is.
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

export default function (component) {
  const { data, parentElement } = component;
  const { root, stale } = prepare(parentElement, data);
  if (!stale) return;
  const list = build(root, data);
  whileThere(list, (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    const box = document.querySelector("[data-testid='stChatInputTextArea']:not(:disabled)");
    if (event.key === "/" && box && !list.open) { event.preventDefault(); box.focus(); }
    if (event.key === "?" && !list.open) { event.preventDefault(); list.showModal(); }
  });
}
