# SPDX-License-Identifier: Apache-2.0
"""index.html: all pairs of a run, worst first, in pages that load nothing and need no script."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from policydiff import __version__
from policydiff.batch.outputs import Entry
from policydiff.batch.row import Told
from policydiff.batch.summary import Summary
from policydiff.languages import Counted
from policydiff.model import CLASSES, TELLING
from policydiff.show.assets import asset, environment, policy
from policydiff.show.i18n import Catalogue, catalogue, number, tables
from policydiff.show.visible import plain
from policydiff.show.writing import replacing

PAGE = 5000
"""Rows of one page, about 3 MB: what a browser still sorts in well under a second."""
FINDINGS = 3
"""Differences that a row shows; those beyond are counted."""
_RANKS = ("identical", "equivalent", "review", "different", "error")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of the table, empty for none."""

    text: str
    telling: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference of a pair as its row shows it; `new` since the earlier run."""

    kind: str
    high: bool
    a: str
    b: str
    unit: str
    new: str


@dataclass(frozen=True, slots=True)
class Line:
    """A pair as its row says it."""

    id: str
    files: tuple[str, str] | None
    report: str
    title: str
    verdict: str
    verdict_name: str
    rank: int
    note: str
    state: str
    """What a filter asks for: `fresh` where something is new, `heavy` where something is serious."""
    findings: Sequence[Finding]
    more: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of the table."""

    key: str
    name: str
    number: bool = False
    explain: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """A verdict and how many pairs have it."""

    key: str
    name: str
    count: str


@dataclass(frozen=True, slots=True)
class Unpaired:
    """The files of one folder that have no partner."""

    name: str
    files: Sequence[str]


@dataclass(frozen=True, slots=True)
class View:
    """One page as the template prints it; `rows` is read once."""

    lang: str
    title: str
    words: Mapping[str, str]
    pairs: str
    verdicts: Sequence[Tally]
    extra: Sequence[Tally]
    """The filters beside those of verdicts: what is serious, what is new."""
    since: str
    unpaired: Sequence[Unpaired]
    unpaired_words: str
    columns: Sequence[Column]
    rows: Iterable[Line]
    pages: int
    page: str
    previous: str
    next: str
    tool: str


@cache
def words_of(lang: str) -> Mapping[str, str]:
    """The index's own words in one language."""
    return tables(f"batch/{lang}.toml")


