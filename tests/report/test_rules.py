# SPDX-License-Identifier: Apache-2.0
"""Suppression rules take what they name, say so, and hide nothing."""

from pathlib import Path

import msgspec
import pytest

from policydiff import config, rules
from policydiff.decisions.applying import open_counts
from policydiff.errors import UsageError
from policydiff.ingest import apart
from policydiff.report.formats import Options, write

RULE = {
    "class": "substantive",
    "kind": "number",
    "scope": "everywhere",
    "comment": "figures are kept elsewhere",
    "author": "Li",
}

TAKES = [
    ({}, {"number"}),
    ({"kind": "polarity"}, {"polarity"}),
    ({"pattern": "^53$"}, {"number"}),
    ({"pattern": "^5$"}, set()),
    ({"class": "review"}, set()),
    ({"scope": "document"}, {"number"}),
    ({"scope": "document", "document": "*重点工作任务*"}, {"number"}),
    ({"scope": "document", "document": "别的通知"}, set()),
    ({"scope": "section", "section": "一、*"}, {"number"}),
    ({"scope": "section", "section": "二、*"}, set()),
]


@pytest.mark.parametrize(("change", "kinds"), TAKES)
def test_a_rule_takes_what_it_names(pair, change: dict[str, str], kinds: set[str]) -> None:
    """Class, kind, pattern and scope must all fit."""
    made = rules.apply(pair.comparison, rules.from_tables([RULE | change]))

    assert {d.kind for d in made.differences if d.suppressed} == kinds


@pytest.mark.parametrize("pattern", ["(" * 10_000 + ")" * 10_000, "a{99999999999999}"], ids=["deep", "often"])
def test_a_pattern_that_cannot_be_compiled_is_refused(pattern: str) -> None:
    """One that is nested or repeats beyond what Python's expressions can is the user's error."""
    with pytest.raises(UsageError, match="rule 1: the pattern is nested too deep"):
        rules.from_tables([RULE | {"pattern": pattern}])


@pytest.mark.skipif(not apart.can_fork(), reason="the system cannot copy a process")
def test_a_pattern_that_runs_away_ends(pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for patterns in differences has its bound, and the error says how to write them."""
    monkeypatch.setattr(rules, "_SECONDS", 0)
    monkeypatch.setattr(apart, "_GRACE", 0.1)
    first = pair.comparison.differences[0]
    long = msgspec.structs.replace(first, a=msgspec.structs.replace(first.a, text="文" * 40), class_="review")
    comparison = msgspec.structs.replace(pair.comparison, differences=(long,))
    made = rules.from_tables([RULE | {"class": "review", "kind": long.kind, "pattern": "^(文+)+$(?<=书)"}])

    with pytest.raises(UsageError, match="takes longer than") as error:
        rules.apply(comparison, made)

    assert "(a+)+" in error.value.cure


def test_nothing_is_hidden(pair) -> None:
    """What a rule takes is counted and listed with the rule; it only stops counting for the exit status."""
    made = rules.apply(pair.comparison, rules.from_tables([RULE]))
    page = write(made, pair.texts, "html", Options("en")).decode()

    assert made.counts == pair.comparison.counts
    assert len(made.differences) == len(pair.comparison.differences)
    assert open_counts(made)["substantive"] == pair.comparison.counts["substantive"] - 1
    assert page.count("#1 figures are kept elsewhere (Li)") >= 1
    assert "1 taken by suppression rules" in page


def test_rules_are_read_from_the_configuration(tmp_path: Path) -> None:
    """A policydiff.toml holds its rules as [[suppress]] tables, in order."""
    file = tmp_path / "policydiff.toml"
    file.write_text(
        '[[suppress]]\nclass = "review"\nkind = "vocabulary"\n[[suppress]]\nclass = "page"\npattern = "浏览量"\nscope ='
        ' "everywhere"\n',
        encoding="utf-8",
    )

    assert [(rule.number, rule.class_, rule.kind, rule.scope) for rule in config.load(file).rules] == [
        (1, "review", "vocabulary", "document"),
        (2, "page", None, "everywhere"),
    ]


REFUSED = [
    ([{"class": "wording"}], "class must be one of"),
    ([{"class": "page", "scope": "here"}], "scope must be one of"),
    ([{"class": "page", "colour": "red"}], "unknown key 'colour'"),
    ([{"class": "page", "pattern": "("}], "not a regular expression"),
    ([{"class": "page", "kind": 3}], "kind is not a string"),
    ([{"class": "substantive", "scope": "everywhere"}], "would take a whole class"),
    ([{"class": "page", "scope": "section"}], "needs the heading"),
    ({"class": "page"}, "not a list of tables"),
    ([{"class": "substantive"}], "would take a whole class"),
    ([{"class": "substantive", "document": "**"}], "would take a whole class"),
    ([{"class": "substantive", "scope": "section", "section": "*"}], "would take a whole class"),
    ([{"class": "substantive", "pattern": ""}], "found in any text"),
    ([{"class": "substantive", "scope": "everywhere", "pattern": "."}], "found in any text"),
    ([{"class": "substantive", "kind": "text", "pattern": "(?s).*"}], "found in any text"),
]


@pytest.mark.parametrize(("tables", "said"), REFUSED)
def test_rules_that_are_not_well_formed_are_refused(tables: object, said: str) -> None:
    """The error names the rule, its fault, and where to read more."""
    with pytest.raises(UsageError, match=said) as caught:
        rules.from_tables(tables)

    assert caught.value.code == "PD240"


def test_a_configuration_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """A broken file is a usage error, not a crash."""
    (tmp_path / "policydiff.toml").write_text("[[suppress]", encoding="utf-8")

    with pytest.raises(UsageError, match="TOML"):
        config.load(tmp_path / "policydiff.toml")
