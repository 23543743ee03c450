"""Facts about rows of other systems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from caseload_tui.domain.facts.base import Fact, fact

CLIENT, MEETING, COMMITMENT = "client", "meeting", "commitment"
"""The kinds of record that a row can have become."""


@fact("source.seen")
class SourceSeen(Fact):
    """A row of another system was taken in: by `source` and `key` it is known again, `values` is what it said.

    `record` is `client`, `meeting` or `commitment`, and `id` names that one here.
    """

    source: str
    key: str
    record: str
    id: str
    values: Mapping[str, str] = field(default_factory=dict)
