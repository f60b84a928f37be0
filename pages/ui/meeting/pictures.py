"""The charts of a meeting as pictures, drawn without a network and with the letters shipped.

Loads vl-convert and fontTools: import it when a download is built, not before.
"""

from __future__ import annotations

import copy
from functools import lru_cache
from typing import Any, Final

import vl_convert

from pages.ui.letters import FAMILY, FONT, printable
from pages.ui.meeting.charts import Spec
from pages.ui.palette import INK, INK_GRID, INK_QUIET, PAPER

WIDTH, HEIGHT = 560, 315  # 16:9, in the units of the specs
_SCALE: Final = 3
_VEGA_LITE: Final = "6.4"  # the version whose specs the screen draws
_CONFIG: Final[Spec] = {
    "font": FAMILY,
    "background": PAPER,
    "padding": 8,
    "view": {"stroke": None},
    "axis": {
        **{"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelColor": INK},
        **{"titleColor": INK_QUIET, "gridColor": INK_GRID, "domainColor": INK_GRID, "tickColor": INK_GRID},
    },
    "legend": {
        **{"labelFontSize": 12, "labelColor": INK, "symbolSize": 60},
        **{"titleFontSize": 12, "titleFontWeight": "normal", "titleColor": INK_QUIET},
    },
}


def png(spec: Spec) -> bytes:
    """Return a chart as PNG on white, WIDTH by HEIGHT times three; what the font lacks is 〓."""
    _register()
    return vl_convert.vegalite_to_png(
        _sized(_printable(spec)), vl_version=_VEGA_LITE, scale=_SCALE, config=_CONFIG, allowed_base_urls=[]
    )


@lru_cache(maxsize=1)
def _register() -> None:
    vl_convert.register_font_directory(str(FONT.parent))


def _sized(spec: Spec) -> Spec:
    return spec | {"width": WIDTH, "height": HEIGHT, "autosize": {"type": "fit", "contains": "padding"}}


def _printable(found: Any) -> Any:
    """Return the spec with every text in its data as it can be drawn."""
    spec = copy.copy(found)
    spec["datasets"] = {
        name: [{key: _drawn(one) for key, one in row.items()} for row in rows]
        for name, rows in found["datasets"].items()
    }
    return spec


def _drawn(value: Any) -> Any:
    return printable(value) if isinstance(value, str) else value
