# SPDX-License-Identifier: Apache-2.0
"""Corrections as tracked changes of a Word document: the copy's own file, or a plain page of its text."""
