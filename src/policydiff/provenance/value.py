# SPDX-License-Identifier: Apache-2.0
"""A recorded value and how it is known. No value stands without its basis."""

from dataclasses import dataclass, replace
from typing import Literal

import msgspec

from policydiff.model import Reason

Basis = Literal["observed", "declared", "extracted", "inferred", "asserted", "absent", "not_examined"]
BASES: dict[Basis, str] = {
    "observed": "the program, or the capture it read, saw it",
    "declared": "the source says so of itself, in a header or in metadata",
    "extracted": "it was read out of the notice's text",
    "inferred": "it was concluded from evidence",
    "asserted": "a person said so",
    "absent": "it was looked for and is not there",
    "not_examined": "nobody looked",
}


@dataclass(frozen=True, slots=True)
class Value:
    """What is known of one field: the value, its basis, where it comes from, and what else is said of it."""

    basis: Basis
    value: object = None
    source: str = ""
    also: tuple["Value", ...] = ()
    said: tuple[Reason, ...] = ()
    """The sentences of the value as keys with arguments, for readers of other languages."""

    def plain(self) -> dict[str, object]:
        """The form in which an entry keeps it: only what is there."""
        data: dict[str, object] = {"basis": self.basis}
        if self.basis not in ("absent", "not_examined"):
            data["value"] = plain(self.value)
        if self.source:
            data["source"] = self.source
        if self.said:
            data["said"] = plain(self.said)
        if self.also:
            data["also"] = [other.plain() for other in self.also]
        return data

    def besides(self, other: "Value") -> "Value":
        """This value, with another claim noted beside it; a value takes the place of an absence."""
        if self.basis in ("absent", "not_examined"):
            return other
        return replace(self, also=(*self.also, other))


ABSENT = Value("absent")
NOT_EXAMINED = Value("not_examined")


def observed(value: object, source: str = "") -> Value:
    """A value that the program saw; None is an absence."""
    return ABSENT if value is None else Value("observed", value, source)


def declared(value: object, source: str) -> Value:
    """A value that a header or metadata gives; None or nothing is an absence."""
    return Value("declared", value, source) if value else ABSENT


def extracted(value: object, source: str = "notice") -> Value:
    """A value read out of the text; None or nothing is an absence."""
    return Value("extracted", value, source) if value else ABSENT


def plain(value: object) -> object:
    """A value in the few kinds that canonical JSON has; text that cannot be written in UTF-8 is escaped."""
    return _plain(value if type(value) in _PLAIN else msgspec.to_builtins(value))


_PLAIN = frozenset({str, int, bool, type(None)})


def _plain(value: object) -> object:
    kind = type(value)
    if kind is str:
        return _written(value)  # type: ignore[arg-type]
    if kind in _PLAIN:
        return value
    if kind is float:
        return repr(value)
    if isinstance(value, dict):
        return {_written(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _written(text: str) -> str:
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text
