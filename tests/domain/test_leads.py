"""rules.md section 5: whose work it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseload_tui.domain.framework import Axis, Framework, Kind, Named, Role, TargetGroup
from caseload_tui.domain.leads import handler_of, lead_of, role_for
from tests.domain.facts_maker import START, Journal, framework, group, registered, text


def policy(
    near: str | None = None, short: str | None = None, young: str | None = None, old: str | None = None
) -> Framework:
    """A policy with the word of each group and target group on who leads."""
    return framework(
        organisations=(Named(id="town", name=text("Town hall")),),
        roles=(
            Role(id="coach", name=text("Coach"), organisation="town"),
            Role(id="clerk", name=text("Clerk"), organisation="town"),
            Role(id="trainer", name=text("Trainer")),
        ),
        axes=(
            Axis(id="path", name=text("path"), groups=(group("near", lead=near), group("far"))),
            Axis(id="form", name=text("form"), groups=(group("short", lead=short),), optional=True),
        ),
        target_groups=(
            TargetGroup(id="young", name=text("young"), lead=young),
            TargetGroup(id="old", name=text("old"), lead=old),
        ),
    )


def known_to(*contacts: tuple[str, str | None], labels: tuple[str, ...] = ()) -> Journal:
    journal = registered()
    for consultant, role in contacts:
        journal.add("contact.added", consultant=consultant, role=role, from_=START)
    for label in labels:
        journal.add("label.given", target_group=label, on=START)
    return journal


CONTACTS = (("anna", "coach"), ("bram", "clerk"), ("cem", "trainer"))


@pytest.mark.parametrize(
    ("wanted", "leads", "lacking"),
    [
        (None, "anna", False),
        ("client", "anna", False),
        ("trainer", "cem", False),
        ("clerk", "bram", False),
        ("town", "anna", False),
        ("doctor", "anna", True),
    ],
)
def test_the_group_says_who_leads(wanted: str | None, leads: str, lacking: bool) -> None:
    lead = lead_of(known_to(*CONTACTS).dossier, policy(near=wanted))
    assert (lead.wanted, lead.consultant, lead.lacking, lead.by_target_group) == (wanted, leads, lacking, None)


def test_a_target_groups_word_goes_before_the_groups() -> None:
    lead = lead_of(known_to(*CONTACTS, labels=("old",)).dossier, policy(near="trainer", old="clerk"))
    assert (lead.consultant, lead.by_target_group) == ("bram", "old")


def test_of_several_target_groups_the_first_in_the_frameworks_list_wins() -> None:
    journal = known_to(*CONTACTS, labels=("old", "young"))
    assert lead_of(journal.dossier, policy(young="clerk", old="trainer")).by_target_group == "young"
    assert lead_of(journal.dossier, policy(old="trainer")).by_target_group == "old"


def test_the_first_axis_whose_group_says_so_counts() -> None:
    journal = known_to(*CONTACTS)
    journal.move("short", START, "form")
    assert lead_of(journal.dossier, policy(short="clerk")).consultant == "bram"
    assert lead_of(journal.dossier, policy(near="trainer", short="clerk")).consultant == "cem"


def test_a_contact_that_ended_no_longer_leads() -> None:
    journal = known_to(*CONTACTS)
    journal.add("contact.ended", consultant="bram", role="clerk", on=date(2024, 2, 1))
    lead = lead_of(journal.dossier, policy(near="clerk"))
    assert (lead.consultant, lead.lacking) == ("anna", True)


def test_without_contacts_nobody_leads() -> None:
    lead = lead_of(registered().dossier, policy(near="coach"))
    assert (lead.consultant, lead.lacking) == (None, True)
    assert lead_of(registered().dossier, policy()).consultant is None


@pytest.mark.parametrize(
    ("roles", "stands_with"),
    [(("trainer",), "cem"), (("doctor",), "bram"), (("doctor", "trainer"), "cem"), ((), "bram")],
)
def test_a_meeting_stands_with_who_has_its_role_else_with_who_leads(roles: tuple[str, ...], stands_with: str) -> None:
    dossier = known_to(*CONTACTS).dossier
    kind = Kind(id="progress", name=text("Progress"), roles=roles)
    assert handler_of(kind, dossier, policy(near="clerk")) == stands_with


def test_a_meeting_of_no_known_kind_stands_with_who_leads() -> None:
    assert handler_of(None, known_to(*CONTACTS).dossier, policy(near="clerk")) == "bram"


@pytest.mark.parametrize(
    ("roles", "wanted", "used"),
    [
        (("trainer", "clerk"), "town", "clerk"),
        (("trainer", "clerk"), "clerk", "clerk"),
        (("trainer", "clerk"), None, "trainer"),
        (("trainer",), "town", "trainer"),
        ((), "town", None),
    ],
)
def test_a_consultant_comes_in_with_the_role_that_fits(
    roles: tuple[str, ...], wanted: str | None, used: str | None
) -> None:
    assert role_for(roles, wanted, policy()) == used


def test_organisations_without_roles_never_fit() -> None:
    bare = replace(policy(near="town"), roles=())
    assert lead_of(known_to(("anna", None)).dossier, bare).lacking
