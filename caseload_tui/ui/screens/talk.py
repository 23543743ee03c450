"""The screen on which a talk is written down."""

from __future__ import annotations

from caseload_tui.ui.talk.doing import InTalk
from caseload_tui.ui.talk.paper import Paper
from caseload_tui.ui.talk.recording import Recording


class TalkScreen(InTalk, Recording, Paper):
    """The paper, what can be done while one writes, and how it is recorded."""
