# SPDX-License-Identifier: Apache-2.0
"""Help pages that fit the terminal whatever script they are written in.

click wraps by characters; a Han character takes two cells, so that a page of Chinese help
comes out up to twice as wide as the terminal. Here everything is measured in cells.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import click

from policydiff.cli.language import language
from policydiff.errors import UsageError

# A line may not begin with these (the closing marks of 禁则, GB/T 15834-2011 §5.1.3).
_NO_LINE_START = frozenset(",.;:!?)]}%’”、。，；：！？）］｝〕〉》」』】〗…—·")
_NO_LINE_END = frozenset("([{‘“（［｛〔〈《「『【〖")
_WIDE = r"[\u3000-\u303f\uff00-\uffef]"
_WIDE_BREAK = re.compile(rf"(?<={_WIDE}) | (?={_WIDE})")
"""A blank beside a full-width mark, as it comes of a line end: no word ends there."""
_TERM_MAX = 26
"""Cells a term may take before its description moves to the next line."""


def unknown_command(name: str, names: Sequence[str]) -> UsageError:
    """What is said of a command that does not exist: the nearest one, else all that there are."""
    from difflib import get_close_matches

    from policydiff.reasons import because

    near = get_close_matches(name, names)
    known = because("misspelt_command", name=repr(name), near=near[0]) if near else None
    return UsageError("PD200", known or because("no_command", name=repr(name), names=tuple(names)))


def _word(name: str, english: str) -> str:
    """A word of the page's frame, in the language of the reader."""
    if language() == "en":
        return english
    from policydiff.cli.translated import word

    return word(name, english)


def cell_width(text: str) -> int:
    """Return how many terminal cells `text` takes: two for wide characters, none for combining and unseen ones."""
    from wcwidth import width  # here, since a command that prints no help page need not load its tables

    return width(text)


def _pieces(word: str) -> Iterator[str]:
    """Yield the unbreakable parts of a word: a run of narrow characters, or a wide one with its marks."""
    piece = ""
    for char in word:
        wide = cell_width(char) == 2
        joined = char in _NO_LINE_START or (piece and piece[-1] in _NO_LINE_END)
        if piece and not joined and (wide or cell_width(piece[-1]) == 2):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _cut(piece: str, width: int) -> Iterator[str]:
    """Yield `piece` in parts of at most `width` cells; most pieces come back whole."""
    part = ""
    for char in piece:
        if part and cell_width(part + char) > width:
            end = part.rfind("|") + 1 or len(part)  # between two choices rather than inside one
            yield part[:end]
            part = part[end:]
        part += char
    yield part


def wrap_cells(text: str, width: int) -> list[str]:
    """Return `text` as lines of at most `width` cells, broken at spaces and between Han characters."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        gap = " " if line else ""
        for piece in (part for whole in _pieces(word) for part in _cut(whole, width)):
            if line and cell_width(line + gap + piece) > width:
                lines.append(line)
                line = piece
            else:
                line += gap + piece
            gap = ""
    return [*lines, line] if line else lines


def _paragraphs(text: str) -> Iterator[Sequence[str]]:
    """Yield the paragraphs of a docstring as lists of lines; a blank line parts them."""
    for block in re.split(r"\n[ \t]*\n", text.strip("\n")):
        yield block.splitlines()


class CellFormatter(click.HelpFormatter):
    """Writes usage, text and definition lists so that no line is wider than the terminal, at most 80 cells."""

    def _write_lines(self, lines: Iterable[str], indent: int) -> None:
        for line in lines:
            self.write(f"{'':{indent}}{line}".rstrip() + "\n")

    def write_heading(self, heading: str) -> None:
        """Write the head of a section, in the language of the reader."""
        self.write(f"{'':{self.current_indent}}{_word(heading.lower(), heading)}{_word('colon', ':')}\n")

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write `Usage: prog args`, wrapped under the first argument."""
        head = f"{_word('usage', 'Usage: ') if prefix is None else prefix}{prog}"
        indent = min(cell_width(head) + 1, self.width // 2)
        lines = wrap_cells(args, self.width - cell_width(head) - 1)
        self.write(f"{head} {lines[0] if lines else ''}".rstrip() + "\n")
        self._write_lines(wrap_cells(" ".join(lines[1:]), self.width - indent), indent)

    def write_text(self, text: str) -> None:
        """Write paragraphs; one that starts with a line of `\\b` keeps its own line breaks, except in lines that are
        too wide."""
        for number, lines in enumerate(_paragraphs(text)):
            if number:
                self.write("\n")
            if lines and lines[0].strip() == "\b":
                for line in lines[1:]:
                    self._write_kept(line)
            else:
                joined = _WIDE_BREAK.sub("", " ".join(lines))
                self._write_lines(wrap_cells(joined, self.width - self.current_indent), self.current_indent)

    def _write_kept(self, line: str) -> None:
        """Write a line as it is, or wrapped under its own indent where it does not fit."""
        own = self.current_indent + len(line) - len(line.lstrip())
        if self.current_indent + cell_width(line) <= self.width:
            self._write_lines([line], self.current_indent)
        else:
            self._write_lines(wrap_cells(line, self.width - own), own)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _TERM_MAX, col_spacing: int = 2) -> None:
        """Write terms with what they mean, the meaning in one column."""
        table = list(rows)
        widest = max((cell_width(term) for term, _ in table if cell_width(term) <= col_max), default=col_max)
        column = self.current_indent + widest + col_spacing
        for term, meaning in table:
            lines = wrap_cells(meaning, self.width - column)
            first = f"{'':{self.current_indent}}{term}"
            if lines and cell_width(first) + col_spacing <= column:
                first += " " * (column - cell_width(first)) + lines.pop(0)
                self.write(f"{first}\n")
            else:
                self._write_lines(wrap_cells(first.strip(), self.width - self.current_indent), self.current_indent)
            self._write_lines(lines, column)
