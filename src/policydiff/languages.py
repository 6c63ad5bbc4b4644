# SPDX-License-Identifier: Apache-2.0
"""The languages of the interface, in the order in which every table of sentences has them."""

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
