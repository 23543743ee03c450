"""Commands of the team: who works here, how much, and when not."""

from __future__ import annotations

from textual.message import Message

from caseload_tui.i18n import tr
from caseload_tui.ui.commands.base import DEEDS, GOING, Command, OnClient, Texts, needed
from caseload_tui.ui.intents import team as team_intents
from caseload_tui.ui.targets import Target


class AddConsultant(Command):
    """Somebody begins to work here."""

    id, key, section, weight = "add_consultant", "n", DEEDS, 95

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Say who begins to work here: name, function, roles, fte and days.")
        return Texts(tr("new"), tr("Add a {consultant}"), said)

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        return team_intents.AddConsultant()


class _OnConsultant(Command):
    """Needs somebody who works here under the cursor; the list of figures says who that is."""

    section = DEEDS
    intent: type[
        team_intents.ChangeConsultant
        | team_intents.GiveLeave
        | team_intents.HandCaseloadOver
        | team_intents.ShowHistory
        | team_intents.EndConsultant
    ]


class ChangeConsultant(_OnConsultant):
    """Change name, function, roles, fte or days."""

    id, key, weight, intent = "change_consultant", "e", 16, team_intents.ChangeConsultant

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Change name, function, roles, fte or days from a day on.")
        return Texts(tr("change"), tr("Change the {consultant}"), said)


class GiveLeave(_OnConsultant):
    """Leave."""

    id, key, weight, intent = "leave", "v", 17, team_intents.GiveLeave

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("time off"), tr("Time off"), tr("Record leave, change its last day, or withdraw it."))


class HandCaseloadOver(_OnConsultant):
    """Hand over a whole caseload."""

    id, key, weight, intent = "hand_caseload_over", "h", 24, team_intents.HandCaseloadOver

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Offer all {clients} of the {consultant} to a colleague, for good or until a day.")
        return Texts(tr("hand over"), tr("Hand over the caseload"), said)


class HistoryOf(_OnConsultant):
    """Whom somebody had."""

    id, key, weight, intent, section = "history_of", "H,shift+h", 31, team_intents.ShowHistory, GOING

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Show whom the {consultant} has and had, since when, and to whom they went.")
        return Texts(tr("history"), tr("Who had whom"), said)


class HistoryOfClient(OnClient):
    """Who had a client."""

    id, key, section = "history_of_client", "H,shift+h", GOING

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Show who has and had the {client}, in which role and since when, with the offers.")
        return Texts("", tr("Who had the {client}"), said)

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        return team_intents.ShowHistory(client=needed(target).client)


class EndConsultant(_OnConsultant):
    """Somebody no longer works here."""

    id, key, weight, intent = "end_consultant", "x", 96, team_intents.EndConsultant

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Say that somebody no longer works here, once the {clients} have another {consultant}.")
        return Texts(tr("ends"), tr("No longer works here"), said)


ON_CONSULTANT = (ChangeConsultant, GiveLeave, HandCaseloadOver, HistoryOf, EndConsultant)
