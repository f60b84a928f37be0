"""The board as a person sees and moves it: everything it shows in one reading, and its two handles."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

_THUMB_PX = 20
_READ = """root => {
  const all = (within, selector) => [...within.querySelectorAll(selector)];
  const text = (within, selector) => within.querySelector(selector)?.textContent ?? "";
  const middle = (element) => { const box = element.getBoundingClientRect(); return box.x + box.width / 2; };
  const plot = root.querySelector(".plot").getBoundingClientRect();
  const line = (name) => middle(root.querySelector(`.line.${name}`));
  const input = (name) => root.querySelector(`#range-${name}`);
  return {
    mql: Number(input("mql").value),
    sql: Number(input("sql").value),
    points: all(root, ".handle-points").map((part) => part.textContent),
    spoken: ["mql", "sql"].map((name) => input(name).getAttribute("aria-valuetext")),
    cards: Object.fromEntries(all(root, ".card").map((card) => [card.dataset.card, {
      label: text(card, ".card-label"), value: text(card, ".value"), diff: text(card, ".diff"),
      sub: all(card, ".sub").map((part) => part.textContent), tone: card.dataset.tone ?? null,
      bar: all(card, ".bar:not([hidden]) i").map((part) => Number.parseFloat(part.style.width)),
    }])),
    chain: Object.fromEntries(all(root, ".node-box").map((box) => [box.dataset.node, {
      rate: text(box.parentElement, ".rate"), label: text(box, ".node-label"), need: text(box, ".need"),
      pace: text(box, ".pace"), tone: box.dataset.tone ?? null,
    }])),
    legend: all(root, ".entry b").map((part) => part.textContent),
    sentences: all(root, ".sentences p").map((part) => part.textContent),
    lines: { mql: line("mql"), sql: line("sql"), left: plot.left, width: plot.width },
  };
}"""
# what comes late above the board (a chart's height, a font) still moves it on a busy machine
_STANDS_STILL = """input => new Promise(done => {
  let before = "", frames = 0;
  (function look() {
    const box = input.getBoundingClientRect(), now = `${box.x} ${box.y} ${box.width}`;
    frames = now === before ? frames + 1 : 0;
    before = now;
    if (frames > 5) done(); else requestAnimationFrame(look);
  })();
})"""
_AFTER_A_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

Reading = dict[str, Any]


def read(page: Page) -> Reading:
    """Read everything the board shows, in one go."""
    found: Reading = page.locator(".board").evaluate(_READ)
    return found


def figures(reading: Reading) -> Reading:
    """Keep the texts of a reading: what it says, not where on the screen it is drawn."""
    return {name: value for name, value in reading.items() if name != "lines"}


def handle(page: Page, name: str) -> Locator:
    return page.locator(f"#range-{name}")


def place(page: Page, name: str, threshold: float) -> tuple[float, float]:
    """Return where on the screen the middle of a thumb stands at a threshold."""
    box = handle(page, name).bounding_box()
    assert box is not None
    share = (box["width"] - _THUMB_PX) * threshold / 100
    return box["x"] + _THUMB_PX / 2 + share, box["y"] + box["height"] / 2


def take_hold(page: Page, name: str) -> None:
    """Press the mouse on a thumb where it stands now, once it stands still."""
    handle(page, name).evaluate(_STANDS_STILL)
    page.mouse.move(*place(page, name, int(handle(page, name).input_value())))
    page.mouse.down()


def drag_to(page: Page, name: str, threshold: float) -> Reading:
    """Pull the held thumb to a threshold and read the board while the button is still down."""
    page.mouse.move(*place(page, name, threshold), steps=3)
    page.evaluate(_AFTER_A_FRAME)
    return read(page)


def drag(page: Page, name: str, threshold: int) -> None:
    """Drag a handle to a threshold and let go."""
    take_hold(page, name)
    page.mouse.move(*place(page, name, threshold), steps=3)
    page.mouse.up()
    expect(handle(page, name)).to_have_value(str(threshold))


def expect_lines(page: Page, mql: int, sql: int) -> None:
    """Wait until both handles stand there."""
    expect(handle(page, "mql")).to_have_value(str(mql))
    expect(handle(page, "sql")).to_have_value(str(sql))
