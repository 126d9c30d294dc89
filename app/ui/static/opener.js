// Always there, and never seen: takes what is to be opened from anywhere on the page, so that only
// what lies beside it is drawn again, and tells everybody what lies open.
const LYING_OPEN = "penholder:opened";

function tell(key) {
  document.documentElement.dataset.lyingOpen = key || "";
  document.dispatchEvent(new CustomEvent(LYING_OPEN, { detail: key || "" }));
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const { root } = prepare(parentElement, data);
  const unhook = hear(root, "penholder:open", (event) => {
    event.preventDefault();
    setTriggerValue("open", event.detail);
  });
  tell(data.open);
  return () => {
    unhook();
    delete document.documentElement.dataset.lyingOpen;
  };
}
