"""The top of a dossier: who it is, and what one must know before ringing the bell."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from caseload_tui.domain.dossier import AFTERCARE, CLOSED, CONSENTS, Stay
from caseload_tui.domain.fitting import groups_now, missing_contacts
from caseload_tui.domain.transfers import stand_ins
from caseload_tui.formatting import short_date
from caseload_tui.i18n import language, tr
from caseload_tui.services.naming import field_name, mode_name
from caseload_tui.services.policy_words import passed_words, stay_words
from caseload_tui.ui.dossier.page import DossierPage
from caseload_tui.ui.look import LATE_GLYPH, SQUARE, Look, group_colour
from caseload_tui.ui.safe_text import plain
from caseload_tui.ui.widgets.head import DOT


class DossierHead(Widget):
    """Name, number, age, groups and contacts; then consent, exemptions, labels and whatever else counts at the door."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    DossierHead { height: auto; max-height: 6; padding: 0 2; background: $background; color: $text; }
    """
    page: reactive[DossierPage | None] = reactive(None, layout=True)
    look: reactive[Look | None] = reactive(None, layout=True, always_update=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines there are in so wide a head."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Return the lines."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        if self.page is None or self.look is None:
            return []
        rest = (contacts(self.page, self.look), at_the_door(self.page, self.look))
        return [
            Content("").join(who(self.page, self.look)),
            *(line for parts in rest for line in _joined(parts, width)),
        ]


def _joined(parts: Iterator[Content], width: int) -> Iterator[Content]:
    """Yield lines of parts with dots between them; no part is broken that fits a line."""
    line: Content | None = None
    for part in parts:
        longer = part if line is None else line + Content.styled(DOT, "$muted") + part
        if line is not None and longer.cell_length > width:
            yield line
            longer = part
        line = longer
    if line is not None:
        yield line


def who(page: DossierPage, look: Look) -> Iterator[Content]:
    """Yield name, number, age and state."""
    row, dossier = page.view.row, page.view.dossier
    yield plain(look.full_name(row), "bold $text")
    facts = [look.veil.over(row.file_number), age_words(page)]
    facts += [row.municipality] if row.municipality and len(page.view.framework.municipalities) > 1 else []
    facts += [tr("on benefit since {day}", day=short_date(row.benefit_since))] if row.benefit_since else []
    yield plain(DOT + DOT.join(fact for fact in facts if fact), "$muted")
    if dossier.status == AFTERCARE:
        yield Content.styled(DOT + tr("aftercare"), "bold $due")
    if dossier.status == CLOSED:
        reason = page.names.reason(dossier.closed_reason)
        day = short_date(dossier.closed_on) if dossier.closed_on else ""
        yield plain(DOT + tr("closed {day}: {reason}", day=day, reason=reason), "bold $due")


def age_words(page: DossierPage) -> str:
    """Return how old the client is."""
    born = page.view.dossier.date_value("born_on")
    if born is None:
        return ""
    years = page.today.year - born.year - ((page.today.month, page.today.day) < (born.month, born.day))
    return tr("{years} yr", years=years)


def contacts(page: DossierPage, look: Look) -> Iterator[Content]:
    """Yield the group on each axis with its day, who leads, and the other contacts."""
    framework, dossier, lead = page.view.framework, page.view.dossier, page.view.lead
    for axis in framework.axes:
        stays = dossier.stays.get(axis.id, ())
        if stays and stays[-1].until is None and stays[-1].group:
            yield _group(page, look, stays[-1])
    wanted = page.names.role(lead.wanted) if lead.wanted else ""
    if lead.lacking:
        yield plain(f"{LATE_GLYPH} {tr('no contact who leads: {who}', who=wanted)}", "$late")
    replaced = dict(stand_ins(dossier, page.today))
    for contact in dossier.contacts_on(page.today):
        role = page.names.role(contact.role)
        leads = lead.contact is not None and contact == lead.contact
        said = f"{role} {page.names.consultant(contact.consultant)}".strip()
        if contact in replaced:
            name, back = page.names.consultant(replaced[contact].consultant), look.day(contact.until)
            said = tr("{who} for {name} until {day}", who=said, name=name, day=back)
        yield plain(_leads(page, said) if leads and not lead.lacking else said, "$text")
    for group in groups_now(dossier, framework):
        for role in missing_contacts(group, dossier):
            if role != lead.wanted:
                yield plain(tr("no {role} yet", role=page.names.role(role)), "$due")
    if dossier.open_transfer is not None:
        to = page.names.consultant(dossier.open_transfer.to)
        yield plain(tr("offered to {name}, who has not decided", name=to), "$due")
    if lead.wanted == "client":
        yield plain(tr("the {client} leads"), "$text")


def _leads(page: DossierPage, who: str) -> str:
    """Return who leads, and the target group that says so in place of the group."""
    label = page.view.lead.by_target_group
    if label is None:
        return tr("{who} leads", who=who)
    return tr("{who} leads (because of {label})", who=who, label=page.names.thing(label))


def _group(page: DossierPage, look: Look, stay: Stay) -> Content:
    colour = group_colour(page.view.framework.groups_by_id.get(stay.group or ""))
    square = Content.styled(f"{SQUARE} ", colour) if colour else Content("")
    name = page.names.group(stay.group)
    before, _, since = tr("{name} since {day}", name=name, day=look.day(stay.start)).partition(name)
    known = page.view.framework.groups_by_id.get(stay.group or "")
    horizon = ""
    if known is not None and known.horizon is not None and known.horizon.term is not None:
        horizon = stay_words(known, page.view.dossier, page.today)
    tail = since + (f" ({horizon})" if horizon else "")
    return Content.assemble(square, plain(before, "$muted"), plain(name, "bold $text"), plain(tail, "$muted"))


def at_the_door(page: DossierPage, look: Look) -> Iterator[Content]:
    """Yield what counts before ringing the bell; what one must not do or miss in the colour of warnings."""
    dossier, names = page.view.dossier, page.names
    for name in sorted(dossier.fields):
        if dossier.concurrent(name):
            yield plain(f"{LATE_GLYPH} {tr('{field} was set twice', field=field_name(name))}", "$late")
    passed = passed_words(page.view.counts, names)
    if passed:
        yield plain(f"{LATE_GLYPH} {passed}", "$late")
    visits = dossier.value("home_visits")
    if visits == "no":
        yield plain(f"{LATE_GLYPH} {tr('no home visits')}", "$late")
    elif visits == "yes":
        yield plain(tr("home visits agreed"), "$text")
    for mode, name in CONSENTS.items():
        if mode != "home" and dossier.value(name) == "no":
            yield plain(f"{LATE_GLYPH} {tr('no consent: {mode}', mode=mode_name(mode))}", "$late")
    if dossier.value("preferred_mode"):
        yield plain(tr("prefers: {mode}", mode=mode_name(dossier.value("preferred_mode"))), "$text")
    if dossier.value("language"):
        yield plain(tr("speaks {language}", language=look.said(dossier.value("language") or "")), "$text")
    if dossier.value("phone"):
        yield plain(look.said(dossier.value("phone") or ""), "$text")
    for duty in dossier.duties:
        if duty.until is None:
            yield plain(tr("lastingly freed from {duty}", duty=names.thing(duty.id)), "$due")
        elif duty.until > page.today and not duty.ended:
            until = look.day(duty.until)
            yield plain(tr("freed from {duty} until {day}", duty=names.thing(duty.id), day=until), "$due")
    for label in dossier.current_labels:
        known = page.view.framework.target_groups_by_id.get(label)
        yield plain(known.name.to(language()) if known else label, "$accent")
    if dossier.value("remark"):
        yield plain(look.said(" ".join((dossier.value("remark") or "").split())), "$text")
