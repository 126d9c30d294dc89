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

function draw(root, turn, send, unfolded) {
  const open = (key) => send("open", key);
  root.append(el("h2", { class: "question", text: turn.question, dir: "auto" }));
  if (turn.understood) {
    root.append(el("p", { class: "understood" },
      el("span", { text: "Understood as: " }), el("em", { text: turn.understood, dir: "auto" })));
  }
  if (turn.corrections.length) root.append(dotted(turn.corrections, "understood"));
  if (turn.state === "pending") {
    root.append(el("p", { class: "pending", role: "status" },
      el("span", { class: "pulse", "aria-hidden": "true" }), el("span", { text: "Reading the documents…" })));
    return;
  }
  if (turn.state === "failed") {
    root.append(el("div", { class: "notice failed", role: "alert" },
      el("h2", { text: "This could not be answered" }), el("p", { class: "reason", text: turn.failure, dir: "auto" }),
      el("button", { type: "button", class: "plain", text: "Try again", onclick: () => send("retry", "again") })));
    return;
  }
  if (turn.notice) root.append(notice(turn.notice, turn.state, open));
  if (turn.blocks.length) {
    if (turn.state === "declined") root.append(el("h3", { class: "positions", text: "Positions that the documents report" }));
    root.append(el("div", { class: `answer ${turn.shape}` }, turn.blocks.map((data) => block(data, open))));
  }
  if (turn.lacking) root.append(el("p", { class: "lacking", text: turn.lacking, dir: "auto" }));
  if (turn.summary) root.append(el("p", { class: "summary", text: turn.summary }));
  const lists = [
    cards("Nearest passages, not an answer", turn.nearest, "nearest", open, unfolded, false),
    cards("Cited", turn.cited, "cited", open, unfolded, false),
    cards("Also read, not cited", turn.also_read, "also", open, unfolded, true),
  ].filter(Boolean);
  if (turn.dropped.length) {
    lists.push(el("details", { class: "dropped", "data-name": "dropped", open: unfolded.includes("dropped") },
      el("summary", {}, el("span", { text: `Left out after checking (${turn.dropped.length})` })),
      el("ul", {}, turn.dropped.map((item) => el("li", {},
        el("s", { text: item.text, dir: "auto" }), el("p", { class: "meta", text: item.reason }))))));
  }
  if (lists.length) root.append(el("div", { class: "evidence" }, lists));
  if (turn.follow_ups.length) {
    root.append(el("div", { class: "follow-ups" }, turn.follow_ups.map((text) => el("button", {
      type: "button", class: "chip", text, dir: "auto", onclick: () => send("ask", text) }))));
  }
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

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const { root, stale, fresh, unfolded } = prepare(parentElement, data.turn);
  if (stale) {
    draw(root, data.turn, setTriggerValue, unfolded);
    // A new turn comes to the top of the view; one that is only redrawn stays where it is.
    if (data.fresh && (fresh || data.turn.state !== "pending")) {
      bringToTop(root);
    }
  }
  const pressed = root.dataset.active;
  root.dataset.active = data.active || "";
  for (const button of root.querySelectorAll("[data-key]")) {
    button.setAttribute("aria-pressed", String(button.dataset.key === data.active));
  }
  // Opening the document narrows the conversation: keep what was clicked in view.
  if (data.active && data.active !== pressed) keepInView(root, data.active);
  if (!data.active && pressed) giveBackFocus(root, pressed);
}
