"""How results are kept: for all sessions of this process, by the values that they depend on.

Streamlit's own caches hash the fields of a key one by one, half a millisecond a call; a page asks a dozen
times before it is drawn.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Hashable
from functools import wraps
from inspect import signature
from threading import Condition
from typing import Any, ParamSpec, TypeVar

from cachetools import LRUCache, cached
from cachetools.keys import typedkey

P = ParamSpec("P")
R = TypeVar("R")


def cache_resource(*, max_entries: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the latest results, which all callers share and none changes.

    Two who ask for the same at once wait for one answer. Arguments are hashable; those whose names begin with
    an underscore do not count.
    """

    def kept(function: Callable[P, R]) -> Callable[P, R]:
        return cached(LRUCache(max_entries), key=_key_of(function), condition=Condition())(function)

    return kept


def cache_data(*, max_entries: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the latest results, of which every caller gets a copy; else as `cache_resource`."""

    def kept(function: Callable[P, R]) -> Callable[P, R]:
        @cache_resource(max_entries=max_entries)
        @wraps(function)
        def pickled(*args: Any, **named: Any) -> bytes:
            return pickle.dumps(function(*args, **named), pickle.HIGHEST_PROTOCOL)

        @wraps(function)
        def copied(*args: Any, **named: Any) -> Any:
            return pickle.loads(pickled(*args, **named))

        copied.cache_clear = pickled.cache_clear  # type: ignore[attr-defined]
        return copied

    return kept


def _key_of(function: Callable[..., object]) -> Callable[..., Hashable]:
    silent = {place for place, name in enumerate(signature(function).parameters) if name[0] == "_"}

    def key(*args: Any, **named: Any) -> Hashable:
        shown = (value for place, value in enumerate(args) if place not in silent)
        return typedkey(*shown, **{name: value for name, value in named.items() if name[0] != "_"})

    return key
