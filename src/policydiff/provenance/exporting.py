# SPDX-License-Identifier: Apache-2.0
"""Exports and proofs as files."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import msgspec

from policydiff.provenance import proof
from policydiff.provenance.checking import read_checkpoints
from policydiff.provenance.dossier import Dossier
from policydiff.provenance.lookup import find_copy
from policydiff.provenance.store import Store
from policydiff.show.writing import replacing, write_file

Written = Literal["bagged", "exported", "archived_out"]


def write_export(
    store: Store, dossier: Dossier, target: Path, form: str, info: Mapping[str, str] = MappingProxyType({})
) -> tuple[Written, int]:
    """Write a dossier as prov-json, premis, bagit, warc or wacz; returns how many files are in the bag, copies in the
    export, or records in the archive."""
    if form == "bagit":
        from policydiff.provenance.bag import write_bag

        return "bagged", write_bag(store, dossier, target, info)
    if form in ("warc", "wacz"):
        from policydiff.provenance.archive_export import write_wacz, write_warc

        return "archived_out", (write_warc if form == "warc" else write_wacz)(store, dossier, target)
    if form == "premis":
        from policydiff.provenance.premis import premis_parts

        parts = premis_parts(dossier)
    else:
        from policydiff.provenance.prov_json import prov_parts

        parts = prov_parts(dossier)
    with replacing(target, durable=True) as file:
        for part in parts:
            file.write(part)
    return "exported", len(dossier.copies)


def write_proof(store: Store, copy: str | None, since: Path | None, output: str) -> str:
    """Write the proof for a copy, or that the log extends a checkpoint; returns it as text where `output` is -."""
    seen = read_checkpoints([since]) if since is not None else []
    found = proof.consistency(store, seen[-1]) if seen else proof.inclusion(store, find_copy(store, copy or "").seq)
    content = msgspec.json.format(msgspec.json.encode(found, order="deterministic"), indent=1) + b"\n"
    if output == "-":
        return content.decode()
    write_file(Path(output), content, durable=True)
    return ""
