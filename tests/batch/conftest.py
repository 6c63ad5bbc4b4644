# SPDX-License-Identifier: Apache-2.0
"""Manifests of small notices; the helpers of this folder by their plain names."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def manifest(tmp_path: Path) -> Callable[[Sequence[tuple[str, str]]], Path]:
    """Write pairs of texts as files with a manifest in a folder, and give the manifest's path."""

    def write(pairs: Sequence[tuple[str, str]]) -> Path:
        folder = tmp_path / "pairs"
        folder.mkdir(exist_ok=True)
        lines = ["id,a,b"]
        for n, texts in enumerate(pairs, 1):
            for side, text in zip("ab", texts, strict=True):
                (folder / f"{n}{side}.txt").write_text(text, encoding="utf-8")
            lines.append(f"p{n},{n}a.txt,{n}b.txt")
        path = folder / "pairs.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write
