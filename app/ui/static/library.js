// The sections of the library, its documents and what is not held.
function choose(label, name, choices, none) {
  return el("label", { class: `field ${name}` }, el("span", { text: label }),
    el("select", { "data-name": name, "aria-label": label },
      none ? el("option", { value: "", text: none }) : null,
      choices.map((one) => el("option", { value: one.value, text: one.label }))));
}

function write(label, name, hint) {
  return el("label", { class: `field ${name}` }, el("span", { text: label }),
    el("input", { type: name === "q" ? "search" : "text", "data-name": name, "aria-label": label, placeholder: hint,
      autocomplete: "off", spellcheck: "false" }));
}

const waitingFor = new WeakMap();

function listen(form, said) {
  const tell = () => { clearTimeout(waitingFor.get(form)); said(); };
  form.addEventListener("input", (event) => {
    clearTimeout(waitingFor.get(form));
    waitingFor.set(form, setTimeout(tell, event.target.tagName === "SELECT" ? 0 : 350));
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); tell(); });
  return form;
}

function values(form) {
  return Object.fromEntries([...form.querySelectorAll("[data-name]")].map((node) => [node.dataset.name, node.value]));
}

// The controls say what the address does, but for the one that a reader is at.
function settle(form, said) {
  const at = form.getRootNode().activeElement;
  form.querySelectorAll("[data-name]").forEach((node) => {
    const value = said[node.dataset.name] || "";
    if (node !== at && node.value !== value) node.value = value;
  });
}

function sections(data, tell) {
  return [["ways", data.sections, (list) => el("div", {},
    el("nav", { "aria-label": "Parts of the library" }, list.map((one) => el("button", {
      type: "button", class: "way", text: one.label, "aria-current": one.current ? "page" : null,
      "data-key": one.name, onclick: () => tell("show", one.name) }))),
    el("h2", { text: list.find((one) => one.current).label }))]];
}

function row(item, tell) {
  return el("tr", { class: item.held ? "held" : "known" },
    el("td", { class: "name" },
      el("button", { type: "button", class: "entry", "aria-current": item.current ? "true" : null,
          "data-key": item.id, onclick: () => tell("open", item.id) },
        item.symbol ? el("span", { class: "symbol", text: item.symbol, dir: "auto" }) : null,
        item.symbol ? space() : null,
        el("span", { class: "title", text: item.title, dir: "auto" })),
      item.badges.length ? el("p", { class: "badges" }, item.badges.map((text) => badge(text))) : null),
    el("td", { class: "kind", text: item.kind }),
    el("td", { class: "day" }, item.day ? el("time", { datetime: item.date, text: item.day })
      : el("span", { class: "none", text: "No date" })),
    el("td", { class: "standing" }, badge(item.held ? "Held" : "Known, not held", item.held ? "strong" : "hollow")));
}

// What was opened from a row was closed: the reader goes on from there.
function showRow(root, id) {
  setTimeout(() => { // the rows may be drawn anew for it
    const button = [...root.querySelectorAll("button.entry")].find((one) => one.dataset.key === id);
    if (!button) return;
    button.focus({ preventScroll: true });
    button.scrollIntoView({ block: "center" });
  }, 150);
}

