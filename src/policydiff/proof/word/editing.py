# SPDX-License-Identifier: Apache-2.0
"""One edit of a copy's text as tracked changes of its document: inside a paragraph, over paragraphs, over rows."""

from lxml import etree
from msgspec import Struct

from policydiff.ingest.package import child, local
from policydiff.proof.edits import Edit
from policydiff.proof.word import rows
from policydiff.proof.word.bounds import Bounds
from policydiff.proof.word.marking import Marker, NotPlacedError, ends_section, in_cell, next_paragraph
from policydiff.proof.word.names import above, runs_of
from policydiff.proof.word.places import Places


class Spot(Struct, frozen=True):
    """An edit as its characters stand: the changed ones, and the line breaks before, behind and between them."""

    numbers: range
    lead: bool
    """Whether what goes begins with a line break, and what comes does not."""
    trail: bool
    text: str


class Editor:
    """Carries edits out in one document."""

    def __init__(self, places: Places, marker: Marker, source: str) -> None:
        self._places = places
        self._marker = marker
        self._source = source
        self._bounds: dict[etree._Element, Bounds] = {}

    def carry_out(self, edit: Edit) -> None:
        """Write one edit.

        Raises:
            NotPlacedError: where the document has no certain place for it; nothing is changed then.
        """
        spot = self._spot(edit)
        left, right = spot.numbers.start - 1, spot.numbers.stop
        if rows.concerned(self._places, spot.numbers, edit, self._source):
            rows.carry_out(self._places, self._marker, spot.numbers, edit, self._source)
            return
        if not spot.numbers:
            if spot.lead or spot.trail:
                self._join(left, right)
            elif spot.text:
                self._put_in(edit, spot.text, left, right)
            return
        self._replace(edit, spot, left, right)

    # what an edit is

    def _spot(self, edit: Edit) -> Spot:
        old, new = self._source[edit.start : edit.end], edit.text.replace("\r\n", "\n").replace("\r", "\n")
        numbers = self._places.numbers(edit.start, edit.end)
        while numbers and self._places.is_generated(numbers.start) and not new.strip():
            numbers = range(numbers.start + 1, numbers.stop)  # a label goes with its paragraph
        if any(not self._is_free(number) for number in numbers):
            raise NotPlacedError
        if not old.strip() and not new.strip():
            if ("\n" in old) == ("\n" in new):
                raise NotPlacedError
            return Spot(numbers, "\n" in old, False, "\n" if "\n" in new else "")
        lead, new_lead = _begins_line(old), _begins_line(new)
        trail, new_trail = _ends_line(old), _ends_line(new)
        if lead and new_lead:
            new = new.lstrip()
        if trail and new_trail:
            new = new.rstrip()
        return Spot(numbers, lead and not new_lead, trail and not new_trail, new if new.strip() else "")

    def _is_free(self, number: int) -> bool:
        point = self._places.point(number)
        if point is None:
            return False
        run = above(point[0], "r")
        return run is not None and self._of(run).changeable(run)

    def _of(self, run: etree._Element) -> Bounds:
        root = run.getroottree().getroot()
        if root not in self._bounds:
            self._bounds[root] = Bounds(root)
        return self._bounds[root]

    # what goes out, and what comes for it

    def _replace(self, edit: Edit, spot: Spot, left: int, right: int) -> None:
        paragraphs = self._paragraphs(spot)
        whole = not spot.text and self._is_whole(edit)
        marks = self._marks(spot, paragraphs, left, whole=whole)
        if "\n" in spot.text and len(spot.text.strip("\n").splitlines()) > 1 and not _is_plain(paragraphs[-1]):
            raise NotPlacedError
        first, last = (self._places.point(n) for n in (spot.numbers.start, spot.numbers.stop - 1))
        assert first is not None
        assert last is not None
        begun = self._places.begin(first)
        last = self._places.point(spot.numbers.stop - 1)
        assert last is not None
        ended = self._places.end(last)
        runs = _between(paragraphs, begun, ended)
        if spot.text and len(paragraphs) == 1 and begun.getparent() is not ended.getparent():
            self._same_container(begun, ended)
        texts = [run for run in runs if self._of(run).changeable(run) and not _holds_drawing(run)]
        made = self._marker.wrap(texts, "del")
        for paragraph in marks:
            self._marker.mark(paragraph, "del")
        if spot.text:
            self._behind(_last_of(made), spot.text, texts[0])

    def _same_container(self, begun: etree._Element, ended: etree._Element) -> None:
        """A text that is replaced begins and ends in the paragraph itself, or in one thing of it."""
        for run in (begun, ended):
            if any(local(found) in ("sdt", "fldSimple") for found in run.iterancestors()):
                raise NotPlacedError

    def _paragraphs(self, spot: Spot) -> list[etree._Element]:
        """The paragraphs that are changed, one after the other in one container."""
        first, last = (self._places.paragraph(n) for n in (spot.numbers.start, spot.numbers.stop - 1))
        assert first is not None
        found = [first]
        while found[-1] is not last:
            following = next_paragraph(found[-1])
            if following is None:
                raise NotPlacedError
            found.append(following)
        return found

    def _is_whole(self, edit: Edit) -> bool:
        """Whether an edit has whole lines: from a line's beginning to a line's end."""
        before, after = (
            self._source[: edit.start].rstrip(" \t\u3000\r\xa0"),
            self._source[edit.end :].lstrip(" \t\u3000\r\xa0"),
        )
        old = self._source[edit.start : edit.end]
        begins = not before or before.endswith(("\n", "\f")) or _begins_line(old)
        return begins and (not after or after.startswith(("\n", "\f")) or _ends_line(old))

    def _marks(self, spot: Spot, paragraphs: list[etree._Element], left: int, *, whole: bool) -> list[etree._Element]:
        """The paragraphs whose marks go."""
        inner = paragraphs[:-1]
        if whole and self._alone(spot, paragraphs):
            last = paragraphs[-1]
            can = next_paragraph(last) is not None and not ends_section(last)
            marks = [*inner, last] if can else inner
        else:
            marks = list(inner)
            if spot.lead:
                marks = [self._joint(left, paragraphs[0]), *marks]
            if spot.trail:
                following = next_paragraph(paragraphs[-1])
                if following is None:
                    raise NotPlacedError
                marks.append(paragraphs[-1])
        if any(ends_section(paragraph) for paragraph in marks):
            raise NotPlacedError
        return marks

    def _alone(self, spot: Spot, paragraphs: list[etree._Element]) -> bool:
        """Whether nothing else stands in the paragraphs that go: no line after a soft break, no picture."""
        before, after = self._places.paragraph(spot.numbers.start - 1), self._places.paragraph(spot.numbers.stop)
        shown = any(_holds_drawing(run) for paragraph in paragraphs for run in runs_of(paragraph))
        return before is not paragraphs[0] and after is not paragraphs[-1] and not shown

    def _joint(self, left: int, following: etree._Element) -> etree._Element:
        """The paragraph before another one, which is joined to it."""
        before = self._places.paragraph(left)
        if before is None or next_paragraph(before) is not following:
            raise NotPlacedError
        return before

    def _join(self, left: int, right: int) -> None:
        """Take out the line break between two characters."""
        before, after = self._places.paragraph(left), self._places.paragraph(right)
        if before is None or after is None:
            raise NotPlacedError
        if before is after:
            self._without_break(left, right)
            return
        marks = [before]
        while next_paragraph(marks[-1]) is not after:
            following = next_paragraph(marks[-1])
            if following is None:
                raise NotPlacedError
            marks.append(following)
        if any(ends_section(paragraph) for paragraph in marks):
            raise NotPlacedError
        for paragraph in marks:
            self._marker.mark(paragraph, "del")

    def _without_break(self, left: int, right: int) -> None:
        """Take out a soft break (`w:br`) between two characters of a paragraph."""
        before, after = self._places.point(left), self._places.point(right)
        paragraph = self._places.paragraph(left)
        assert before is not None
        assert after is not None
        assert paragraph is not None
        ended, begun = self._places.end(before), self._places.begin(after)
        runs = [run for run in _between([paragraph], ended, begun) if run not in (ended, begun)]
        broken = [run for run in runs if any(local(found) in ("br", "cr") for found in run)]
        if not broken:
            raise NotPlacedError
        self._marker.wrap(broken, "del")

    # what comes in

    def _put_in(self, edit: Edit, text: str, left: int, right: int) -> None:
        """Put a text in where nothing goes out."""
        before, after = self._source[: edit.start], self._source[edit.end :]
        at_end = not after.strip() or "\n" in after[: len(after) - len(after.lstrip())]
        at_start = not before.strip() or "\n" in before[len(before.rstrip()) :]
        lines = [line.strip() for line in text.split("\n")]
        if _begins_line(text) and at_end and self._places.paragraph(left) is not None:
            self._new_lines([line for line in lines if line], left, behind=True)
        elif _ends_line(text) and at_start and self._places.paragraph(right) is not None:
            self._new_lines([line for line in lines if line], right, behind=False)
        elif at_start and not at_end and self._is_free(right):
            self._before(right, text)
        elif self._is_free(left):
            self._after(left, text)
        elif self._is_free(right):
            self._before(right, text)
        else:
            raise NotPlacedError

    def _new_lines(self, lines: list[str], number: int, *, behind: bool) -> None:
        """Put whole paragraphs in, behind or before that of a character."""
        beside = self._places.paragraph(number)
        if beside is None or not lines:
            raise NotPlacedError
        like = self._model(beside, lines[0], behind=behind)
        if not behind:
            for line in lines:
                beside.addprevious(self._marker.new_paragraph(line, like))
            return
        if next_paragraph(beside) is not None:
            for line in reversed(lines):
                beside.addnext(self._marker.new_paragraph(line, like))
            return
        # nothing follows that the marks could fall to: the mark of the last paragraph stays the last one
        if ends_section(beside):
            raise NotPlacedError
        last = self._marker.paragraph_like(like)
        first_run = next(iter(runs_of(like)), None)
        last.append(self._marker.inserted(lines[-1], first_run))
        beside.addnext(last)
        for line in reversed(lines[:-1]):
            beside.addnext(self._marker.new_paragraph(line, like))
        self._marker.mark(beside, "ins")

    def _model(self, beside: etree._Element, line: str, *, behind: bool) -> etree._Element:
        """Whose layout a new line takes: of the two paragraphs beside it the one that begins and ends alike."""
        other = next_paragraph(beside) if behind else beside.getprevious()
        if other is None or local(other) != "p" or not "".join(other.itertext()).strip():
            return beside
        likeness = [_likeness("".join(found.itertext()).strip(), line) for found in (beside, other)]
        return other if likeness[1] > likeness[0] else beside

    def _after(self, number: int, text: str) -> None:
        point = self._places.point(number)
        assert point is not None
        self._behind(self._places.end(point), text, None)

    def _before(self, number: int, text: str) -> None:
        point = self._places.point(number)
        assert point is not None
        run = self._places.begin(point)
        pieces = text.split("\n")
        if len(pieces) > 1:
            anchor = self._marker.names.element("proofErr", type="spellEnd")
            run.addprevious(anchor)
            self._behind(anchor, text, run)
            anchor.getparent().remove(anchor)  # type: ignore[union-attr]
            return
        run.addprevious(self._marker.inserted(text, run))

    def _behind(self, element: etree._Element, text: str, like: etree._Element | None) -> None:
        """Put a text in behind a run or a change; each line break parts the paragraph there."""
        like = element if like is None else like
        pieces = text.split("\n")
        last = element
        if len(pieces) == 1:
            last.addnext(self._marker.inserted(text, like))
            return
        paragraph = last.getparent()
        if paragraph is None or local(paragraph) != "p":
            raise NotPlacedError
        if pieces[0].rstrip():
            made = self._marker.inserted(pieces[0].rstrip(), like)
            last.addnext(made)
            last = made
        head = self._marker.paragraph_like(paragraph)
        numbering = child(child(paragraph, "pPr"), "numPr")
        if numbering is not None:
            raise NotPlacedError
        for found in [found for found in paragraph if local(found) != "pPr"]:
            head.append(found)
            if found is last:
                break
        self._marker.mark(head, "ins")
        paragraph.addprevious(head)
        for piece in pieces[1:-1]:
            if piece.strip():
                paragraph.addprevious(self._marker.new_paragraph(piece.strip(), paragraph))
        rest = pieces[-1].strip()
        if rest:
            begin = 1 if child(paragraph, "pPr") is not None else 0
            paragraph.insert(begin, self._marker.inserted(rest, like))


