# SPDX-License-Identifier: Apache-2.0
"""What the house asks of a command, loaded; a configuration that nobody named is said."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policydiff.house import House
    from policydiff.show.styles import TermsStyle


def house_of(
    config: Path | None, profile: str | None, decisions: Path | None, terms_style: "TermsStyle | None" = None
) -> "House":
    """As `house.load`; where the configuration was found in the folder, it is named with its hash.

    Raises:
        UsageError, InputError: as `house.load`.
    """
    from policydiff import house
    from policydiff.cli.boundary import say_warning

    found = house.load(config, profile, decisions, terms_style)
    if found.found:
        say_warning(found.found)
    return found