function documents(data, tell) {
  const controls = (made) => {
    const form = listen(el("form", { class: "controls", role: "search", "aria-label": "Documents" },
      write("Words", "q", "Title, symbol or kind"),
      choose("Kind", "kind", made.kinds, "All kinds"),
      choose("Held", "held", [{ value: "held", label: "Held" }, { value: "known", label: "Known, not held" }], "Held or not"),
      write("From", "from", "2019 or 2019-09-24"), write("To", "to", "2019 or 2019-09-24"),
      choose("Sort", "sort", made.orders, null)), () => tell("narrow", JSON.stringify(values(form))));
    return form;
  };
  return [
    ["controls", { kinds: data.kinds, orders: data.orders }, controls],
    ["said", { said: data.said, problem: data.problem, narrowed: data.narrowed }, (made) => el("div", { class: "said-line" },
      el("p", { class: "count", role: "status", text: made.said }),
      made.narrowed ? el("button", { type: "button", class: "plain", text: "Show all",
        onclick: () => tell("narrow", "{}") }) : null,
      made.problem ? el("p", { class: "problem", role: "alert", text: made.problem }) : null)],
    ["rows", data.rows, (rows) => rows.length ? el("table", {},
      el("caption", { class: "live", text: "Documents of the library" }),
      el("thead", {}, el("tr", {}, ["Document", "Kind", "Date", "Held"].map((text) => el("th", { scope: "col", text })))),
      el("tbody", {}, rows.map((item) => row(item, tell))))
      : el("p", { class: "empty", text: "No document is like that: take a word out, or show all." })],
    ["more", data.more, (text) => text ? el("button", { type: "button", class: "chip", text, "data-key": "more",
      onclick: () => tell("more", "documents") }) : el("span", { hidden: true })],
  ];
}

function missingOne(item, data, tell) {
  return el("li", { class: "lack" },
    el("p", { class: "line" }, el("span", { class: "symbol", text: item.symbol, dir: "auto" }),
      space(), item.title ? el("span", { class: "title", text: item.title, dir: "auto" }) : null),
    dotted([...item.facts, item.why, item.link ? outside(item.link) : null], "meta"),
    el("p", { class: "meta" }, el("span", { text: item.citing.length ? `${item.cited}: ` : item.cited }),
      item.citing.map((one, at) => [at ? document.createTextNode("; ") : null,
        el("button", { type: "button", class: "plain", text: one.name, dir: "auto", onclick: () => tell("open", one.id) })]).flat(),
      item.more ? el("span", { text: ` ${item.more}` }) : null),
    item.remedy ? el("p", { class: "meta", text: `What to do: ${item.remedy}.`, dir: "auto" }) : null,
    data.may_change ? el("p", { class: "acts" },
      el("button", { type: "button", class: "chip", text: "Fetch", disabled: data.busy, "aria-label": `Fetch ${item.symbol}`,
        onclick: () => tell("fetch", item.symbol) }), space(),
      el("button", { type: "button", class: "chip", text: "Add a file", "aria-label": `Add a file for ${item.symbol}`,
        onclick: () => tell("add", item.symbol) })) : null);
}

function missing(data, tell) {
  return [
    ["controls", "missing", () => {
      const form = listen(el("form", { class: "controls one", role: "search", "aria-label": "Documents not held" },
        write("Words", "q", "Symbol or title")), () => tell("words", values(form).q));
      return form;
    }],
    ["said", data.said, (text) => el("p", { class: "count", role: "status", text })],
    ["rows", { rows: data.rows, may_change: data.may_change, busy: data.busy, empty: data.empty },
      (made) => made.rows.length ? el("ul", { class: "lacks" }, made.rows.map((item) => missingOne(item, made, tell)))
        : el("p", { class: "empty", text: made.empty })],
    ["more", data.more, (text) => text ? el("button", { type: "button", class: "chip", text, "data-key": "more",
      onclick: () => tell("more", "missing") }) : el("span", { hidden: true })],
  ];
}

function heading(data) {
  return [["heading", data, (made) => el("div", {}, el("h2", { text: made.title }), el("p", { class: "lead", text: made.said }))]];
}

const views = { sections, documents, missing, heading };

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let root = parentElement.querySelector(".root");
  if (!root) {
    root = el("div", { class: "root" });
    parentElement.appendChild(root);
  }
  patch(root, views[data.view](data, setTriggerValue));
  const unhook = hear(root, "penholder:row", (event) => showRow(root, event.detail));
  const form = root.querySelector("form");
  if (form) settle(form, data.view === "missing" ? { q: data.words } : data.filters);
  return unhook;
}
