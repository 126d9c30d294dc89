// Past conversations: found, opened, renamed, pinned and deleted where they stand in the list.
const PAUSE = 200; // milliseconds after the last key before a search is sent
const PATIENCE = 10000; // milliseconds in which what a reader does is heard of
const UNHEARD = "The server has not said that this was done: look at the list before you do it again.";
const views = new WeakMap();

// Brings the children of a node to these parts, in their order; what is drawn from the same data
// stays, and with it the focus.
function arrange(parent, parts) {
  const before = new Map([...parent.children].map((node) => [node.dataset.part, node]));
  const names = new Set(parts.map(([name]) => name));
  before.forEach((node, name) => { if (!names.has(name)) node.remove(); });
  let at = parent.firstElementChild;
  for (const [name, data, make] of parts) {
    const said = JSON.stringify(data);
    let node = before.get(name);
    if (node && drawnFrom.get(node) !== said) {
      const made = make();
      if (at === node) at = made;
      node.replaceWith(made);
      node = made;
    } else if (!node) node = make();
    node.dataset.part = name;
    drawnFrom.set(node, said);
    if (node === at) at = at.nextElementSibling;
    else parent.insertBefore(node, at);
  }
}

function focusOn(view, key) {
  const node = [...view.root.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
  if (node) node.focus({ preventScroll: true });
  return node;
}

function say(view, text) {
  view.live.textContent = text;
}

function warn(view, text) {
  view.trouble.textContent = text;
  view.trouble.hidden = !text;
}

// Done by the server, which says when it is done and when it is not. Until then the list shows what
// it is to become, and says nothing.
function carryOut(view, name, sent) {
  say(view, "");
  warn(view, "");
  clearTimeout(view.patience);
  view.patience = setTimeout(() => { settle(view); warn(view, UNHEARD); draw(view); }, PATIENCE);
  view.send(name, sent);
}

// From here on the list shows what is.
function settle(view) {
  clearTimeout(view.patience);
  view.titles.clear();
  view.gone.clear();
}

function hearOf(view, done) {
  if (!done || done.key === view.told) return;
  view.told = done.key;
  if (done.failed) warn(view, done.said); else say(view, done.said);
}

// One thing at a time is done to one conversation: its menu, its title, or the question whether to
// delete it.
function turnTo(view, doing, id, key) {
  view.doing = doing ? { what: doing, id } : null;
  draw(view);
  const node = focusOn(view, key);
  if (node) (node.closest(".menu, .inplace") || node).scrollIntoView({ block: "nearest" });
}

function onKey(keys) {
  return (event) => {
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act(event);
  };
}

function menu(view, item) {
  const act = (name, label, run, kind) => el("button", { type: "button", role: "menuitem", tabindex: "-1", class: kind,
    "data-key": `${name}:${item.id}`, text: label, onclick: run });
  const choices = [
    act("rename", "Rename", () => turnTo(view, "rename", item.id, `title:${item.id}`)),
    act("pin", item.pinned ? "Unpin" : "Pin", () => {
      turnTo(view, null, null, `menu:${item.id}`);
      carryOut(view, "pin", JSON.stringify({ id: item.id, pinned: !item.pinned }));
    }),
    act("delete", "Delete", () => turnTo(view, "delete", item.id, `keep:${item.id}`), "grave"),
  ];
  const close = () => turnTo(view, null, null, `menu:${item.id}`);
  const go = (by) => {
    const at = choices.indexOf(view.root.getRootNode().activeElement);
    choices[(at + by + choices.length) % choices.length].focus();
  };
  return el("div", { class: "menu", role: "menu", "aria-label": `Options for ${item.title}`,
    onkeydown: onKey({ ArrowDown: () => go(1), ArrowUp: () => go(-1), Home: () => choices[0].focus(),
      End: () => choices.at(-1).focus(), Escape: close, Tab: close }) }, choices);
}

function plainItem(view, item) {
  const open = Boolean(view.doing && view.doing.id === item.id && view.doing.what === "menu");
  const toggle = () => (view.doing && view.doing.what === "menu" && view.doing.id === item.id
    ? turnTo(view, null, null, `menu:${item.id}`) : turnTo(view, "menu", item.id, `rename:${item.id}`));
  const options = el("button", { type: "button", class: "options", "data-key": `menu:${item.id}`, text: "⋯",
    "aria-label": `Options for ${item.title}`, "aria-haspopup": "menu", "aria-expanded": String(open),
    onpointerdown: (event) => event.preventDefault(), // or the menu loses the focus, closes, and opens again
    onclick: toggle, onkeydown: onKey({ ArrowDown: () => { if (!open) toggle(); } }) });
  return el("li", { class: open ? "item opened" : "item",
      onfocusout: (event) => {
        const within = event.relatedTarget && event.currentTarget.contains(event.relatedTarget);
        // A browser also takes the focus from what is being drawn anew.
        if (open && !within && !view.drawing) turnTo(view, null, null, null);
      } },
    el("button", { type: "button", class: "entry", "data-key": `open:${item.id}`, title: item.title,
        "aria-current": item.current ? "page" : null, onclick: () => { view.send("open", item.id); putAway(); } },
      el("span", { class: "label", text: item.title, dir: "auto" }),
      item.excerpt.length ? el("span", { class: "excerpt", dir: "auto" },
        item.excerpt.map((piece) => el(piece.sought ? "b" : "span", { text: piece.text }))) : null,
      item.meta ? el("span", { class: "meta", text: item.meta }) : null),
    options, open ? menu(view, item) : null);
}

function titleForm(view, item) {
  const leave = () => turnTo(view, null, null, `menu:${item.id}`);
  const problem = el("p", { class: "problem", id: "problem", role: "alert" });
  const box = el("input", { type: "text", "data-key": `title:${item.id}`, "aria-label": "Title of the conversation",
    "aria-describedby": "problem", maxlength: view.data.title_length, dir: "auto", autocomplete: "off" });
  box.value = item.title;
  const save = () => {
    const title = box.value.trim().replace(/\s+/g, " ");
    if (!title) {
      problem.textContent = "Give it a title.";
      box.focus();
      return;
    }
    if (title !== item.title) {
      view.titles.set(item.id, title);
      carryOut(view, "rename", JSON.stringify({ id: item.id, title }));
    }
    leave();
  };
  box.addEventListener("focus", () => box.select(), { once: true });
  return el("li", { class: "item" },
    el("form", { class: "inplace", onsubmit: (event) => { event.preventDefault(); save(); },
        onkeydown: onKey({ Escape: leave }) },
      box, problem,
      el("div", { class: "choices" }, el("button", { type: "submit", class: "choice strong", text: "Save" }),
        el("button", { type: "button", class: "choice", text: "Cancel", onclick: leave }))));
}

function deleteQuestion(view, item) {
  const leave = () => turnTo(view, null, null, `menu:${item.id}`);
  const go = () => {
    const order = view.data.groups.flatMap((group) => group.items.map((one) => one.id)).filter((id) => !view.gone.has(id));
    const at = order.indexOf(item.id);
    const next = order[at + 1] || order[at - 1];
    view.gone.add(item.id);
    turnTo(view, null, null, next ? `open:${next}` : "search");
    carryOut(view, "delete", item.id);
  };
  return el("li", { class: "item" },
    el("div", { class: "inplace", role: "alertdialog", "aria-labelledby": "doomed", "aria-describedby": "asked",
        onkeydown: onKey({ Escape: leave }) },
      el("p", { class: "label", id: "doomed", text: item.title, dir: "auto" }),
      el("p", { class: "asked", id: "asked", text: "Delete this conversation? Its questions, answers and feedback go with it." }),
      el("div", { class: "choices" },
        el("button", { type: "button", class: "choice grave", "data-key": `doom:${item.id}`, text: "Delete", onclick: go }),
        el("button", { type: "button", class: "choice", "data-key": `keep:${item.id}`, text: "Cancel", onclick: leave }))));
}

const DRAWN = { rename: titleForm, delete: deleteQuestion };

function part(view, item) {
  const shown = view.titles.has(item.id) ? { ...item, title: view.titles.get(item.id) } : item;
  const what = view.doing && view.doing.id === item.id ? view.doing.what : null;
  // A title that is being written stays, whatever else becomes of the conversation meanwhile.
  const data = what === "rename" ? what : [what, shown];
  return [item.id, data, () => (DRAWN[what] || plainItem)(view, shown)];
}

function draw(view) {
  const held = view.root.getRootNode().activeElement;
  const key = held && view.root.contains(held) ? held.dataset.key : null;
  const groups = view.data.groups
    .map((group) => ({ ...group, items: group.items.filter((item) => !view.gone.has(item.id)) }))
    .filter((group) => group.items.length);
  view.drawing = true;
  arrange(view.list, groups.map((group) => [group.title, group.title, () => el("section", { "aria-label": group.title },
    el("h3", { text: group.title }), el("ul", {}))]));
  groups.forEach((group, at) => arrange(view.list.children[at].querySelector("ul"), group.items.map((item) => part(view, item))));
  view.drawing = false;
  view.search.hidden = !groups.length && !view.data.query && !view.search.value;
  view.said.hidden = !view.data.said;
  view.said.textContent = view.data.said || "";
  view.older.hidden = !view.data.older;
  if (key && view.root.getRootNode().activeElement !== held) focusOn(view, key);
}

// From the search to what it found, and along the list.
function along(view, event) {
  const from = event.target;
  const down = event.key === "ArrowDown";
  if (!(down || event.key === "ArrowUp") || !from.matches(".entry, .search") || event.altKey || event.metaKey) return;
  const stops = [view.search, ...view.root.querySelectorAll(".entry")];
  const next = stops[stops.indexOf(from) + (down ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function build(root, data) {
  const view = { root, data, doing: null, titles: new Map(), gone: new Set(), timer: null };
  const sent = () => view.send("search", view.search.value.trim());
  view.search = el("input", { type: "search", class: "search", "data-key": "search", placeholder: "Search conversations",
    "aria-label": "Search conversations", maxlength: "200", autocomplete: "off", spellcheck: "false",
    oninput: () => { clearTimeout(view.timer); view.timer = setTimeout(sent, PAUSE); } });
  view.search.value = data.query;
  view.list = el("div", { class: "groups" });
  view.said = el("p", { class: "empty" });
  view.older = el("button", { type: "button", class: "older", "data-key": "older", text: "Show older", onclick: () => view.send("older", "older") });
  view.live = el("p", { class: "live", role: "status" });
  view.trouble = el("p", { class: "problem", role: "alert", hidden: true });
  view.told = data.done && data.done.key;
  root.append(view.search, view.trouble, view.list, view.said, view.older, view.live);
  root.addEventListener("keydown", (event) => along(view, event));
  views.set(root, view);
  return view;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let root = parentElement.querySelector(".root");
  if (!root) {
    root = el("div", { class: "root", role: "region", "aria-label": "Conversations" });
    parentElement.appendChild(root);
  }
  const view = views.get(root) || build(root, data);
  view.send = setTriggerValue;
  const drawn = JSON.stringify(data);
  if (view.drawn === drawn) return;
  if (view.drawn && view.data.query !== data.query && data.query) say(view, data.said || data.groups[0].title);
  Object.assign(view, { drawn, data });
  settle(view);
  hearOf(view, data.done);
  draw(view);
}
