# SPDX-License-Identifier: Apache-2.0
"""`policydiff store` with anchors and dossiers: what a person types from the request to the sealed bag."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("rfc3161_client")

from tests.cli.test_store import store  # noqa: F401  # a fixture
from tests.provenance.authority import Authority, Signer, note

Invoke = Callable[..., tuple[int, str, str]]


def test_from_the_request_to_what_verify_says(store: Invoke, tmp_path: Path) -> None:  # noqa: F811
    """The request is written, answered, and anchored; `verify` names it, in words and as JSON; the auditor's own
    certificate counts for more; a refused file is error and status 2."""
    authority = Authority(tmp_path)
    assert store("checkpoint", "-o", "then.txt", "--request", "then.tsq")[0] == 0
    Path("then.tsr").write_bytes(authority.stamp(Path("then.tsq").read_bytes()))
    Path("root.pem").write_bytes(authority.root.pem)

    status, out, _ = store("anchor", "then.tsr", "--certificate", "root.pem", "--operator", "Wang")
    assert status == 0
    assert "time stamp by CN=Stamper: the first 5 entries were in this store by 20" in out
    assert "kept before" in store("anchor", "then.tsr", "--certificate", "root.pem")[1]
    status, out, _ = store("verify")
    assert status == 0
    assert "anchor: entry 5, time stamp by CN=Stamper" in out
    assert "what was kept beside it" in out
    assert "checked with what you gave" in store("verify", "--quick", "--certificate", "root.pem")[1]
    told = json.loads(store("verify", "--format", "json")[1])
    assert [(one["form"], one["size"], one["proven"]) for one in told["anchors"]] == [("rfc3161", 5, True)]
    shown = json.loads(store("show", "a.txt", "--format", "json")[1])
    assert [(one["entry"], one["by"]) for one in shown["anchors"]] == [(5, "CN=Stamper")]
    assert f"in this store by {shown['anchors'][0]['time']}: CN=Stamper (entry 5" in store("show", "a.txt")[1]
    status, out, err = store("anchor", "a.txt", "--certificate", "root.pem")
    assert (status, "error[PD441]" in err, "help:" in err) == (2, True, True)
    assert store("log", "--from", "5")[1].splitlines()[0].split()[3:6] == ["anchor", "by", "Wang"]


def test_keys_from_a_file_and_a_dossier(store: Invoke) -> None:  # noqa: F811
    """A file of keys serves as --key; the dossier names its anchors and its page, which `page` writes alike."""
    signer = Signer("archive.example")
    assert store("checkpoint", "-o", "then.txt")[0] == 0
    Path("then.note").write_bytes(note(Path("then.txt").read_text("utf-8"), signer))
    Path("keys.txt").write_text(f"# the archive's\n{signer.key}\n", "utf-8")

    assert "signed by archive.example" in store("anchor", "then.note", "--key", "keys.txt")[1]
    status, out, _ = store("seal", "-o", "dossier", "--program", "none", "--bag-info", "Contact-Name=Wang")
    assert status == 0
    assert "with 1 anchors" in out
    from policydiff.cli.boundary import run
    from policydiff.cli.main import cli

    assert run(cli, ["store", "page", "-o", "page.html"]) == 0
    assert Path("page.html").read_bytes() == Path("dossier/verify.html").read_bytes()
    assert "Contact-Name: Wang" in Path("dossier/bag-info.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("--key", "nothing"), "PD445"),
        (("--certificate", "a.txt"), "PD445"),
        (("--block-header", "00"), "PD445"),
        (("--certificate", "no.pem"), "PD445"),
    ],
)
def test_what_is_no_trust_is_refused_first(store: Invoke, args: tuple[str, ...], code: str) -> None:  # noqa: F811
    """A key, certificate or header that is none is an error before anything is looked at."""
    status, _, err = store("verify", *args)
    assert (status, f"error[{code}]" in err) == (2, True), err
