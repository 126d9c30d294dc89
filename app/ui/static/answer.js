function quoted(item, open) {
  const own = item.kind !== "quote";
  const line = el("span", { class: `said ${item.kind}${item.verified ? "" : " unverified"}` },
    own ? null : el("span", { class: "mark", text: "“", "aria-hidden": "true" }),
    el("span", { class: "words", text: item.text, dir: "auto" }),
    el("span", { class: "tail" },
      own ? null : el("span", { class: "mark", text: "”", "aria-hidden": "true" }),
      item.numbers.map((reference) => el("button", {
        type: "button", class: "number", "data-key": reference.key, text: String(reference.number),
        "aria-label": reference.name, onclick: () => open(reference.key),
      }))));
  return [line, ...item.dates.map((text) => el("span", { class: "when", text, dir: "auto" })),
    ...item.changes.map((change) => changed(change.text, change.key, open))];
}

function changed(text, key, open) {
  return el("button", { type: "button", class: "badge changed", "data-key": key, text,
    title: "Open the document as it is now", onclick: () => open(key) });
}

function block(data, open) {
  if (data.prose) return prose(data, open);
  const tag = data.items.length > 1 && data.lead_in ? "li" : "p";
  const items = data.items.map((item) => el(tag, { class: "item" }, quoted(item, open)));
  const stated = data.items[0].kind === "statement";
  return el("div", { class: `block${stated ? " stated" : ""}${data.aside ? " remark" : ""}` },
    data.heading ? el("h3", { class: "heading", text: data.heading, dir: "auto" }) : null,
    el(stated ? "div" : "blockquote", { class: "body" },
      data.lead_in ? el("p", { class: "lead-in", text: data.lead_in, dir: "auto" }) : null,
      tag === "li" ? el("ul", {}, items) : items),
    data.attributions.map((text) => el("p", { class: "when", text, dir: "auto" })),
    data.source ? el("div", { class: "attribution" },
      dotted([data.source, data.rank], "source"),
      data.badges.map((text) => badge(text, "strong"))) : null);
}

// Sentences that are read on, as a paragraph.
function prose(data, open) {
  return el("div", { class: "block stated prose" }, el("p", { class: "body" },
    data.items.flatMap((item) => [el("span", { class: "item" }, quoted(item, open)), space()])));
}

function pointer(data, open) {
  return el("li", {},
    data.key ? el("button", { type: "button", class: "title", text: data.name, dir: "auto", onclick: () => open(data.key) })
      : el("span", { class: "title", text: data.name, dir: "auto" }),
    dotted([badge(data.held ? "Held" : "Not held", data.held ? "quiet" : "strong"), outside(data.link)], "meta"));
}

function notice(data, state, open) {
  return el("div", { class: `notice ${state}`, role: "note" },
    el("h2", { text: data.title }),
    data.text ? el("p", { class: "reason", text: data.text, dir: "auto" }) : null,
    data.missing ? el("p", { class: "missing" },
      el("span", { text: "In no passage that fits: " }), el("strong", { text: data.missing, dir: "auto" })) : null,
    data.pointers.length ? el("div", { class: "pointers" },
      el("h3", { text: "Where it would be" }),
      el("ul", {}, data.pointers.map((item) => pointer(item, open)))) : null);
}

function removed(data, unfolded) {
  return el("details", { class: "dropped", "data-name": "dropped", open: unfolded.includes("dropped") },
    el("summary", {}, el("span", { text: data.title })),
    el("ul", {}, data.items.map((item) => el("li", {},
      el("s", { text: item.text, dir: "auto" }), el("p", { class: "meta", text: item.reason, dir: "auto" })))));
}

// Columns of a comparison: the blocks that stand under one party.
function columns(blocks) {
  const found = [];
  for (const data of blocks) {
    const alone = data.items[0].kind === "statement"; // said of all, and of no party
    if (data.heading || alone || !found.length) found.push([]);
    found.at(-1).push(data);
  }
  return found;
}

function column(blocks, open) {
  const heading = blocks[0].heading;
  return el("div", { class: heading ? "party" : "opening", role: heading ? "group" : null, "aria-label": heading },
    blocks.map((data) => block(data, open)));
}

