"""The changeable fields of a client, and a value of one."""

from __future__ import annotations

from dataclasses import dataclass

CONSENTS = {
    "office": "consent_office",
    "home": "home_visits",
    "phone": "consent_phone",
    "video": "consent_video",
    "digital": "consent_digital",
    "outdoors": "consent_outdoors",
}
"""The field that keeps whether the client consents to meeting in a mode, yes or no."""
CHANGEABLE = (
    "file_number",
    "given_name",
    "prefix",
    "family_name",
    "born_on",
    "municipality",
    "benefit_since",
    "phone",
    "email",
    "address",
    "postcode",
    "language",
    "preferred_mode",
    *CONSENTS.values(),
    "sectors",
    "remark",
)
"""The changeable fields of a client; dates are ISO, `sectors` is one a line, those of `CONSENTS` are yes or no."""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value of a changeable field, the event that set it, and who wrote it when."""

    event: str
    value: str | None
    by: str = ""
    at: str = ""
