function paragraph(runs) {
  return el("p", { class: "paragraph", dir: "auto" }, runs.map((run) => el(run.marked ? "mark" : "span", {
    text: run.text, class: run.means ? "dated" : null, title: run.means })));
}

function tool(name, text, label, act, more) {
  return el("button", { type: "button", class: "tool", "data-name": name, text, "aria-label": label, title: label,
    disabled: !act, onclick: act || (() => {}), ...more });
}

function stepper(steps, send) {
  if (!steps) return null;
  const to = (key) => (key ? () => send("open", key) : null);
  return el("div", { class: "group steps", role: "group", "aria-label": "Citations of this answer" },
    tool("previous", "‹", "Previous citation", to(steps.previous), { class: "tool square" }),
    el("span", { class: "said", text: steps.said }),
    tool("next", "›", "Next citation", to(steps.next), { class: "tool square" }));
}

// Text | Page, where the original has pages.
function views(data, send) {
  if (!data.pages) return null;
  const of = (name, text, label, on) => tool(name, text, label, () => send("view", name), { "aria-pressed": String(on) });
  return el("div", { class: "group views", role: "group", "aria-label": "Show the document as" },
    of("text", "Text", "The text of the document", !data.sheet), of("page", "Page", "The page as it was published", !!data.sheet));
}

function copyLink() {
  const said = el("span", { class: "said", role: "status", "aria-live": "polite" });
  const done = (text) => { said.textContent = text; setTimeout(() => { said.textContent = ""; }, 4000); };
  const button = tool("link", "Copy link", "Copy a link to this passage", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      done("Link copied");
    } catch {
      done("The browser does not let this page copy: the address bar has the link");
    }
  });
  return [button, said];
}

function outline(parts, go) {
  if (!parts.length) return null;
  const line = (part) => el("li", {}, el("button", { type: "button", text: part.label, dir: "auto",
    "aria-current": part.current ? "true" : null, onclick: () => go(part) }));
  return el("details", { class: "outline" }, el("summary", {}, el("span", { text: `Contents (${parts.length})` })),
    el("ul", {}, parts.map(line)));
}

function head(data, close, tools) {
  const { shown } = data;
  return el("header", {},
    el("button", { type: "button", class: "close", text: "×", "aria-label": "Close the document",
      title: "Close (Esc)", onclick: close }),
    el("h2", { text: shown.title, dir: "auto" }),
    dotted([shown.symbol !== shown.title ? shown.symbol : null, ...shown.facts], "facts"),
    dotted([shown.pinpoint ? badge(shown.pinpoint, "pinpoint") : null,
      ...shown.badges.map((text) => badge(text, "strong")), outside(shown.link)], "facts"),
    tools);
}

function cut(text, label, act) {
  return el("p", { class: "cut" }, el("span", { text }), space(),
    el("button", { type: "button", class: "plain", text: label, onclick: act }));
}

function textOf(shown, send) {
  const text = el("div", { class: `text${shown.own ? " own" : ""}` });
  if (shown.note) text.append(el("p", { class: "note", text: shown.note }));
  if (shown.missing_quote) {
    text.append(el("blockquote", { class: "missing", text: shown.missing_quote, dir: "auto" }));
  }
  if (shown.before) text.append(cut("The document begins before this.", "Read what stands before", () => send("go", shown.before)));
  text.append(...shown.paragraphs.map(paragraph));
  if (shown.after) text.append(cut("The document goes on after this.", "Read on", () => send("go", shown.after)));
  return text;
}

function sheet(data, send) {
  const to = (view) => (view ? () => send("view", view) : null);
  const turned = el("div", { class: "group turning", role: "group", "aria-label": "Pages" },
    tool("earlier", "‹", "Previous page", to(data.previous), { class: "tool square" }),
    el("span", { class: "said", role: "status", "aria-live": "polite", text: data.said }),
    tool("later", "›", "Next page", to(data.next), { class: "tool square" }));
  const note = data.note ? el("p", { class: "note", role: data.state === "failed" ? "alert" : "note" },
    el("span", { text: data.note }), space(),
    data.home ? el("button", { type: "button", class: "plain", text: "Go to it", onclick: to(data.home) }) : null) : null;
  const boxes = data.boxes.map(([left, top, width, height]) => el("span", { class: "box", "aria-hidden": "true",
    style: `left:${left}%;top:${top}%;width:${width}%;height:${height}%` }));
  const picture = data.image ? el("div", { class: "paper", style: `aspect-ratio:${data.width}/${data.height}` },
    el("img", { src: data.image, alt: data.alt, width: data.width, height: data.height }), boxes) : null;
  return el("div", { class: "sheet" }, turned, note, picture);
}

