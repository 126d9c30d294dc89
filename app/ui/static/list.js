function entry(item, open) {
  return el("li", {},
    el("button", { type: "button", class: "entry", "aria-current": item.current ? "true" : null,
        onclick: () => open(item.id) },
      el("span", { class: "label", text: item.label, dir: "auto" }),
      item.meta ? el("span", { class: "meta", text: item.meta }) : null));
}

function section(group, open) {
  const entries = group.items.map((item) => entry(item, open));
  const node = el("section", {}, el("h3", { text: group.title }));
  if (!entries.length) node.append(el("p", { class: "empty", text: group.empty }));
  if (entries.length > 12) {
    const filter = el("input", { type: "search", placeholder: "Filter", "aria-label": `Filter ${group.title}` });
    filter.addEventListener("input", () => {
      const wanted = filter.value.trim().toLowerCase();
      entries.forEach((node) => { node.hidden = !node.textContent.toLowerCase().includes(wanted); });
    });
    node.append(filter);
  }
  node.append(el("ul", {}, entries));
  if (group.more) node.append(el("p", { class: "empty", text: group.more }));
  return node;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const { root, stale } = prepare(parentElement, data);
  if (stale) data.groups.forEach((group) => root.append(section(group, (id) => setTriggerValue("open", id))));
}