function tools(data, judged) {
  return el("div", { class: "tools" }, copyButton("answer", "Copy answer", "Copy answer with its sources"), judged.parts);
}

function area(parent, name) {
  const found = [...parent.children].find((node) => node.classList.contains(name));
  return found || parent.appendChild(el("div", { class: name }));
}

function draw(root, turn, send, unfolded, judged) {
  const open = (key) => openBeside(addressOf(root, key)) || send("open", key);
  let parts = [];
  const add = (name, wanted, data, make) => { if (wanted) parts.push([name, data, make]); };
  const put = (node) => { patch(node, parts); parts = []; };
  add("question", true, turn.question, (text) => el("h2", { class: "question", text, dir: "auto" }));
  add("understood", turn.editable, { understood: turn.understood, editable: turn.editable }, (data) => understood(data, send));
  add("corrections", turn.corrections.length, turn.corrections, (data) => dotted(data, "understood"));
  add("filters", turn.chips.length, turn.chips, (data) => filterChips(data, send));
  put(area(root, "head"));
  const body = area(root, "columns");
  add("progress", turn.progress, { text: turn.progress, stop: turn.stop, escape: turn.escape }, (data) => progress(data, send));
  add("failed", turn.state === "failed", turn.failure, (data) => failed(data, send));
  add("aside", turn.aside, { text: turn.aside, again: turn.again }, (data) => aside(data, send));
  add("label", turn.label || turn.by, { label: turn.label, by: turn.by }, label);
  add("notice", turn.notice, [turn.notice, turn.state], ([data, state]) => notice(data, state, open));
  add("positions", turn.state === "declined" && turn.blocks.length, true,
    () => el("h3", { class: "positions", text: "Positions that the documents report" }));
  add("answer", turn.blocks.length, turn.shape, (shape) => el("div", { class: `answer ${shape}` }));
  add("lacking", turn.lacking, turn.lacking, (text) => el("p", { class: "lacking", text, dir: "auto" }));
  add("dropped", turn.dropped.length, { title: turn.dropped_title, items: turn.dropped }, (data) => removed(data, unfolded));
  add("summary", turn.summary, turn.summary, (text) => el("p", { class: "summary", text }));
  add("nearest", turn.nearest.length, turn.nearest,
    (data) => cards("Nearest passages, not an answer", data, "nearest", open, unfolded, false));
  put(area(body, "main"));
  add("cited", turn.cited.length, turn.cited, (data) => cards("Cited", data, "cited", open, unfolded, false));
  put(area(body, "side"));
  add("also", turn.also_read.length, turn.also_read, (data) => cards("Also read, not cited", data, "also", open, unfolded, true));
  add("tools", turn.complete, true, (data) => tools(data, judged));
  add("follow-ups", turn.follow_ups.length, turn.follow_ups, (data) => el("div", { class: "follow-ups" },
    data.map((text) => el("button", { type: "button", class: "chip", text, dir: "auto", onclick: () => send("ask", text) }))));
  put(area(body, "rest"));
  const answer = root.querySelector(".answer");
  if (!answer) return;
  const compared = turn.shape === "comparison" ? columns(turn.blocks) : [];
  answer.classList.toggle("parted", compared.filter(([first]) => first.heading).length > 1);
  patch(answer, compared.length
    ? compared.map((data, number) => [`party${number}`, data, (one) => column(one, open)])
    : turn.blocks.map((data, number) => [`block${number}`, data, (one) => block(one, open)]));
}

// What is going on, said to whoever does not see it. The element stays, or nothing would be read.
function announce(parent, turn) {
  let live = parent.querySelector(".live");
  const first = !live;
  if (!live) {
    live = el("p", { class: "live", role: "status", "aria-live": "polite" });
    parent.appendChild(live);
  }
  const done = { failed: "This could not be answered.", not_found: "The documents held do not say." };
  const said = turn.progress || (first ? "" : turn.aside || done[turn.state] || "The answer is complete.");
  if (turn.progress || live.textContent) if (live.textContent !== said) live.textContent = said;
}

