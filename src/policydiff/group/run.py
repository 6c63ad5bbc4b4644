# SPDX-License-Identifier: Apache-2.0
"""Finds the copies of one notice among files: read, sketch, compare the likely ones, join the sure ones."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from policydiff.batch.failure import Failure
from policydiff.batch.folders import files_under, shown
from policydiff.batch.lanes import Job, Lane
from policydiff.batch.manifest import Pair
from policydiff.batch.supervisor import Supervisor, chunks
from policydiff.copies import ReadingOptions, locate
from policydiff.group.clusters import Clusters, Near
from policydiff.group.profile import File, Profile, Profiles, Settings, failed, read_chunk, read_here, skeleton_of
from policydiff.group.result import SCHEMA, Group, Groups, Member, NearFile
from policydiff.group.warm import load
from policydiff.model import Problem, Reason
from policydiff.reasons import say

CHUNK = 250
"""Files handed over at a time, at about a quarter of a millisecond each."""
_RENEW_AFTER = 20_000
"""Files after which a process is exchanged: reading one takes a tenth of the time of comparing a pair, and starting a
process a third of a second."""
_FEW = 64
"""So few files are read here: starting processes would take longer."""

Lanes = Callable[[Job, int], Sequence[Lane]]


def find_groups(
    paths: Sequence[Path],
    lanes: Lanes,
    settings: Settings = Settings(50.0),  # noqa: B008 (frozen)
    skip: Path | None = None,
) -> Groups:
    """The groups among all files in `paths`, folders with all below them; what lies under `skip` is passed over.

    Raises:
        PolicydiffError: PD310 where no worker can run.
    """
    found = dict.fromkeys(file for file in files_under(paths) if skip is None or not file.is_relative_to(skip))
    files = [File(number, path.absolute(), shown(path)) for number, path in enumerate(found)]
    read = _read(files, lanes, settings)
    where = {file.name: file.path for file in files}
    problems = tuple(_problem(files[one.number], one.failure) for one in read if one.failure is not None)
    profiles = [profile for one in read for profile in one.profiles]
    return msgspec.structs.replace(group_profiles(profiles, where, settings.reading), problems=problems)


def _problem(file: File, failure: Failure) -> Problem:
    """Why a file is in no group; the message begins with its name."""
    told = failure.message.startswith(file.name)
    last = failure.said[-1] if failure.said else None
    return Problem(
        failure.code,
        failure.message if told else f"{file.name}: {failure.message}",
        rule=last if isinstance(last, Reason) else None,
    )


def _read(files: Sequence[File], lanes: Lanes, settings: Settings) -> list[Profiles]:
    if len(files) <= _FEW:
        return read_here(files, settings)
    size = max(1, min(CHUNK, len(files) // 8))
    made = lanes(Job(read_chunk, settings, load, _RENEW_AFTER), -(-len(files) // size))
    supervisor: Supervisor[File, Profiles] = Supervisor(made, failed, settings.seconds)
    read = [one for some in supervisor.run(chunks(files, size)) for one in some]
    return sorted(read, key=lambda one: one.number)


def group_profiles(profiles: Sequence[Profile], where: Mapping[str, Path], reading: ReadingOptions) -> Groups:
    """Groups of two and more, or with something near, by their first files; and the names of those alone."""
    alike: dict[bytes, list[Profile]] = defaultdict(list)
    first: dict[bytes, int] = {}
    for at, profile in enumerate(profiles):
        alike[profile.digest].append(profile)
        first.setdefault(profile.digest, at)
    unique = list(first.values())
    kept = [_named(alike[profiles[at].digest]) for at in unique]
    clusters = Clusters(kept, lambda at: skeleton_of(where[kept[at].path], kept[at].part, reading))
    clusters.find()
    place = {profiles[at].digest: n for n, at in enumerate(unique)}
    members: dict[int, list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        members[clusters.root(place[profile.digest])].append(at)
    near = _near(clusters)
    told = {
        root: _group([(profiles[at], clusters.similarity(root, place[profiles[at].digest])) for at in some])
        for root, some in members.items()
    }
    groups = [_with_near(told[root], near[root], told) for root, some in members.items() if len(some) > 1 or near[root]]
    alone = [profiles[some[0]].name for root, some in members.items() if len(some) == 1 and not near[root]]
    return Groups(SCHEMA, tuple(groups), tuple(alone), (), clusters.over_budget)


def _named(same: Sequence[Profile]) -> Profile:
    """The first of several copies of one text, with the heading of most: joined lines can hide a title."""
    headings = Counter(profile.heading for profile in same if profile.heading.core)
    if len(headings) < 2:
        return same[0]
    heading = headings.most_common(1)[0][0]
    return msgspec.structs.replace(
        same[0], heading=heading, title=_title([one for one in same if one.heading == heading])
    )


def _title(profiles: Sequence[Profile]) -> str:
    """The title of most of them, as most of those that have it write it."""
    titles = Counter(profile.heading.title for profile in profiles if profile.heading.title).most_common(1)
    written = Counter(profile.title for profile in profiles if titles and profile.heading.title == titles[0][0])
    return written.most_common(1)[0][0] if written else ""


def _near(clusters: Clusters) -> dict[int, dict[int, Near]]:
    """For each group the groups near it, each with the pair that stands closest."""
    found: dict[int, dict[int, Near]] = defaultdict(dict)
    for near in clusters.near:
        a, b = clusters.root(near.a), clusters.root(near.b)
        if a == b:
            continue
        for one, other in ((a, b), (b, a)):
            known = found[one].get(other)
            if known is None or near.similarity > known.similarity:
                found[one][other] = near
    return found


def _group(members: Sequence[tuple[Profile, float]]) -> Group:
    """A group of copies, each with what it shares with the first."""
    headings = [profile.heading for profile, _ in members]
    number = Counter(heading.number for heading in headings if heading.number).most_common(1)
    date = Counter(heading.date for heading in headings if heading.date).most_common(1)
    return Group(
        id=f"g{min(profile.digest for profile, _ in members).hex()[:10]}",
        title=_title([profile for profile, _ in members]),
        number=number[0][0] if number else "",
        date=date[0][0] if date else "",
        members=tuple(Member(profile.name, round(similarity, 3)) for profile, similarity in members),
        near=(),
    )


def _with_near(group: Group, near: Mapping[int, Near], told: Mapping[int, Group]) -> Group:
    files = [
        NearFile(
            member.path,
            told[other].id,
            round(found.similarity, 3),
            found.relation.kind,
            tuple(map(say, found.relation.reasons)),
            found.relation.reasons,
        )
        for other, found in sorted(near.items(), key=lambda item: (-item[1].similarity, item[0]))
        for member in told[other].members
    ]
    return Group(group.id, group.title, group.number, group.date, group.members, tuple(files))


def pair_groups(groups: Groups) -> tuple[Pair, ...]:
    """A pair for each copy in a group, the group's first against it; the first notice on a page is `page#1`."""
    names = [member.path for group in groups.groups for member in group.members] + list(groups.alone)
    pages = {name.removesuffix(f"#{notice}") for name in names if (notice := locate(Path(name)).notice) is not None}
    pairs: list[Pair] = []
    for group in groups.groups:
        first, *others = (f"{member.path}#1" if member.path in pages else member.path for member in group.members)
        for copy in others:
            files = Path(first).absolute(), Path(copy).absolute()
            pairs.append(Pair(f"{group.id}-{len(pairs) + 1}", first, copy, *files, columns={"group": group.id}))
    return tuple(pairs)
