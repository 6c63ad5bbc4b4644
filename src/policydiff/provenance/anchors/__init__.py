# SPDX-License-Identifier: Apache-2.0
"""Anchors: what others have signed or stamped of a store's checkpoint, and what it proves."""
