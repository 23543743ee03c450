"""The closed word lists of the format: what a key may say where only the program's own words have a meaning."""

from __future__ import annotations

from caseload_tui.domain import policy

STATUSES = ("adopted", "concept")
SESSIONS = ("individual", "group")
MODES = ("office", "home", "phone", "video", "digital", "outdoors")
PARTICIPANTS = ("client", "employer", "partner")
CLIENTS = ("new", "existing")
DURING = ("active", "aftercare")
TIMES_A_YEAR = (1, 2, 3, 4, 6, 12)
APPROVAL_FOR = ("all", "fallback")
NO_SHOW_ACTIONS = ("invite", "hand_over", "meeting", "escalate", "note")
SIZE_UNITS = ("person", "benefit", "household", "share", "fte")
BETTER = ("high", "low")
FORMULAS = ("count", "outflow_share", "coverage", "entered")
COUNTED = (
    "work_full",
    "work_part",
    "hours_increase",
    "education",
    "other_income",
    "referral",
    "participation",
    "prevented_inflow",
    "volunteering",
)
MANUAL = "manual:"
OUTFLOW_CATEGORIES = policy.OUTFLOW_CATEGORIES
WORDS = ("client", "group", "consultant")
LANGUAGES = ("nl", "en")
NONE = "none"
TOTAL = "total"
EVERYTHING = "*"
RESERVED_IDS = {
    "kinds": ("any", "registration", "placement"),
    "dates": ("any", "registration", "placement"),
    "roles": ("client", "employer", "partner", "none"),
    "organisations": ("client", "none"),
    "groups": ("total",),
    "target_groups": ("total",),
}
