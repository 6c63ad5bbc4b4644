# SPDX-License-Identifier: Apache-2.0
"""Word processors and spreadsheets: DOCX, ODT, XLSX, ODS."""
