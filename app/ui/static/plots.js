// Two drawings, without a library: documents by date, and one document among those around it.
const SVG = "http://www.w3.org/2000/svg";

function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined) continue;
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  for (const child of children.flat()) if (child) node.appendChild(child);
  return node;
}

function cut(text, width, size) {
  const most = Math.max(4, Math.floor(width / (size * 0.56)));
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : text;
}

// The timeline.

function step(most) {
  const rough = most / 3;
  const ten = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  return Math.max(1, [1, 2, 5, 10].map((n) => n * ten).find((n) => n >= rough));
}

function counted(bar) {
  const parts = [`${bar.held} held`, `${bar.known} known, not held`];
  if (bar.meetings) parts.push(`${bar.meetings} meeting${bar.meetings === 1 ? "" : "s"}`);
  return `${bar.label}: ${parts.join(", ")}`;
}

function lane(bars, frame, parts, open) {
  const { left, width, top, height } = frame;
  const most = Math.max(1, ...bars.map((bar) => parts.reduce((sum, part) => sum + bar[part], 0)));
  const each = step(most), ceiling = Math.ceil(most / each) * each;
  const y = (value) => top + height - (height * value) / ceiling;
  const slot = width / bars.length, thick = Math.max(1, Math.min(26, slot - Math.min(2, slot * 0.25)));
  const nodes = [];
  for (let value = 0; value <= ceiling; value += each) {
    nodes.push(svg("line", { class: "grid", x1: left, x2: left + width, y1: y(value), y2: y(value) }),
      svg("text", { class: "tick", x: left - 6, y: y(value) + 4, "text-anchor": "end", text: value.toLocaleString("en") }));
  }
  bars.forEach((bar, at) => {
    const x = left + slot * at + (slot - thick) / 2;
    const total = parts.reduce((sum, part) => sum + bar[part], 0);
    if (!total) return;
    let below = 0;
    const group = svg("g", { class: "bar", onclick: () => open(bar) },
      svg("title", { text: [counted(bar), ...bar.titles].join("\n") }),
      svg("rect", { class: "target", x: left + slot * at, y: top, width: slot, height }));
    parts.forEach((part) => {
      if (!bar[part]) return;
      const from = y(below), to = y(below + bar[part]);
      below += bar[part];
      group.append(svg("rect", { class: part, x, y: to, width: thick, height: Math.max(1, from - to) }));
    });
    nodes.push(group);
  });
  return nodes;
}

function short(bar, unit) {
  if (unit === "month") return bar.since;
  return unit === "day" ? bar.since.slice(5) : bar.label;
}

function drawTimeline(data, width, open) {
  const left = 40, right = 8, inner = width - left - right, tall = 150, low = 54;
  const frame = { left, width: inner, top: 22, height: tall };
  const nodes = [svg("text", { class: "name", x: left, y: 12, text: `Documents by ${data.unit}` }),
    ...lane(data.bars, frame, ["held", "known"], open)];
  let bottom = frame.top + tall;
  const every = Math.ceil(data.bars.length / Math.max(1, Math.floor(inner / 66)));
  const slot = inner / data.bars.length;
  data.bars.forEach((bar, at) => {
    if (at % every) return;
    const x = left + slot * (at + 0.5);
    nodes.push(svg("text", { class: "tick", x, y: bottom + 16, text: short(bar, data.unit),
      "text-anchor": x < left + 30 && data.bars.length > 1 ? "start" : x > width - 34 ? "end" : "middle" }));
  });
  bottom += 24;
  if (data.meetings) {
    nodes.push(svg("text", { class: "name", x: left, y: bottom + 18, text: `Meetings by ${data.unit}` }),
      ...lane(data.bars, { left, width: inner, top: bottom + 28, height: low }, ["meetings"], open));
    bottom += 28 + low;
  }
  const height = bottom + 8;
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": data.summary }, nodes);
}

function table(data, open) {
  const filled = data.bars.filter((bar) => bar.held + bar.known);
  const heads = ["When", "Held", "Known, not held", ...(data.meetings ? ["Meetings"] : [])];
  return el("details", {}, el("summary", { text: "The same as a table" }),
    el("table", {}, el("thead", {}, el("tr", {}, heads.map((text) => el("th", { scope: "col", text })))),
      el("tbody", {}, filled.map((bar) => el("tr", {},
        el("td", {}, el("button", { type: "button", class: "plain", text: bar.label, onclick: () => open(bar) })),
        el("td", { text: String(bar.held) }), el("td", { text: String(bar.known) }),
        data.meetings ? el("td", { text: String(bar.meetings) }) : null)))));
}

function timeline(data, tell) {
  if (!data.bars.length) return { parts: [["summary", data.summary, (text) => el("p", { class: "soft", text })]] };
  const open = (bar) => tell("period", JSON.stringify({ from: bar.since, to: bar.until }));
  return {
    parts: [
      ["summary", data.summary, (text) => el("p", { class: "soft", text })],
      ["legend", "legend", () => el("p", { class: "legend", "aria-hidden": "true" },
        el("span", { class: "key held" }), el("span", { text: "held" }),
        el("span", { class: "key known" }), el("span", { text: "known, not held" }))],
      ["drawing", data, () => el("div", { class: "drawing" })],
      ["note", "note", () => el("p", { class: "soft", text: "A click on a bar lists its documents." })],
      ["table", data, () => table(data, open)],
    ],
    draw: (width) => drawTimeline(data, width, open),
  };
}

