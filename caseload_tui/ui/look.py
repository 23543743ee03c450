"""How the records of the caseload are put into words on screen, with names masked where somebody looks along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from caseload_tui.domain.agreeing import CLIENT, OFFICE_SIDE
from caseload_tui.domain.colours import drawn
from caseload_tui.domain.dossier import Commitment
from caseload_tui.domain.framework import Framework, Group
from caseload_tui.domain.office import Office
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.standing import Standing, State
from caseload_tui.formatting import days_text, near_date, time_text
from caseload_tui.i18n import language, tr
from caseload_tui.ui.privacy import SEEN, Veil
from caseload_tui.ui.widgets.cells import ACCENT, DUE, LATE, MUTED, TEXT, Cell

LATE_GLYPH, DUE_GLYPH, LATER_GLYPH = "!", "\N{BULLET}", "\N{WHITE CIRCLE}"
PLANNED_GLYPH, UNRECORDED_GLYPH, WAIVED_GLYPH = "\N{WHITE CIRCLE WITH UPPER RIGHT QUADRANT}", "?", "\N{EN DASH}"
DRAFT_GLYPH, KEPT_GLYPH, SQUARE = "\N{LOWER RIGHT PENCIL}", "\N{CHECK MARK}", "\N{BLACK SQUARE}"
ARROW = "\N{RIGHTWARDS ARROW}"
_STATES = {
    State.WAIVED: (WAIVED_GLYPH, MUTED),
    State.PLANNED: (PLANNED_GLYPH, ACCENT),
    State.UNRECORDED: (UNRECORDED_GLYPH, DUE),
    State.OVERDUE: (LATE_GLYPH, LATE),
    State.DUE: (DUE_GLYPH, DUE),
    State.UPCOMING: (LATER_GLYPH, MUTED),
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where somebody works: the office, who is at the keyboard, the day, and the policy in force."""

    office: Office
    me: str
    today: date
    framework: Framework
    practice: bool = False
    looking_only: bool = False
    """True where another day than the real one is shown on real work."""
    training: bool = False
    """True where a watermark says on every screen that this is practice."""

    @property
    def my_name(self) -> str:
        """The name of who is at the keyboard."""
        return consultant_name(self.me, self.office)


def consultant_name(consultant: str | None, office: Office) -> str:
    """Return a consultant's name; nothing for nobody."""
    known = office.consultant(consultant) if consultant else None
    return known.name if known else consultant or ""


@dataclass(frozen=True, slots=True)
class Look:
    """Words for what is on screen, on a day and under a policy."""

    around: Surroundings
    veil: Veil = SEEN

    @property
    def today(self) -> date:
        """The day that is looked at."""
        return self.around.today

    def name(self, client: ClientRow | None) -> str:
        """Return a client's name as lists show it."""
        return self.veil.over(client.listed_name) if client else ""

    def full_name(self, client: ClientRow) -> str:
        """Return a client's name as it is spoken."""
        return self.veil.over(client.name)

    def said(self, text: str) -> str:
        """Return what somebody wrote about a client."""
        return self.veil.over(text)

    def consultant(self, consultant: str | None) -> str:
        """Return a consultant's name."""
        return consultant_name(consultant, self.around.office)

    def kind(self, kind: str) -> str:
        """Return the name of a kind of meeting."""
        known = self.around.framework.kinds_by_id.get(kind)
        return known.name.to(language()) if known else kind

    def group(self, group: str | None) -> str:
        """Return the name of a group."""
        known = self.around.framework.groups_by_id.get(group or "")
        return known.name.to(language()) if known else group or ""

    def groups(self, client: ClientRow) -> str:
        """Return the groups of a client, in the order of the axes."""
        axes = self.around.framework.axes
        return " \N{MIDDLE DOT} ".join(self.group(client.groups[axis.id]) for axis in axes if axis.id in client.groups)

    def square(self, client: ClientRow) -> Cell:
        """Return a small square in the colour that the policy gives the client's group, if it gives one."""
        for axis in self.around.framework.axes:
            colour = group_colour(self.around.framework.groups_by_id.get(client.groups.get(axis.id, "")))
            if colour is not None:
                return Cell(SQUARE, own=colour)
        return Cell("")

    def label(self, label: str) -> str:
        """Return the name of a target group."""
        known = self.around.framework.target_groups_by_id.get(label)
        return known.name.to(language()) if known else label

    def day(self, day: date | None) -> str:
        """Return a day as lists show it."""
        return near_date(day, self.today) if day else ""

    def state(self, standing: Standing) -> Cell:
        """Return the glyph of a due meeting's state."""
        glyph, tone = _STATES[standing.state]
        return Cell(glyph, LATE if standing.late and standing.state is not State.WAIVED else tone)

    def state_words(self, standing: Standing) -> Cell:
        """Return a due meeting's state in words: `41 d late`, `planned Fri 27 Nov`, `in 3 wk`."""
        tone = self.state(standing).tone
        match standing.state:
            case State.WAIVED:
                return Cell(tr("exempt"), tone)
            case State.PLANNED if standing.plan is not None:
                return Cell(tr("planned {day}", day=self.day(standing.plan.on)), tone)
            case State.UNRECORDED if standing.plan is not None:
                return Cell(tr("not recorded {day}", day=self.day(standing.plan.on)), tone)
            case _ if standing.days is not None:
                return Cell(days_text(standing.days), tone)
        return Cell("")

    def whose(self, commitment: Commitment, client: ClientRow) -> str:
        """Return who promised what to whom: `we → Smit, Ria`, or the name of who promised."""
        if commitment.owner == OFFICE_SIDE:
            return f"{tr('we')} {ARROW} {self.name(client)}"
        if commitment.owner == CLIENT:
            return self.name(client)
        return f"{commitment.partner or tr('partner')} {ARROW} {self.name(client)}"


def group_colour(group: Group | None) -> str | None:
    """Return the colour of a group as `#rrggbb`, where the policy gives one that can be drawn."""
    return drawn(group.colour) if group is not None and group.colour is not None else None


def clock(moment: str | None) -> str:
    """Return a time of day as people read it, from `HH:MM`."""
    try:
        return time_text(time.fromisoformat(moment)) if moment else ""
    except ValueError:
        return moment or ""


def mode_word(mode: str | None) -> str:
    """Return where or how a meeting takes place."""
    words = {
        "office": tr("office"),
        "home": tr("at home"),
        "phone": tr("phone"),
        "video": tr("video"),
        "digital": tr("digital"),
        "outdoors": tr("outdoors"),
    }
    return words.get(mode or "", mode or "")


def when(days: int | None) -> Cell:
    """Return how far off a day is in as few letters as possible, negative when it has passed: `41 d`, `today`."""
    if days is None:
        return Cell("", MUTED)
    if days == 0:
        return Cell(tr("today"), DUE)
    return Cell(tr("{days} d", days=abs(days)), LATE if days < 0 else TEXT)
