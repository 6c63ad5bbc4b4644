# SPDX-License-Identifier: Apache-2.0
"""Which files are copies of one notice, and which are its other editions or forward it."""
