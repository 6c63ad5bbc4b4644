# SPDX-License-Identifier: Apache-2.0
"""The corrected file: its own bytes, with the decided places changed and nothing else."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from policydiff.errors import InputError
from policydiff.model import Witness
from policydiff.proof.characters import Characters
from policydiff.proof.edits import Edit, Left, Plan, edited
from policydiff.proof.markup import PageSource
from policydiff.reasons import because

KINDS = frozenset({"text/plain", "text/markdown", "text/html"})
"""Media types of which a corrected file can be written."""
Reread = Callable[[bytes], Witness]
Faults = Callable[[str], set[tuple[int, int]]]


class Corrected(Struct, frozen=True):
    """The bytes of a corrected file, what was written into it, and what was not."""

    data: bytes
    edits: tuple[Edit, ...]
    left: tuple[Left, ...]


def corrected(data: bytes, witness: Witness, plan: Plan, reread: Reread, faults: Faults) -> Corrected:
    """A file with a plan carried out; without edits the same bytes.

    `reread` reads bytes as the file was read: what comes out must be the text with the edits in it, or the edits at
    fault are left out. `faults` gives the spans of conversion faults of a text: an edit that would bring one back is
    left out too.

    Raises:
        InputError: PD610 for a kind of file, or an encoding, that cannot be corrected in place.
    """
    characters = Characters(data, witness.encoding.used, marked=witness.encoding.bom)
    if witness.media_type not in KINDS or not characters.known:
        what = witness.media_type if witness.media_type not in KINDS else witness.encoding.used
        raise InputError("PD610", because("correctable_kind", file=witness.name, what=what))
    left = list(plan.left)

    def leave(edit: Edit, key: str) -> None:
        line = witness.text.count("\n", 0, edit.start) + 1
        left.append(Left(edit.id, line, because(key, text=edit.text)))

    sound = _sound(plan.edits, witness.text, faults)
    for edit in plan.edits:
        if edit not in sound:
            leave(edit, "would_be_a_fault")
    writer = _Writer(characters, witness)
    written = [edit for edit in sound if writer.changes(edit) is not None]
    done = written if writer.proven(written, reread) else [e for e in written if writer.proven([e], reread)]
    if done != written and not writer.proven(done, reread):
        done = []
    for edit in sound:
        if edit not in done:
            leave(edit, "place_not_certain")
    return Corrected(writer.bytes_with(done), tuple(done), tuple(left))


def _sound(edits: Sequence[Edit], text: str, faults: Faults) -> list[Edit]:
    """The edits that bring no conversion fault into the text."""
    found = faults(edited(text, edits)) if edits else set()
    sound, moved = [], 0
    for edit in edits:
        start = edit.start + moved
        end = start + len(edit.text)
        moved += len(edit.text) - (edit.end - edit.start)
        if not any(start <= begin < end for begin, _ in found):
            sound.append(edit)
    return sound


class _Writer:
    """Writes edits into the bytes of one file."""

    def __init__(self, characters: Characters, witness: Witness) -> None:
        self._characters = characters
        self._text = witness.text
        self._page = PageSource(characters.text, witness.text) if witness.media_type == "text/html" else None

    def changes(self, edit: Edit) -> list[tuple[int, int, bytes]] | None:
        """The spans of the file's characters to replace, or None where the place or the encoding does not allow it."""
        markup = self._page is not None
        found = (
            self._page.changes(edit.start, edit.end, edit.text)
            if self._page is not None
            else [(edit.start, edit.end, edit.text)]
        )
        if found is None:
            return None
        made: list[tuple[int, int, bytes]] = []
        for start, end, text in found:
            content = self._characters.encoded(text, markup=markup)
            if content is None:
                return None
            made.append((start, end, content))
        return made

    def bytes_with(self, edits: Sequence[Edit]) -> bytes:
        """The file with these edits; the same bytes where there are none."""
        if not edits:
            return self._characters.data
        changes = [change for edit in edits for change in self.changes(edit) or ()]
        return self._characters.replaced(sorted(changes, key=lambda change: change[:2]))

    def proven(self, edits: Sequence[Edit], reread: Reread) -> bool:
        """Whether the file with these edits is read as the text with these edits, white space aside."""
        if not edits:
            return True
        try:
            found = reread(self.bytes_with(edits)).text
        except InputError:
            return False
        return "".join(found.split()) == "".join(edited(self._text, edits).split())


__all__ = ["KINDS", "Corrected", "corrected"]
