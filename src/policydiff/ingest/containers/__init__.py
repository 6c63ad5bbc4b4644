# SPDX-License-Identifier: Apache-2.0
"""Files that hold other files: web archives, mails, ZIP archives, compressed files."""
