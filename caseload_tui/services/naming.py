"""What the things in a dossier are called: the policy's names for ids, and plain words for codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from caseload_tui.domain.dossier import CONSENTS, FieldValue
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.moments import local_day
from caseload_tui.domain.office import WEEKDAYS, Leave, Office
from caseload_tui.domain.policy import OUTFLOW_CATEGORIES
from caseload_tui.domain.registering import DATES
from caseload_tui.domain.texts import Text
from caseload_tui.formatting import near_date, short_date, short_day
from caseload_tui.i18n import language, tr


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def name(self) -> Text: ...


def _named(items: Iterable[_Named]) -> dict[str, str]:
    return {item.id: item.name.to(language()) for item in items}


def _things(framework: Framework) -> tuple[Iterable[_Named], ...]:
    return (
        framework.duties,
        framework.instruments,
        framework.partners,
        framework.dates,
        framework.target_groups,
    )


@dataclass(frozen=True)
class Names:
    """Names under one policy and in one office; an id that it no longer has keeps its name under an earlier one."""

    framework: Framework
    office: Office
    earlier: tuple[Framework, ...] = ()
    """The policies before it, latest first; an id that none of them has is its own name."""

    @cached_property
    def _frameworks(self) -> tuple[Framework, ...]:
        """All policies, the one in force last, so that its names go over the others."""
        return (*reversed(self.earlier), self.framework)

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return _named(item for framework in self._frameworks for item in framework.kinds)

    @cached_property
    def _domains(self) -> dict[str, str]:
        return _named(item for framework in self._frameworks for item in framework.domains)

    @cached_property
    def _facts(self) -> dict[str, str]:
        """Duties, instruments, partners, dated facts and target groups: what clients have for a while."""
        return {
            key: name
            for framework in self._frameworks
            for items in _things(framework)
            for key, name in _named(items).items()
        }

    @cached_property
    def _roles(self) -> dict[str, str]:
        lists = ((framework.organisations, framework.roles) for framework in self._frameworks)
        return {key: name for each in lists for items in each for key, name in _named(items).items()}

    @cached_property
    def _groups(self) -> dict[str, str]:
        return _named(item for framework in self._frameworks for item in framework.groups_by_id.values())

    @cached_property
    def _axes(self) -> dict[str, str]:
        return _named(item for framework in self._frameworks for item in framework.axes)

    def kind(self, kind: str | None) -> str:
        """Return the name of a meeting kind."""
        return self._kinds.get(kind or "", kind or tr("meeting"))

    def domain(self, domain: str) -> str:
        """Return the name of a life domain; the empty id is the general note."""
        return self._domains.get(domain, domain) if domain else tr("Note")

    def group(self, group: str | None) -> str:
        """Return the name of a group."""
        return self._groups.get(group or "", group or tr("none"))

    def axis(self, axis: str) -> str:
        """Return the name of an axis."""
        return self._axes.get(axis, axis)

    def thing(self, thing: str) -> str:
        """Return the name of a duty, instrument, partner, dated fact or target group."""
        return self._facts.get(thing, thing)

    def role(self, role: str | None) -> str:
        """Return the name of a role; an organisation is called by its own name, the client by the policy's word."""
        if role == "client":
            return tr("the {client}")
        return self._roles.get(role or "", role or "")

    def rule(self, rule: str) -> str:
        """Return what a rule is about: the name of its meeting kind."""
        found = (framework.rules_by_id.get(rule) for framework in reversed(self._frameworks))
        known = next((item for item in found if item is not None), None)
        return self.kind(known.kind) if known else rule

    def step(self, step: str) -> str:
        """Return the name of a step of the escalation ladder."""
        return _named(item for framework in self._frameworks for item in framework.commitments.ladder).get(step, step)

    def reason(self, reason: str | None) -> str:
        """Return the name of a reason for closing, or of a national category; one in free words stays as it is."""
        known = _named(item for framework in self._frameworks for item in framework.outflow_reasons)
        return known.get(reason or "") or category_name(reason or "")

    def consultant(self, consultant: str | None) -> str:
        """Return a consultant's name."""
        known = self.office.consultant(consultant) if consultant else None
        return known.name if known else consultant or ""