// The citations of one document.

function node(item, box, tell, centre) {
  const act = centre ? null : () => (item.id ? tell("open", item.id) : tell("missing", item.missing));
  return svg("g", { class: `node ${item.held ? "held" : "known"}${centre ? " centre" : ""}`, onclick: act },
    svg("title", { text: item.held ? item.name : `${item.name} (not held)` }),
    svg("rect", { x: box.x, y: box.y, width: box.width, height: box.height, rx: 4 }),
    svg("text", { x: box.x + box.width / 2, y: box.y + box.height / 2 + 4, "text-anchor": "middle",
      text: cut(item.label, box.width - 16, 12.5) }));
}

function edge(from, to, upright) {
  const bend = upright ? `C ${from.x} ${(from.y + to.y) / 2}, ${to.x} ${(from.y + to.y) / 2}` : `C ${(from.x + to.x) / 2} ${from.y}, ${(from.x + to.x) / 2} ${to.y}`;
  return svg("path", { class: "edge", d: `M ${from.x} ${from.y} ${bend}, ${to.x} ${to.y}` });
}

function drawCitations(data, width, tell) {
  const tall = 26, gap = 8, wide = width >= 560;
  const sides = [data.citing, data.cited];
  const rows = Math.max(1, ...sides.map((side) => side.nodes.length));
  const column = wide ? Math.min(230, width * 0.31) : (width - 16) / 2;
  const top = wide ? 20 : 78;
  const height = top + rows * (tall + gap);
  const heart = wide ? { x: (width - column) / 2, y: top + (rows * (tall + gap) - gap) / 2 - 17, width: column, height: 34 }
    : { x: (width - Math.min(260, width)) / 2, y: 2, width: Math.min(260, width), height: 34 };
  const edges = [], nodes = [], names = [];
  sides.forEach((side, at) => {
    const x = at ? width - column : 0;
    names.push(svg("text", { class: "name", x: x + column / 2, y: top - 8, "text-anchor": "middle", text: side.title }));
    const shift = wide ? ((rows - side.nodes.length) * (tall + gap)) / 2 : 0;
    side.nodes.forEach((item, row) => {
      const box = { x, y: top + shift + row * (tall + gap), width: column, height: tall };
      nodes.push(node(item, box, tell, false));
      if (wide) {
        edges.push(edge({ x: at ? heart.x + heart.width : heart.x, y: heart.y + 17 }, { x: at ? box.x : box.x + column, y: box.y + tall / 2 }, false));
      }
    });
    if (!wide && side.nodes.length) edges.push(edge({ x: width / 2, y: 36 }, { x: x + column / 2, y: top - 22 }, true));
  });
  nodes.push(node(data, heart, tell, true));
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": data.summary }, edges, names, nodes);
}

function sideList(side, tell) {
  return el("section", {}, el("h4", { text: side.title }),
    side.nodes.length ? el("ul", {}, side.nodes.map((item) => el("li", {},
      el("button", { type: "button", class: "plain", text: item.name, dir: "auto",
        onclick: () => (item.id ? tell("open", item.id) : tell("missing", item.missing)) }),
      item.held ? null : space(), item.held ? null : badge("Not held", "hollow"))))
      : el("p", { class: "soft", text: side.empty }),
    side.more ? el("p", { class: "soft", text: side.more }) : null);
}

function citations(data, tell) {
  const any = data.citing.nodes.length + data.cited.nodes.length > 0;
  return {
    parts: [
      ["head", data.name, (name) => el("header", {}, el("h3", { text: "What cites what" }),
        el("p", { class: "about", text: name, dir: "auto" }),
        el("button", { type: "button", class: "close", text: "×", "aria-label": "Close what cites what",
          onclick: () => { tell("close", "citations"); backToRow(data.id); } }))],
      ["summary", data.summary, (text) => el("p", { class: "soft", text })],
      ["drawing", any ? data : null, () => el("div", { class: "drawing", hidden: !any })],
      ["lists", data, (made) => el("details", { open: !any }, el("summary", { text: "The same as a list" }),
        el("div", { class: "lists" }, sideList(made.citing, tell), sideList(made.cited, tell)))],
    ],
    draw: any ? (width) => drawCitations(data, width, tell) : null,
  };
}

// Stands above the list: whoever opened it from a row far down is brought up to it, and back again.
function bringUp(root, asked) {
  const before = root.dataset.asked;
  root.dataset.asked = asked || "";
  if (asked && asked !== before) setTimeout(() => root.scrollIntoView({ block: "nearest" }), 150);
}

function backToRow(id) {
  document.dispatchEvent(new CustomEvent("penholder:row", { detail: id }));
}

const views = { timeline, citations };

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let root = parentElement.querySelector(".root");
  if (!root) {
    root = el("div", { class: "root" });
    parentElement.appendChild(root);
  }
  root.className = `root ${data.view}`;
  const shown = views[data.view](data, setTriggerValue);
  patch(root, shown.parts);
  if (!shown.draw) {
    bringUp(root, data.asked);
    return undefined;
  }
  let drawn = 0;
  const draw = () => {
    const width = Math.floor(root.clientWidth - (data.view === "citations" ? 32 : 0));
    if (width < 80 || width === drawn) return;
    drawn = width;
    root.querySelector(".drawing").replaceChildren(shown.draw(width));
  };
  const sizes = new ResizeObserver(draw);
  sizes.observe(root);
  draw();
  bringUp(root, data.asked);
  return () => sizes.disconnect();
}
