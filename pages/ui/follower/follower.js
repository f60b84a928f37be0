// Texts that follow the lines of the board: looked up by threshold, computed nowhere in the browser.
// The board says on `window` where its lines stand (kpiLines, event "kpi-lines").

const followers = new WeakMap();

function cell(tag, parent) {
  const made = document.createElement(tag);
  parent.append(made);
  return made;
}

function build(root, data) {
  const slots = [];
  root.replaceChildren();
  root.lang = data.lang;
  if (data.table) {
    const table = cell("table", cell("div", root));
    const head = cell("tr", cell("thead", table));
    data.table.head.forEach((text) => Object.assign(cell("th", head), { textContent: text, scope: "col" }));
    const body = cell("tbody", table);
    for (const [heading, ...row] of data.table.rows) {
      const line = cell("tr", body);
      Object.assign(cell("th", line), { textContent: heading, scope: "row" });
      for (const slot of row) slots.push({ slot, target: cell("td", line) });
    }
  }
  for (const slot of data.lines) slots.push({ slot, target: cell("p", root) });
  return slots;
}

function follow(follower) {
  const lines = window.kpiLines;
  if (!lines) return;
  const { host, base } = follower;
  if (host) {
    for (const name of ["mql", "sql"]) host.style.setProperty(`--${name}`, lines[name]);
    host.classList.toggle("kpi-stale", base !== null && base !== lines.mql);
  }
  for (const { slot, target } of follower.slots) {
    const text = slot.v[slot.a === "m" ? lines.mql : slot.a === "s" ? lines.sql : 0];
    if (target.textContent !== text) target.textContent = text;
  }
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".follower");
  const { texts, base = null } = data ?? {};
  let follower = followers.get(parentElement);
  if (!follower || follower.root !== root || follower.texts !== texts) {
    follower?.stop();
    const container = '[class*="st-key-"]:not([class*="_marks"])';
    const host = texts ? null : parentElement.getRootNode().host?.closest(container);
    follower = { root, texts, host, slots: texts ? build(root, JSON.parse(texts)) : [] };
    const listener = () => follow(followers.get(parentElement));
    window.addEventListener("kpi-lines", listener);
    follower.stop = () => window.removeEventListener("kpi-lines", listener);
    followers.set(parentElement, follower);
  }
  follower.base = base;
  follow(follower);
  return () => {
    followers.get(parentElement)?.stop();
    followers.delete(parentElement);
  };
}
