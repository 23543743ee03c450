"""Forms for handing clients over: offering with a note, and deciding with everything that is still open in view."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from caseload_tui.domain.dossier import Transfer
from caseload_tui.domain.office import Office
from caseload_tui.domain.rows import TransferRow
from caseload_tui.i18n import tr, trn
from caseload_tui.services.transfers import HandOver
from caseload_tui.ui.forms.choice import Options
from caseload_tui.ui.forms.days import DayField
from caseload_tui.ui.forms.fields import ChoiceField, Field, LongField, TextField
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.values import Values

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.ui.look import Look

ACCEPT, REJECT, WITHDRAW = "accept", "reject", "withdraw"
ONE, ALL = "one", "all"
_MOST_CLIENTS, _MOST_THINGS = 6, 3

Rows = tuple[TransferRow, ...]


@dataclass(frozen=True, slots=True)
class Handing:
    """What must be known to hand clients over, or to decide about an offer."""

    services: Services
    views: tuple[HandOver, ...]
    office: Office
    me: str
    today: date
    together: tuple[str, ...]
    """The clients that one person was offered on one day by the same colleague, where a single client is looked at."""
    consultant: str | None = None
    """Whose work it is, where that was said."""

    @property
    def offer(self) -> Transfer | None:
        """The offer that waits, where a single client is looked at."""
        return self.views[0].transfer if len(self.views) == 1 else None


def read_handing(services: Services, clients: tuple[str, ...], consultant: str | None = None) -> Handing:
    """Read what the forms must know; the note of an offer is only for who looks, so that is logged."""
    views, desk = services.transfers.look(clients, consultant=consultant), services.desk
    together: tuple[str, ...] = ()
    if len(views) == 1 and (offer := views[0].transfer) is not None:
        services.clients.log_opening("transfer shown", views[0].client.id)
        together = tuple(
            row.client.id
            for row in services.transfers.waiting(offer.to)
            if (row.transfer.consultant, row.transfer.on) == (offer.consultant, offer.on)
        )
    return Handing(services, views, services.team.office(), desk.by, desk.today(), together, consultant)


def read_caseload(services: Services, consultant: str) -> Handing:
    """Read what the form must know to hand a whole caseload over; who is offered already is left out."""
    desk = services.desk
    found = services.transfers.look(services.transfers.caseload_of(consultant), consultant=consultant)
    views = tuple(view for view in found if view.transfer is None)
    return Handing(services, views, services.team.office(), desk.by, desk.today(), (), consultant)


class HandOverForm(Form[Rows]):
    """A form with room for what goes along."""

    DEFAULT_CSS = """
    HandOverForm > #panel > #lead { max-height: 10; }
    """


def offer_form(handing: Handing, look: Look) -> Form[Rows]:
    """Return the form to offer clients to somebody else, with what goes along in view."""
    clients = tuple(view.client.id for view in handing.views)
    whose = {view.consultant for view in handing.views}

    def save(values: Values) -> Rows:
        return handing.services.transfers.offer(
            clients,
            values.text("to"),
            values.text("note"),
            consultant=handing.consultant,
            until=values.day("until"),
        )

    receivers = _receivers(handing, whose)
    only = receivers[0][0] if len(receivers) == 1 else None
    fields: list[Field] = [
        ChoiceField("to", tr("To"), receivers, only, needed=True),
        LongField("note", tr("Note"), needed=True),
        DayField(
            "until",
            tr("Until"),
            None,
            handing.today,
            earliest=handing.today + timedelta(days=1),
            hint=tr("empty: for good"),
        ),
    ]
    several = len(clients) > 1
    return HandOverForm(
        trn("Hand {n} {client} over", "Hand {n} {clients} over", len(clients)) if several else tr("Hand over"),
        fields,
        deed=tr("Offer"),
        save=save,
        said=lambda rows: tr("Offered to {name}.", name=look.consultant(rows[0].transfer.to)) if rows else "",
        client=None if several else handing.views[0].client,
        lead="\n".join(
            (
                *_whose(handing, look),
                *(_of_many(handing, look) if several else _goes_along(handing.views[0], look)),
                tr("Fill in a day and the other only stands in: on that day it comes back."),
            )
        ),
        begin="to",
    )


def decide_form(handing: Handing, look: Look) -> Form[Rows]:
    """Return the form to accept, reject or withdraw an offer."""
    [view] = handing.views
    offer = view.transfer
    if offer is None:
        raise LookupError("no offer waits")
    mine = offer.to == handing.me
    options = ((ACCEPT, tr("accept")), (REJECT, tr("reject")), (WITHDRAW, tr("withdraw")))
    fields: list[Field] = []
    if len(handing.together) > 1:
        everything = trn("all {n} {client}", "all {n} {clients}", len(handing.together))
        fields.append(ChoiceField("which", tr("For"), ((ONE, tr("this {client}")), (ALL, everything)), ONE))
    fields += [
        ChoiceField("what", tr("Decision"), options if not mine else options[:2], ACCEPT if mine else WITHDRAW),
        TextField("reason", tr("Reason"), needed=True, when=lambda values: values.text("what") == REJECT),
    ]

    def save(values: Values) -> Rows:
        transfers = handing.services.transfers
        clients = handing.together if values.text("which") == ALL else (view.client.id,)
        match values.text("what"):
            case "accept":
                return transfers.accept(clients)
            case "reject":
                return transfers.reject(clients, values.text("reason"))
        return transfers.withdraw(clients)

    return HandOverForm(
        tr("Take over?") if mine else tr("An offer waits"),
        fields,
        deed=tr("Decide"),
        save=save,
        said=tr("Decided."),
        client=view.client,
        lead="\n".join((*_offered(offer, look), *_goes_along(view, look))),
        begin="what",
    )


def _receivers(handing: Handing, whose: set[str | None]) -> Options:
    only = next(iter(whose)) if len(whose) == 1 else None
    return tuple(
        (person.id, person.name)
        for person in handing.office.consultants
        if person.ended_on is None and person.id != only
    )


def _whose(handing: Handing, look: Look) -> Iterable[str]:
    """Yield whose work it is, where that is not who asks."""
    others = dict.fromkeys(view.consultant for view in handing.views if view.consultant not in (None, handing.me))
    if others:
        yield tr("The work of {names}.", names=", ".join(map(look.consultant, others)))


def _offered(offer: Transfer, look: Look) -> Iterable[str]:
    names = {"of": look.consultant(offer.consultant), "to": look.consultant(offer.to), "day": look.day(offer.on)}
    yield tr("{of} offers this to {to}, {day}.", **names)
    if offer.until is not None:
        yield tr("Only to stand in: it comes back {day}.", day=look.day(offer.until))
    yield f"\N{LEFT DOUBLE QUOTATION MARK}{look.said(offer.note)}\N{RIGHT DOUBLE QUOTATION MARK}"


def _goes_along(view: HandOver, look: Look) -> Iterable[str]:
    """Yield warnings, planned talks and open commitments of one client."""
    yield from (f"! {warning}" for warning in view.warnings)
    things = [f"{look.day(item.on)}  {look.kind(item.kind)}" for item in view.plans]
    for item in view.commitments:
        due = look.day(item.due_on) if item.due_on else ""
        things.append(f"{due}  {look.whose(item, view.client)}: {look.said(item.text)}".strip())
    yield from things[:_MOST_THINGS]
    if len(things) > _MOST_THINGS:
        yield tr("and {n} more", n=len(things) - _MOST_THINGS)
    if not things:
        yield tr("No open commitments and no planned talks.")


def _of_many(handing: Handing, look: Look) -> Iterable[str]:
    """Yield what goes along with each client, on a line each, as far as there is room."""
    warned = {warning for view in handing.views for warning in view.warnings}
    yield from (f"! {warning}" for warning in islice(sorted(warned), _MOST_THINGS))
    for view in handing.views[:_MOST_CLIENTS]:
        commitments = trn("{n} commitment", "{n} commitments", len(view.commitments))
        plans = trn("{n} planned talk", "{n} planned talks", len(view.plans))
        yield f"{look.name(view.client)}: {commitments}, {plans}"
    left = handing.views[_MOST_CLIENTS:]
    if left:
        commitments = trn("{n} commitment", "{n} commitments", sum(len(view.commitments) for view in left))
        yield tr("and {n} more, with {commitments}", n=len(left), commitments=commitments)
