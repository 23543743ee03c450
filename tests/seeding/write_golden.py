"""Writes down the digests of the made-up offices anew: `python -m tests.seeding.write_golden`."""

from __future__ import annotations

import json

from tests.seeding.offices import POLICIES
from tests.seeding.test_seeding_determinism import GOLDEN, digest

if __name__ == "__main__":
    digests = {policy: digest(policy) for policy in POLICIES}
    GOLDEN.write_text(json.dumps(digests, indent=2) + "\n", encoding="utf-8")
