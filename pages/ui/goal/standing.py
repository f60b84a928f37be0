"""Where each level stands: what has come, where it ends at today's pace, and what that lacks."""

from __future__ import annotations

from math import ceil

from pages.ui.goal import outlook
from pages.ui.goal.setting import RATES, Setting, shown
from pages.ui.shell import Frame
from pages.ui.text import Words


def pace(words: Words, setting: Setting, node: str) -> str:
    """Say what a level has come to, and where it ends at today's pace."""
    found = setting.landings[node]
    done, total = (shown(words, node, value) for value in (found.done, found.total))
    if setting.stand == "over":
        return words("goal.done", done=done)
    if setting.rates is None and found.total is None and node in setting.ahead and not found.done:
        return words("goal.pace.open")
    if found.total is None and not found.done:
        reason = _against(words, setting) if node in setting.ahead else ""
        return words("goal.pace.because", reason=reason) if reason else words("goal.pace.none")
    if setting.stand == "ahead":
        return words("goal.pace", pace=total)
    return words("goal.landing", done=done, landing=total)


def _against(words: Words, setting: Setting) -> str:
    """Name the fixed number because of which nothing can be expected; "" where there is none."""
    zero = next((rate for rate in RATES if setting.value(rate) == 0), None)
    if zero is not None:
        return words("goal.because.zero", cause=words(f"goal.brief.{zero}"))
    if setting.typed_deal_yen is not None and setting.typed_deal_yen <= 0:
        return words("goal.because.no_average_deal", cause=words("goal.brief.deal_yen"))
    return ""


def gap(frame: Frame, setting: Setting, node: str) -> tuple[str, str]:
    """Say how much of a level is missing at today's pace, both as shown; a budget is a limit, not a goal.

    Of the goal itself the chance is told. Once it is in reach, what other levels lack is no alarm.
    """
    words = frame.words
    if node == frame.view.goal_unit and (chance := outlook.chance(frame, setting)) is not None:
        tone = "enough" if chance >= outlook.LIKELY else "short" if chance < outlook.HALF else ""
        return words("goal.chance", chance=outlook.percent(words, chance)), tone
    missing = _missing(setting, node)
    if missing is None:
        return "", ""
    is_over = setting.stand == "over"
    if missing <= 0:
        return words("goal.enough.over" if is_over else "goal.enough"), "enough"
    is_alarm = (_missing(setting, frame.view.goal_unit) or 0) > 0
    gap = shown(words, node, missing)
    return words("goal.short.over" if is_over else "goal.short", gap=gap), "short" if is_alarm else ""


def _missing(setting: Setting, node: str) -> int | None:
    needed, total = setting.plan[node], setting.landings[node].total
    if needed is None or total is None or node == "budget_yen":
        return None
    return ceil(needed) - round(total)
