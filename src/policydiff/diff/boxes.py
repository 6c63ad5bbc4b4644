# SPDX-License-Identifier: Apache-2.0
"""Boxes of forms: one state drawn in two ways. A box that is ticked in one copy alone is another statement.

Word draws ☒ where a web page draws ☑ and a typist √ or [x]; an empty box is ☐, □ or [ ]."""

from enum import Enum

from policydiff.diff.raw import Verdict, verdict
from policydiff.diff.wording import Wording
from policydiff.vocabulary.patterns import late_pattern


class _State(Enum):
    TICKED = "ticked"
    CROSSED = "crossed"
    EITHER = "ticked or crossed"
    EMPTY = "empty"


_SIGNS = {
    **dict.fromkeys("☑✅🗹√✓✔■▣", _State.TICKED),
    **dict.fromkeys("☒🗵🗷", _State.CROSSED),
    **dict.fromkeys("☐□◻▢⬜", _State.EMPTY),
}
_BRACKETED = {"x": _State.EITHER, "": _State.EMPTY}
_BOX = late_pattern(rf"[(\[（［【〔]\s{{0,3}}+([xX{''.join(_SIGNS)}]?)\s{{0,3}}+[)\]）］】〕]|[{''.join(_SIGNS)}]")
"""A box as one sign, or as brackets with a sign or nothing in them."""

STYLE = verdict("format", "box_style")
CROSS = verdict("review", "box_cross")


def same_state(reading: Wording) -> Verdict | None:
    """The verdict on boxes that are in one state in both copies, None where anything else differs.

    A tick in another dress is a matter of form; a cross in a box may mean no, so a person should look."""
    a, b = _read(reading.a), _read(reading.b)
    if reading.before[-1:] in tuple("([（［【〔") and reading.after[:1] in tuple(")]）］】〕"):
        a, b = (_read(f"({text})") for text in (reading.a, reading.b))
    if len(a) != len(b) or not any(isinstance(part, _State) for part in a):
        return None
    crossed = False
    for one, other in zip(a, b, strict=True):
        if one == other:
            continue
        if not isinstance(one, _State) or not isinstance(other, _State) or _State.EMPTY in (one, other):
            return None
        crossed = crossed or {one, other} == {_State.TICKED, _State.CROSSED}
    return CROSS if crossed else STYLE


def _read(text: str) -> list[str | _State]:
    """A text as its characters and the states of its boxes."""
    parts: list[str | _State] = []
    at = 0
    for match in _BOX.finditer(text):
        parts += text[at : match.start()]
        sign = match[0] if match[1] is None else match[1]
        parts.append(_SIGNS.get(sign) or _BRACKETED[sign.lower()])
        at = match.end()
    return [*parts, *text[at:]]
