# SPDX-License-Identifier: Apache-2.0
"""The copies in corpus/ are the bytes that the manifest describes."""

from hashlib import sha256
from typing import Any


def test_copies_are_unaltered(corpus: dict[str, Any]) -> None:
    """Every copy has the size and the digest that were written down when it was received."""
    facts = {copy["file"]: (copy["size"], copy["sha256"]) for copy in corpus["copy"]}

    found = {
        path.name: (len(data := path.read_bytes()), sha256(data).hexdigest()) for path in corpus["folder"].glob("*.txt")
    }

    assert facts == found


def test_git_leaves_the_bytes_alone(root: Any) -> None:
    """Line ends of the copies are never converted on checkout."""
    assert "corpus/*.txt -text" in (root / ".gitattributes").read_text(encoding="utf-8").splitlines()
