# SPDX-License-Identifier: Apache-2.0
"""The library's front door: read a copy, compare two, lint one."""

from collections.abc import Sequence
from os import PathLike

from policydiff.ingest import read
from policydiff.model import Comparison, Finding, Witness
from policydiff.options import Detail, Options
from policydiff.pipeline import Prepared, compare_prepared, prepare
from policydiff.profiles import DEFAULT, Profile

Copy = str | bytes | PathLike[str] | Witness | Prepared
"""A path, bytes, a text (a `str` is a text), a witness, or a copy already prepared."""


def compare(
    a: Copy, b: Copy, *, detail: Detail = "all", profile: Profile = DEFAULT, terms: Sequence[str] = ()
) -> Comparison:
    """Compare two copies of one notice.

    A `str` is taken as the text itself, a path object as a file to read.

    Raises:
        InputError: where a copy cannot be read; the message says which and why.
    """
    options = Options(detail=detail, profile=profile, terms=tuple(terms))
    return compare_prepared(_prepared(a, "a", terms), _prepared(b, "b", terms), options)


def lint(copy: Copy, *, terms: Sequence[str] = ()) -> tuple[Finding, ...]:
    """What is wrong with one copy by itself: conversion faults, residual characters, slips of style.

    Raises:
        InputError: where the copy cannot be read.
    """
    return _prepared(copy, "text", terms).findings


def _prepared(copy: Copy, name: str, terms: Sequence[str]) -> Prepared:
    if isinstance(copy, Prepared):
        return copy
    witness = copy if isinstance(copy, Witness) else read(copy, name=name if isinstance(copy, str | bytes) else None)
    return prepare(witness, terms)


__all__ = ["Comparison", "Copy", "Finding", "Witness", "compare", "lint", "read"]
