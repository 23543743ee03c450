"""Beside the note: the score, what was written the time before, the prompts, and what is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from caseload_tui.domain.agreeing import Agreement
from caseload_tui.domain.dossier import Commitment
from caseload_tui.formatting import near_date
from caseload_tui.i18n import language, tr, trn
from caseload_tui.services.meetings import Plan, PreviousNote
from caseload_tui.services.naming import mode_name, owner_name
from caseload_tui.ui.look import clock
from caseload_tui.ui.privacy import Veil
from caseload_tui.ui.safe_text import plain
from caseload_tui.ui.talk.page import TalkPage, domain_title
from caseload_tui.ui.talk.sheet import QUICK, Sheet
from caseload_tui.ui.widgets.head import THIN

_MOST_OPEN = 2
_MOST_AGREED = 3
_MARK = 2
"""A mark and the white behind it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown around the note."""

    page: TalkPage
    sheet: Sheet
    veil: Veil

    @property
    def today(self) -> date:
        """The day that is looked at."""
        return self.page.matter.today

    @property
    def previous(self) -> PreviousNote | None:
        """What was written about this life domain the time before."""
        return self.page.previous.get(self.sheet.at)

    def day(self, day: date | None) -> str:
        """Return a day as lists show it, never broken over two lines."""
        return near_date(day, self.today).replace(" ", "\N{NO-BREAK SPACE}") if day else ""

    def title(self) -> Content:
        """Return the name of the life domain."""
        return plain(domain_title(self.page, self.sheet.at), "bold $text")

    def score(self) -> Content:
        """Return the score of the time before and of this time, and of how many."""
        scale = self.page.scale(self.sheet.at)
        if scale is None:
            return Content("")
        before = self.previous.score if self.previous else None
        score = self.sheet.scores.get(self.sheet.at)
        level = scale.levels[score - 1].to(language()) if score and score <= len(scale.levels) else ""
        return Content.assemble(
            Content.styled(f"{before} \N{BLACK RIGHT-POINTING SMALL TRIANGLE} " if before else "", "$muted"),
            Content.styled(f"{score}" if score else "\N{EN DASH}", "bold $accent"),
            Content.styled(tr(" of {most}", most=len(scale.levels)), "$muted"),
            plain(f" {level}" if level else "", "$muted"),
        )

    def last_time(self) -> Content:
        """Return what was written the time before."""
        note = self.previous
        if self.sheet.at == QUICK:
            return Content.styled(tr("ctrl+g puts the paragraph under the cursor under a life domain"), "$muted")
        if note is None:
            return Content.styled(tr("nothing was written about this before"), "$muted")
        head = tr("last time, {day}: ", day=self.day(note.on))
        return Content.assemble(
            Content.styled(head, "$muted"), plain(self.veil.over(note.text.strip()), "$text", lines=True)
        )

    def prompts(self) -> Iterator[Content]:
        """Yield the policy's prompts."""
        for prompt in self.page.prompts(self.sheet.at):
            yield plain(f"\N{EN DASH} {prompt}", "$muted")

    def open_commitments(self) -> Iterator[Content]:
        """Yield what is open, this life domain first."""
        items = sorted(self.page.open_commitments, key=lambda item: item.domain != self.sheet.at)
        for item in items:
            yield self.commitment(item)

    def commitment(self, item: Commitment) -> Content:
        """Return a commitment in one line."""
        late = item.overdue(self.today)
        who = self._who(item.owner, item.partner)
        return Content.assemble(
            Content.styled("! " if late else f"{THIN} ", "$late" if late else "$rule"),
            plain(f"{who}: {self.veil.over(item.text)}", "$text"),
            plain(f"  {self.day(item.due_on)}", "$late" if late else "$muted"),
        )

    def agreed(self) -> Iterator[Content]:
        """Yield what was agreed in this talk, and when the next one is."""
        for item in self.sheet.agreed:
            yield self.agreement(item)
        if self.sheet.following is not None:
            yield self.following(self.sheet.following)

    def agreement(self, item: Agreement) -> Content:
        """Return something agreed in this talk in one line."""
        who = self._who(item.owner, item.partner)
        return Content.assemble(
            Content.styled("+ ", "$kept"),
            plain(f"{who}: {self.veil.over(item.text)}", "$text"),
            plain(f"  {self.day(item.due_on)}", "$muted"),
        )

    def following(self, plan: Plan) -> Content:
        """Return the next talk in one line."""
        kind = self.page.matter.names.kind(plan.kind)
        when = " ".join(part for part in (self.day(plan.on), clock(plan.time), mode_name(plan.mode)) if part)
        return Content.assemble(
            Content.styled("\N{RIGHTWARDS ARROW} ", "$accent"), plain(f"{kind}  ", "$text"), plain(when, "$muted")
        )

    def _who(self, owner: str, partner: str | None) -> str:
        return owner_name(owner, partner, self.veil.over(self.page.matter.client.given_name))


