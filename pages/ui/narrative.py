"""Claims of kpi.narrative as sentences in the reader's language: plain text, not yet inert as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from kpi.decompose import LEVELS
from kpi.decompose_fold import OTHER
from kpi.narrative import Claim
from pages.ui import format as fmt
from pages.ui.labels import value_label
from pages.ui.text import Words, known

_COUNTS: Final = frozenset(LEVELS) - {"amount_yen"}
_HEADS: Final = ("rate_rose", "rate_fell", "level_rose", "level_fell")
_LISTED: Final = ("against", "nonetheless")
# yen are taken apart by the share of won deals: of which rate a cause speaks must be said
_RATES_OF_YEN: Final = {"higher_rate": "higher_win_rate", "lower_rate": "lower_win_rate"}


def sentences(words: Words, claims: Sequence[Claim]) -> list[str]:
    """Return the claims as sentences, in their order; a change and its causes make one sentence.

    Names of segments are the data's own: make the text inert (`format.markdown`) before it is drawn.
    """
    groups: list[list[Claim]] = []
    for claim in claims:
        role = _role(claim)
        if groups and (role == "because" or (role in _LISTED and role == _role(groups[-1][-1]))):
            groups[-1].append(claim)
        else:
            groups.append([claim])
    return [fmt.capital(_told(words, *group)) for group in groups]


def label(words: Words, code: str) -> str:
    """Name a level or factor of the chain: SQL rate, opportunities, won deals per MQLs."""
    lower, _, upper = code.partition("_per_")
    if upper:
        return words("narrative.kpi.per", lower=label(words, lower), upper=label(words, upper))
    return words(f"narrative.kpi.{code}")


def value(words: Words, kpi: str, number: float | None) -> str:
    """Write a KPI's value: a share as per cent, yen in large units, a count with its counter."""
    if kpi.endswith("_yen"):
        return fmt.yen(number, words.language)
    if kpi in _COUNTS:
        return words("narrative.count", count=fmt.count(number))
    return fmt.decimal(number, 2) if "_per_" in kpi else fmt.percent(number)


def difference(words: Words, kpi: str, number: float) -> str:
    """Write a difference of a KPI without a plus: a share's in points."""
    if kpi.endswith(("_rate", "_share")):
        return words("narrative.points", points=fmt.decimal(100 * number))
    return value(words, kpi, number)


def _role(claim: Claim) -> str:
    return claim.code.partition("_")[0]


def _told(words: Words, first: Claim, *causes: Claim) -> str:
    role = _role(first)
    if role in _LISTED:
        listed = [_moved(words, claim) for claim in (first, *causes)]
        return words(f"narrative.{role}", causes=words("narrative.between").join(listed))
    text = _sentence(words, first)
    if first.code not in _HEADS:
        return text
    if not causes:
        return words("narrative.alone", head=text)
    listed = [_because(words, claim) for claim in causes]
    return words("narrative.with_causes", head=text, causes=words("narrative.between").join(listed))


def _sentence(words: Words, claim: Claim) -> str:
    fields = claim.fields
    if claim.code == "reading":
        return words(f"narrative.reading.{fields['reading']}")
    kpi, factor = str(fields.get("kpi")), str(fields.get("factor"))
    written: dict[str, Callable[[Any], str]] = {
        "kpi": lambda code: label(words, code),
        "factor": lambda code: label(words, code),
        "dimension": lambda name: _dimension(words, name),
        "change": lambda x: _signed(words, kpi, x),
        "before_count": fmt.count,
        "after_count": fmt.count,
        "actual": lambda x: value(words, factor, x),
        "reference": lambda x: value(words, factor, x),
    }
    shown = {name: written.get(name, lambda x: value(words, kpi, x))(one) for name, one in fields.items()}
    moved = fields.get("change")
    size = "" if moved is None else difference(words, kpi, abs(float(moved)))
    return words(f"narrative.{claim.code}", size=size, **shown)


def _because(words: Words, claim: Claim) -> str:
    fields = _cause(words, claim.fields)
    return words("narrative.because.unsure" if fields["note"] else "narrative.because", **fields)


def _moved(words: Words, claim: Claim) -> str:
    fields = _cause(words, claim.fields)
    return words("narrative.moved.unsure" if fields["note"] else "narrative.moved", **fields)


def _cause(words: Words, fields: Mapping[str, Any]) -> dict[str, str]:
    """Return a cause's name, its size and signed change in the unit of its KPI, and what makes it unsure."""
    kpi, effect, certainty = fields["kpi"], fields["effect"], fields.get("certainty", "sure")
    if "segment" in fields:
        segment = _segment(words, fields["dimension"], fields["segment"])
        what = str(fields["what"])
        if kpi == "amount_yen" and what in _RATES_OF_YEN:
            what = _RATES_OF_YEN[what]
        cause = words(f"narrative.what.{what}", segment=segment)
    else:
        factor, is_up = fields["factor"], effect > 0
        way = ("more" if is_up else "fewer") if factor in _COUNTS else "higher" if is_up else "lower"
        cause = words(f"narrative.factor.{way}", factor=label(words, factor))
    return {
        "cause": cause,
        "size": difference(words, kpi, abs(effect)),
        "change": _signed(words, kpi, effect),
        "note": "" if certainty == "sure" else words(f"narrative.note.{certainty}"),
    }


def _signed(words: Words, kpi: str, number: float) -> str:
    return fmt.change(difference(words, kpi, number), number)


def _dimension(words: Words, name: str) -> str:
    return words(f"narrative.dimension.{name}") if known(f"narrative.dimension.{name}") else name


def _segment(words: Words, dimension: str, segment: str) -> str:
    """Name a segment inside a sentence: our own labels lose their capital, the data's names keep it."""
    if segment == OTHER:
        return words("narrative.other")
    name = value_label(words, dimension, segment)
    is_ours = known(f"codes.{dimension}.{segment}") and not name[1:2].isupper()
    return name[:1].lower() + name[1:] if is_ours else name
