function quoted(item, open) {
  const own = item.kind !== "quote";
  const line = el("span", { class: `said ${item.kind}${item.verified ? "" : " unverified"}` },
    own ? null : el("span", { class: "mark", text: "“", "aria-hidden": "true" }),
    el("span", { class: "words", text: item.text, dir: "auto" }),
    el("span", { class: "tail" },
      own ? null : el("span", { class: "mark", text: "”", "aria-hidden": "true" }),
      item.numbers.map((reference) => el("button", {
        type: "button", class: "number", "data-key": reference.key, text: String(reference.number),
        "aria-label": reference.name, title: reference.name, onclick: () => open(reference.key),
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
  return el("div", { class: `block${stated ? " stated" : ""}` },
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

function excerpt(data, own, open) {
  if (data.quote === null) return null;
  return el("p", { class: "excerpt", dir: "auto" },
    own ? null : el("span", { text: "“", "aria-hidden": "true" }),
    el("span", { class: "words", text: data.quote }),
    own ? null : el("span", { text: "”", "aria-hidden": "true" }),
    data.dates.map((text) => el("span", { class: "when", text, dir: "auto" })),
    data.change ? changed(data.change, data.key, open) : null);
}

function place(data, own, open) {
  const numbered = data.number !== null;
  const opener = el("button", { type: "button", class: numbered ? "number" : "open", "data-key": data.key,
    text: numbered ? String(data.number) : data.pinpoint, "aria-label": data.name, title: data.name,
    onclick: () => open(data.key) });
  if (!numbered) return el("li", { class: "place" }, excerpt(data, own, open), opener);
  return el("li", { class: "place" }, opener,
    el("span", { class: "meta", text: data.pinpoint, dir: "auto" }), excerpt(data, own, open));
}

function card(data, open) {
  return el("li", { class: "card" },
    el("p", { class: "title", text: data.name, dir: "auto" }),
    dotted([data.rank, outside(data.link)], "meta"),
    data.badges.map((text) => badge(text, "strong")),
    el("ul", { class: "places" }, data.places.map((item) => place(item, data.own, open))));
}

function cards(title, list, name, open, unfolded, folded) {
  if (!list.length) return null;
  const body = el("ul", { class: "cards" }, list.map((data) => card(data, open)));
  if (!folded) return el("section", { class: name }, el("h3", { text: title }), body);
  return el("details", { class: name, "data-name": name, open: unfolded.includes(name) },
    el("summary", {}, el("span", { text: `${title} (${list.flatMap((data) => data.places).length})` })), body);
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

// The question as it was understood, for the reader to change: what is asked then is a new one.
function understood(turn, send) {
  const shown = el("p", { class: "understood" },
    turn.understood ? [el("span", { text: "Understood as: " }), el("em", { text: turn.understood, dir: "auto" }), space()] : null,
    el("button", { type: "button", class: "edit", text: turn.understood ? "Edit" : "Edit the question",
      "aria-label": "Edit the question and ask it anew", onclick: () => edit() }));
  const box = el("textarea", { rows: "2", maxlength: "2000", dir: "auto", "aria-label": "The question, to be asked anew",
    onkeydown: (event) => {
      if (event.isComposing) return;
      if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); ask(); }
      if (event.key === "Escape") { event.stopPropagation(); close(); }
    } });
  const form = el("div", { class: "editor", hidden: true }, box, el("p", { class: "buttons" },
    el("button", { type: "button", class: "chip", text: "Ask this", onclick: () => ask() }),
    el("button", { type: "button", class: "plain", text: "Cancel", onclick: () => close() })));
  const edit = () => { box.value = turn.editable; form.hidden = false; shown.hidden = true; box.focus(); box.select(); };
  const close = () => { form.hidden = true; shown.hidden = false; shown.querySelector("button").focus(); };
  const ask = () => { if (box.value.trim()) { send("edit", box.value.trim()); close(); } };
  return el("div", { class: "asked" }, shown, form);
}

function filterChips(chips, send) {
  return el("ul", { class: "filters", "aria-label": "What narrows the answer" }, chips.map((chip) => el("li", { class: "filter", title: chip.title },
    el("span", { text: chip.text, dir: "auto" }),
    chip.key === null ? null : el("button", { type: "button", class: "remove", text: "×",
      "aria-label": `Ask again without: ${chip.text}`, title: "Ask again without it", onclick: () => send("drop", chip.key) }))));
}

function progress(data, send) {
  return el("p", { class: "pending" }, el("span", { class: "pulse", "aria-hidden": "true" }),
    el("span", { text: data.text, dir: "auto" }),
    data.stop ? el("button", { type: "button", class: "stop", text: data.stop,
      title: data.escape ? "Stop (Esc)" : null, onclick: () => send("stop", "now") }) : null);
}

function failed(text, send) {
  return el("div", { class: "notice failed", role: "alert" },
    el("h2", { text: "This could not be answered" }), el("p", { class: "reason", text, dir: "auto" }),
    el("button", { type: "button", class: "plain", text: "Try again", onclick: () => send("retry", "again") }));
}

function aside(data, send) {
  return el("p", { class: "aside", role: "note" }, el("span", { text: data.text, dir: "auto" }), space(),
    data.again ? el("button", { type: "button", class: "plain", text: data.again, onclick: () => send("retry", "again") }) : null);
}

function label(data) {
  return el("p", { class: "label" }, data.label ? el("strong", { text: data.label }) : null, space(),
    data.by ? el("span", { text: data.by, dir: "auto" }) : null);
}

function removed(data, unfolded) {
  return el("details", { class: "dropped", "data-name": "dropped", open: unfolded.includes("dropped") },
    el("summary", {}, el("span", { text: data.title })),
    el("ul", {}, data.items.map((item) => el("li", {},
      el("s", { text: item.text, dir: "auto" }), el("p", { class: "meta", text: item.reason, dir: "auto" })))));
}

function evidence(data, open, unfolded) {
  return el("div", { class: "evidence" },
    cards("Nearest passages, not an answer", data.nearest, "nearest", open, unfolded, false),
    cards("Cited", data.cited, "cited", open, unfolded, false),
    cards("Also read, not cited", data.also_read, "also", open, unfolded, true));
}

function draw(root, turn, send, unfolded) {
  const open = (key) => send("open", key);
  const heading = (text) => el("h2", { class: "question", text, dir: "auto" });
  const parts = [["question", turn.question, heading]];
  const add = (name, wanted, data, make) => { if (wanted) parts.push([name, data, make]); };
  add("understood", turn.editable, { understood: turn.understood, editable: turn.editable }, (data) => understood(data, send));
  add("corrections", turn.corrections.length, turn.corrections, (data) => dotted(data, "understood"));
  add("filters", turn.chips.length, turn.chips, (data) => filterChips(data, send));
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
  const lists = { nearest: turn.nearest, cited: turn.cited, also_read: turn.also_read };
  add("evidence", Object.values(lists).some((list) => list.length), lists, (data) => evidence(data, open, unfolded));
  add("follow-ups", turn.follow_ups.length, turn.follow_ups, (data) => el("div", { class: "follow-ups" },
    data.map((text) => el("button", { type: "button", class: "chip", text, dir: "auto", onclick: () => send("ask", text) }))));
  patch(root, parts);
  const answer = root.querySelector(".answer");
  if (answer) patch(answer, turn.blocks.map((data, number) => [`block${number}`, data, (one) => block(one, open)]));
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
  setTimeout(() => { if (lost() && opener(root, key)) opener(root, key).focus({ preventScroll: true }); }, 150);
}

function keepInView(root, key) {
  const button = opener(root, key);
  const item = button && (button.closest(".item") || button);
  if (item) setTimeout(() => item.scrollIntoView({ block: "nearest" }), 150);
}

// Streamlit scrolls to the end when content grows, sooner or later; the reader begins at the
// question, until a hand is laid on the page.
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

// Escape ends the writing, unless it has something nearer to close: a document, a list, an edit.
function endOnEscape(turn, send) {
  const onkeydown = (event) => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    if (document.querySelector(".st-key-pane, [role='listbox'], [role='dialog']")) return;
    send("stop", "now");
  };
  if (!turn.escape) return () => {};
  document.addEventListener("keydown", onkeydown);
  return () => document.removeEventListener("keydown", onkeydown);
}

const listeners = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const { turn } = data;
  let root = parentElement.querySelector(".root");
  const fresh = !root;
  if (fresh) {
    root = el("div", { class: "root" });
    parentElement.appendChild(root);
  }
  const unfolded = [...root.querySelectorAll("details[open]")].map((node) => node.dataset.name);
  // Parts that are left alone keep their buttons, which must tell whoever listens by now.
  listeners.set(root, setTriggerValue);
  const send = (name, value) => listeners.get(root)(name, value);
  draw(root, turn, send, unfolded);
  announce(parentElement, turn);
  // A new turn comes to the top of the view, and again with what it is first answered; one that
  // only grows stays where the reader has it.
  const answered = turn.state !== "pending";
  if (data.fresh && (fresh || (answered && !root.dataset.answered))) bringToTop(root);
  root.dataset.answered = answered ? "yes" : "";
  const pressed = root.dataset.active;
  root.dataset.active = data.active || "";
  for (const button of root.querySelectorAll("[data-key]")) {
    button.setAttribute("aria-pressed", String(button.dataset.key === data.active));
  }
  // Opening the document narrows the conversation: keep what was clicked in view.
  if (data.active && data.active !== pressed) keepInView(root, data.active);
  if (!data.active && pressed) giveBackFocus(root, pressed);
  return endOnEscape(turn, send);
}
