"""The caches of the agreement page: leads with what scores them, definitions side by side, promises."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Final

from kpi import checklist
from kpi.agreement import Agreement, agreement
from kpi.agreement_beside import Beside, beside
from kpi.agreement_leads import ScorableLeads, scorable, scores
from kpi.agreement_pair import Side, side
from kpi.agreement_ripe import RipeAgreement, ripe_agreement
from kpi.agreement_to_come import with_to_come
from kpi.checklist import Fact
from kpi.definitions import Definition
from kpi.filters import Filter
from kpi.histogram import ACCEPTED, JUDGED
from kpi.period import Period
from kpi.promises import FirstContact, first_contact
from kpi.workdays import japanese
from pages.ui import cached
from pages.ui.caching import cache_data, cache_resource

_AROUND: Final = timedelta(days=120)  # of a period, in which promises may begin and end


@cache_resource(max_entries=4)
def leads(path: Path, data_version: int, chosen: Filter, as_of: date) -> ScorableLeads:
    """The leads of a filter, ready to be scored by any rules, and what the young ones will still bring;
    shared by all sessions: never changed."""
    store = cached.store(path)
    return with_to_come(store, chosen, scorable(store, chosen), as_of)


@cache_resource(max_entries=16)
def laid_beside(path: Path, data_version: int, chosen: Filter, as_of: date, one: str, other: str) -> Beside:
    """Two definitions, given as JSON, on the same leads."""
    both = (Definition.model_validate_json(body) for body in (one, other))
    return beside(cached.store(path), leads(path, data_version, chosen, as_of), *both)


@cache_data(max_entries=64)
def made_of(path: Path, data_version: int, chosen: Filter, as_of: date, body: str) -> Side:
    """What one definition, given as JSON, makes of the leads."""
    definition, found = Definition.model_validate_json(body), leads(path, data_version, chosen, as_of)
    return side(scores(cached.store(path), found, definition), definition, found.outcome)


@cache_resource(max_entries=64)
def judged(path: Path, data_version: int, chosen: Filter) -> Agreement:
    """The rule against sales's judgement at every line, from the histogram."""
    found = cached.histogram(path, data_version, chosen)
    return agreement(found.leads(), found.leads(JUDGED), found.leads(ACCEPTED))


@cache_resource(max_entries=64)
def ripe(path: Path, data_version: int, chosen: Filter, as_of: date) -> RipeAgreement:
    """The rule against sales's judgement on leads that have had their time."""
    return ripe_agreement(cached.store(path), chosen, as_of)


@cache_resource(max_entries=32)
def contacts(
    path: Path, data_version: int, chosen: Filter, due: Period, sql: int, days: int, as_of: date
) -> FirstContact:
    """First contacts that were due in a period."""
    workdays = japanese(due.start - _AROUND, max(due.stop, as_of) + _AROUND)
    return first_contact(cached.store(path), chosen, due, sql=sql, days=days, workdays=workdays, as_of=as_of)


@cache_data(max_entries=16)
def facts(path: Path, data_version: int, as_of: date) -> dict[str, Fact]:
    """What the records say to the checklists."""
    return checklist.data_facts(cached.store(path), as_of=as_of)
