"""Whose work a client is: the contact who leads, and the one on whose list a meeting stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.dossier import Contact, Dossier
from caseload_tui.domain.framework import CLIENT_LEADS, Framework, Kind


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads a client: what the policy wants, and the contact that fits."""

    wanted: str | None
    """A role, an organisation or `client`; None where the policy does not say."""
    by_target_group: str | None
    """The target group whose word overrides the group's."""
    contact: Contact | None
    """The leading contact; the longest standing one where none fits or the policy does not say."""
    lacking: bool
    """True where the policy names a role or organisation and no contact has it."""

    @property
    def consultant(self) -> str | None:
        """The consultant who leads."""
        return self.contact.consultant if self.contact else None


def lead_of(dossier: Dossier, framework: Framework, today: date | None = None) -> Lead:
    """Return who leads the client: the first target group's word, else that of the first axis whose group has one.

    With a day, whoever stands in on it counts; without one, only the contacts that last.
    """
    contacts = dossier.current_contacts if today is None else dossier.contacts_on(today)
    return _lead(contacts, *_wanted(dossier.current_labels, dossier.groups, framework), framework)


def lead_on(dossier: Dossier, framework: Framework, day: date) -> Lead:
    """Return who led the client on a day, by the groups, labels and contacts of that day."""
    wanted = _wanted(dossier.labels_on(day), dossier.groups_on(day), framework)
    return _lead(dossier.contacts_on(day), *wanted, framework)


def _lead(contacts: tuple[Contact, ...], wanted: str | None, by_target_group: str | None, framework: Framework) -> Lead:
    if wanted is None or wanted == CLIENT_LEADS:
        return Lead(wanted, by_target_group, contacts[0] if contacts else None, False)
    fitting = next((contact for contact in contacts if _fits(contact, wanted, framework)), None)
    return Lead(wanted, by_target_group, fitting or (contacts[0] if contacts else None), fitting is None)


def handler_of(kind: Kind | None, dossier: Dossier, framework: Framework) -> str | None:
    """Return the consultant on whose list a meeting of the kind stands: who has a role it needs, else who leads."""
    needed = kind.roles if kind else ()
    fitting = (contact.consultant for role in needed for contact in dossier.current_contacts if contact.role == role)
    return next(fitting, None) or lead_of(dossier, framework).consultant


def role_for(roles: tuple[str, ...], wanted: str | None, framework: Framework) -> str | None:
    """Return which of a consultant's roles to use for a contact: one that fits what leads, else the first."""
    for role in roles:
        known = framework.roles_by_id.get(role)
        if wanted is not None and (role == wanted or (known is not None and known.organisation == wanted)):
            return role
    return roles[0] if roles else None


def _wanted(labels: Collection[str], groups: Mapping[str, str], framework: Framework) -> tuple[str | None, str | None]:
    for target in framework.target_groups:
        if target.lead is not None and target.id in labels:
            return target.lead, target.id
    for axis in framework.axes:
        group = framework.groups_by_id.get(groups.get(axis.id, ""))
        if group is not None and group.lead is not None:
            return group.lead, None
    return None, None


def _fits(contact: Contact, wanted: str, framework: Framework) -> bool:
    role = framework.roles_by_id.get(contact.role or "")
    return contact.role == wanted or (role is not None and role.organisation == wanted)
