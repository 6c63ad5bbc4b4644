# SPDX-License-Identifier: Apache-2.0
"""The few bytes that pin a whole log: whoever keeps one can later tell whether history was rewritten.

The body is C2SP's tlog-checkpoint: origin, number of entries, base64 of the root hash, a line each.
Commands print the same three words on one line after `checkpoint`, which is as good to keep.
"""

import base64
import binascii
import re
from dataclasses import dataclass

from policydiff.errors import InputError
from policydiff.reasons import because

LINE = re.compile(r"(?<!\S)checkpoint:? (policydiff/store/[0-9a-f-]{36}) ([0-9]{1,15}) ([A-Za-z0-9+/]{43}=)(?!\S)")
"""`checkpoint: policydiff/store/UUID 12 HASH=`, as the commands print it"""
_BODY = re.compile(r"(?m)^(policydiff/store/[0-9a-f-]{36})\r?\n([0-9]{1,15})\r?\n([A-Za-z0-9+/]{43}=)[ \t]*\r?$")
"""The same on three lines, as the file beside a store has it"""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A log as it stood: which log, how many entries, and the root of the tree over them (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def root_text(self) -> str:
        """The root in base64, as both spellings have it."""
        return base64.b64encode(self.root).decode("ascii")

    def line(self) -> str:
        """One line, as commands print it."""
        return f"checkpoint {self.origin} {self.size} {self.root_text()}"

    def body(self) -> str:
        """Three lines, as C2SP tlog-checkpoint has them, ready to be signed or time-stamped."""
        return f"{self.origin}\n{self.size}\n{self.root_text()}\n"


def parse_checkpoints(text: str, name: str = "checkpoint") -> list[Checkpoint]:
    """Every checkpoint in `text`, of either spelling: a saved command's output or a report will do.

    Raises InputError PD414 where there is none, or one whose root is not base64.
    """
    found = []
    for match in sorted([*LINE.finditer(text), *_BODY.finditer(text)], key=lambda match: match.start()):
        try:
            root = base64.b64decode(match[3], validate=True)
        except binascii.Error as error:
            raise InputError("PD414", because("checkpoint_root", name=name, root=repr(match[3]))) from error
        found.append(Checkpoint(match[1], int(match[2]), root))
    if not found:
        raise InputError("PD414", because("checkpoint_none", name=name))
    return found
