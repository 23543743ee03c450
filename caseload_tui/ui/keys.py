"""Other keys for commands: which there are, where each command works, and which key can be given to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from textual.keys import key_to_character

from caseload_tui.i18n import tr
from caseload_tui.ui.commands import Command

RESERVED = frozenset(
    (
        *("escape", "enter", "tab", "shift+tab", "backspace", "ctrl+q", "ctrl+c"),
        *("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "ctrl+up", "ctrl+down"),
        *("left_square_bracket", "right_square_bracket"),
    )
)
"""Keys that mean the same everywhere; a command that has one keeps it."""
Commands = tuple[type[Command], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where commands work: its own, and those around it that work there too."""

    title: str
    own: Commands
    around: Commands = ()
    typing: bool = False
    """True where one types all the time, so that letters are no keys."""


@dataclass(frozen=True)
class Keyboard:
    """The keys of all commands, as they came and as somebody chose them."""

    places: tuple[Place, ...]
    chosen: Mapping[str, str]

    @cached_property
    def _known(self) -> Mapping[str, Commands]:
        """The commands by their identifiers; a few are offered in several places, with keys of each."""
        known: dict[str, Commands] = {}
        for place in self.places:
            for command in place.own:
                known[command.id] = tuple(dict.fromkeys((*known.get(command.id, ()), command)))
        return known

    def listed(self) -> Iterator[tuple[Place, Commands]]:
        """Yield each place with its own commands, each command once, where it comes first."""
        seen = set[str]()
        for place in self.places:
            fresh = {command.id: command for command in reversed(place.own) if command.id not in seen}
            seen |= fresh.keys()
            if fresh:
                yield place, tuple(reversed(fresh.values()))

    def keys(self, command: type[Command]) -> tuple[str, ...]:
        """Return the keys of a command as they are now."""
        return split(self.chosen.get(command.id, command.key))

    def with_key(self, command: type[Command], key: str) -> str:
        """Return the keys of a command with another one in the place of those that are not reserved."""
        fixed = [known for each in self._known[command.id] for known in split(each.key) if known in RESERVED]
        return ",".join(dict.fromkeys((*spelled(key), *fixed)))

    def trouble(self, command: type[Command], key: str) -> str:
        """Return why a command cannot have a key; nothing where it can."""
        if RESERVED.intersection(spelled(key)):
            return tr("This key means the same everywhere; take another one.")
        character = key_to_character(key)
        typing = any(place.typing and self._offers(place.own, command) for place in self.places)
        if typing and character is not None and character.isprintable():
            return tr(
                "This command works while you type, so a letter cannot be its key. Take one with ctrl, or f1 to f12."
            )
        for place in self.places:
            if self._offers((*place.own, *place.around), command):
                for other in (*place.own, *place.around):
                    if other.id != command.id and set(self.keys(other)).intersection(spelled(key)):
                        return tr(
                            "“{title}” has this key ({place}). Take another one, or give that another key first.",
                            title=other.texts().title,
                            place=place.title,
                        )
        return ""

    def _offers(self, commands: Iterable[type[Command]], command: type[Command]) -> bool:
        return any(other.id == command.id for other in commands)


def split(keys: str) -> tuple[str, ...]:
    """Return the keys of a list with commas."""
    return tuple(key.strip() for key in keys.split(",") if key.strip())


def spelled(key: str) -> tuple[str, ...]:
    """Return the names that terminals have for a key: a capital comes as itself, or with shift."""
    letter = key.removeprefix("shift+")
    if len(letter) == 1 and letter.isalpha() and (letter.isupper() or letter != key):
        return letter.upper(), f"shift+{letter.lower()}"
    return (key,)


