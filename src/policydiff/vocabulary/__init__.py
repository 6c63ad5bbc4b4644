# SPDX-License-Identifier: Apache-2.0
"""What several stages must write alike: numerals, dates, marks of redaction, private use. Patterns and tables, nothing
that judges."""
