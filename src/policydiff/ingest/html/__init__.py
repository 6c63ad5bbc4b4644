# SPDX-License-Identifier: Apache-2.0
"""Web pages: the notice's text and its lines as a browser shows them."""
