# SPDX-License-Identifier: Apache-2.0
"""PDF files made at random are read as they were written."""

from collections.abc import Callable

import pytest
from made.drawn import pdf_of
from made.random_pages import SEEDS, Sample, sample
from made.random_tables import tables

from policydiff.ingest.printed.pdf import read_pdf


@pytest.mark.parametrize("make", [sample, tables])
@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_written_is_read(seed: int, make: Callable[[int], Sample]) -> None:
    """No word is lost, none stands elsewhere, and no word is taken for a reading, however the pages lie and are
    drawn."""
    made = make(seed)
    reading = read_pdf(pdf_of(made.pages))
    assert "".join(reading.text.split()) == made.text
    assert tuple(event.text for event in reading.events if event.kind == "ruby") == made.readings
    assert {event.kind for event in reading.events} <= {"ruby", "page_break", "line_wrap"}
