# SPDX-License-Identifier: Apache-2.0
"""What a build and an editable installation make beforehand: templates and catalogues that load fast."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Beforehand(BuildHookInterface):
    """Called by hatchling before it collects the files of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write templates/made from the sources of this very tree."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        try:
            from policydiff.show.made import main
        finally:
            del sys.path[0]
        main()
