"""Contrast of every colour on both grounds (WCAG 2.2: text 4.5, marks 3), and none outside the palette."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from pages.ui import palette

UI = Path(__file__).resolve().parents[1] / "pages"
THEME = tomllib.loads((UI.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
HEX = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\b")
PAIR = re.compile(r"light-dark\((#\w+), (#\w+)\)")
DECLARED = re.compile(r"([-\w]+)\s*:\s*([^;{}]*#[0-9a-fA-F]{3,6}[^;{}]*)[;}]")
TEXT, MARK = 4.5, 3.0


def channels(colour: str) -> list[float]:
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]


def luminance(shares: list[float]) -> float:
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(colour: str, ground: str, opacity: float = 1.0) -> float:
    mixed = [
        opacity * one + (1 - opacity) * under
        for one, under in zip(channels(colour), channels(ground), strict=True)
    ]
    low, high = sorted((luminance(mixed), luminance(channels(ground))))
    return (high + 0.05) / (low + 0.05)


def declarations() -> Iterator[tuple[str, str, str]]:
    """Every property of a style sheet whose value names a colour: file, property, value."""
    for path in sorted(UI.rglob("*.css")):
        for name, value in DECLARED.findall(re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)):
            yield path.name, name, value


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#000000", "#ffffff", opacity=0) == 1


def test_the_grounds_are_those_of_the_theme_and_its_own_text_can_be_read() -> None:
    for place, (ground, name) in enumerate(zip(palette.GROUND, ("light", "dark"), strict=True)):
        theme = THEME[name]
        assert theme["backgroundColor"] == ground
        # text stands on boxes, too; the primary colour writes links and what is chosen, and bears text
        for under in (ground, theme["secondaryBackgroundColor"], palette.DISPUTED[place]):
            assert contrast(theme["textColor"], under, opacity=0.8) >= TEXT, under
        assert contrast(theme["primaryColor"], ground) >= TEXT
        assert contrast(palette.ON_PRIMARY[place], theme["primaryColor"]) >= TEXT


@pytest.mark.parametrize("colour", dict.fromkeys(palette.MARKS))
def test_a_mark_stands_out_on_both_grounds(colour: str) -> None:
    assert min(contrast(colour, ground) for ground in palette.GROUND) >= MARK


@pytest.mark.parametrize("name", palette.TEXT)
def test_text_can_be_read_on_its_ground(name: str) -> None:
    for colour, ground in zip(palette.TEXT[name], palette.GROUND, strict=True):
        assert contrast(colour, ground) >= TEXT


def test_bars_that_lie_over_one_another_and_print_can_be_seen() -> None:
    for ground in palette.GROUND:
        assert contrast(palette.BLUE, ground, palette.BAR_OPACITY) >= MARK
    assert min(contrast(ink, palette.PAPER) for ink in (palette.INK, palette.INK_QUIET)) >= TEXT


def test_no_module_has_a_colour_of_its_own() -> None:
    found = {
        path.relative_to(UI).as_posix(): HEX.findall(path.read_text("utf-8"))
        for path in [*UI.rglob("*.py"), *UI.rglob("*.js")]
        if path.name != "palette.py"
    }
    assert {path: colours for path, colours in found.items() if colours} == {}


def test_style_sheets_use_the_palette_each_colour_for_what_it_is_made_for() -> None:
    text = {*palette.TEXT.values(), palette.ON_PRIMARY}
    strange = []
    for file, name, value in declarations():
        pairs, single = PAIR.findall(value), HEX.findall(PAIR.sub("", value))
        is_text = name in ("color", "fill")
        allowed = text if is_text else {palette.GROUND, palette.DISPUTED, *palette.TEXT.values()}
        wrong = [pair for pair in pairs if pair not in allowed]
        wrong += [colour for colour in single if is_text or colour not in palette.MARKS]
        strange += [(file, name, one) for one in wrong]
    assert strange == []
    assert len(list(declarations())) > 15  # the style sheets were read
