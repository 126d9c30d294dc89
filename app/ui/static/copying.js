// Copying: what can be copied is asked for when its list is opened, and shown once it has come.
function copyButton(key, text, name) {
  return el("button", { type: "button", class: "copy", "data-copy": key, text, "aria-label": name,
    "aria-haspopup": "menu", "aria-expanded": "false" });
}

async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { // refused, or a page that is not served safely
    return bySelection(text);
  }
}

function bySelection(text) {
  const held = el("textarea", { readonly: true, "aria-hidden": "true", style: "position: fixed; opacity: 0" });
  held.value = text;
  document.body.appendChild(held);
  held.select();
  const done = document.execCommand("copy");
  held.remove();
  return done;
}

function copying(root, send, aloud) {
  const list = el("div", { class: "menu", popover: "auto" });
  root.appendChild(list);
  let asked = null, given = null;
  const close = () => { if (list.matches(":popover-open")) list.hidePopover(); };
  const leave = () => { const button = asked; close(); if (button && button.isConnected) button.focus({ preventScroll: true }); };
  const copied = (button) => {
    const before = button.textContent;
    button.textContent = "Copied";
    aloud("Copied");
    setTimeout(() => { button.textContent = before; }, 2000);
  };
  const take = async (entry) => {
    const button = asked;
    if (await toClipboard(entry.text)) { leave(); if (button) copied(button); } else byHand(entry);
  };
  const byHand = (entry) => {
    const box = el("textarea", { readonly: true, rows: "5", "aria-label": entry.name });
    box.value = entry.text;
    list.replaceChildren(el("p", { class: "meta", text: "The browser does not allow it: copy this by hand." }), box);
    box.focus();
    box.select();
  };
  const show = () => {
    const ready = given && given.key === asked.dataset.copy;
    list.replaceChildren(...(ready ? given.entries : []).map((entry) => el("button", {
      type: "button", role: "menuitem", text: entry.name, tabindex: "-1", onclick: () => take(entry) })));
    list.setAttribute("role", "menu");
    list.setAttribute("aria-label", asked.getAttribute("aria-label"));
    if (!ready) list.append(el("p", { class: "meta", text: "One moment…" }));
    putBeside(list, asked);
    if (ready) list.firstChild.focus({ preventScroll: true });
    return ready;
  };
  root.addEventListener("click", (event) => {
    const button = event.target.closest(".copy");
    if (!button) return;
    asked = button;
    list.showPopover();
    button.setAttribute("aria-expanded", "true");
    if (!show()) send("cite", button.dataset.copy);
  });
  list.addEventListener("toggle", (event) => {
    if (event.newState !== "closed" || !asked) return;
    asked.setAttribute("aria-expanded", "false");
    asked = null;
  });
  list.addEventListener("keydown", (event) => {
    const entries = [...list.querySelectorAll("[role='menuitem']")];
    const at = entries.indexOf(list.getRootNode().activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (event.key === "Escape") { event.stopPropagation(); event.preventDefault(); leave(); }
    if (event.key === "Tab") close();
    if (to === undefined || !entries.length) return;
    event.preventDefault();
    entries[(to + entries.length) % entries.length].focus();
  });
  return (come) => {
    given = come;
    if (asked && come && come.key === asked.dataset.copy && list.matches(":popover-open")) show();
  };
}
