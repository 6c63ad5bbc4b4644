# SPDX-License-Identifier: Apache-2.0
"""What several stages must write alike: numerals, dates, redaction marks, private use. Nothing that judges."""
