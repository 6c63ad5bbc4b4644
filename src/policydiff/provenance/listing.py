# SPDX-License-Identifier: Apache-2.0
"""The copies of a store as a list: what each is, where it comes from and when, and which of them are meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from policydiff.errors import InputError
from policydiff.provenance.archive_choice import spelt
from policydiff.provenance.dossier import Copy, copy_view
from policydiff.provenance.edtf import bounds
from policydiff.provenance.entry import Entry
from policydiff.provenance.lookup import checked_entries
from policydiff.provenance.recorded import number
from policydiff.provenance.store import Store
from policydiff.reasons import because

SOURCES = ("capture", "claimed", "file")
"""Where a copy comes from: a web archive that saw it, one whose digest does not hold, or a file that was taken in."""
TEXTS = ("observed", "not_examined")
"""Whether its text was read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One copy in a list. `date` is when it was retrieved, as EDTF, with how that is known (`date_basis`); both are
    empty where nobody knows: the time at which it was taken in is another thing. `agents` are the operator and what the
    archive says of the crawler."""

    entry: int
    sha256: str
    name: str
    title: str
    doc_number: str
    url: str
    date: str
    date_basis: str
    source: str
    media_type: str
    text: str
    problems: tuple[str, ...]
    agents: tuple[str, ...]
    recorded: str
    retracted: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Which copies are meant; what is empty asks for nothing, and all that is asked for must hold.

    `start` and `end` are EDTF: a copy is meant whose time may lie between them. `url` is how an address begins, or a
    host, whose subdomains are meant, too. `media_type` may end at the stroke (`text/`). `problem` is a code or `any`.
    `agent` is part of a name.
    """

    start: str = ""
    end: str = ""
    url: str = ""
    media_type: str = ""
    source: str = ""
    text: str = ""
    problem: str = ""
    agent: str = ""

    def asked(self) -> dict[str, str]:
        """What is asked for, by the names of the options."""
        told = {"from": self.start, "to": self.end, "url": self.url, "media-type": self.media_type}
        told |= {"source": self.source, "text": self.text, "problem": self.problem, "agent": self.agent}
        return {name: value for name, value in told.items() if value}

    def means(self, row: Row) -> bool:
        """Is this copy meant?"""
        return (
            self._in_time(row)
            and (not self.url or at_address(row.url, self.url))
            and (not self.media_type or _of_type(row.media_type, self.media_type))
            and self.source in ("", row.source)
            and self.text in ("", row.text)
            and (not self.problem or (bool(row.problems) if self.problem == "any" else self.problem in row.problems))
            and (not self.agent or any(self.agent.casefold() in one.casefold() for one in row.agents))
        )

    def _in_time(self, row: Row) -> bool:
        if not (self.start or self.end):
            return True
        lies = bounds(row.date)
        first, last = bounds(self.start), bounds(self.end)
        return lies is not None and (first is None or lies[1] >= first[0]) and (last is None or lies[0] <= last[1])


@dataclass(slots=True)
class Listed:
    """The copies that are meant, and how many there are."""

    rows: list[Row] = field(default_factory=list)
    total: int = 0


def at_address(url: str, wanted: str) -> bool:
    """Does an address begin as is asked, or lie at the host that is asked for (`example.org`), or below it?"""
    if "://" in wanted:
        return spelt(url).startswith(spelt(wanted))
    try:
        host = urlsplit(url).netloc.rpartition("@")[2].casefold()
    except ValueError:
        return False
    asked, _, path = wanted.casefold().partition("/")
    names = (host, host.partition(":")[0])
    at_host = bool(host) and any(name == asked or name.endswith(f".{asked}") for name in names)
    return at_host and (not path or spelt(url).casefold().partition("://")[2].partition("/")[2].startswith(path))


def _of_type(found: str, wanted: str) -> bool:
    bare = found.partition(";")[0].strip().casefold()
    asked = wanted.casefold()
    return bare.startswith(asked) if asked.endswith("/") else bare == asked


def listed(store: Store, choice: Choice = Choice()) -> Listed:
    """The copies that are meant, in the order of the log, which is checked on the way; in about as much memory as the
    list takes.

    Raises InputError PD409 where none of those there are is meant, PD411 for a time that is none; IntegrityError PD404
    as `checked_entries`.
    """
    rows: dict[int, Row] = {}
    said: dict[int, list[Entry]] = {}
    retracted: set[int] = set()
    for entry in checked_entries(store):
        if entry.kind == "copy":
            rows[entry.seq] = row_of(copy_view(entry, ()))
        elif entry.kind == "statement":
            said.setdefault(number(entry, "copy"), []).append(entry)
        elif entry.kind == "retraction":
            retracted.add(number(entry, "copy"))
    _say_again(store, rows, said, retracted)
    found = Listed([row for row in rows.values() if choice.means(row)], len(rows))
    if not found.rows and rows and choice.asked():
        asked = ", ".join(f"--{name} {value}" for name, value in choice.asked().items())
        raise InputError("PD409", because("no_copy_meant", file=store.path, n=len(rows), asked=asked))
    return found


def _say_again(
    store: Store, rows: dict[int, Row], said: Mapping[int, Iterable[Entry]], retracted: Iterable[int]
) -> None:
    """The rows of copies of which something was said later, made with it."""
    back = set(retracted)
    for seq in {*said, *back} & rows.keys():
        rows[seq] = row_of(copy_view(store.entry(seq), tuple(said.get(seq, ())), seq if seq in back else None))


def row_of(copy: Copy) -> Row:
    """What a list says of a copy."""
    when, basis = time_of(copy)
    problems = copy.value("problems")
    return Row(
        copy.seq,
        copy.text("sha256"),
        copy.name,
        copy.text("title"),
        copy.text("doc_number"),
        address_of(copy),
        when,
        basis,
        source_of(copy),
        copy.text("media_type"),
        "observed" if copy.read else "not_examined",
        tuple(str(one.get("code")) for one in problems if isinstance(one, dict)) if isinstance(problems, list) else (),
        agents_of(copy),
        copy.entry.time,
        copy.retracted is not None,
    )


def address_of(copy: Copy) -> str:
    """The address that answered with a copy, or the one that was asked for, or is said to have been."""
    return copy.text("url_final") or copy.text("url_requested")


def time_of(copy: Copy) -> tuple[str, str]:
    """When a copy was retrieved, as EDTF, and how that is known; empty where nobody knows."""
    value = copy.value("retrieved")
    told = value.get("edtf") if isinstance(value, dict) else None
    return (told, str(copy.fields["retrieved"]["basis"])) if isinstance(told, str) and told != "unknown" else ("", "")


def source_of(copy: Copy) -> str:
    """Whether a copy is a capture, one as the archive claims it, or a file: a word of SOURCES."""
    return "capture" if copy.captured else "claimed" if copy.value("warc_record") else "file"


def agents_of(copy: Copy) -> tuple[str, ...]:
    """Who took a copy in, and what the archive says of the program that captured it."""
    crawler = copy.value("crawler")
    told = [copy.entry.agent.get("operator")]
    told += [crawler.get(key) for key in ("software", "operator")] if isinstance(crawler, dict) else []
    return tuple(one for one in told if isinstance(one, str) and one)
