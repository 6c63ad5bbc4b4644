# SPDX-License-Identifier: Apache-2.0
"""The page of docs/accuracy.md, made from what was measured; the same measures give the same bytes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.accuracy.peers import Peer
from bench.accuracy.tally import Outcome, Tally, by_edit, by_noise, total, wilson

_HEAD = """# How often an edit is missed, and how often it cries wolf

Made by `./dev bench accuracy --write`; nothing here is written by hand.

| | |
|---|---|
| drawn from | {seed} |
| policydiff | {version} |
| Python | {python} |
| cases | {cases:,} pairs of copies, {characters:,} characters a side; {tables} tables; {scans} scans |
| kinds of edits | {kinds} of texts, in {least} cases or more each; {of_tables} of tables, in {fewest} or more |
| converters | {converters} |
| left out | {left_out} |

A case is a notice (invented, or the official one of `corpus/`), with one edit or none, and two copies of it: each by
itself in the script that it was issued in or as a foreign converter writes it, with or without readings, wide digits,
other marks, hidden characters, wraps, indents, page numbers, a site's bars; as text, web page (with ruby or without),
DOCX, ODT, PDF or OFD. Which, is drawn from the date: nobody has seen these cases before. Rules are mended on other
seeds (`--seed 1`), and only by kind.

- **found**: a difference that tells touches the edit in both copies, at most 40 characters longer than twice the edit
- **at its place**: it lies within 12 characters of the edit on both sides (words, names and values are told whole)
- **kind**: a kind that names the edit stands there; asked where an edit has one
- **hidden**: nothing that tells touches the edit in either copy
- **false**, **needless**: what tells where nothing was edited, in 10,000 characters: as wording or structure, or as
  something for a person to judge. Where a converter made another character of one, both telling and silence are left
  uncounted ({wrong} such characters, {wrong_told} of them told).

In brackets: the 95 % interval of Wilson.
"""
_COLUMNS = "| {} | cases | found | at its place | kind | hidden | false | needless |\n|---|---|---|---|---|---|---|---|"


@dataclass(frozen=True)
class Measured:
    """Everything that the page says."""

    seed: str
    version: str
    python: str
    outcomes: Sequence[Outcome]
    tables: Sequence[Outcome]
    scans: Sequence[Outcome]
    shared: Sequence[Outcome]
    """Of the cases that the peers were given, what policydiff told."""
    peers: Mapping[Peer, Sequence[Outcome]]
    converters: Sequence[str]
    left_out: Sequence[str]


def page(made: Measured) -> str:
    """The whole page."""
    whole = total([*made.outcomes, *made.tables])
    texts = total(made.outcomes)
    kinds, of_tables = (
        [tally.counts["cases"] for tally in by_edit(one for one in some if one.planted).values()]
        for some in (made.outcomes, made.tables)
    )
    head = _HEAD.format(
        seed=made.seed,
        version=made.version,
        python=made.python,
        cases=texts.counts["cases"],
        characters=texts.counts["characters"],
        tables=len(made.tables),
        scans=len(made.scans) or "no",
        kinds=len(kinds),
        least=min(kinds, default=0),
        of_tables=len(of_tables),
        fewest=min(of_tables, default=0),
        converters=", ".join(made.converters) or "none",
        left_out=", ".join(made.left_out) or "nothing",
        wrong=texts.counts["wrong"],
        wrong_told=texts.counts["wrong told"],
    )
    parts = [
        head,
        "## All\n",
        _table("of", {"texts": texts, "tables": total(made.tables), **_scans(made), "**all but scans**": whole}),
        _beside(made),
        "## By kind of edit\n",
        _table("edit", by_edit([*made.outcomes, *made.tables])),
        "## By what differs besides\n\nA case counts in each row that holds of one of its copies.\n",
        _table("dress", by_noise([*made.outcomes, *made.tables])),
    ]
    return "\n".join(part for part in parts if part)


def _scans(made: Measured) -> dict[str, Tally]:
    return {"scans": total(made.scans)} if made.scans else {}


def _beside(made: Measured) -> str:
    """The peers, each on the cases that it was given."""
    if not made.peers:
        return "## Beside other tools\n\nNone of them could be installed.\n"
    rows = {f"policydiff {made.version}": total(made.shared)}
    rows |= {f"{peer.name} ({peer.version})": total(outcomes) for peer, outcomes in made.peers.items()}
    note = (
        "The same cases for all, one in every few; CollateX, which compares each token with each, has the first of\n"
        "them, line by line. None names kinds.\n"
    )
    return f"## Beside other tools\n\n{note}\n" + _table("tool", rows)


def _table(first: str, tallies: Mapping[str, Tally]) -> str:
    lines = [_COLUMNS.format(first)]
    for name, tally in tallies.items():
        cells = [
            f"{tally.counts['cases']:,}",
            _share(tally, "found", "planted"),
            _share(tally, "placed", "planted"),
            _share(tally, "named", "asked"),
            str(tally.counts["hidden"]),
            _rate(tally, "false"),
            _rate(tally, "needless"),
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _interval(low: float, high: float, written: Callable[[float], str]) -> str:
    return f"({written(low)}–{written(high)})"


def _share(tally: Tally, what: str, of: str) -> str:
    share = tally.share(what, of)
    if share is None or (what == "named" and not tally.counts["named"]):
        return "–"
    low, high = wilson(tally.counts[what], tally.counts[of])
    return f"{100 * share:.1f} % {_interval(100 * low, 100 * high, lambda value: f'{value:.1f}')}"


def _rate(tally: Tally, what: str) -> str:
    characters = tally.counts["characters"]
    if not characters:
        return "–"
    low, high = (1e4 * edge for edge in wilson(tally.counts[what], characters))
    return f"{tally.rate(what):.2f} {_interval(low, high, lambda value: f'{value:.2f}')}"
