# SPDX-License-Identifier: Apache-2.0
"""What one worker does: compare a chunk of pairs and give back what each came to.

Everything here travels between processes, and between machines; nothing here writes a file.
"""

from collections.abc import Sequence
from hashlib import sha256

import msgspec
from msgspec.structs import replace

from policydiff.batch.guard import Words, each
from policydiff.batch.keys import pair_key
from policydiff.batch.row import Row, row_of
from policydiff.batch.task import Outcome, Settings, Task, failed, wanted
from policydiff.copies import Location, digest_of, read_at
from policydiff.house import settle
from policydiff.ingest.read import PAYLOAD
from policydiff.late import telling
from policydiff.model import Comparison, Witness
from policydiff.options import Options
from policydiff.pipeline import Prepared, compare_prepared, prepare, prepares_alike, without_detail
from policydiff.report.crops import Cropping
from policydiff.report.formats import Options as Format
from policydiff.report.formats import Texts, write
from policydiff.report.pages import pages_of


def compare_chunk(tasks: Sequence[Task], settings: Settings, words: Words | None = None) -> list[Outcome]:
    """Compare some pairs; what goes wrong with one is its outcome, not an exception."""
    prepared: dict[Location, Prepared] = {}
    return each(tasks, lambda task: _compared(task, settings, prepared), failed, settings.seconds, words)


def _compared(task: Task, settings: Settings, prepared: dict[Location, Prepared]) -> Outcome:
    a, b = (_prepared(*copy, settings, prepared) for copy in zip(task.locations, task.names, task.data, strict=True))
    comparison, row, report = _result(a, b, task, settings)
    line = without_detail(comparison) if settings.options.detail == "telling" else comparison
    shas = [
        _file_digest(copy.witness, where, data, settings.reading.limits.file_bytes)
        for copy, where, data in zip((a, b), task.locations, task.data, strict=True)
    ]
    key = pair_key(settings.digest, shas[0], shas[1], task.names)
    said = msgspec.json.encode(line, enc_hook=tuple)  # long lists are none until they are read
    return Outcome(task.number, key, said, msgspec.json.encode(row), report)


def _prepared(
    where: Location, name: str, data: bytes | None, settings: Settings, prepared: dict[Location, Prepared]
) -> Prepared:
    """The copy, prepared; one original of many copies is prepared once a chunk, and so is what two files both hold."""
    known = prepared.pop(where, None)
    if known is None or known.witness.name != name:
        witness = read_at(where, name, settings.reading, data)
        twin = next((copy for copy in prepared.values() if prepares_alike(copy.witness, witness)), None)
        known = prepare(witness, settings.options.terms) if twin is None else twin.stored_as(witness)
    prepared[where] = known  # the last used stands last
    if len(prepared) > 2:
        prepared.pop(next(iter(prepared)))
    return known


def _file_digest(witness: Witness, where: Location, data: bytes | None, largest: int) -> str:
    """SHA-256 of the file that a witness was read from; its own may be of one capture in the file."""
    if PAYLOAD not in witness.metadata:
        return witness.sha256
    return (digest_of(where, largest) or witness.sha256) if data is None else sha256(data).hexdigest()


def _result(a: Prepared, b: Prepared, task: Task, settings: Settings) -> tuple[Comparison, Row, bytes | None]:
    """The comparison in the detail asked for, its row, and the report where wanted, with all differences."""
    asked = settings.options
    if settings.reports == "all" and asked.detail != "all":
        full = _settled(a, b, _in_full(asked), settings)
        comparison = narrowed(full)
    else:
        full = comparison = _settled(a, b, asked, settings)
    row = row_of(comparison, settings.house.decisions)
    if not wanted(settings, row):
        return comparison, row, None
    if full.detail != "all":
        full = _settled(a, b, _in_full(asked), settings)
    texts = Texts(a.witness.text, b.witness.text)
    options = Format(
        settings.ui_lang,
        terms_style=settings.house.terms_style,
        cropping=_cropping((a.witness, b.witness), task, settings),
    )
    return comparison, row, write(full, texts, "html", options)


def _cropping(copies: tuple[Witness, Witness], task: Task, settings: Settings) -> Cropping:
    """What the pictures of a report are made of."""
    if settings.crops == "none":
        return Cropping()
    limits = settings.reading.limits
    a, b = (
        pages_of(copy, where, limits, data) for copy, where, data in zip(copies, task.locations, task.data, strict=True)
    )
    return Cropping(settings.crops, a, b, limits)


def _settled(a: Prepared, b: Prepared, options: Options, settings: Settings) -> Comparison:
    """The comparison with what rules and decisions say of it."""
    brief = settings.house.decisions is None and options.detail == "telling"  # decisions need the errata listed
    made = compare_prepared(a, b, replace(options, brief=brief))
    return settle(made, settings.house, (a.witness.text, b.witness.text), partial=True)


def _in_full(options: Options) -> Options:
    return replace(options, detail="all", late=True)


def narrowed(comparison: Comparison) -> Comparison:
    """A comparison in full, as it is where only what tells is asked for."""
    return msgspec.structs.replace(comparison, differences=tuple(telling(comparison.differences)), detail="telling")
