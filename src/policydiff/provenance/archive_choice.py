# SPDX-License-Identifier: Apache-2.0
"""Which records of a web archive are meant by `URL` or `TIME/URL`: the answers, and all that belongs to them."""

import re
from collections.abc import Sequence
from urllib.parse import quote, urljoin

from policydiff.provenance.warc_scan import Scanned

_TIMED = re.compile(r"^(\d{4,14})(?:[a-z]{2}_)?/(.+)$", re.DOTALL)
_ANSWERS = frozenset({"response", "resource", "revisit"})


def chosen(records: Sequence[Scanned], wanted: str | None) -> list[Scanned]:
    """All records, or those of the captures that `wanted` names: the answers, the redirects that led to them, their
    requests and metadata, what a revisit refers to, and the warcinfo that they came under. In the order of the file."""
    if wanted is None:
        return list(records)
    timed = _TIMED.match(wanted)
    moment, url = (timed[1], timed[2]) if timed else ("", wanted)
    answers = [one for one in records if one.kind in _ANSWERS]
    meant = [one for one in answers if same(one.url, url) and digits(one.date).startswith(moment)]
    led = [one for one in meant if one.location]
    goals = {spelt(joined(one.url, one.location)) for one in led}
    meant += [one for one in answers if spelt(one.url) in goals and one not in meant]
    if not meant:
        return []
    return with_what_belongs(records, meant)


def with_what_belongs(records: Sequence[Scanned], meant: Sequence[Scanned]) -> list[Scanned]:
    """Some answers with all that belongs to them, in the order of the file."""
    answers = [one for one in records if one.kind in _ANSWERS]
    return _belonging(records, [*meant, *_behind(answers, meant)])


def _behind(answers: Sequence[Scanned], meant: Sequence[Scanned]) -> list[Scanned]:
    """What redirected to the answers meant, and the records that revisits among them refer to."""
    urls = {spelt(one.url) for one in meant}
    found = [one for one in answers if one.location and spelt(joined(one.url, one.location)) in urls]
    ids = {one.refers_to for one in meant if one.refers_to}
    payloads = {one.payload_digest for one in meant if one.kind == "revisit" and one.payload_digest}
    found += [
        one
        for one in answers
        if one.kind != "revisit" and ((one.record_id and one.record_id in ids) or one.payload_digest in payloads)
    ]
    return [one for one in found if one not in meant]


def _belonging(records: Sequence[Scanned], meant: Sequence[Scanned]) -> list[Scanned]:
    """The records meant with their requests, metadata and warcinfos."""
    keys = {one.number for one in meant}
    ids = {one.record_id for one in meant if one.record_id}
    linked = {one.concurrent_to for one in meant if one.concurrent_to}
    times = {(one.url, one.date) for one in meant}
    infos = {one.warcinfo_id for one in meant if one.warcinfo_id}
    last, before = None, set()
    for one in records:
        if one.kind == "warcinfo":
            last = one.number
        elif one.number in keys and not one.warcinfo_id and last is not None:
            before.add(last)
    return [
        one
        for one in records
        if one.number in keys
        or one.number in before
        or (one.kind == "warcinfo" and one.record_id in infos)
        or (
            one.kind in ("request", "metadata")
            and (
                bool({one.concurrent_to, one.refers_to} & ids)
                or (one.record_id in linked and bool(one.record_id))
                or (one.kind == "request" and not one.concurrent_to and (one.url, one.date) in times)
            )
        )
    ]


def digits(date: str) -> str:
    """A time as web archives spell it in addresses: 20230210030405."""
    return re.sub(r"\D", "", date)[:14]


def same(url: str, wanted: str) -> bool:
    """Whether two spellings are of one address."""
    return spelt(url) == spelt(wanted)


def spelt(url: str) -> str:
    """An address in one spelling: what is not ASCII is percent-encoded."""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]")


def joined(base: str, place: str) -> str:
    """The address that a place is, seen from another; as it stands where either is none."""
    try:
        return urljoin(base, place)
    except ValueError:
        return place
