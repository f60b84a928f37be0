"""Two checklists, shared KPIs and the link of data and process, answered by the data and by the team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from kpi.clock import now
from kpi.errors import InvalidInput
from kpi.rates import rate
from kpi.sql import statement
from kpi.store import Store

Answer = Literal["yes", "partly", "no"]
ANSWERS: Final[tuple[Answer, ...]] = get_args(Answer)
Checklist = Literal["design", "link"]
CHECKLISTS: Final[Mapping[Checklist, tuple[str, ...]]] = {
    "design": (
        *("goal_written", "goal_chain", "inquiry_defined", "line_agreed", "rules_explained"),
        *("denominator", "opportunity_defined", "reasons_list", "contact_promise", "expected_rates"),
        *("owners", "rhythm", "decisions", "young_leads", "capacity"),
    ),
    "link": (
        *("deal_lead", "lead_channel", "lead_company", "lead_answers", "lead_score"),
        *("handover", "judgement", "reject_reason", "loss_reason", "deal_owner"),
        *("won_amount", "spend", "traffic", "same_names", "upkeep"),
    ),
}
# shares that the data gives, in the order of checklist_counts.sql, each a count and of how many
_SHARES: Final = (
    *("deal_lead", "lead_channel", "lead_company", "lead_score", "lead_answers", "handover", "judgement"),
    *("reject_reason", "loss_reason", "deal_owner", "won_amount", "spend", "traffic"),
)
_COUNTS: Final = ("agreed", "signed", "rhythm", "meetings", "decisions", "decisions_read")
YES_FROM: Final = 0.9
PARTLY_FROM: Final = 0.5
_WORTH: Final[Mapping[Answer, float]] = {"yes": 1.0, "partly": 0.5, "no": 0.0}


@dataclass(frozen=True)
class Fact:
    """What the data says to one item: `part` of `whole` (None: a plain count). `answer` is None where there
    is nothing to say it of."""

    item: str
    answer: Answer | None
    part: int
    whole: int | None = None

    @property
    def share(self) -> float | None:
        return None if self.whole is None else rate(self.part, self.whole)


@dataclass(frozen=True)
class Held:
    """A checklist as it was answered on one day; items that nobody could answer are left out."""

    on: date
    by: str | None
    answers: Mapping[str, Answer]

    @property
    def points(self) -> float:
        """Yes counts 1, partly a half."""
        return sum(_WORTH[answer] for answer in self.answers.values())


@dataclass(frozen=True)
class Progress:
    """Items that are better or worse than on an earlier day, and the points gained; an item answered on one
    of the days alone is neither."""

    better: tuple[str, ...]
    worse: tuple[str, ...]
    points: float


def data_facts(store: Store, *, as_of: date) -> dict[str, Fact]:
    """Return what the records say, by item: shares, months with cost and visits of the last twelve."""
    [row] = store.rows("checklist_counts", {"as_of": as_of})
    pairs = zip(_SHARES, row[::2], row[1::2], strict=True)
    return {item: _share(item, int(part), int(whole)) for item, part, whole in pairs}


def team_facts(
    store: Store, *, is_goal_adopted: bool, expected_rate_count: int, is_contact_promised: bool
) -> dict[str, Fact]:
    """Return what was agreed, held and decided, by item.

    `is_goal_adopted`: a plan of this fiscal year is adopted; `expected_rate_count` rates are promised by the
    agreed definition; `is_contact_promised`: it promises a first contact, too, and not the rhythm
    of the meetings alone.
    """
    [row] = store.rows("checklist_made")
    made = dict(zip(_COUNTS, (int(value) for value in row), strict=True))
    said = [
        Fact("goal_written", _any(is_goal_adopted), int(is_goal_adopted)),
        Fact("line_agreed", _steps(_told("agreed", "signed", made), 2, 1), made["signed"], made["agreed"]),
        Fact("contact_promise", _any(is_contact_promised or made["rhythm"]), made["rhythm"]),
        Fact("expected_rates", _steps(expected_rate_count, 3, 1), expected_rate_count),
        Fact("rhythm", _steps(_told("rhythm", "meetings", made), 2, 1), made["meetings"]),
        Fact(
            "decisions",
            _steps(_told("decisions", "decisions_read", made), 2, 1),
            made["decisions_read"],
            made["decisions"],
        ),
    ]
    return {fact.item: fact for fact in said}


def hold(
    store: Store,
    checklist: Checklist,
    answers: Mapping[str, Answer],
    said: Mapping[str, Fact],
    *,
    on: date,
    by: str | None,
) -> None:
    """Append a checklist as it stands on a day: the data's answers, and the team's to all other items.

    InvalidInput(what="checklist_item") for an item of another list, what="checklist_answer" for an answer
    that is none, what="checklist_empty" without any answer; then nothing is saved.
    """
    items = CHECKLISTS[checklist]
    for item, answer in answers.items():
        if item not in items:
            raise InvalidInput(what="checklist_item", value=item)
        if answer not in ANSWERS:
            raise InvalidInput(what="checklist_answer", value=answer)
    given = [(item, answers[item], "team") for item in items if item in answers and item not in said]
    given += [(item, found, "data") for item in items if item in said and (found := said[item].answer)]
    if not given:
        raise InvalidInput(what="checklist_empty", value=checklist)
    stamps = {"checklist": checklist, "answered_on": on, "answered_at": now(), "answered_by": by}
    with store.transaction() as cursor:
        for item, given_answer, source in given:
            values = {**stamps, "item": item, "answer": given_answer, "answered_from": source}
            cursor.execute(statement("checklist_append"), values)


def held(store: Store, checklist: Checklist) -> tuple[Held, ...]:
    """Return the days on which a checklist was answered about the present data set, the newest first."""
    days: dict[date, tuple[str | None, dict[str, Answer]]] = {}
    for on, by, item, answer in store.rows("checklist_list", {"checklist": checklist}):
        days.setdefault(on, (by, {}))[1][item] = answer
    return tuple(Held(on, by, answers) for on, (by, answers) in days.items())


def progress(before: Held, after: Held) -> Progress:
    """Return what changed from one day to a later one, items in the order of the later one's."""
    both = [item for item in after.answers if item in before.answers]
    gain = {item: _WORTH[after.answers[item]] - _WORTH[before.answers[item]] for item in both}
    return Progress(
        better=tuple(item for item in both if gain[item] > 0),
        worse=tuple(item for item in both if gain[item] < 0),
        points=sum(gain.values()),
    )


def _share(item: str, part: int, whole: int) -> Fact:
    found = rate(part, whole)
    if found is None:
        return Fact(item, None, part, whole)
    return Fact(item, "yes" if found >= YES_FROM else "partly" if found >= PARTLY_FROM else "no", part, whole)


def _any(found: int | bool) -> Answer:
    return "yes" if found else "no"


def _steps(count: int, yes_from: int, partly_from: int) -> Answer:
    return "yes" if count >= yes_from else "partly" if count >= partly_from else "no"


def _told(one: str, other: str, counts: Mapping[str, int]) -> int:
    """Return of how many of two things there is any."""
    return sum(counts[name] > 0 for name in (one, other))
