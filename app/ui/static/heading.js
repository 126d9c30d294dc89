// What stands over an answer: the question as understood, what narrows it, how far it is.

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
