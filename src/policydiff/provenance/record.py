# SPDX-License-Identifier: Apache-2.0
"""The record of a copy: every field of `fields`, each with its basis.

Nothing is claimed beyond what was seen: a file that lies on a disk was *taken in* (an ingestion); that it was
*captured* from a site is said only where a web archive's record shows it, or, as an assertion, where a person says so.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from policydiff.canonical import Canonical
from policydiff.errors import PolicydiffError
from policydiff.ingest.sniff import media_type
from policydiff.model import Field, ScriptProfile, Witness
from policydiff.provenance.fields import FIELDS
from policydiff.provenance.stages import layer_digests, utf8
from policydiff.provenance.value import ABSENT, NOT_EXAMINED, Value, declared, extracted, observed, plain
from policydiff.reasons import say
from policydiff.structure.notice import Notice
from policydiff.structure.values import doc_numbers

if TYPE_CHECKING:
    from policydiff.provenance.sources import Digests

LANGUAGES = {"simplified": "zh-Hans", "traditional": "zh-Hant", "mixed": "zh", "none": None}
_SEEN = ("form", "region", "simplified", "traditional")
"""What the characters of a text show of its script by themselves; the rest needs proofreading."""
REGION_TAGS = {"taiwan": "zh-Hant-TW", "hong_kong": "zh-Hant-HK", "mainland": "zh-Hant-CN"}


@dataclass(frozen=True, slots=True)
class Capture:
    """What a web archive's record shows of the exchange by which a copy was got.

    `date` is WARC-Date; `headers` the raw block of HTTP headers; `redirects` the URLs on the way, first asked first;
    `crawler` what the archive says of the program that made the request; `address` the server's. `claimed` where a
    digest does not hold, so that the archive's word is all there is.
    """

    url: str
    date: str | None
    record: dict[str, object]
    status: int | None = None
    headers: bytes = b""
    content_type: str | None = None
    redirects: tuple[str, ...] = ()
    crawler: dict[str, object] | None = None
    address: str | None = None
    claimed: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """A copy as the pipeline has it when one copy is read: what the record is made from."""

    witness: Witness
    canonical: Canonical
    notice: Notice
    script: ScriptProfile


def copy_record(
    known: "Digests",
    parts: Parts,
    *,
    path: str | None = None,
    modified: str | None = None,
    capture: Capture | None = None,
) -> dict[str, Value]:
    """The record of one copy from its digests and what was read from it. Every field is there."""
    return _whole(
        _of_bytes(known, parts.witness.name, path, modified),
        _of_capture(capture, parts.witness),
        _of_format(parts.witness, capture),
        _of_notice(parts.notice),
        _of_text(parts),
    )


def unread_record(
    known: "Digests",
    name: str,
    problem: PolicydiffError,
    *,
    head: bytes,
    path: str | None = None,
    modified: str | None = None,
    capture: Capture | None = None,
) -> dict[str, Value]:
    """The record of a copy whose text could not be read, from its digests and its first bytes; why it could not is a
    problem of it."""
    declared_type = declared(capture.content_type, "HTTP Content-Type") if capture else NOT_EXAMINED
    return _whole(
        _of_bytes(known, name, path, modified),
        _of_capture(capture, None),
        {
            "media_type_declared": declared_type,
            "media_type": observed(_kind(head, name), "first bytes, else the file's ending"),
            "problems": observed([{"code": problem.code, "message": problem.message}], "reader"),
        },
    )


def _kind(head: bytes, name: str) -> str | None:
    """What kind the first bytes show; a text only where they are one."""
    found = media_type(head, name)
    if found.startswith("text/plain"):
        try:
            head[:-4].decode("utf-8")
        except UnicodeDecodeError:
            return None
    return found


def _whole(*parts: dict[str, Value]) -> dict[str, Value]:
    """A record with all fields in order; what no part has, nobody looked for."""
    known = {key: value for part in parts for key, value in part.items()}
    return {field.key: known.get(field.key, NOT_EXAMINED) for field in FIELDS}


def plain_record(record: dict[str, Value]) -> dict[str, object]:
    """The record as an entry keeps it: a field that nobody examined is not spelt out."""
    return {key: value.plain() for key, value in record.items() if value.basis != "not_examined"}


def _of_bytes(known: "Digests", name: str, path: str | None, modified: str | None) -> dict[str, Value]:
    return {
        "sha256": observed(known.sha256),
        "sha512": observed(known.sha512),
        "size": observed(known.size),
        "original_name": observed(name),
        "original_path": observed(path),
        "file_modified": observed(modified, "file system"),
    }


def _of_capture(capture: Capture | None, witness: Witness | None) -> dict[str, Value]:
    saved = (
        declared(witness.metadata.get("saved_from"), "comment in the page")
        if witness is not None and witness.media_type == "text/html"
        else NOT_EXAMINED
    )
    if capture is None:
        return {"saved_from": saved}
    asked = capture.redirects[0] if capture.redirects else capture.url
    seen = _claimed if capture.claimed else observed
    return {
        "url_requested": seen(asked, "WARC-Target-URI"),
        "url_final": seen(capture.url, "WARC-Target-URI"),
        "redirects": seen(
            [*capture.redirects, capture.url] if capture.redirects else None, "redirect records in the archive file"
        ),
        "retrieved": seen(
            {"edtf": capture.date, "precision": "second", "zone": True} if capture.date else None, "WARC-Date"
        ),
        "http_status": seen(capture.status, "HTTP status line"),
        "http_headers": seen(sha256(capture.headers).hexdigest() if capture.headers else None, "HTTP headers"),
        "server_address": seen(capture.address, "WARC-IP-Address"),
        "crawler": declared(capture.crawler, "warcinfo record"),
        "warc_record": observed(capture.record, "WARC record headers"),
        "saved_from": saved,
    }


def _claimed(value: object, source: str) -> Value:
    """What an archive says whose digest does not hold."""
    return declared(value, f"{source}; the record's digest does not hold")


def _of_format(witness: Witness, capture: Capture | None) -> dict[str, Value]:
    encoding = witness.encoding
    events = Counter(event.kind for event in witness.events)
    return {
        "media_type_declared": declared(capture.content_type, "HTTP Content-Type") if capture else NOT_EXAMINED,
        "media_type": observed(witness.media_type, "first bytes, else the file's ending"),
        "encoding_declared": declared(encoding.declared, "header or the file itself"),
        "encoding_detected": Value("inferred", encoding.detected, "detection from the bytes")
        if encoding.detected
        else ABSENT,
        "encoding": observed(
            {"name": encoding.used, "basis": encoding.basis, "byte_order_mark": encoding.bom}, "decoding"
        ),
        "lost_characters": observed(witness.text.count("\ufffd")),
        "page_metadata": declared(
            [[key, value] for key, value in sorted(witness.metadata.items())], "metadata of the file"
        ),
        "extraction": observed(dict(sorted(events.items())) if events else None, "reader"),
        "problems": _problems(witness),
    }


def _problems(witness: Witness) -> Value:
    """What the reader could not do; as keys with arguments only where each has one."""
    found = witness.problems
    value = observed([{"code": one.code, "message": one.message} for one in found] or None, "reader")
    rules = tuple(one.rule for one in found if one.rule is not None)
    return replace(value, said=rules) if len(rules) == len(found) else value


def _of_notice(notice: Notice) -> dict[str, Value]:
    found: dict[str, list[Field]] = {}
    for field in notice.fields:
        found.setdefault(field.type, []).append(field)
    source = [
        notice.canonical.source[slice(*notice.canonical.offsets.span_to_source(part.start, part.end))]
        for part in notice.furniture
        if part.kind == "source"
    ]
    return {
        "site_published": _single(found, "page_date"),
        "counter": _single(found, "counter"),
        "site_source": extracted(source, "page line"),
        "publisher": NOT_EXAMINED,
        "title": _single(found, "title"),
        "issuer": _single(found, "issuer"),
        "addressee": _several(found, "addressee"),
        "doc_number": _single(found, "doc_number"),
        "citations": extracted(_cited(notice, found)),
        "signed_date": _single(found, "signed_date"),
        "access_marking": _single(found, "access_marking"),
        "attachments": _several(found, "attachment"),
        "completeness": replace(extracted([say(reason) for reason in notice.incomplete]), said=notice.incomplete),
    }


def _single(found: dict[str, list[Field]], kind: str) -> Value:
    """The first field of a kind: its value, and where in the decoded text it stands; others beside it."""
    values = [
        extracted(_field(field), f"notice, characters {field.start}–{field.end}") for field in found.get(kind, ())
    ]
    if not values:
        return ABSENT
    return Value(values[0].basis, values[0].value, values[0].source, tuple(values[1:]))


def _several(found: dict[str, list[Field]], kind: str) -> Value:
    return extracted([_field(field) for field in found.get(kind, ())])


def _cited(notice: Notice, found: dict[str, list[Field]]) -> list[object]:
    """Titles and numbers of other documents, each once; a number is the notice's own only where the notice carries it
    at its head."""
    numbers = found.get("doc_number", ())
    own = {_field(field) for field in numbers}
    # without its line ends the text has the last word of the title before the own number: its end tells it
    ends = {notice.canonical.offsets.to_kept(field.end) for field in numbers}
    titles = [_field(field) for field in found.get("citation", ())]
    others = (n.value for n in doc_numbers(notice.canonical.text) if n.value not in own and n.end not in ends)
    return list(dict.fromkeys([*titles, *others]))


def _field(field: Field) -> Any:
    return plain(field.value) if field.value not in (None, "", [], {}) else field.text


def _of_text(parts: Parts) -> dict[str, Value]:
    script = parts.script
    language = (
        REGION_TAGS.get(script.region or "", "zh-Hant") if script.form == "traditional" else LANGUAGES[script.form]
    )
    layers = layer_digests(parts.canonical)
    return {
        "language": Value("inferred", language, "script profile") if language else ABSENT,
        "script": Value("inferred", {name: getattr(script, name) for name in _SEEN}, "characters of the copy"),
        "decoded_text": observed(layers[0]["sha256"], "decoding"),
        "layers": observed(layers, "canonicalization"),
        "canonical_text": observed(layers[-1]["sha256"], "canonicalization"),
    }


def blobs_of(parts: Parts, capture: Capture | None) -> Iterable[bytes]:
    """What a record names by hash besides the copy's own bytes, as bytes."""
    yield utf8(parts.canonical.source)
    yield utf8(parts.canonical.text)
    if capture is not None and capture.headers:
        yield capture.headers
