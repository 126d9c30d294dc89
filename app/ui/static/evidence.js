// The cards under or beside an answer: what it cites, what came near, what was read as well.
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
    text: numbered ? String(data.number) : data.pinpoint, "aria-label": data.name,
    title: numbered ? null : data.name, onclick: () => open(data.key) });
  const copy = copyButton(data.key, "Copy", `Copy ${numbered ? `citation ${data.number}` : "this citation"}`);
  if (!numbered) return el("li", { class: "place" }, excerpt(data, own, open), opener, copy);
  return el("li", { class: "place" }, opener,
    el("span", { class: "meta", text: data.pinpoint, dir: "auto" }), copy, excerpt(data, own, open));
}

function card(data, open) {
  return el("li", { class: "card" },
    el("p", { class: "title", text: data.name, dir: "auto" }),
    dotted([data.rank, outside(data.link)], "meta"),
    data.badges.map((text) => badge(text, "strong")),
    el("ul", { class: "places" }, data.places.map((item) => place(item, data.own, open))));
}

function cards(title, list, name, open, unfolded, folded) {
  const body = el("ul", { class: "cards" }, list.map((data) => card(data, open)));
  if (!folded) return el("section", { class: name }, el("h3", { text: title }), body);
  return el("details", { class: name, "data-name": name, open: unfolded.includes(name) },
    el("summary", {}, el("span", { text: `${title} (${list.flatMap((data) => data.places).length})` })), body);
}

// The places of a passage: its number in the text, its place on a card.
function pointOut(root, key, on) {
  for (const node of root.querySelectorAll(`.number[data-key="${CSS.escape(key)}"]`)) {
    node.classList.toggle("pointed", on);
    const card = node.closest(".place");
    if (!card) continue;
    card.classList.toggle("pointed", on);
    const list = card.closest(".side");
    if (on && list && list.scrollHeight > list.clientHeight) {
      list.scrollTo({ top: card.offsetTop - list.clientHeight / 3 });
    }
  }
}
