function entry(item, open) {
  return el("li", {},
    el("button", { type: "button", class: "entry", "aria-current": item.current ? "true" : null,
        onclick: () => open(item.id) },
      el("span", { class: "label", text: item.label, dir: "auto" }),
      item.meta ? el("span", { class: "meta", text: item.meta }) : null));
}

function section(group, open, unfolded) {
  const entries = group.items.map((item) => entry(item, open));
  const node = el("section", {}, el("h3", { text: group.title }));
  if (!entries.length) node.append(el("p", { class: "empty", text: group.empty }));
  if (entries.length > 12 && group.first === null) {
    const filter = el("input", { type: "search", placeholder: "Filter", "aria-label": `Filter ${group.title}` });
    filter.addEventListener("input", () => {
      const wanted = filter.value.trim().toLowerCase();
      entries.forEach((node) => { node.hidden = !node.textContent.toLowerCase().includes(wanted); });
    });
    node.append(filter);
  }
  const shown = group.first === null ? entries : entries.slice(0, group.first);
  const folded = entries.slice(shown.length);
  node.append(el("ul", {}, shown));
  if (folded.length) {
    node.append(el("details", { "data-name": group.title, open: unfolded.includes(group.title) },
      el("summary", { text: `${folded.length} older` }), el("ul", {}, folded)));
  }
  if (group.more) node.append(el("p", { class: "empty", text: group.more }));
  return node;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const { root, stale, unfolded } = prepare(parentElement, data);
  if (!stale) return;
  const open = (id) => setTriggerValue("open", id);
  data.groups.forEach((group) => root.append(section(group, open, unfolded)));
}
