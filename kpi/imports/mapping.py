"""Which column of a file is which field: presets, saved mappings, generic names, the person's answers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final, get_args

from kpi.errors import ImportRefused
from kpi.imports.results import Answers, Kind, Question
from kpi.imports.shape import fold, grammar
from kpi.imports.words import sentence

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
# every group needs one of its fields
REQUIRED: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "lead": (("created_at",), ("lead_id", "email")),
    "event": (("at",), ("stage",), ("lead_id", "email", "deal_id")),
    "deal": (("stage",), ("deal_id", "deal_name")),
    "spend": (("month",), ("channel",), ("cost",)),
    "traffic": (("date",), ("sessions",)),
    "attribute": (("subject",), ("subject_id",), ("name",), ("value",)),
}
_DAYS: Final = ("created_at", "at", "month", "date")
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}(-\d{2})?")


@dataclass(frozen=True)
class Preset:
    """One known export: how it is recognised, what its columns are, what it writes for nothing (`blank`)."""

    name: str
    system: str
    kind: Kind
    signature: tuple[frozenset[str], ...] = ()
    zone: str | None = None
    columns: Map[str, tuple[str, ...]] = field(default_factory=dict)
    stages: Map[str, str] = field(default_factory=dict)
    blank: tuple[str, ...] = ()

    def fits(self, header: Sequence[str]) -> bool:
        """Say whether every part of the signature is among the (folded) headings."""
        return bool(self.signature) and all(part & set(header) for part in self.signature)


@dataclass(frozen=True)
class Mapping:
    """One file's fields: `columns` maps field → place of its column, `constants` field → its value."""

    preset: str
    system: str
    kind: Kind
    header: tuple[str, ...]
    columns: Map[str, int]
    constants: Map[str, str] = field(default_factory=dict)
    zone: str | None = None
    stages: Map[str, str] = field(default_factory=dict)
    blank: tuple[str, ...] = ()

    @property
    def extras(self) -> tuple[int, ...]:
        """Places of the columns that the product has no field for."""
        taken = set(self.columns.values())
        ours = grammar()["ignored"]
        return tuple(
            place for place, name in enumerate(self.header) if place not in taken and name.lower() not in ours
        )

    def heading(self, name: str) -> str:
        """Return the heading of a field as it stands in the file, the field's name when it has none."""
        return self.header[self.columns[name]] if name in self.columns else name


