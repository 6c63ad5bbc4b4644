# SPDX-License-Identifier: Apache-2.0
"""Readers of compressed files and ZIP archives: what is in them is read by the reader of its kind."""

from dataclasses import replace
from hashlib import sha256

from policydiff.ingest.formats import inside
from policydiff.ingest.reading import Reading
from policydiff.ingest.source import Source
from policydiff.reasons import problem


def read_gzip(source: Source) -> Reading:
    """A gzipped file of any other kind."""
    from policydiff.ingest.containers.unpack import gunzip, unfolded

    data, whole = unfolded(source.data, source.limits, "the gzip file")
    if data.startswith(b"WARC/"):
        from policydiff.ingest.containers.warc_reading import read_capture

        return read_capture(source)
    if not whole:
        gunzip(source.data, source.limits)  # says what is wrong
    reading = inside(source, data, source.name.removesuffix(".gz"))
    return replace(reading, metadata={**reading.metadata, "unpacked.sha256": sha256(data).hexdigest()})


def read_zip(source: Source) -> Reading:
    """The only document in a ZIP archive, or the file that `source.part` names; what else could hold text is told."""
    from policydiff.ingest.containers.attached import beside
    from policydiff.ingest.containers.zipped import ZipArchive, chosen, listed

    members = list(ZipArchive(source.data, source.limits).members())
    member = chosen(members, source.part)
    data = member.data or b""
    reading = inside(replace(source, part=None), data, member.name)
    facts = {"zip.member": member.name, "zip.member.sha256": sha256(data).hexdigest()}
    if source.part is not None:
        return replace(reading, metadata={**reading.metadata, **facts, **_payload(data)})
    others = [other for other in members if other is not member]
    key = "only_document_beside" if others else "only_document"
    said = problem("PD114", key, name=member.name[:200], others=listed(others))
    at = len(reading.text)
    events = tuple(
        beside(at, f"file {other.name[:200]}", other.data, other.kind, other.identity)
        for other in others
        if other.sort != "data"
    )
    return replace(
        reading,
        events=(*reading.events, *events),
        metadata={**reading.metadata, **facts},
        problems=(said, *reading.problems),
    )


def _payload(data: bytes) -> dict[str, str]:
    """What says that a witness is of one part of a file."""
    return {"payload.size": str(len(data)), "payload.sha256": sha256(data).hexdigest()}
