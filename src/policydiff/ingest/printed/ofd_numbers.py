# SPDX-License-Identifier: Apache-2.0
"""Numbers of an OFD, in every form that XML and GB/T 33190 give them, and the plane they place things in.

A number that cannot be read is None, never a number left out: its place would go to the next one.
"""

import math
import re
from functools import lru_cache
from typing import NamedTuple, Self

FARTHEST = 1e7
"""Millimetres beyond which a number places nothing: ten kilometres."""
GLYPHS = 100_000
"""Most glyphs of one text object; a page has a few thousand."""
_LONGEST = 1_000
"""Characters of one number; the longest double written out in full has 767 digits."""

_DOUBLE = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_HEXADECIMAL = re.compile(r"#[0-9a-fA-F]{1,4}")


def number(text: str | None) -> float | None:
    """A number by the rules of xs:double, without its infinities."""
    word = (text or "").strip()
    return _value(word) if len(word) <= _LONGEST else None


@lru_cache(maxsize=2048)  # most numbers of a page are its advances, which are few
def _value(word: str) -> float | None:
    if not _DOUBLE.fullmatch(word):
        return None
    value = float(word)
    return value if abs(value) <= FARTHEST else None


def array(text: str) -> tuple[float | None, ...]:
    """An ST_Array of numbers (7.3), parted by white space."""
    return tuple(number(word) for word in text.split())


def colour(text: str) -> tuple[float | None, ...]:
    """The components of a colour (8.3.1), each decimal or, after a #, hexadecimal."""
    return tuple(float(int(word[1:], 16)) if _HEXADECIMAL.fullmatch(word) else number(word) for word in text.split())


def advances(text: str) -> list[float | None]:
    """The advances of a text object; `g 3 4.2` stands for 4.2 three times (11.3)."""
    words = text.split()
    out: list[float | None] = []
    index = 0
    while index < len(words) and len(out) < GLYPHS:
        if words[index] in ("g", "G"):
            count, value = (number(word) if word else None for word in ([*words[index + 1 : index + 3], "", ""])[:2])
            if count is None or count < 0 or count != int(count):
                out.append(None)
            else:
                out += [value] * min(int(count), GLYPHS - len(out))
            index += 3
        else:
            out.append(number(words[index]))
            index += 1
    return out


class Matrix(NamedTuple):
    """A transformation of the plane (8.5): (x, y) becomes (ax + cy + e, bx + dy + f)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """What becomes of a vector."""
        return self.a * x + self.c * y, self.b * x + self.d * y

    def then(self, outer: Self) -> "Matrix":
        """This transformation and after it another."""
        a, b = outer.direction(self.a, self.b)
        c, d = outer.direction(self.c, self.d)
        return Matrix(a, b, c, d, *outer.point(self.e, self.f))

    def moved(self, x: float, y: float) -> "Matrix":
        """This transformation and after it a shift."""
        return Matrix(self.a, self.b, self.c, self.d, self.e + x, self.f + y)

    @property
    def scale(self) -> float:
        """How many times longer a line becomes on average."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))


PLAIN = Matrix(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Box(NamedTuple):
    """A rectangle on the page by its corners."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def area(self) -> float:
        """Its area."""
        return max(0.0, self.x1 - self.x0) * max(0.0, self.y1 - self.y0)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


def box(matrix: Matrix, width: float, height: float) -> Box:
    """The upright rectangle around what becomes of a rectangle at the origin."""
    corners = [matrix.point(x, y) for x in (0.0, width) for y in (0.0, height)]
    return Box(
        min(x for x, _ in corners), min(y for _, y in corners), max(x for x, _ in corners), max(y for _, y in corners)
    )
