"""Errors a user can mend, each with a title, a message and the exit code of the command line."""

from __future__ import annotations

from typing import ClassVar


class CaseloadError(Exception):
    """Something a user can mend: what happened, and what to do about it.

    Title and message are already in the user's language. Bugs are other exceptions and are never wrapped in this one.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, title: str, message: str = "") -> None:
        super().__init__(title, message)
        self.title = title
        self.message = message

    def __str__(self) -> str:
        return f"{self.title} {self.message}".strip()


class Refused(CaseloadError):  # noqa: N818 - a refusal is an answer, not a failure
    """The rules do not allow it; nothing was written.

    `field` names what it is about, where more than one thing was given and one of them is at fault.
    """

    def __init__(self, title: str, message: str = "", field: str = "") -> None:
        super().__init__(title, message)
        self.field = field


class WrongUse(CaseloadError):  # noqa: N818 - named as the exit code is
    """The command or form was used wrongly."""

    exit_code = 2


class StoreUnusable(CaseloadError):  # noqa: N818 - named as the exit code is
    """The store cannot be used: busy, newer, damaged, in an unsafe place or locked with another key."""

    exit_code = 3
