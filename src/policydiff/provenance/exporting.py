# SPDX-License-Identifier: Apache-2.0
"""Exports and proofs as files."""

from pathlib import Path
from typing import Literal

import msgspec

from policydiff.provenance import proof
from policydiff.provenance.checking import read_checkpoints
from policydiff.provenance.dossier import Dossier
from policydiff.provenance.lookup import find_copy
from policydiff.provenance.store import Store
from policydiff.show.writing import write_file


def write_export(store: Store, dossier: Dossier, target: Path, form: str) -> tuple[Literal["bagged", "exported"], int]:
    """Write a dossier as prov-json, premis or bagit; returns how many files are in the bag, or how many copies in the
    export."""
    if form == "bagit":
        from policydiff.provenance.bag import write_bag

        return "bagged", write_bag(store, dossier, target)
    if form == "premis":
        from policydiff.provenance.premis import premis_xml

        content = premis_xml(dossier)
    else:
        from policydiff.provenance.prov_json import prov_json

        content = prov_json(dossier)
    write_file(target, content, durable=True)
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
