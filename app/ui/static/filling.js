// What is done to the library: under way, done last, and ever.
function named(one, tell) {
  return el("li", {},
    one.id ? el("button", { type: "button", class: "plain", text: one.name, dir: "auto", onclick: () => tell("open", one.id) })
      : el("span", { text: one.name, dir: "auto" }),
    one.what ? el("span", { class: "soft", text: `: ${one.what}`, dir: "auto" }) : null);
}

function documents(report, tell) {
  return report.sorts.map((sort) => el("section", {}, el("h4", { text: sort.word }),
    el("ul", {}, sort.items.map((one) => named(one, tell))),
    sort.more ? el("p", { class: "soft", text: sort.more }) : null));
}

// A long list is not to push the page away from under a reader.
function folded(report, tell) {
  const number = report.sorts.reduce((sum, sort) => sum + sort.items.length, 0);
  if (number <= 4) return documents(report, tell);
  return [el("details", { class: "which" }, el("summary", { text: "Which documents" }), documents(report, tell))];
}

function details(report, tell, list) {
  return [
    ...report.notes.map((text) => el("p", { class: "note", text, dir: "auto" })),
    ...list(report, tell),
    report.failures.length ? el("section", {}, el("h4", { text: "Could not be read" }),
      el("ul", {}, report.failures.map((one) => el("li", {}, el("span", { class: "source", text: one.source, dir: "auto" }),
        el("p", { text: `${one.reason}.`, dir: "auto" }),
        one.remedy ? el("p", { class: "soft", text: `What to do: ${one.remedy}.`, dir: "auto" }) : null))),
      report.more ? el("p", { class: "soft", text: report.more }) : null) : null,
  ];
}

function progress(made, tell) {
  const known = made.total > 0;
  const bar = el("div", { class: `bar${known ? "" : " unknown"}`, role: "progressbar", "aria-label": made.title,
    "aria-valuemin": "0", "aria-valuemax": known ? String(made.total) : null, "aria-valuenow": known ? String(made.done) : null,
    "aria-valuetext": made.said }, el("span", { class: "filled" }));
  if (known) bar.firstChild.style.inlineSize = `${Math.min(100, (100 * made.done) / made.total)}%`;
  return [el("p", { class: "said", text: made.said }), bar,
    el("p", { class: "soft at", text: made.source || "", dir: "auto" })];
}

function work(data, tell) {
  const running = data.progress;
  return [
    ["refused", data.refused, (text) => text ? el("div", { class: "notice failed", role: "alert" },
      el("p", { text, dir: "auto" }),
      el("button", { type: "button", class: "close", text: "×", "aria-label": "Close this notice", onclick: () => tell("dismiss", "refused") }))
      : el("span", { hidden: true })],
    ["title", running ? { title: running.title, stopping: running.stopping, may: data.may_change } : null, (made) => made
      ? el("div", { class: "running" }, el("h3", { text: made.title, dir: "auto" }),
        made.may && !made.stopping ? el("button", { type: "button", class: "chip stop", text: "Stop", "data-key": "stop",
          onclick: () => tell("stop", "work") }) : null)
      : el("span", { hidden: true })],
    ["progress", running, (made) => made ? el("div", { class: "running" }, progress(made, tell)) : el("span", { hidden: true })],
    ["report", data.report, (report) => report
      ? el("div", { class: `notice report${report.failed ? " failed" : ""}`, role: "status" },
        el("h2", { text: report.title, dir: "auto" }), el("p", { class: "said", text: report.said, dir: "auto" }),
        details(report, tell, folded),
        el("button", { type: "button", class: "close", text: "×", "aria-label": "Close this report", onclick: () => tell("dismiss", report.key) }))
      : el("span", { hidden: true })],
  ];
}

function lead(data) {
  return [["lead", data, (made) => el("div", {}, el("h3", { text: made.title }), el("p", { class: "soft", text: made.said }),
    made.wanted ? el("p", { class: "note", text: made.wanted, dir: "auto" }) : null)]];
}

// What cannot be taken back at a click is asked again.
function removing(one, busy, tell) {
  const button = el("button", { type: "button", class: "chip", text: "Remove", disabled: busy, "aria-label": `Remove ${one.name}` });
  const keep = el("button", { type: "button", class: "chip", text: "Cancel", hidden: true, "aria-label": `Cancel: keep ${one.name}`,
    onpointerdown: (event) => event.preventDefault(), // or the question is gone before the click
    onclick: () => leave() });
  const ask = (asked) => {
    keep.hidden = !asked;
    button.textContent = asked ? "Remove for good?" : "Remove";
    button.setAttribute("aria-label", `Remove ${one.name}${asked ? " for good?" : ""}`);
  };
  const leave = () => { button.focus(); ask(false); };
  button.addEventListener("click", () => { if (keep.hidden) ask(true); else tell("remove", one.document); });
  return el("span", { class: "acts",
    onfocusout: (event) => { if (!event.currentTarget.contains(event.relatedTarget)) ask(false); },
    onkeydown: (event) => {
      if (event.key !== "Escape" || keep.hidden) return;
      event.stopPropagation();
      leave();
    } }, button, keep);
}

function sources(data, tell) {
  return [["refresh", { sources: data.sources, busy: data.busy }, (made) => el("section", {},
      el("h3", { text: "Refresh" }),
      el("p", { class: "soft", text: "Reads what is new or has changed in these sources, and in the files that were added here. What is gone from a folder goes from the library too." }),
      el("ul", { class: "sources" }, made.sources.map((text) => el("li", { text, dir: "auto" }))),
      el("button", { type: "button", class: "chip strong", text: "Refresh now", disabled: made.busy, "data-key": "refresh",
        onclick: () => tell("refresh", "now") }))]];
}

function added(data, tell) {
  return [["added", { added: data.added, busy: data.busy, more: data.more }, (made) => made.added.length ? el("section", {},
      el("h3", { text: "Added by hand" }),
      el("ul", { class: "added" }, made.added.map((one) => el("li", {},
        el("span", { class: "what" }, el("button", { type: "button", class: "plain", text: one.name, dir: "auto", onclick: () => tell("open", one.id) }),
          el("span", { class: "soft how", text: one.how })),
        removing(one, made.busy, tell)))),
      made.more ? el("p", { class: "soft", text: made.more }) : null) : el("span", { hidden: true })]];
}

function history(data, tell) {
  const since = ["since", data.since, (text) => text ? el("p", { class: "soft since", text }) : el("span", { hidden: true })];
  if (!data.runs.length) return [since, ["empty", data.empty, (text) => el("p", { class: "soft", text })]];
  return [since, ...data.runs.map((run) => [run.key, run, (made) => el("details", { class: "run", "data-name": made.key },
    el("summary", {}, el("span", { class: "when", text: made.title }), el("span", { class: `soft${made.failed ? " unfinished" : ""}`, text: ` ${made.said}` })),
    el("div", { class: "inner" }, made.sorts.length || made.failures.length ? details(made, tell, documents)
      : el("p", { class: "soft", text: "No document came, changed or went." })))])];
}

function closed(data) {
  return [["closed", data.said, (text) => el("p", { class: "soft", text })]];
}

const views = { work, lead, sources, added, history, closed };

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let root = parentElement.querySelector(".root");
  if (!root) {
    root = el("div", { class: `root ${data.view}` });
    parentElement.appendChild(root);
  }
  patch(root, views[data.view](data, setTriggerValue));
}
