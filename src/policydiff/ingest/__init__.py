# SPDX-License-Identifier: Apache-2.0
"""From files to witnesses: bytes, their decoding, and what each format can say besides text."""

from policydiff.ingest.read import read

__all__ = ["read"]
