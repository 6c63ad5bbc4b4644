# SPDX-License-Identifier: Apache-2.0
"""Writes the store that later releases must open: run once a release, `python tests/provenance/write_golden.py
VERSION`."""

import sys
import tempfile
from hashlib import sha256
from pathlib import Path

from policydiff.options import Options
from policydiff.provenance import adding
from policydiff.provenance.adding import Adder
from policydiff.provenance.assertions import assertions
from policydiff.provenance.comparing import compare_stored
from policydiff.provenance.lookup import find_copy
from policydiff.provenance.stating import claim_lineage, state
from policydiff.provenance.store import Store
from policydiff.provenance.tool import Tool, this_tool

FOLDER = Path(__file__).with_name("golden")
TEXTS = {
    "original.txt": (
        "时间：2023-02-09 浏览量：273\n"
        "关于做好防汛工作的通知\n\n各区人民政府：\n　　一、加强值守。\n　　二、按时报告。"
        "\n\n青岛市人民政府办公厅\n2023年1月30日\n"
    ),
    "copy.txt": (
        "關於做好防汛工作的通知\n\n各區人民政府：\n　　一、加強值守。\n　　二、按時報告(gào)。"
        "\n\n青島市人民政府辦公廳\n2023年1月30日\n"
    ),
}
TABLE = b"a\tb\n"
"""Stands for the tables, which would make the file a hundred times larger."""


def main(version: str) -> None:
    """Write golden/VERSION.store and the checkpoint beside it."""
    facts = {**this_tool().facts, "tables": {"small.tsv": sha256(TABLE).hexdigest()}}
    adding.this_tool = lambda: Tool(facts, {"small.tsv": TABLE})
    path = FOLDER / f"{version}.store"
    with tempfile.TemporaryDirectory() as folder, Store.create(path, operator="王", note="for later releases") as store:
        for name, text in TEXTS.items():
            (Path(folder) / name).write_bytes(text.encode("gb18030"))
        adder = Adder(store)
        adder.add_paths(
            [Path(folder) / name for name in TEXTS],
            assertions({"url": "https://example.org/", "retrieved": "2023-02"}, "options"),
        )
        compare_stored(store, "original.txt", "copy.txt", Options())
        first = state(store, find_copy(store, "copy.txt"), assertions({"note": "wrong"}, "options"))
        state(store, find_copy(store, "copy.txt"), assertions({"note": "right"}, "options"), supersedes=first)
        a, b = (one.seq for one in adder.added)
        claim_lineage(store, b, a, evidence=["gloss on 告"], strength="weak", claimant="王")
        with store.transaction() as batch:
            batch.append("group", {"members": [a, b], "basis": "inferred", "reason": "same title", "claimant": "王"})
            batch.append("fixity", {"outcome": "ok", "depth": "full"})


if __name__ == "__main__":
    main(sys.argv[1])
