# SPDX-License-Identifier: Apache-2.0
"""In which words a base copy judges: those of textual criticism (脱衍讹倒) or those of portals (漏多错颠倒)."""

from typing import Literal, get_args

TermsStyle = Literal["textual", "portal"]
TERMS_STYLES: tuple[TermsStyle, ...] = get_args(TermsStyle)