@cache
def field_names() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return kind → field → what it is called in any export, folded."""
    found = tomllib.loads(files(__package__).joinpath("fields.toml").read_text(encoding="utf-8"))
    return {kind: {name: _folded(words) for name, words in names.items()} for kind, names in found.items()}


@cache
def stage_codes() -> dict[str, str]:
    """Return what a stage is called, folded → its event kind, or "none"."""
    found = tomllib.loads(files(__package__).joinpath("stages.toml").read_text(encoding="utf-8"))
    return {fold(word): code for code, words in found.items() for word in words}


@cache
def presets() -> dict[str, Preset]:
    """Return every preset of the folder `presets` by its name, and one for each kind of table."""
    folder = files(__package__).joinpath("presets")
    found: dict[str, Preset] = {kind: Preset(kind, "own", kind) for kind in KINDS}
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            name = entry.name.removesuffix(".toml")
            found[name] = _preset(name, tomllib.loads(entry.read_text(encoding="utf-8")))
    return found


def _preset(name: str, body: dict[str, Any]) -> Preset:
    kind: Kind = body["kind"]
    columns = {name: _folded(words) for name, words in body.get("columns", {}).items()}
    if unknown := set(columns) - set(field_names()[kind]):
        raise ValueError(f"{name}: {kind} has no {sorted(unknown)}")
    return Preset(
        name,
        body["system"],
        kind,
        tuple(frozenset(_folded(part)) for part in body.get("signature", [])),
        body.get("zone"),
        columns,
        {fold(word): code for word, code in body.get("stages", {}).items()},
        tuple(body.get("blank", [])),
    )


def _folded(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(word) for word in words))


@cache
def _known() -> frozenset[str]:
    names = [word for kind in field_names().values() for words in kind.values() for word in words]
    names += [word for preset in presets().values() for words in preset.columns.values() for word in words]
    return frozenset(names)


def known(cells: Sequence[str]) -> int:
    """Count the cells of a row that are headings we know."""
    return sum(fold(cell) in _known() for cell in cells if len(cell) < 200)


def recognise(
    header: tuple[str, ...],
    answers: Answers,
    preset: str | None = None,
    saved: Map[str, Mapping] | None = None,
) -> Mapping | Question:
    """Return the mapping of a header: the one asked for, a saved one, a preset, else by generic names.

    A Question when it is not even clear what kind of table it is. ImportRefused for an unknown `preset`.
    """
    folded = [fold(name) for name in header]
    saved = saved or {}
    mine = saved.get(preset) if preset else _same_header(saved, folded)
    if mine is not None:
        return _answered(_moved(mine, header, folded), answers)
    if preset is not None and preset not in presets():
        raise ImportRefused(reason="unknown_preset", file="", preset=preset)
    chosen = presets()[preset] if preset else _best(folded, answers.get("kind"))
    if chosen is None:
        fields = {"columns": ", ".join(header[:8])}
        return Question("kind", "ask_kind", fields, sentence("ask_kind", fields), KINDS)
    found = Mapping(
        chosen.name,
        chosen.system,
        chosen.kind,
        header,
        _columns(chosen, folded),
        zone=chosen.zone,
        stages=chosen.stages,
        blank=chosen.blank,
    )
    return _answered(found, answers)


def _same_header(saved: Map[str, Mapping], folded: list[str]) -> Mapping | None:
    return next((one for one in saved.values() if [fold(name) for name in one.header] == folded), None)


def _moved(mine: Mapping, header: tuple[str, ...], folded: list[str]) -> Mapping:
    """Find the columns of a saved mapping by their headings, wherever they stand now."""
    places = {name: place for place, name in reversed(list(enumerate(folded)))}
    columns = {
        name: places[fold(mine.header[place])]
        for name, place in mine.columns.items()
        if fold(mine.header[place]) in places
    }
    return replace(mine, header=header, columns=columns)


def _best(folded: list[str], kind: str | None) -> Preset | None:
    fitting = [one for one in presets().values() if one.fits(folded) and kind in (None, one.kind)]
    if fitting:
        return max(fitting, key=lambda one: (len(one.signature), len(_columns(one, folded))))
    if kind is not None:
        return presets().get(kind)
    counts = {one: len(_columns(presets()[one], folded)) for one in KINDS}
    whole = [one for one in KINDS if not missing(one, _columns(presets()[one], folded))]
    candidates = whole or [
        one for one in KINDS if counts[one] >= 2 and len(missing(one, _columns(presets()[one], folded))) == 1
    ]
    return presets()[max(candidates, key=lambda one: counts[one])] if candidates else None


def _columns(preset: Preset, folded: list[str]) -> dict[str, int]:
    """Return field → place: the preset's names first, then generic names for what is left."""
    found: dict[str, int] = {}
    taken: set[int] = set()
    for names, may_share in ((preset.columns, True), (field_names()[preset.kind], False)):
        for name, words in names.items():
            places = [folded.index(word) for word in words if word in folded]
            places = [place for place in places if may_share or place not in taken]
            if name not in found and places:
                found[name] = places[0]
                taken.add(places[0])
    return found


def missing(kind: str, columns: Map[str, Any]) -> list[str]:
    """Return the first field of every required group that has no column."""
    return [group[0] for group in REQUIRED[kind] if not any(name in columns for name in group)]


def _answered(mapping: Mapping, answers: Answers) -> Mapping:
    """Put the answers column.<field>, stage.<value> and zone into a mapping."""
    columns, constants, stages = dict(mapping.columns), dict(mapping.constants), dict(mapping.stages)
    for key, answer in answers.items():
        what, _, name = key.partition(".")
        if what == "stage":
            stages[fold(name)] = answer
        if what != "column" or name not in field_names()[mapping.kind]:
            continue
        columns.pop(name, None)
        if answer in mapping.header:
            columns[name] = mapping.header.index(answer)
        elif answer:
            constants[name] = answer
    zone = answers.get("zone") or mapping.zone
    return replace(mapping, columns=columns, constants=constants, zone=zone, stages=stages)


def questions(mapping: Mapping) -> list[Question]:
    """Ask for the columns without which the table cannot be read; a day may be given instead of a column."""
    found = []
    for name in missing(mapping.kind, {**mapping.columns, **mapping.constants}):
        is_day = name in _DAYS
        code = "ask_day" if is_day else "ask_column"
        fields = {"field": name, "kind": mapping.kind}
        found.append(
            Question(f"column.{name}", code, fields, sentence(code, fields), mapping.header, is_free=is_day)
        )
    for name, value in mapping.constants.items():
        if name in _DAYS and not _ISO_DAY.fullmatch(value):
            fields = {"field": name, "kind": mapping.kind}
            found.append(
                Question(
                    f"column.{name}", "ask_day", fields, sentence("ask_day", fields), mapping.header, True
                )
            )
    return found
