# SPDX-License-Identifier: Apache-2.0
"""Terms are explained, schemas are current."""

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from policydiff import schemas
from policydiff.errors import UsageError
from policydiff.explanations import explain, explanations
from policydiff.model import CLASSES, Comparison
from policydiff.schemas.lines import BatchLine, LintLine
from policydiff.show.i18n import catalogue


def test_every_explanation_is_whole() -> None:
    """Each says what it means, shows an example and what to do; a kind names its class."""
    found = [entry for entries in explanations().values() for entry in entries]

    assert [entry.term for entry in found if not (entry.what and entry.example and entry.do)] == []
    assert {entry.belongs for entry in found if entry.sort == "kind"} <= set(CLASSES)
    assert {entry.term for entry in found if entry.sort == "class"} == set(CLASSES)


def test_every_kind_that_a_comparison_tells_is_explained(pair, faulty_pair) -> None:
    """No kind of a difference or an erratum is without an explanation."""
    kinds = {d.kind for made in (pair, faulty_pair) for d in made.comparison.differences}
    kinds |= {f.kind for f in faulty_pair.comparison.b.findings}

    assert kinds - set(explanations()) == set()


@pytest.mark.parametrize(
    ("term", "sorts"),
    [
        ("PD510", ["code"]),
        ("pd510", ["code"]),
        ("Number", ["kind"]),
        ("unit-added", ["kind"]),
        ("review", ["verdict", "class"]),
        ("数字", ["kind"]),
        ("數字", ["kind"]),
        ("「簡繁兩可」", ["kind"]),
        ("unit of quantity", ["kind"]),
        ("文字", ["class", "kind"]),
        ("存疑", ["verdict", "class"]),
    ],
)
def test_terms_are_found_in_any_spelling(term: str, sorts: list[str]) -> None:
    """Upper case, hyphens and spaces do not matter, a name in any language will do; what has two meanings has both."""
    assert [entry.sort for entry in explain(term)] == sorts


def test_an_unknown_term_is_answered_with_the_nearest() -> None:
    """A misspelt kind is guessed."""
    with pytest.raises(UsageError) as caught:
        explain("nummber")

    assert (caught.value.code, caught.value.cure) == (
        "PD232",
        "did you mean number, renumbered, doc_number? `policydiff explain` alone lists what it knows",
    )


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("PD115", "the nearest codes are PD112, PD113, PD114;"),
        ("pd0", "the nearest codes are PD001, PD100, PD101;"),
        ("205", "PD205"),
        ("PD2O5", "did you mean PD"),
        ("xyzzy", "`policydiff explain` alone lists what it knows"),
        ("数子", "did you mean 数字"),
    ],
)
def test_an_unknown_code_is_answered_with_the_codes_near_it(term: str, said: str) -> None:
    """By number, as codes are written; a term like nothing known gets the way to the list."""
    with pytest.raises(UsageError) as caught:
        explain(term)

    assert said in caught.value.cure
    assert "pd" not in caught.value.cure


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant"])
def test_every_name_in_a_report_is_explained(lang: str) -> None:
    """Each name of a kind, a class or a verdict in Chinese leads to that term."""
    tables = catalogue(lang).tables
    named = [
        (tables[one.sort][one.term], one) for some in explanations().values() for one in some if one.sort != "code"
    ]

    assert [name for name, one in named if one not in explain(name)] == []


def promised() -> list[str]:
    """Every field of every schema: its type, its name, and whether it is always there."""
    parts = {
        name: part for output in schemas.names() for name, part in json.loads(schemas.schema(output))["$defs"].items()
    }
    return [
        f"{name}.{field}{' (always)' if field in part.get('required', ()) else ''}"
        for name, part in sorted(parts.items())
        for field in sorted(part.get("properties", {}))
    ]


def test_no_field_is_taken_out_of_a_schema(root: Path) -> None:
    """Programs rely on the fields that fields.txt lists; a new one is added to that list."""
    assert promised() == (root / "tests/report/fields.txt").read_text(encoding="utf-8").splitlines()


def test_a_schema_names_the_fields_of_the_contract() -> None:
    """A comparison's schema requires what every reader may rely on."""
    schema = json.loads(schemas.schema("comparison"))
    comparison = schema["$defs"]["Comparison"]

    assert schema["$ref"] == "#/$defs/Comparison"
    assert {"schema", "tool", "relation", "a", "b", "verdict", "counts", "units", "differences"} <= set(
        comparison["required"]
    )


def test_what_is_written_fits_its_schema(run_policydiff, corpus, tmp_path) -> None:
    """The lines of lint and of a batch, and a comparison, read back as the types that their schemas are made from."""
    a, b = (Path(shutil.copy(path, tmp_path)) for path in corpus["paths"])
    (tmp_path / "pairs.csv").write_text(f"a,b\n{a.name},{b.name}\n{a.name},absent.txt\n", encoding="utf-8")
    linted = run_policydiff("lint", b, "--format", "json").stdout
    compared = run_policydiff("compare", a, b, "--format", "json").stdout
    run_policydiff("batch", tmp_path / "pairs.csv", "-o", tmp_path / "out")
    pairs = [
        msgspec.json.decode(line, type=BatchLine)
        for line in (tmp_path / "out" / "results.jsonl").read_bytes().splitlines()
    ]

    assert len(msgspec.json.decode(linted, type=LintLine, strict=True).findings) == 45
    assert msgspec.json.decode(compared, type=Comparison).verdict == "equivalent"
    assert [bool(pair.comparison) for pair in pairs] == [True, False]
    assert pairs[1].error is not None


def test_commands_explain_and_print_schemas(run_policydiff) -> None:
    """`explain` and `schema` answer on standard output, to Chinese names too; an unknown name is a usage error."""
    explained = run_policydiff("explain", "fault")
    schema = run_policydiff("schema", "处理意见")
    unknown = run_policydiff("schema", "report")

    assert explained.stdout.decode().startswith("fault (kind of class script)\n")
    assert json.loads(schema.stdout)["title"]
    assert (unknown.returncode, unknown.stderr.decode().splitlines()[0]) == (
        2,
        "error[PD233]: there is no schema 'report'",
    )