def _last_of(made: list[etree._Element]) -> etree._Element:
    """The last of the changes of one edit that stand right behind the first; what follows is another edit's."""
    last = made[0]
    while (following := last.getnext()) is not None and following in made:
        last = following
    return last


def _between(paragraphs: list[etree._Element], begun: etree._Element, ended: etree._Element) -> list[etree._Element]:
    """The runs from one to another."""
    found: list[etree._Element] = []
    inside = False
    for paragraph in paragraphs:
        for run in runs_of(paragraph):
            inside = inside or run is begun
            if inside:
                found.append(run)
            if run is ended:
                return found
    return found


def _holds_drawing(run: etree._Element) -> bool:
    return any(local(found) in ("drawing", "pict", "object", "AlternateContent") for found in run)


def _is_plain(paragraph: etree._Element) -> bool:
    return child(child(paragraph, "pPr"), "numPr") is None and in_cell(paragraph) is None


def _begins_line(text: str) -> bool:
    return "\n" in text[: len(text) - len(text.lstrip())]


def _ends_line(text: str) -> bool:
    return "\n" in text[len(text.rstrip()) :]


def _likeness(one: str, other: str) -> int:
    """How alike two lines are in kind: by their labels before the marks they end with."""
    return 2 * (_beginning(one) == _beginning(other)) + (one[-1:] == other[-1:])


def _beginning(line: str) -> str:
    """What kind of label a line begins with, roughly: its first characters with all numerals alike."""
    numerals = "一二三四五六七八九十百〇零0123456789０１２３４５６７８９"
    shape = ""
    for char in line[:6]:
        if char in numerals:
            shape += "" if shape.endswith("0") else "0"
        elif char in "（(第":
            shape += char
        else:
            shape += char if shape.endswith("0") else ""
            break
    return shape