def mode_name(mode: str | None) -> str:
    """Return where or how a meeting takes place."""
    names = {
        "office": tr("office"),
        "home": tr("at home"),
        "phone": tr("phone"),
        "video": tr("video"),
        "digital": tr("digital"),
        "outdoors": tr("outdoors"),
    }
    return names.get(mode or "", mode or "")


def field_name(field: str) -> str:
    """Return the name of a changeable field of a client."""
    names = {
        "file_number": tr("File number"),
        "given_name": tr("Given name"),
        "prefix": tr("Prefix"),
        "family_name": tr("Family name"),
        "born_on": tr("Born"),
        "municipality": tr("Municipality"),
        "benefit_since": tr("Benefit since"),
        "phone": tr("Phone"),
        "email": tr("E-mail"),
        "address": tr("Address"),
        "postcode": tr("Postcode"),
        "language": tr("Language"),
        "preferred_mode": tr("Prefers"),
        "home_visits": tr("Home visits"),
        "sectors": tr("Sectors"),
        "remark": tr("Remark"),
    }
    mode = next((mode for mode, name in CONSENTS.items() if name == field), None)
    return tr("Consent, {mode}", mode=mode_name(mode)) if field not in names and mode else names.get(field, field)


def field_words(field: str, value: str | None) -> str:
    """Return the value of a changeable field as people read it; nothing where it has none."""
    if not value:
        return ""
    if field in DATES:
        return short_date(date.fromisoformat(value))
    words = yes_no if field in CONSENTS.values() else mode_name if field == "preferred_mode" else None
    return words(value) if words else ", ".join(value.splitlines())


def written(value: FieldValue, names: Names, today: date) -> str:
    """Return who wrote a value, and when."""
    return f"{names.consultant(value.by)}, {near_date(local_day(value.at), today)}"


def function_name(function: str) -> str:
    """Return a function in the office."""
    return {"consultant": tr("{consultant}"), "team_lead": tr("team lead"), "trainer": tr("trainer")}[function]


def offer_state_name(state: str) -> str:
    """Return what the state of an offer to hand over is called."""
    return {
        "open": tr("waits"),
        "accepted": tr("accepted"),
        "rejected": tr("rejected"),
        "withdrawn": tr("withdrawn"),
        "lapsed": tr("lapsed"),
    }[state]


def day_name(day: str) -> str:
    """Return a working day, kept as `mon` to `fri`, in a few letters."""
    return short_day(WEEKDAYS.index(day)) if day in WEEKDAYS else day


def leave_words(leave: Leave) -> str:
    """Return the first and the last day of leave."""
    if leave.through == leave.start:
        return short_date(leave.start)
    return f"{short_date(leave.start)} \N{EN DASH} {short_date(leave.through) if leave.through else ''}".strip()


def category_name(category: str) -> str:
    """Return the name of a national category of outflow."""
    names = {
        "work": tr("work"),
        "self_employment": tr("self-employment"),
        "education": tr("education"),
        "other_income": tr("other income"),
        "other_benefit": tr("another benefit"),
        "partner": tr("income of a partner"),
        "moved": tr("moved away"),
        "pension_age": tr("pension age"),
        "detention": tr("detention"),
        "own_request": tr("own request"),
        "enforcement": tr("enforcement"),
        "death": tr("death"),
        "other": tr("other reason"),
    }
    return names.get(category, category)


def category_named(text: str) -> str | None:
    """Return the national category of outflow that is called so; None where none is."""
    said = text.strip().casefold()
    return next((item for item in OUTFLOW_CATEGORIES if said in (item, category_name(item).casefold())), None)


def chooser_name(chosen_by: str | None) -> str:
    """Return whose choice a move was."""
    names = {"client": tr("choice of the {client}"), "consultant": tr("choice of the {consultant}")}
    return names.get(chosen_by or "", chosen_by or "")


def owner_name(owner: str, partner: str | None, client: str) -> str:
    """Return who promised: `we`, the client's name, or the partner's."""
    return {"office": tr("we"), "client": client}.get(owner, partner or tr("partner"))


def yes_no(value: str | None) -> str:
    """Return the words for yes and no; nothing where nobody asked."""
    return {"yes": tr("yes"), "no": tr("no")}.get(value or "", value or "")