class _Around(Widget):
    """Something around the note."""

    ALLOW_SELECT = False
    shown: reactive[Shown | None] = reactive(None, layout=True)


class Above(_Around):
    """Over the note: life domain and score; on a narrow screen the time before and what is open too."""

    DEFAULT_CSS = """
    Above { height: auto; max-height: 9; padding: 0 1 0 0; background: $background; color: $text; }
    """

    def render(self) -> Content:
        """Return the lines."""
        if self.shown is None:
            return Content("")
        title, score = self.shown.title(), self.shown.score()
        white = max(2, self.size.width - 1 - title.cell_length - score.cell_length)
        head = Content.assemble(title, " " * white, score)
        if not self.screen.has_class("-narrow"):
            return head
        items = list(self.shown.open_commitments())
        more = len(items) - _MOST_OPEN
        lines = [head, _clipped(self.shown.last_time(), self.size.width - 1, 4)]
        lines += [_clipped(item, self.size.width - 1, 1) for item in items[:_MOST_OPEN]]
        if more > 0:
            lines.append(Content.styled(trn("and {n} more open, f6", "and {n} more open, f6", more), "$muted"))
        return Content("\n").join(lines)


class Beside(_Around):
    """At the right on a wide screen: the prompts, the time before in full, what is open."""

    DEFAULT_CSS = """
    Beside { display: none; width: 40; height: 1fr; padding: 0 1 0 2; background: $background; color: $text; }
    """

    def render(self) -> Content:
        """Return the lines."""
        if self.shown is None:
            return Content("")
        wide = self.size.width
        lines = [self.shown.last_time(), Content("")]
        prompts = [_hanging(prompt, wide) for prompt in self.shown.prompts()]
        if prompts:
            lines += [_heading(tr("PROMPTS")), *prompts, Content("")]
        items = [_hanging(item, wide) for item in self.shown.open_commitments()]
        if items:
            lines += [_heading(tr("OPEN COMMITMENTS")), *items]
        return Content("\n").join(lines)


class Agreed(_Around):
    """Under the note: what was agreed in this talk, and the next one."""

    DEFAULT_CSS = """
    Agreed { height: auto; max-height: 5; padding: 0 1 0 0; background: $background; color: $text; }
    """

    def render(self) -> Content:
        """Return a rule and the lines; nothing where nothing was agreed."""
        items = list(self.shown.agreed()) if self.shown is not None else []
        if not items:
            return Content("")
        wide = self.size.width - 1
        more = len(items) - _MOST_AGREED
        lines = [_clipped(item, wide, 1) for item in items[-_MOST_AGREED:]]
        if more > 0:
            lines.insert(0, Content.styled(trn("{n} more, f6", "{n} more, f6", more), "$muted"))
        return Content("\n").join([Content.styled(THIN * wide, "$rule"), *lines])

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return how many lines are needed: none where nothing was agreed."""
        items = list(self.shown.agreed()) if self.shown is not None else []
        return min(len(items), _MOST_AGREED + 1) + 1 if items else 0


def _heading(text: str) -> Content:
    return Content.styled(text, "bold $muted")


def _hanging(content: Content, width: int) -> Content:
    """Return a text whose further lines begin under its first word, behind the mark."""
    mark, text = content[:_MARK], content[_MARK:]
    lines = text.wrap(max(10, width - _MARK))
    return mark + Content("\n" + " " * _MARK).join(lines)


def _clipped(content: Content, width: int, most: int) -> Content:
    """Return the text on so many lines at most, an ellipsis where it goes on."""
    lines = content.wrap(max(10, width))
    if len(lines) <= most:
        return Content("\n").join(lines)
    kept = lines[:most]
    kept[-1] = kept[-1].truncate(max(1, width - 1)) + Content("\N{HORIZONTAL ELLIPSIS}")
    return Content("\n").join(kept)
