// The board in the browser: it looks texts up by threshold and computes no figure of its own.
// Everything it shows comes as lists from payload.py; a drag sends nothing, a release sends the pair.

const KEY_PAUSE_MS = 250; // arrow keys: wait for the hand to rest before telling the server
const boards = new WeakMap();

function element(tag, className, parent) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (parent) parent.append(made);
  return made;
}

function button(className, parent) {
  const made = element("button", className, parent);
  made.type = "button";
  return made;
}

function handle(name, parent) {
  const row = element("div", `handle ${name}`, parent);
  const label = element("label", "handle-label", row);
  label.htmlFor = `range-${name}`;
  const title = element("span", "handle-title", label);
  const points = element("span", "handle-points", label);
  const input = element("input", "", element("div", "track", row));
  Object.assign(input, { type: "range", id: `range-${name}`, min: "0", max: "100", step: "1" });
  return { title, points, input };
}

function plot(parent) {
  const box = element("div", "plot", parent);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 101 100");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  box.append(svg);
  const lines = {};
  for (const name of ["low", "between"]) lines[name] = element("div", `shade ${name}`, box);
  for (const name of ["mql", "sql"]) {
    lines[name] = element("div", `line ${name}`, box);
    element("span", "flag", lines[name]).textContent = name.toUpperCase();
  }
  const axis = element("div", "axis", parent);
  const ticks = [0, 20, 40, 60, 80, 100].map((tick) => {
    const mark = element("span", "tick", axis);
    mark.textContent = String(tick);
    return { tick, mark };
  });
  return { svg, lines, ticks, axisTitle: element("span", "axis-title", axis) };
}

function card(parent) {
  const box = element("section", "card", parent);
  const label = element("h3", "card-label", box);
  const head = element("div", "head", box);
  const value = button("value", head);
  const diff = button("diff", head);
  const bar = element("div", "bar", box);
  const parts = Object.fromEntries(
    ["observed", "to_come", "estimated", "extrapolated", "beyond"].map((part) => [part, element("i", part, bar)]),
  );
  return { box, label, value, diff, bar, parts, subs: Array.from({ length: 3 }, () => element("p", "sub", box)) };
}

function node(parent) {
  const item = element("li", "node", parent);
  const rate = element("span", "rate", item);
  const box = element("div", "node-box", item);
  const label = element("span", "node-label", box);
  const need = element("span", "need", box);
  const now = element("span", "now", box);
  return {
    rate,
    box,
    label,
    need,
    pace: button("pace", now),
    state: element("span", "state", now),
  };
}

function build(root) {
  const top = element("div", "top", root);
  const left = element("div", "left", top);
  const built = { plot: plot(left), mql: handle("mql", left), sql: handle("sql", left) };
  const legend = element("div", "legend", left);
  built.legendTitle = element("span", "legend-title", legend);
  built.legend = Array.from({ length: 6 }, () => {
    const entry = button("entry", legend);
    return { entry, swatch: element("i", "", entry), label: element("span", "", entry), count: element("b", "", entry) };
  });
  built.hint = element("p", "hint", left);
  const cards = element("div", "cards", top);
  built.cards = Array.from({ length: 6 }, () => card(cards));
  built.chainTitle = element("h3", "chain-title", root);
  const chain = element("ol", "chain", root);
  built.chain = Array.from({ length: 6 }, () => node(chain));
  const sentences = element("div", "sentences", root);
  built.sentences = Array.from({ length: 3 }, () => element("p", "", sentences));
  return built;
}

function look(slot, board) {
  const { mql, sql, data } = board;
  if (slot.a === "m") return slot.v[mql];
  if (slot.a === "s") return slot.v[sql];
  if (slot.a === "p") return slot.v[slot.i[data.pairRows[mql] + sql - mql]];
  return slot.v[0];
}

