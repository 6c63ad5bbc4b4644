# SPDX-License-Identifier: Apache-2.0
"""Figures, not tests: how policydiff compares with a pipeline that one would write by hand, in one run on one
machine."""
