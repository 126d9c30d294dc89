// Another page, or another conversation, is what the reader chose in the side panel.
function noteWhere() {
  const where = location.pathname + (new URLSearchParams(location.search).get("c") || "");
  const { dataset } = document.documentElement;
  if (dataset.where !== undefined && dataset.where !== where) putAway();
  dataset.where = where;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  noteWhere();
  const { root, stale } = prepare(parentElement, data);
  if (!stale) return;
  root.classList.toggle("full", !data.compact);
  root.append(el("h1", { text: data.name }),
    el("p", { class: "purpose" }, el("span", { text: data.purpose }),
      data.holdings ? el("span", { class: "holdings", text: ` ${data.holdings}` }) : null));
  if (data.problem) {
    root.append(el("div", { class: "notice", role: "alert" },
      el("p", { class: "reason", text: data.problem, dir: "auto" })));
  }
  if (data.steps.length) {
    root.append(el("h2", { text: "How it works" }),
      el("ol", { class: "steps" }, data.steps.map((text) => el("li", { text }))));
  }
  // Found while the page is there already: they push nothing down.
  if (data.examples.length) {
    root.append(el("h2", { text: "Try a question" }),
      el("div", { class: "examples" }, data.examples.map((text) => el("button", {
        type: "button", class: "chip", text, dir: "auto", onclick: () => setTriggerValue("ask", text) }))));
  }
  if (!data.compact) bringToTop(root);
}
