# SPDX-License-Identifier: Apache-2.0
"""An open benchmark of planted edits: what is found, where, as what, and what is told besides, on cases that nobody has
seen."""