// The nearest box around a node that scrolls, also out of a shadow root.
function frameOf(node) {
  let frame = node;
  while (frame && getComputedStyle(frame).overflowY !== "auto") {
    frame = frame.parentElement || (frame.getRootNode() || {}).host;
  }
  return frame && frame !== document.documentElement ? frame : null;
}

// Brings what has a place on the page (a node, a range) under the head and somewhat below it.
function bring(root, target) {
  const frame = frameOf(root);
  if (!frame) return;
  const top = target ? target.getBoundingClientRect().top - frame.getBoundingClientRect().top : 0;
  frame.scrollTop = target ? Math.max(0, frame.scrollTop + top - frame.clientHeight * 0.4) : 0;
}

function begin(root, shown) {
  const at = shown.goes_to === null ? null : root.querySelectorAll(".paragraph")[shown.goes_to];
  bring(root, at || root.querySelector("mark, .box"));
}

const COVERING = "(max-width: 999px)";

function reachable(root) {
  const nodes = root.querySelectorAll("button:not(:disabled), a[href], input, summary");
  return [...nodes].filter((node) => node.offsetParent !== null);
}

// Where the document covers the page, Tab goes round in it.
function keepIn(root, event) {
  if (event.key !== "Tab" || !matchMedia(COVERING).matches) return;
  const nodes = reachable(root);
  const at = nodes.indexOf(root.getRootNode().activeElement);
  if (at === (event.shiftKey ? 0 : nodes.length - 1) || at === -1) {
    event.preventDefault();
    nodes.at(event.shiftKey ? -1 : 0).focus();
  }
}

function draw(root, data, send) {
  clearFound();
  const { shown } = data;
  const body = data.sheet ? sheet(data.sheet, send) : textOf(shown, send);
  const tools = el("div", { class: "tools" }, stepper(data.steps, send), views(data, send));
  const found = finder(() => body, (range) => bring(root, range), !!(shown.before || shown.after));
  if (!data.sheet && shown.paragraphs.length) tools.append(found.opener);
  tools.append(...copyLink());
  root.append(head(data, () => send("close", "document"), [tools, found.bar]));
  const go = (part) => (part.paragraph === null ? send("go", part.at)
    : bring(root, body.querySelectorAll(".paragraph")[part.paragraph]));
  const contents = data.sheet ? null : outline(shown.outline, go);
  if (contents) root.append(contents);
  root.append(body);
}

// The button that a reader used stays theirs, as when they go from one citation to the next.
function focusAgain(root, name) {
  const same = name && [...root.querySelectorAll("[data-name]")].find((node) => node.dataset.name === name);
  const button = same && !same.disabled ? same : root.querySelector(".close");
  button.focus({ preventScroll: true });
}

const lives = new WeakMap();
const LOOK_MILLISECONDS = 200;

// A page that is being prepared is asked for until it is there.
function look(root, data) {
  const life = lives.get(root);
  clearInterval(life.looking);
  if (!data.sheet || data.sheet.state !== "preparing") return;
  life.looking = setInterval(() => life.send("look", "again"), LOOK_MILLISECONDS);
}

function describe(root) {
  const covering = matchMedia(COVERING).matches;
  root.setAttribute("role", covering ? "dialog" : "region");
  root.toggleAttribute("aria-modal", covering);
  if (covering) root.setAttribute("aria-modal", "true");
  root.setAttribute("aria-label", "Document");
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const before = parentElement.querySelector(".root");
  const held = before && before.getRootNode().activeElement;
  const name = held && before.contains(held) ? held.dataset.name : null;
  const { root, stale, fresh } = prepare(parentElement, data);
  if (fresh) {
    lives.set(root, {});
    root.addEventListener("keydown", (event) => keepIn(root, event));
  }
  const life = lives.get(root);
  life.send = setTriggerValue;
  const send = (trigger, value) => life.send(trigger, value);
  if (stale) {
    draw(root, data, send);
    requestAnimationFrame(() => requestAnimationFrame(() => {
      begin(root, data.shown);
      focusAgain(root, name);
    }));
  }
  describe(root);
  look(root, data);
  const unhook = hear(root, "keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) send("close", "document");
  });
  return () => {
    clearInterval(life.looking);
    clearFound();
    unhook();
  };
}
