# SPDX-License-Identifier: Apache-2.0
"""Pages that are pictures, scans and photographs: recognized, with how sure each character is and where it stands."""
