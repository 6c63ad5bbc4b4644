# SPDX-License-Identifier: Apache-2.0
"""Pages that are laid out for good: PDF and OFD, from placed pieces of text to lines."""
