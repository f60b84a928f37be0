"""The caches of the score page: the leads by their items, what is expected of them, what rules do to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kpi.definitions import Definition
from kpi.filters import Filter
from kpi.histogram import Question
from kpi.item_model import ItemModel
from kpi.item_model import item_model as fit_items
from kpi.profiles import Profiles
from kpi.profiles import profiles as query_profiles
from kpi.rescore import RuleCurves, curves_of, curves_of_today
from kpi.rescore_moves import Moves, moves
from kpi.rule_lines import Design, Line
from kpi.rule_lines import design as lay_out
from kpi.rule_remarks import Remark, remarks_on
from kpi.scoring_fit import Suggestion, Target, suggest
from kpi.scoring_idle import Idle, idle
from kpi.scoring_worth import Worth
from kpi.scoring_worth import worth as count_worth
from pages.ui import cached
from pages.ui.caching import cache_resource
from pages.ui.text import Language, Words

# the leads, the own columns that the agreed rules do not name, and the lines that a person added
Key = tuple[Path, int, Filter, date, tuple[str, ...], tuple[Line, ...]]


@dataclass(frozen=True, eq=False)
class Effect:
    """What one set of rules does to the leads of a filter."""

    moves: Moves
    curves: RuleCurves
    idle: Idle


@cache_resource(max_entries=2)
def profiles(
    path: Path, data_version: int, chosen: Filter, as_of: date, more: tuple[str, ...] = ()
) -> Profiles:
    """Read-only columns shared by all sessions: never changed after they are read; `more` are own columns
    that the agreed rules do not name."""
    return query_profiles(cached.store(path), chosen, as_of, more)


def _profiles(key: Key) -> Profiles:
    found: Profiles = profiles(*key[:5])
    return found


@cache_resource(max_entries=16)
def remarks_of(
    path: Path, data_version: int, chosen: Filter, as_of: date, more: tuple[str, ...], rules: str
) -> tuple[Remark, ...]:
    """What must be said of rules (as JSON), for the leads of a filter."""
    found = profiles(path, data_version, chosen, as_of, more)
    return tuple(remarks_on(found, Definition.model_validate_json(rules)))


@cache_resource(max_entries=8)
def design(key: Key, rules: str) -> Design:
    """The lines of the table and of the model, under the rules that stand (as JSON)."""
    return lay_out(_profiles(key).combinations, Definition.model_validate_json(rules), key[5])


@cache_resource(max_entries=2)
def item_model(key: Key, rules: str, question: Question) -> ItemModel:
    """What leads become by their items; no edited rule changes it."""
    return fit_items(_profiles(key), design(key, rules), question)


@cache_resource(max_entries=8)
def suggestion(key: Key, rules: str) -> Suggestion:
    """Points that outcomes suggest beside the rules that stand."""
    return suggest(_profiles(key), design(key, rules), Definition.model_validate_json(rules))


@cache_resource(max_entries=8)
def worth(key: Key, rules: str, target: Target) -> tuple[Worth, ...]:
    """What goes with each line."""
    return count_worth(_profiles(key), design(key, rules), target)


@cache_resource(max_entries=16)
def today(key: Key, rules: str, question: Question) -> Effect:
    """What the scores as they stand do."""
    found = _profiles(key)
    score = found.leads.score
    curves = curves_of_today(found, item_model(key, rules, question))
    return Effect(moves(found.leads, score.clip(max=100)), curves, idle(found, score))


@cache_resource(max_entries=64)
def effect(key: Key, rules: str, question: Question, tried: str) -> Effect:
    """What rules that are tried (as JSON) do to the leads; `rules` are those that stand."""
    found = _profiles(key)
    points = found.combinations.points(Definition.model_validate_json(tried))
    score = found.leads.rescored(points)
    model = item_model(key, rules, question)
    curves = curves_of(found, model, score, found.dealt.rescored(points))
    return Effect(moves(found.leads, score), curves, idle(found, score))


@cache_resource(max_entries=64)
def spread_spec(language: Language) -> dict[str, Any]:
    """The shape of the chart of both distributions; its rows come beside it."""
    from pages.ui.score.charts import spread

    return spread(Words(language))


@cache_resource(max_entries=64)
def curve_spec(language: Language, name: str) -> dict[str, Any]:
    """The shape of the chart of one KPI by threshold, old against new."""
    from pages.ui.score.charts import curve

    return curve(Words(language), name)