def write_index(folder: Path, entries: Iterator[Entry], summary: Summary, profile: str, lang: str) -> None:
    """Write index.html, and index-2.html and on where there are more than PAGE pairs; pages of an earlier run that are
    too many go."""
    style, script = asset("batch.css"), asset("batch.js")
    template = environment().get_template("batch.html.j2")
    pages = max(1, -(-summary.pairs // PAGE))
    for page in range(1, pages + 1):
        view = _view(islice(entries, PAGE), summary, profile, catalogue(lang), page, pages)
        stream = template.stream(view=view, policy=policy(style, script), style=style.markup, script=script.markup)
        stream.enable_buffering(200)
        with replacing(folder / _file(page)) as file:
            stream.dump(file, "utf-8")
    for stale in folder.glob("index-*.html"):
        if (found := stale.stem.removeprefix("index-")).isdigit() and int(found) > pages:
            stale.unlink()


def _file(page: int) -> str:
    return "index.html" if page == 1 else f"index-{page}.html"


def _view(entries: Iterator[Entry], summary: Summary, profile: str, names: Catalogue, page: int, pages: int) -> View:
    words = words_of(names.lang)
    unpaired = [
        Unpaired(words[f"unpaired_{side}"], [plain(file) for file in files])
        for side, files in summary.unpaired.items()
        if files
    ]
    return View(
        lang=names.lang,
        title=words["title"],
        words=words,
        pairs=words["pairs_one" if summary.pairs == 1 else "pairs_other"].format(n=number(summary.pairs)),
        verdicts=_tallies(summary, words, names),
        extra=[Tally("heavy", words["only_high"], "")]
        + ([Tally("fresh", words["only_new"], number(summary.since["new_pairs"]))] if summary.since else []),
        since=_since(summary, words),
        unpaired=unpaired,
        unpaired_words=words["unpaired"].format(n=number(sum(len(side.files) for side in unpaired))),
        columns=_columns(words, names, since=summary.since is not None),
        rows=(_line(found, words, names, since=summary.since is not None) for found in entries),
        pages=pages,
        page=words["page"].format(n=page, total=pages),
        previous=_file(page - 1) if page > 1 else "",
        next=_file(page + 1) if page < pages else "",
        tool=words["tool"].format(version=__version__, profile=plain(profile)),
    )


def _since(summary: Summary, words: Mapping[str, str]) -> str:
    counts = summary.since
    if counts is None:
        return ""
    places = {"new": "new", "pairs": "new_pairs", "still": "still", "gone": "gone"}
    return words["since"].format(**{place: Counted(number(counts[name])) for place, name in places.items()})


def _tallies(summary: Summary, words: Mapping[str, str], names: Catalogue) -> list[Tally]:
    errors = [Tally("error", words["errors"], number(summary.errors))] if summary.errors else []
    return errors + [
        Tally(key, names.name("verdict", key), number(summary.verdicts[key]))
        for key in reversed(_RANKS[:-1])
        if summary.verdicts[key]
    ]


def _columns(words: Mapping[str, str], names: Catalogue, *, since: bool) -> list[Column]:
    texts = [Column(key, words[f"column_{key}"]) for key in ("id", "verdict", "findings")]
    own = [
        Column(key, words[f"column_{key}"], number=True) for key in (("new", "gone", "high") if since else ("high",))
    ]
    counts = [Column(key, names.name("class", key), number=True) for key in CLASSES]
    return [
        *texts,
        *own,
        *counts,
        Column("errata", words["column_errata"], number=True),
        Column("complete", words["column_complete"]),
    ]


def _line(found: Entry, words: Mapping[str, str], names: Catalogue, *, since: bool) -> Line:
    pair, row = found.pair, found.row
    files = None if pair.id == pair.a == pair.b else (plain(pair.a), plain(pair.b))
    report = f"reports/{quote(found.report)}" if found.report else ""
    if row is None:
        note = names.labelled(found.failure.code, plain(found.failure.told(names.lang))) if found.failure else ""
        cells = [Cell("")] * (len(CLASSES) + 3 + 2 * since)
        return Line(plain(pair.id), files, "", "", "error", words["errors"], len(_RANKS) - 1, note, "", (), "", cells)
    changed = (
        [Cell(_some(found.changed.new), True), Cell(_some(found.changed.gone))]
        if since and found.changed is not None
        else []
    )
    counts = [Cell(_some(row.counts.get(name, 0)), name in TELLING) for name in CLASSES]
    whole = Cell(words["yes" if all(row.complete) else "no"])
    fresh = found.changed.fresh if found.changed is not None else frozenset()
    told = [*(one for one in row.told if one.id in fresh), *(one for one in row.told if one.id not in fresh)][:FINDINGS]
    rest = len(row.telling) - len(told) if told else 0
    return Line(
        plain(pair.id),
        files,
        report,
        plain(row.title) or words["untitled"],
        row.verdict,
        names.name("verdict", row.verdict),
        _RANKS.index(row.verdict),
        names.name("relation", row.relation) if row.relation != "copy" else "",
        " ".join(["heavy"] * bool(row.high) + ["fresh"] * bool(fresh)),
        [_finding(one, words["new"] if one.id in fresh else "", names) for one in told],
        words["more"].format(n=number(rest)) if rest > 0 else "",
        [*changed, Cell(_some(row.high), True), *counts, Cell(_some(sum(row.errata))), whole],
    )


def _finding(told: Told, new: str, names: Catalogue) -> Finding:
    unit = plain(told.unit) or names.name("unit", told.unit_kind)
    if told.row:
        unit = f"{names.t('ui.table_row', n=told.row)} {unit}"
    return Finding(names.name("kind", told.kind), told.high, plain(told.a), plain(told.b), unit, new)


def _some(count: int) -> str:
    return str(count) if count else ""
