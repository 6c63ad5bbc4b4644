# SPDX-License-Identifier: Apache-2.0
"""Lists of copies: which are meant by filters, and the bounds of stated times."""

from dataclasses import replace

import pytest

from policydiff.errors import InputError
from policydiff.provenance.adding import Adder
from policydiff.provenance.assertions import Assertions, assertions
from policydiff.provenance.edtf import bounds
from policydiff.provenance.listing import Choice, Row, at_address, listed
from policydiff.provenance.lookup import find_copy
from policydiff.provenance.redacting import retract
from policydiff.provenance.stating import state
from policydiff.provenance.store import Store

ROW = Row(
    2, "aa", "a.html", "关于防汛的通知", "", "https://www.example.org:8080/tz/a.html", "2023-02", "asserted", "file",
    "text/html; charset=utf-8", "observed", ("PD120",), ("Wang", "Wget/1.21"), "2026-01-01T00:00:00.000000Z", False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "first", "last"),
    [
        ("2023", "2023-01-01T00:00:00", "2023-12-31T23:59:59"),
        ("2024-02", "2024-02-01T00:00:00", "2024-02-29T23:59:59"),
        ("2023-02-10~", "2023-02-10T00:00:00", "2023-02-10T23:59:59"),
        ("2023-02-XX", "2023-02-01T00:00:00", "2023-02-28T23:59:59"),
        ("202X", "2020-01-01T00:00:00", "2029-12-31T23:59:59"),
        ("2023-21", "2023-01-01T00:00:00", "2023-12-31T23:59:59"),
        ("2023-01/2023-03", "2023-01-01T00:00:00", "2023-03-31T23:59:59"),
        ("2023-01/..", "2023-01-01T00:00:00", "9999"),
        ("2023-02-10T03:04:05Z", "2023-02-10T03:04:05", "2023-02-10T03:04:05"),
        ("2023-02-10T03:04+08:00", "2023-02-10T03:04:00", "2023-02-10T03:04:59"),
        ("2023-02-10T03:04:05.123456Z", "2023-02-10T03:04:05", "2023-02-10T03:04:05"),
    ],
)
def test_a_stated_time_has_bounds(stated: str, first: str, last: str) -> None:
    """The first and the last second that it may mean."""
    assert bounds(stated) == (first, last)


@pytest.mark.parametrize("stated", ["unknown", "", "yesterday", "2023-02-30"])
def test_what_is_no_time_has_none(stated: str) -> None:
    """Neither has what nobody knows."""
    assert bounds(stated) is None


@pytest.mark.parametrize(
    ("wanted", "lies"),
    [
        ("example.org", True),
        ("www.example.org", True),
        ("WWW.example.org:8080", True),
        ("example.org/tz/", True),
        ("https://www.example.org:8080/tz", True),
        ("ample.org", False),
        ("example.org/other", False),
        ("http://www.example.org:8080/tz", False),
        ("example.org.evil.net", False),
    ],
)
def test_an_address_is_asked_for_by_its_beginning_or_its_host(wanted: str, lies: bool) -> None:
    """A host means what is below it; a part of a name is no host."""
    assert at_address(ROW.url, wanted) is lies


@pytest.mark.parametrize(
    ("choice", "means"),
    [
        (Choice(), True),
        (Choice(start="2023-02-15", end="2023-02-16"), True),
        (Choice(start="2023-03"), False),
        (Choice(end="2023-01"), False),
        (Choice(media_type="text/html"), True),
        (Choice(media_type="text/"), True),
        (Choice(media_type="text"), False),
        (Choice(source="capture"), False),
        (Choice(text="not_examined"), False),
        (Choice(problem="PD120"), True),
        (Choice(problem="any"), True),
        (Choice(problem="PD12"), False),
        (Choice(agent="wget"), True),
        (Choice(agent="Li"), False),
        (Choice(url="example.org", media_type="text/html", agent="Wang", source="file"), True),
        (Choice(url="example.org", media_type="text/html", agent="Wang", source="capture"), False),
    ],
)
def test_all_filters_must_hold(choice: Choice, means: bool) -> None:
    """A copy is listed that fits each filter; one whose month may hold the day that is asked for, too."""
    assert choice.means(ROW) is means


def test_a_copy_without_a_date_is_in_no_range() -> None:
    """Nobody knows when it was fetched: the time at which it was taken in does not stand for that."""
    undated = replace(ROW, date="", date_basis="", problems=())
    assert not Choice(start="2020").means(undated)
    assert not Choice(problem="any").means(undated)


def test_what_was_said_later_counts(filled_with_texts: Store) -> None:
    """An address and a time that a note gives, and a retraction, are in the list; a filter that fits none says so, with
    what was asked."""
    store = filled_with_texts
    first = listed(store).rows[0]
    assert (first.url, first.date, first.source, first.text) == ("", "", "file", "observed")
    copy = find_copy(store, str(first.entry))
    state(store, copy, assertions({"url": "https://example.org/a", "retrieved": "2023-02"}, "options"))
    retract(store, copy, "重复")
    found = listed(store, Choice(url="example.org", start="2023-01"))
    assert [(row.entry, row.date_basis, row.retracted) for row in found.rows] == [(copy.seq, "asserted", True)]
    assert found.total == 2
    with pytest.raises(InputError, match=r"2 copies, none of them with --to 2022, --agent Li") as caught:
        listed(store, Choice(end="2022", agent="Li"))
    assert caught.value.code == "PD409"


@pytest.fixture
def filled_with_texts(tmp_path, clock) -> Store:  # type: ignore[no-untyped-def]
    opened = Store.create(tmp_path / "s.store", clock=clock)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"关于防汛的通知\n\n一、{name}。\n", "utf-8")
    Adder(opened).add_paths([tmp_path / "a.txt", tmp_path / "b.txt"], Assertions())
    return opened
