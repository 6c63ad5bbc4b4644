# SPDX-License-Identifier: Apache-2.0
"""The options of a proof: which copy it is of, in whose name, and when."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click
from msgspec import Struct

from policydiff.cli import shared
from policydiff.errors import UsageError
from policydiff.reasons import because

if TYPE_CHECKING:
    from policydiff.copies import ReadingOptions
    from policydiff.ingest.limits import Limits
    from policydiff.pipeline import Prepared
    from policydiff.proof.word.marking import Hand
    from policydiff.report.proof import Proofing

PROOF = "docx"
"""The format that is a proof."""
_Side = Literal["a", "b"]


class ProofAsked(Struct, frozen=True):
    """What was asked for of a proof."""

    side: _Side | None
    author: str | None
    date: str | None
    errata: bool

    def refuse_unless_for(self, form: str | None, base: _Side | None) -> None:
        """See that the options fit the format, and each other.

        Raises:
            UsageError: PD612 for a proof of the base; PD200 for options of a proof and another format; PD616 for a
                date that is none.
        """
        if form != PROOF and (self.side, self.author, self.date, self.errata) != (None, None, None, True):
            raise UsageError("PD200", because("proof_options"))
        if self.side is not None and self.side == base:
            raise UsageError("PD612", because("base_is_corrected", side=base))
        if form == PROOF:
            self.hand()

    def hand(self) -> "Hand":
        """In whose name, and when; the time is the one of `SOURCE_DATE_EPOCH` where none is given, so that the same
        input gives the same bytes.

        Raises:
            UsageError: PD616 for a date that is none.
        """
        from policydiff.proof.word.marking import Hand

        return Hand(self.author or "policydiff", _moment(self.date, os.environ.get("SOURCE_DATE_EPOCH")))

    def of(self, base: _Side | None) -> _Side:
        """The copy to correct: the one named, else the one that is not the base."""
        return self.side or ("a" if base == "b" else "b")

    def proofing(
        self,
        copies: "tuple[Prepared, Prepared]",
        files: tuple[Path, Path],
        base: _Side | None,
        reading: "ReadingOptions",
    ) -> "Proofing":
        """What the writer of a proof needs besides the comparison.

        Raises:
            InputError: PD611 for a document that cannot be read twice, PD615 for one that changed meanwhile.
        """
        from policydiff.report.proof import Proofing

        side = self.of(base)
        at = 0 if side == "a" else 1
        file = own_document(copies[at], files[at], reading.limits)
        return Proofing(side, copies, file, self.hand(), self.errata, reading.limits)


def own_document(copy: "Prepared", path: Path, limits: "Limits") -> bytes | None:
    """The bytes of a copy that is a DOCX file; None for any other kind, and for one that lies in another file.

    Raises:
        InputError: PD611 for standard input, PD615 for a file that is not the one that was read.
    """
    from hashlib import sha256

    from policydiff.copies import locate
    from policydiff.errors import InputError
    from policydiff.ingest.office.docx import MEDIA_TYPE
    from policydiff.ingest.opening import content_of, is_regular

    where = locate(path)
    if copy.witness.media_type != MEDIA_TYPE or where.capture is not None or where.notice is not None:
        return None
    if str(path) == "-" or not is_regular(where.file):
        raise InputError("PD611", because("no_file_of_its_own", file=path))
    data = content_of(where.file, limits.file_bytes)
    if sha256(data).hexdigest() != copy.witness.sha256:
        if data[:4] != b"PK\x03\x04":
            return None  # the document lies in an archive
        raise InputError("PD615", because("changed_meanwhile", file=path))
    return data


def _moment(given: str | None, epoch: str | None) -> str | None:
    """A moment as Word writes it, from ISO 8601 or from seconds since 1970."""
    try:
        if given is not None:
            moment = datetime.fromisoformat(given)
        elif epoch:
            moment = datetime.fromtimestamp(int(epoch), UTC)
        else:
            return None
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        what = given if given is not None else f"SOURCE_DATE_EPOCH={epoch}"
        raise UsageError("PD616", because("no_date", what=what)) from None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def proof_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a proof; the command gets them as `proof`."""

    @wraps(command)
    def with_proof(*, proof_of: _Side | None, author: str | None, date: str | None, errata: bool, **given: Any) -> Any:
        return command(proof=ProofAsked(proof_of, author, date, errata), **given)

    called: Callable[..., Any] = with_proof
    for option in (
        click.option(
            "--errata/--no-errata",
            default=True,
            help="Correct in a proof what is certainly wrong with the copy by itself, too; it does.",
        ),
        click.option(
            "--date",
            default=None,
            metavar="DATE",
            help="When the changes of a proof were made; SOURCE_DATE_EPOCH, or not said.",
        ),
        click.option(
            "--author", default=None, metavar="NAME", help="In whose name the changes of a proof are; policydiff."
        ),
        shared.side("--proof-of", "Which copy a proof (-o proof.docx) corrects; the one that is not the base, or B."),
    ):
        called = option(called)
    return called
