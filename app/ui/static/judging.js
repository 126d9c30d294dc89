// What the reader makes of an answer: helpful or not, and, if not, what was wrong with it.
const PATIENCE = 3000; // milliseconds

function verdict(text, helpful, judge) {
  return el("button", { type: "button", class: "verdict", "data-helpful": String(helpful), text,
    "aria-pressed": "false", onclick: () => judge(helpful) });
}

function judging(reasons, send, aloud) {
  const held = { of: "", helpful: null, reasons: [], note: "" };
  let waiting = null; // what was told, until it comes back as stored
  const tell = (word) => {
    waiting = { sent: JSON.stringify(held), word, until: Date.now() + PATIENCE };
    aloud("");
    send("judge", waiting.sent);
  };
  const judge = (helpful) => {
    Object.assign(held, { helpful: held.helpful === helpful ? null : helpful, reasons: [], note: "" });
    tell(held.helpful === null ? "Withdrawn" : "Noted");
    show();
    unfold(held.helpful === false);
  };
  const boxes = reasons.map((reason) => el("input", { type: "checkbox", value: reason.key }));
  const note = el("textarea", { rows: "2", maxlength: "1000", dir: "auto", "aria-label": "In your words, if you like",
    placeholder: "In your words, if you like" });
  const keep = () => {
    held.reasons = boxes.filter((box) => box.checked).map((box) => box.value);
    held.note = note.value.trim();
    tell("Noted");
    unfold(false);
    more.focus();
  };
  const more = el("button", { type: "button", class: "more", text: "What was wrong?", "aria-expanded": "false",
    onclick: () => unfold(form.hidden) });
  const form = el("div", { class: "why", hidden: true,
    onkeydown: (event) => { if (event.key === "Escape") { event.stopPropagation(); unfold(false); more.focus(); } } },
    el("fieldset", {}, el("legend", { text: "What was wrong?" }),
      boxes.map((box, at) => el("label", {}, box, el("span", { text: reasons[at].name })))),
    note,
    el("p", { class: "buttons" },
      el("button", { type: "button", class: "chip", text: "Save", onclick: keep }),
      el("button", { type: "button", class: "plain", text: "Close", onclick: () => { unfold(false); more.focus(); } })));
  const unfold = (open) => {
    form.hidden = !open;
    more.setAttribute("aria-expanded", String(open));
    if (open) form.scrollIntoView({ block: "nearest" });
  };
  const verdicts = [verdict("Helpful", true, judge), verdict("Not helpful", false, judge)];
  const show = () => {
    for (const button of verdicts) button.setAttribute("aria-pressed", String(button.dataset.helpful === String(held.helpful)));
    more.hidden = held.helpful !== false;
    if (!form.hidden) return; // what is being written in it stays
    boxes.forEach((box) => { box.checked = held.reasons.includes(box.value); });
    note.value = held.note;
  };
  const parts = [el("span", { class: "verdicts", role: "group", "aria-label": "Your judgement of this answer" }, verdicts, more), form];
  const update = ({ of, helpful, reasons, note }) => {
    if (of !== held.of) { // another answer, of which nothing was said here
      waiting = null;
      unfold(false);
    }
    if (waiting && JSON.stringify({ of, helpful, reasons, note }) === waiting.sent) {
      aloud(waiting.word);
      waiting = null;
    }
    if (waiting && Date.now() < waiting.until) return; // drawn before it was stored
    Object.assign(held, { of, helpful, reasons, note });
    show();
  };
  return { parts, update };
}
