function paragraph(runs) {
  return el("p", { dir: "auto" }, runs.map((run) => el(run.marked ? "mark" : "span", {
    text: run.text, class: run.means ? "dated" : null, title: run.means })));
}

function drawDocument(root, shown, close) {
  root.append(el("header", {},
    el("button", { type: "button", class: "close", text: "×", "aria-label": "Close the document",
      title: "Close (Esc)", onclick: close }),
    el("h2", { text: shown.title, dir: "auto" }),
    dotted([shown.symbol !== shown.title ? shown.symbol : null, ...shown.facts], "facts"),
    dotted([shown.pinpoint ? badge(shown.pinpoint, "pinpoint") : null,
      ...shown.badges.map((text) => badge(text, "strong")), outside(shown.link)], "facts")));
  const text = el("div", { class: `text${shown.own ? " own" : ""}` });
  if (shown.note) text.append(el("p", { class: "note", text: shown.note }));
  if (shown.missing_quote) {
    text.append(el("blockquote", { class: "missing", text: shown.missing_quote, dir: "auto" }));
  }
  if (shown.cut_before) text.append(el("p", { class: "cut", text: "The document begins before this." }));
  shown.paragraphs.forEach((runs) => text.append(paragraph(runs)));
  if (shown.cut_after) text.append(el("p", { class: "cut", text: "The document goes on after this." }));
  root.append(text);
}

function scrollToMark(root) {
  const mark = root.querySelector("mark");
  let frame = root;
  while (frame && getComputedStyle(frame).overflowY !== "auto") {
    frame = frame.parentElement || (frame.getRootNode() || {}).host;
  }
  if (!frame || frame === document.documentElement) return;
  const top = mark ? mark.getBoundingClientRect().top - frame.getBoundingClientRect().top : 0;
  frame.scrollTop = mark ? Math.max(0, frame.scrollTop + top - frame.clientHeight * 0.4) : 0;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const close = () => setTriggerValue("close", "document");
  const { root, stale } = prepare(parentElement, data);
  if (stale) {
    drawDocument(root, data.shown, close);
    root.setAttribute("role", "region");
    root.setAttribute("aria-label", "Document");
    requestAnimationFrame(() => requestAnimationFrame(() => {
      scrollToMark(root);
      root.querySelector(".close").focus({ preventScroll: true });
    }));
  }
  const escape = (event) => { if (event.key === "Escape") close(); };
  document.addEventListener("keydown", escape);
  return () => document.removeEventListener("keydown", escape);
}