def places() -> tuple[Place, ...]:
    """Return every place with commands; each imports its screen, so this is for the screen that lists them."""
    from caseload_tui.ui.panes import ListPane  # noqa: PLC0415 - the list of keys is opened seldom
    from caseload_tui.ui.screens.behind import BehindScreen  # noqa: PLC0415
    from caseload_tui.ui.screens.capture import CaptureScreen  # noqa: PLC0415
    from caseload_tui.ui.screens.caseload import CaseloadPane  # noqa: PLC0415
    from caseload_tui.ui.screens.commitments import CommitmentsPane  # noqa: PLC0415
    from caseload_tui.ui.screens.dossier import DossierScreen  # noqa: PLC0415
    from caseload_tui.ui.screens.due import DuePane  # noqa: PLC0415
    from caseload_tui.ui.screens.figures import FiguresScreen  # noqa: PLC0415
    from caseload_tui.ui.screens.hand_overs import HistoryScreen, OffersScreen  # noqa: PLC0415
    from caseload_tui.ui.screens.letter import LetterScreen  # noqa: PLC0415
    from caseload_tui.ui.screens.main import MainScreen  # noqa: PLC0415
    from caseload_tui.ui.screens.monitor import MonitorScreen  # noqa: PLC0415
    from caseload_tui.ui.screens.notes import ASKING, NotesScreen  # noqa: PLC0415
    from caseload_tui.ui.screens.quarter import QuarterScreen  # noqa: PLC0415
    from caseload_tui.ui.screens.rebalance import RebalanceScreen  # noqa: PLC0415
    from caseload_tui.ui.screens.record import RecordScreen  # noqa: PLC0415
    from caseload_tui.ui.screens.scenario import ScenarioScreen  # noqa: PLC0415
    from caseload_tui.ui.screens.session import SessionScreen  # noqa: PLC0415
    from caseload_tui.ui.screens.sessions import SessionsScreen  # noqa: PLC0415
    from caseload_tui.ui.screens.settings import SettingsScreen  # noqa: PLC0415
    from caseload_tui.ui.screens.tasks import TasksScreen  # noqa: PLC0415
    from caseload_tui.ui.screens.team import TeamPane  # noqa: PLC0415
    from caseload_tui.ui.screens.today import TodayPane  # noqa: PLC0415
    from caseload_tui.ui.screens.views import ViewsScreen  # noqa: PLC0415
    from caseload_tui.ui.shell import Shell  # noqa: PLC0415
    from caseload_tui.ui.talk.paper import Paper  # noqa: PLC0415
    from caseload_tui.ui.widgets.filter_line import FILTERING  # noqa: PLC0415

    everywhere = Shell.OFFERS
    lists = (*MainScreen.OFFERS, *everywhere)
    panes = tuple(
        Place(title, pane.OFFERS, lists)
        for title, pane in (
            (tr("Today"), TodayPane),
            (tr("Caseload"), CaseloadPane),
            (tr("Meetings"), DuePane),
            (tr("Commitments"), CommitmentsPane),
            (tr("Team"), TeamPane),
        )
    )
    return (
        Place(tr("everywhere"), everywhere),
        Place(tr("on every tab"), (*MainScreen.OFFERS, *ListPane.OFFERS), everywhere),
        *panes,
        Place(tr("while filtering"), FILTERING, (*ListPane.OFFERS, *lists), typing=True),
        Place(tr("in a dossier"), DossierScreen.OFFERS, everywhere),
        Place(tr("in a talk"), Paper.OFFERS, typing=True),
        Place(tr("in a quick note"), CaptureScreen.OFFERS, typing=True),
        Place(tr("reading a record"), RecordScreen.OFFERS),
        Place(tr("reading a letter"), LetterScreen.OFFERS),
        Place(tr("finding notes"), NotesScreen.OFFERS, everywhere),
        Place(tr("typing what to find"), ASKING, everywhere, typing=True),
        Place(tr("group sessions"), SessionsScreen.OFFERS, everywhere),
        Place(tr("in a group session"), SessionScreen.OFFERS, everywhere),
        Place(tr("what if"), ScenarioScreen.OFFERS, everywhere),
        Place(tr("All figures"), FiguresScreen.OFFERS),
        Place(tr("Hand-overs"), OffersScreen.OFFERS),
        Place(tr("Who had whom"), HistoryScreen.OFFERS),
        Place(tr("Rebalance"), RebalanceScreen.OFFERS),
        Place(tr("Plan the quarter"), QuarterScreen.OFFERS),
        Place(tr("Monitor"), MonitorScreen.OFFERS, everywhere),
        Place(tr("Monitor"), BehindScreen.OFFERS),
        Place(tr("Tasks"), TasksScreen.OFFERS),
        Place(tr("saved views"), ViewsScreen.OFFERS),
        Place(tr("settings"), SettingsScreen.OFFERS, everywhere),
    )
