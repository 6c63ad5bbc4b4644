# SPDX-License-Identifier: Apache-2.0
"""Writers of test files: the lines of a notice in the formats that the readers take."""
