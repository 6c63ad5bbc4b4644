# SPDX-License-Identifier: Apache-2.0
"""Whether a graphic unit of an OFD is painted, and whether in white (GB/T 33190, 8.2 and 8.3)."""

from typing import Literal

from lxml import etree

from policydiff.ingest.package import attribute, child
from policydiff.ingest.printed.ofd_numbers import colour, number
from policydiff.ingest.printed.ofd_parts import Resources, key, true

Paint = Literal["none", "clear", "white", "seen"]
PALE = 250.0
"""From this value of 255 on each component is white to a reader."""
_CHAIN = 16
"""Most parameters that go back to each other."""


def paint(element: etree._Element, params: tuple[str, ...], resources: Resources, fills: bool, strokes: bool) -> Paint:
    """How a text or path object is painted, the last of `params` before the others where it does not say itself.

    `fills` and `strokes` are what its kind does by default.
    """
    how = [
        _colour(_given(element, name, params, resources), resources)
        for name, flag, default in (("FillColor", "Fill", fills), ("StrokeColor", "Stroke", strokes))
        if true(attribute(element, flag), default)
    ]
    order: tuple[Paint, ...] = ("seen", "white", "clear")
    return next((result for result in order if result in how), "none")


def filled(element: etree._Element, params: tuple[str, ...], resources: Resources) -> bool:
    """Whether a path fills its area with a colour that white text shows on."""
    return (
        true(attribute(element, "Fill"), default=False)
        and _colour(_given(element, "FillColor", params, resources), resources) == "seen"
    )


def clear(element: etree._Element) -> bool:
    """Whether a unit is wholly transparent."""
    return number(attribute(element, "Alpha") or "255") == 0


def _given(element: etree._Element, name: str, params: tuple[str, ...], resources: Resources) -> etree._Element | None:
    """The colour that an object has, from itself or from its drawing parameters and those that they go back to."""
    own = child(element, name)
    for start in reversed(params):
        at = start
        for _ in range(_CHAIN):
            if own is not None or at not in resources.params:
                break
            own, at = child(resources.params[at], name), key(attribute(resources.params[at], "Relative"))
    return own


def _colour(element: etree._Element | None, resources: Resources) -> Paint:
    if element is None:
        return "seen"
    if clear(element):
        return "clear"
    values = colour(attribute(element, "Value") or "")
    if len(element) or not values or None in values:
        return "seen"
    space = resources.spaces.get(
        key(attribute(element, "ColorSpace")), {1: "GRAY", 3: "RGB", 4: "CMYK"}.get(len(values), "")
    )
    plain = [value or 0.0 for value in values]
    if space == "CMYK":
        return "white" if max(plain) <= 255 - PALE else "seen"
    return "white" if min(plain) >= PALE else "seen"