function opener(root, key) {
  return [...root.querySelectorAll("[data-key]")].find((node) => node.dataset.key === key);
}

// The document was closed: a reader at the keyboard goes on from the number that opened it.
function giveBackFocus(root, key) {
  const lost = () => !document.activeElement || document.activeElement === document.body;
  setTimeout(() => {
    const button = lost() && opener(root, key);
    if (!button) return;
    button.dataset.quiet = "yes";
    button.focus({ preventScroll: true });
  }, 150);
}

function keepInView(root, key) {
  const button = opener(root, key);
  const item = button && (button.closest(".item") || button);
  if (item) setTimeout(() => item.scrollIntoView({ block: "nearest" }), 150);
}

// Where a passage of this answer is opened at; a key that opens a document stays what it is.
function addressOf(root, key) {
  return key.startsWith("document:") ? key : `${root.dataset.message}.${key}`;
}

function ownKey(root, address) {
  const own = `${root.dataset.message}.`;
  return address && address.startsWith(own) ? address.slice(own.length) : null;
}

// Shows which number lies open, if one of this answer does.
function press(root, active) {
  const pressed = root.dataset.active;
  root.dataset.active = active || "";
  for (const button of root.querySelectorAll("[data-key]")) {
    button.setAttribute("aria-pressed", String(button.dataset.key === active));
  }
  // Opening the document narrows the conversation: keep what was clicked in view.
  if (active && active !== pressed) keepInView(root, active);
  if (!active && pressed) giveBackFocus(root, pressed);
}

// Escape ends the writing, unless it has something nearer to close: a document, a list, an edit.
function endOnEscape(root, turn, send) {
  return hear(root, "keydown", (event) => {
    if (!turn.escape || event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    if (document.querySelector(".st-key-pane, [role='listbox'], [role='dialog']")) return;
    event.preventDefault();
    send("stop", "now");
  });
}

// What each root goes on with from one drawing to the next: who listens, and what it does by itself.
const lives = new WeakMap();

// Said once to whoever does not see it: that something was copied, or noted.
function aloudIn(parent) {
  const node = el("p", { class: "aloud", role: "status", "aria-live": "polite" });
  parent.appendChild(node);
  return (text) => { node.textContent = ""; setTimeout(() => { node.textContent = text; }, 50); };
}

function begin(parent, component) {
  const root = el("div", { class: "root" });
  parent.appendChild(root);
  const life = { send: component.setTriggerValue, previews: {} };
  // Parts that are left alone keep their buttons, which must tell whoever listens by now.
  const send = (name, value) => life.send(name, value);
  const aloud = aloudIn(parent);
  life.judged = judging(component.data.reasons, send, aloud);
  life.copied = copying(root, send, aloud);
  previewing(root, (key) => life.previews[key]);
  stepping(root);
  lives.set(root, life);
  return root;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const { turn } = data;
  const before = parentElement.querySelector(".root");
  const fresh = !before;
  const root = before || begin(parentElement, component);
  const unfolded = [...root.querySelectorAll("details[open]")].map((node) => node.dataset.name);
  const life = Object.assign(lives.get(root), { send: setTriggerValue, previews: turn.previews });
  const send = (name, value) => life.send(name, value);
  root.dataset.message = data.message;
  root.classList.toggle("charted", data.charted);
  draw(root, turn, send, unfolded, life.judged);
  life.judged.update(data.judgement);
  life.copied(data.copying);
  announce(parentElement, turn);
  // A new turn comes to the top of the view, and again with what it is first answered; one that
  // only grows stays where the reader has it.
  const answered = turn.state !== "pending";
  if (data.fresh && (fresh || (answered && !root.dataset.answered))) bringToTop(root);
  root.dataset.answered = answered ? "yes" : "";
  // What lies open changes without the answers being drawn again; the page says it at first.
  const { lyingOpen } = document.documentElement.dataset;
  press(root, lyingOpen === undefined ? data.active : ownKey(root, lyingOpen));
  const onopened = (event) => press(root, ownKey(root, event.detail));
  const unhook = [endOnEscape(root, turn, send), hear(root, "penholder:opened", onopened)];
  return () => unhook.forEach((end) => end());
}