function bind(board) {
  const { data, dom } = board;
  board.slots = [];
  const text = (target, slot) => board.slots.push({ slot, set: (value) => { target.textContent = value; } });
  const width = (target, slot) => board.slots.push({ slot, set: (value) => { target.style.width = value; } });
  const tone = (target, slot) => {
    if (slot) board.slots.push({ slot, set: (value) => { target.dataset.tone = value; } });
    else delete target.dataset.tone;
  };
  // a code of leads, or a slot: another list at another threshold, none where nothing is to be opened
  const opens = (target, code) => {
    const slot = typeof code === "string" ? { a: "c", v: [code] } : code;
    board.slots.push({ slot, set: (value) => { target.dataset.open = value; target.disabled = !value; } });
    target.onclick = () => board.open(target.dataset.open);
  };

  for (const name of ["mql", "sql"]) {
    dom[name].title.textContent = data.text[name];
    text(dom[name].points, data[name].points);
    board.slots.push({ slot: data[name].spoken, set: (value) => dom[name].input.setAttribute("aria-valuetext", value) });
  }
  dom.legendTitle.textContent = data.text.legend;
  dom.hint.textContent = [data.text.hint, data.noScore].filter(Boolean).join(" ");
  dom.legend.forEach((part, place) => {
    const from = data.legend[place];
    part.swatch.className = `swatch ${from.standing}`;
    part.label.textContent = from.label;
    text(part.count, from.count);
    opens(part.entry, from.open);
  });
  dom.cards.forEach((part, place) => {
    const from = data.cards[place];
    part.box.dataset.card = from.id;
    part.label.textContent = from.label;
    text(part.value, from.value);
    text(part.diff, from.diff);
    opens(part.diff, from.diffOpen);
    part.subs.forEach((sub, index) => text(sub, from.sub[index] ?? { a: "c", v: [""] }));
    part.bar.hidden = !from.bar;
    if (from.bar) for (const [name, bar] of Object.entries(part.parts)) width(bar, from.bar[name]);
    tone(part.box, from.tone);
    opens(part.value, from.open);
  });
  dom.chainTitle.textContent = data.chainTitle;
  dom.chain.forEach((part, place) => {
    const from = data.chain[place];
    part.box.dataset.node = from.id;
    part.label.textContent = from.label;
    text(part.need, from.need);
    text(part.pace, from.pace);
    text(part.state, from.state);
    text(part.rate, from.rate ?? { a: "c", v: [""] });
    tone(part.box, from.tone);
    opens(part.pace, from.open);
  });
  dom.sentences.forEach((target, place) => text(target, data.sentences[place]));
}

function draw(board) {
  const { data, dom } = board;
  const { svg, ticks, axisTitle } = dom.plot;
  svg.setAttribute("aria-label", data.text.plot);
  svg.replaceChildren(
    ...data.bars.map(({ standing, path }) => {
      const bar = document.createElementNS("http://www.w3.org/2000/svg", "path");
      bar.setAttribute("class", standing);
      bar.setAttribute("d", path);
      return bar;
    }),
  );
  axisTitle.textContent = data.axis;
  for (const { tick, mark } of ticks) mark.style.left = data.x[tick];
}

function follow(board) {
  const { data, dom, mql, sql } = board;
  const { lines } = dom.plot;
  lines.mql.style.left = lines.low.style.width = lines.between.style.left = data.x[mql];
  lines.sql.style.left = data.x[sql];
  lines.between.style.right = `calc(100% - ${data.x[sql]})`;
  for (const entry of board.slots) {
    const value = look(entry.slot, board);
    if (value !== entry.last) entry.set((entry.last = value));
  }
  window.kpiLines = { mql, sql };
  window.dispatchEvent(new Event("kpi-lines")); // for what follows the lines elsewhere on the page
}

function settle(board) {
  clearTimeout(board.timer);
  const pair = `${board.mql} ${board.sql}`;
  if (pair === board.sent) return;
  board.sent = pair;
  board.send({ mql: board.mql, sql: board.sql });
}

function listen(board) {
  const { mql, sql } = board.dom;
  const moved = (name) => {
    const own = Number(board.dom[name].input.value);
    const kept = name === "mql" ? Math.min(own, board.sql) : Math.max(own, board.mql);
    if (kept !== own) board.dom[name].input.value = String(kept);
    board[name] = kept;
    follow(board);
  };
  for (const [name, { input }] of Object.entries({ mql, sql })) {
    input.oninput = () => moved(name);
    input.onkeydown = () => { board.byKey = true; };
    input.onpointerdown = () => { board.byKey = false; };
    input.onchange = () => {
      clearTimeout(board.timer);
      board.timer = setTimeout(() => settle(board), board.byKey ? KEY_PAUSE_MS : 0);
    };
  }
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".board");
  let board = boards.get(parentElement);
  if (!board || board.root !== root) {
    root.replaceChildren();
    board = { root, dom: build(root) };
    boards.set(parentElement, board);
    listen(board);
  }
  board.send = (pair) => setStateValue("thresholds", pair);
  board.open = (code) => {
    settle(board);
    setTriggerValue("open", { code, mql: board.mql, sql: board.sql });
  };
  if (board.place !== data.position.place) {
    ({ mql: board.mql, sql: board.sql, place: board.place } = data.position);
    board.sent = `${board.mql} ${board.sql}`;
    board.dom.mql.input.value = String(board.mql);
    board.dom.sql.input.value = String(board.sql);
  }
  if (board.curves !== data.curves) {
    board.curves = data.curves;
    board.data = JSON.parse(data.curves);
    document.documentElement.lang = root.lang = board.data.lang;
    bind(board);
    draw(board);
  }
  follow(board);
  root.dataset.ready = data.position.place;
  return () => {
    clearTimeout(board.timer);
    boards.delete(parentElement);
  };
}
