"""A definition as a file: written, read back from any format ever written, and two of them line by line."""

from __future__ import annotations

import difflib
import json
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kpi.definition import FORMAT, MOST_POINTS, Definition
from kpi.errors import DefinitionRefused, DefinitionTooNew, InvalidInput
from kpi.events import BEHAVIOUR_KINDS, INFORMATION_ITEMS

_LARGEST_FILE: Final = 2**20
_SHOWN: Final = 40  # letters of a wrong value
_KEY: Final = "[key]"  # how pydantic marks a name that is wrong
_NAMES: Final = {"information_points": INFORMATION_ITEMS, "behaviour_points": BEHAVIOUR_KINDS}
_REASONS: Final = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "int_type": "whole",
    "float_type": "number",
    "float_parsing": "number",
    "finite_number": "number",
    "string_type": "text",
    "bool_type": "yes_no",
    "tuple_type": "list",
    "dict_type": "group",
    "model_type": "group",
    "greater_than_equal": "least",
    "less_than_equal": "most",
    "literal_error": "choice",
    "string_too_short": "empty",
    "too_short": "empty",
    "string_too_long": "long",
    "too_long": "many",
}


def text(definition: Definition) -> str:
    """Return the definition as a file that `read` gives back: one fact a line, in a fixed order."""
    return json.dumps(_canonical(definition), ensure_ascii=False, indent=2) + "\n"


def text_diff(old: Definition, new: Definition) -> str:
    """Return the unified diff of the two files, "" where they are the same."""
    lines = (text(old).splitlines(keepends=True), text(new).splitlines(keepends=True))
    return "".join(difflib.unified_diff(*lines, old.name, new.name))


def read(content: str | bytes) -> Definition:
    """Return the definition of a file of any format up to today's.

    DefinitionTooNew for a later format. DefinitionRefused names the first thing that is wrong: its `what` is
    syntax (with `line`), format, missing, unknown, item (a name that is none of `choices`), a type (whole,
    number, text, yes_no, list, group), least or most (with `limit`), choice, empty, long, many, twice, lines.
    InvalidInput(what="definition_file") for what is no definition at all.
    """
    found = _parsed(content)
    number = found["format"]
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise DefinitionRefused(what="format", field="format", value=_shown(number), supported=FORMAT)
    if number > FORMAT:
        raise DefinitionTooNew(found=number, supported=FORMAT)
    try:
        made = Definition.model_validate(found)
    except ValidationError as error:
        raise _refused(error.errors()[0], found) from error
    _refuse_points(made)
    return made


def _refuse_points(made: Definition) -> None:
    """Refuse what a definition agreed on long ago may hold, and a file may not: more than 100 points for one
    answer, a cap of the other sign, which takes points from those who did nothing."""
    for kind, rule in made.behaviour_points.items():
        if rule.cap * (rule.points or 1) < 0:
            field = f"behaviour_points.{kind}.cap"
            raise DefinitionRefused(what="cap", field=field, value=str(rule.cap))
    for item, values in made.information_points.items():
        for value, points in values.items():
            if abs(points) > MOST_POINTS:
                limit = MOST_POINTS if points > 0 else -MOST_POINTS
                what, field = "most" if points > 0 else "least", f"information_points.{item}.{value}"
                raise DefinitionRefused(what=what, field=field, value=str(points), limit=limit)


def _parsed(content: str | bytes) -> dict[str, Any]:
    try:
        if len(content) > _LARGEST_FILE:
            raise ValueError("too large")
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
        if not text.lstrip().startswith("{"):
            raise ValueError("no object")
        found = json.loads(text)
        found["format"]
    except json.JSONDecodeError as error:
        raise DefinitionRefused(what="syntax", line=error.lineno) from error
    except (ValueError, KeyError, RecursionError) as error:
        raise InvalidInput(what="definition_file", value=None) from error
    return dict(found)


def _refused(first: ErrorDetails, found: dict[str, Any]) -> DefinitionRefused:
    place, context = first["loc"], first.get("ctx", {})
    if first["type"] == "value_error":
        return _broken(str(context["error"]), found)
    if place[-1] == _KEY:
        return DefinitionRefused(what="item", field=_path(place[:-1]), choices=_choices(context))
    return DefinitionRefused(
        what=_REASONS.get(first["type"], "other"),
        field=_path(place),
        value=_shown(first["input"]),
        limit=_limit(context),
        choices=_choices(context),
    )


def _broken(name: str, found: dict[str, Any]) -> DefinitionRefused:
    """Say what holds between values that are each right by themselves."""
    if name == "lines":
        lines = {"mql": found["mql_threshold"], "sql": found["sql_threshold"]}
        return DefinitionRefused(what="lines", **lines)
    if name in _NAMES:
        wrong = next(item for item in found[name] if item not in _NAMES[name])
        return DefinitionRefused(what="item", field=f"{name}.{wrong}", choices=", ".join(_NAMES[name]))
    return DefinitionRefused(what="twice", field=name)


def _choices(context: dict[str, Any]) -> str:
    return str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")


def _limit(context: dict[str, Any]) -> object:
    found = [context[name] for name in ("ge", "le", "max_length") if name in context]
    return int(found[0]) if found else None


def _path(place: tuple[int | str, ...]) -> str:
    """Write where a value stands: names with dots between, the place in a list from 1 on."""
    return "".join(f"[{one + 1}]" if isinstance(one, int) else f".{one}" for one in place).lstrip(".")


def _shown(value: object) -> str:
    said = json.dumps(value, ensure_ascii=False, default=str)
    return said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"


def _canonical(definition: Definition) -> dict[str, Any]:
    found = definition.model_dump(mode="json")
    for name in ("expected_rates", "information_points", "attribute_points", "behaviour_points"):
        found[name] = _in_order(found[name])
    return found


def _in_order(tree: Any) -> Any:
    if not isinstance(tree, dict):
        return tree
    return {key: _in_order(tree[key]) for key in sorted(tree)}
