"""Moving clients between groups."""

from __future__ import annotations

from datetime import date

from caseload_tui.domain import moving
from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.moving import Move
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.services.desk import Desk


class Moves:
    """Moves, their approval, and corrections."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def move(
        self,
        client_id: str,
        group: str | None,
        *,
        axis: str | None = None,
        on: date | None = None,
        reason: str = "",
        chosen_by: str | None = None,
        meeting: str | None = None,
    ) -> Dossier:
        """Move the client to the group, or propose it where the policy wants approval.

        Without a group, the stay on the optional axis named by `axis` ends.
        """
        today = self._desk.today()
        with self._desk.writing() as writing:
            framework, dossier = writing.policy().framework, writing.dossier(client_id)
            if group is not None:
                found, group_id = moving.find_group(framework, group, axis)
                move = Move(axis=found.id, group=group_id, on=on or today)
            elif axis is not None:
                move = Move(axis=axis, group=None, on=on or today)
            else:
                raise Refused(tr("To which {group}?"), tr("Choose the {group} to move to."))
            asked = Move(
                axis=move.axis, group=move.group, on=move.on, reason=reason, chosen_by=chosen_by, meeting=meeting
            )
            writing.record(client_id, *moving.decide_move(dossier, framework, asked, by=self._desk.by, today=today))
            return writing.dossier(client_id)

    def approve(self, client_id: str, *, axis: str | None = None) -> Dossier:
        """Approve the waiting proposal; the move takes effect today."""
        with self._desk.writing() as writing:
            dossier = writing.dossier(client_id)
            facts = moving.decide_approval(dossier, axis, by=self._desk.by, today=self._desk.today())
            writing.record(client_id, *facts)
            return writing.dossier(client_id)

    def reject(self, client_id: str, reason: str, *, axis: str | None = None) -> Dossier:
        """Reject the waiting proposal; the client stays where they are."""
        with self._desk.writing() as writing:
            dossier = writing.dossier(client_id)
            writing.record(client_id, *moving.decide_rejection(dossier, axis, reason, today=self._desk.today()))
            return writing.dossier(client_id)

    def correct(
        self,
        client_id: str,
        *,
        axis: str | None = None,
        placement: str | None = None,
        group: str | None = None,
        on: date | None = None,
        reason: str = "",
    ) -> Dossier:
        """Correct a placement's group, day or both: the latest of the axis, or the one whose event is named."""
        with self._desk.writing() as writing:
            framework, dossier = writing.policy().framework, writing.dossier(client_id)
            if group is not None:
                found, group_id = moving.find_group(framework, group, axis)
                axis = found.id
            else:
                group_id = None
            stay = next(
                (
                    item
                    for items in reversed(list(dossier.stays.values()))
                    for item in reversed(items)
                    if placement in (None, item.event) and axis in (None, item.axis)
                ),
                None,
            )
            if stay is None:
                raise Refused(tr("That placement is not there."), tr("Look at the placements in the dossier."))
            facts = moving.decide_correction(
                dossier,
                framework,
                stay.event,
                group=group_id or stay.group,
                on=on or stay.start,
                reason=reason,
                today=self._desk.today(),
            )
            writing.record(client_id, *facts)
            return writing.dossier(client_id)
