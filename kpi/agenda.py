"""What a meeting should talk about: real changes, decisions to read, promises missed, disagreements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final, Literal

from kpi.decision import Segment, Version, due, segment_is_gone
from kpi.rates import rate

Verdict = Literal["higher", "lower", "inside", "cannot_tell", "too_few"]
Field = str | int | float | bool | None
MOST_CHANGES: Final = 3
REAL: Final = ("higher", "lower")


@dataclass(frozen=True)
class Change:
    """How a KPI (of a segment; None: of all leads) stands against last time, and whether that is news.

    A value is None where it is undefined; `effect_yen` is what the change did to the won amount, if known;
    `is_by_counts`: judged by the counts of both periods, not against a band; `usual` are the ends of that
    band, where it is one of single periods.
    """

    kpi: str
    segment: Segment | None
    before: float | None
    now: float | None
    verdict: Verdict
    effect_yen: float | None = None
    is_young: bool = False
    is_by_counts: bool = False
    usual: tuple[float, float] | None = None


@dataclass(frozen=True)
class Promise:
    """How often a promise was missed: SQLs not contacted in time, deals whose stage has not moved."""

    code: Literal["first_contact", "stage_idle"]
    missed_count: int
    of_count: int
    agreed_days: int
    amount_yen: float | None = None


@dataclass(frozen=True)
class Disagreement:
    """Leads on which rule and judgement have come to disagree since last time."""

    code: Literal["rejected_above", "accepted_below", "lost_above", "won_below"]
    new_count: int
    amount_yen: float | None = None


@dataclass(frozen=True)
class Item:
    """One point of the agenda: the code and the fields of its sentence (days in ISO form). `weight` orders
    the items of a kind, the heaviest first: yen where they are known, days overdue, counts."""

    code: str
    fields: Mapping[str, Field]
    weight: float


def build(
    day: date,
    *,
    changes: Iterable[Change] = (),
    decisions: Iterable[Version] = (),
    promises: Iterable[Promise] = (),
    disagreements: Iterable[Disagreement] = (),
    known: Mapping[str, Collection[str]] | None = None,
) -> list[Item]:
    """Return the agenda of a meeting on `day`, in the order in which it is walked.

    The three largest real changes and how many more there are, or one item that says why there is none;
    KPIs that can no longer be formed; every decision to be read; promises missed; new disagreements.
    `known` maps dimensions to today's values: a decision for a segment that is gone is flagged.
    """
    given = list(changes)
    return [
        *_changed(given),
        *(_undefined(one) for one in given if one.before is not None and one.now is None),
        *_heaviest(_decided(one, day, known) for one in due(decisions, day)),
        *_heaviest(_missed(one) for one in promises if one.missed_count > 0),
        *_heaviest(_disagreed(one) for one in disagreements if one.new_count > 0),
    ]


def _changed(changes: list[Change]) -> list[Item]:
    compared = [one for one in changes if one.before is not None and one.now is not None]
    real = sorted((one for one in compared if one.verdict in REAL), key=_rank)
    if not compared:
        return [Item("nothing_to_compare", {}, 0.0)]
    if not real:
        inside = sum(one.verdict == "inside" for one in compared)
        return [
            Item("no_real_change", {"inside_count": inside, "unknown_count": len(compared) - inside}, 0.0)
        ]
    items = [_change(one) for one in real[:MOST_CHANGES]]
    more = len(real) - len(items)
    return [*items, Item("more_changes", {"count": more}, 0.0)] if more else items


def _rank(change: Change) -> tuple[float, float, str, Segment]:
    """Order changes by yen, those without by how far they moved (0 to 1)."""
    before, now = change.before or 0.0, change.now or 0.0
    moved = rate(abs(now - before), max(abs(before), abs(now))) or 0.0
    return -abs(change.effect_yen or 0.0), -moved, change.kpi, change.segment or ("", "")


def _change(change: Change) -> Item:
    fields = {"before": change.before, "now": change.now, "effect_yen": change.effect_yen}
    more: dict[str, Field] = {"is_young": change.is_young}
    if change.usual is not None:
        more |= {"usual_low": change.usual[0], "usual_high": change.usual[1]}
    return Item(
        f"kpi_{change.verdict}_by_counts" if change.is_by_counts else f"kpi_{change.verdict}",
        _place(change.kpi, change.segment) | fields | more,
        abs(change.effect_yen or 0.0),
    )


def _undefined(change: Change) -> Item:
    return Item("became_undefined", _place(change.kpi, change.segment) | {"before": change.before}, 0.0)


def _decided(version: Version, day: date, known: Mapping[str, Collection[str]] | None) -> Item:
    decision = version.decision
    overdue = (day - decision.review_on).days
    fields: dict[str, Field] = {
        "decision_id": version.decision_id,
        "measure": decision.measure,
        "owner": decision.owner,
        "from_value": decision.from_value,
        "to_value": decision.to_value,
        "review_on": decision.review_on.isoformat(),
        "overdue_days": overdue,
        "segment_is_gone": known is not None and segment_is_gone(decision, known),
    }
    return Item("decision_due", _place(decision.kpi, decision.segment) | fields, float(overdue))


def _missed(promise: Promise) -> Item:
    fields = {key: value for key, value in asdict(promise).items() if key != "code"}
    return Item(f"promise_{promise.code}", fields, promise.amount_yen or float(promise.missed_count))


def _disagreed(disagreement: Disagreement) -> Item:
    fields = {"new_count": disagreement.new_count, "amount_yen": disagreement.amount_yen}
    return Item(disagreement.code, fields, disagreement.amount_yen or float(disagreement.new_count))


def _place(kpi: str, segment: Segment | None) -> dict[str, Field]:
    dimension, value = segment or (None, None)
    return {"kpi": kpi, "dimension": dimension, "value": value}


def _heaviest(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: -item.weight)
