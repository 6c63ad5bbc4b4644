# SPDX-License-Identifier: Apache-2.0
"""The page that the attacks are written to: docs/attacks.md, a table for each kind, replaced when the kind was run."""

import re
from dataclasses import dataclass
from pathlib import Path

from bench.attacks.cases import CASES
from bench.attacks.doors import BYTES, SECONDS

PAGE = Path(__file__).parents[2] / "docs" / "attacks.md"
_CASES = "Known cases"
_TITLE = f"""# Attacks and what comes of them

Made by `./dev bench attacks --full --write`, kind by kind with `--only "KIND:"`; nothing here is written by hand. Each
file is made to hurt, out of harmless parts, when the command runs. It is given to the commands: `compare` first, then
`lint`, `inspect`, `canonicalize`, `group`, `collate`, `store add`; one that is dear to two of these in turn, as every
command reads copies in one way. Those of a kind go together to `batch`, two at most of the dear ones. Files of options
and stores go to the commands that take them. A kind that is not here was not run whole since the program last changed.

**Outcome**: `read`, or the error's code (`policydiff explain CODE`); `status` where a store or a list of errors gave
the answer. **Seconds** of the processor and **MiB** of the largest process are those of the dearest command. What may
be is {SECONDS} s and {BYTES >> 20:,} MiB a copy; an internal error (PD001, status 101) may never be.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One attack, what came of it in how many commands, and what the dearest cost."""

    what: str
    outcome: str
    doors: int
    seconds: float
    memory: int

    def line(self) -> str:
        """In the table."""
        cells = (self.what, self.outcome, str(self.doors), f"{self.seconds:.1f}", f"{self.memory >> 20:,}")
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def write(kind: str, rows: list[Row], held: int, runs: int) -> None:
    """Put the table of a kind on the page, in the place of the one that was there."""
    sections = _sections()
    head = "| attack | outcome | commands | seconds | MiB |\n|---|---|---|---|---|\n"
    told = f"{runs:,} runs, {held:,} as they may end.\n\n"
    sections[kind] = told + head + "\n".join(row.line() for row in rows) + "\n"
    sections.pop(_CASES, None)
    parts = [_TITLE, *(f"## {name[:1].upper()}{name[1:]}\n\n{body}" for name, body in sections.items()), known()]
    PAGE.write_text("\n".join(parts), "utf-8")


def _sections() -> dict[str, str]:
    """What stands on the page, by kind."""
    if not PAGE.exists():
        return {}
    found = re.split(r"^## (.+)\n\n", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    named = {name: body.rstrip("\n") + "\n" for name, body in zip(found[::2], found[1::2], strict=True)}
    return {name[:1].lower() + name[1:] if name not in _KEPT else name: body for name, body in named.items()}


_KEPT = ("Word", "OpenDocument", "OFD", "PDF", _CASES)
"""Kinds that are names."""


def known() -> str:
    """The table of known cases."""
    lines = [f"| {number} | {what} | {', '.join(map(_place, places))} |" for number, (what, places) in CASES.items()]
    head = (
        "What a program that reads documents of strangers is known to be attacked with, and where each is tried: a"
        " test, or a table above."
    )
    return f"## {_CASES}\n\n{head}\n\n| | case | tried by |\n|---|---|---|\n" + "\n".join(lines) + "\n"


def _place(place: str) -> str:
    file, _, name = place.partition("::")
    return f"[`{name}`](../tests/{file})" if name else f"table {place}"
