# SPDX-License-Identifier: Apache-2.0
"""What a writer is given besides the comparison: both decoded texts, and how the result is to be written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Texts:
    """The decoded texts of both copies, which the spans of a comparison count in."""

    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Options:
    """How a result is written: the language of the interface, and colour for a terminal."""

    ui_lang: str = "en"
    colour: bool = False
