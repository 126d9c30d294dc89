// The quotation that a number leads to, while a pointer or the keyboard rests on the number. A tap
// opens the document instead.
const SHOWN_AFTER = 120, HIDDEN_AFTER = 200; // milliseconds
const EDGE = 8; // pixels kept free at the edges of the window

function fill(box, data) {
  box.replaceChildren(
    el("p", { class: "excerpt", dir: "auto" },
      data.own ? null : el("span", { text: "“", "aria-hidden": "true" }),
      el("span", { class: "words", text: data.quote }),
      data.own ? null : el("span", { text: "”", "aria-hidden": "true" })),
    el("p", { class: "title", text: data.source, dir: "auto" }),
    dotted([data.place, ...data.facts], "meta"));
}

// Under a button, or over it where there is no room; inside the window, and left of ``most``.
function putBeside(box, button, most = innerWidth - EDGE) {
  const at = button.getBoundingClientRect();
  const fits = at.bottom + EDGE + box.offsetHeight <= innerHeight - EDGE;
  const top = fits ? at.bottom + EDGE : at.top - EDGE - box.offsetHeight;
  box.style.left = `${Math.max(EDGE, Math.min(at.left - EDGE, most - box.offsetWidth))}px`;
  box.style.top = `${Math.max(EDGE, Math.min(top, innerHeight - box.offsetHeight - EDGE))}px`;
}

// The cards beside the text stay in sight while one of them is marked.
function edgeOf(button) {
  const inText = button.closest(".main");
  return inText ? Math.min(inText.getBoundingClientRect().right, innerWidth - EDGE) : undefined;
}

function previewing(root, previewOf) {
  if (!HTMLElement.prototype.showPopover) return; // the number's name says where it leads
  const box = el("div", { class: "preview", id: "preview", role: "tooltip", popover: "manual" });
  root.appendChild(box);
  let shown = null, timer = 0;
  const onEscape = (event) => {
    if (event.key !== "Escape") return;
    event.stopImmediatePropagation();
    event.preventDefault();
    hide();
  };
  const hide = () => {
    clearTimeout(timer);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    pointOut(root, shown.dataset.key, false);
    shown = null;
    if (box.matches(":popover-open")) box.hidePopover();
    removeEventListener("keydown", onEscape, true);
    removeEventListener("scroll", follow, true);
  };
  const follow = () => {
    const { top, bottom } = shown.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) hide();
    else putBeside(box, shown, edgeOf(shown));
  };
  const show = (button) => {
    const data = button.isConnected && previewOf(button.dataset.key);
    if (shown === button || !data) return;
    hide();
    shown = button;
    fill(box, data);
    box.showPopover();
    putBeside(box, button, edgeOf(button));
    button.setAttribute("aria-describedby", box.id);
    pointOut(root, button.dataset.key, true);
    addEventListener("keydown", onEscape, true);
    addEventListener("scroll", follow, true);
  };
  const later = (what, after) => { clearTimeout(timer); timer = setTimeout(what, after); };
  const number = (event) => event.target.closest(".number");
  root.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const button = number(event); // later the event only names the component
    if (event.target.closest(".preview")) clearTimeout(timer);
    else if (button) later(() => show(button), SHOWN_AFTER);
  });
  root.addEventListener("pointerout", (event) => {
    if (number(event) || event.target.closest(".preview")) later(hide, HIDDEN_AFTER);
  });
  root.addEventListener("focusin", (event) => {
    const button = number(event);
    if (!button || !button.matches(":focus-visible")) return;
    if (button.dataset.quiet) delete button.dataset.quiet; // the document was just closed
    else later(() => show(button), SHOWN_AFTER);
  });
  root.addEventListener("focusout", hide);
  root.addEventListener("click", hide);
}
