# SPDX-License-Identifier: Apache-2.0
"""What every output needs to put words before people: the catalogues, text made safe to show, the templates, tables of
formats, files written whole."""
