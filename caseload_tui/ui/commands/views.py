"""Commands of saved views: one key each for the first five, and what is done with them."""

from __future__ import annotations

from functools import cache
from typing import ClassVar

from textual.message import Message

from caseload_tui.domain.views import View, Views
from caseload_tui.i18n import tr
from caseload_tui.ui.commands.base import Command, Texts
from caseload_tui.ui.commands.going import DEEDS, GOING, Acting, tab_texts
from caseload_tui.ui.privacy import MASKED, SEEN, Veil
from caseload_tui.ui.targets import Target


class UseView(Message):
    """Show what a saved view shows."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view


class SaveView(Acting):
    """Save the filter of the list under a name."""

    id, key, section, action = "save_view", "ctrl+s", GOING, "save_view"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Save what the filter shows under a name, to see it again with one key.")
        return Texts("", tr("Save this view"), said)


class ShowViews(Acting):
    """The saved views, to order, rename and remove."""

    id, key, section, action = "views", "f6", GOING, "app.views"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Saved views"), tr("See your saved views: rename, replace, order or remove them."))


class _ViewKey(Command):
    """The key of a saved view; while there is none it says how to make one."""

    section = GOING
    view: ClassVar[View | None] = None
    veil: ClassVar[Veil] = SEEN

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        if cls.view is not None:
            over = cls.veil.over
            return Texts("", over(cls.view.name), f"{tab_texts(cls.view.tab)[0]}: {over(cls.view.filter)}")
        return Texts("", tr("Your next saved view"), tr("Filter a list and save that view: it gets this key."))

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the message."""
        return SavingViews() if cls.view is None else UseView(cls.view)


class SavingViews(Message):
    """Tell how a view is saved."""


class FirstView(_ViewKey):
    """The first saved view."""

    id, key = "view_1", "6"


class SecondView(_ViewKey):
    """The second one."""

    id, key = "view_2", "7"


class ThirdView(_ViewKey):
    """The third one."""

    id, key = "view_3", "8"


class FourthView(_ViewKey):
    """The fourth one."""

    id, key = "view_4", "9"


class FifthView(_ViewKey):
    """The fifth one."""

    id, key = "view_5", "0"


TO_VIEWS = (FirstView, SecondView, ThirdView, FourthView, FifthView)


@cache
def view_commands(views: Views, *, masked: bool) -> tuple[type[Command], ...]:
    """Return a command for each view, the first ones with their keys, and the next key that is free."""
    made: list[type[Command]] = []
    for place, view in enumerate(views):
        base = TO_VIEWS[place] if place < len(TO_VIEWS) else _ViewKey
        known = {"id": f"view_{place + 1}", "view": view, "veil": MASKED if masked else SEEN}
        made.append(type(base.__name__, (base,), known))
    return (*made, *TO_VIEWS[len(made) : len(made) + 1])


class UseThisView(Acting):
    """Show the view under the cursor."""

    id, key, section, action, weight = "open", "enter", GOING, "use_view", 1

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("show"), tr("Show the view"), tr("Go to its list and filter it."))


class RenameView(Acting):
    """Give it another name."""

    id, key, section, action, weight = "rename_view", "e", DEEDS, "rename_view", 2

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("rename"), tr("Rename the view"), tr("Give the view another name."))


class ReplaceView(Acting):
    """Put the present filter in its place."""

    id, key, section, action, weight = "replace_view", "r", DEEDS, "replace_view", 3

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Let the view show from now on what the open list shows, under the same name.")
        return Texts(tr("replace"), tr("Replace the view"), said)


class ViewDown(Acting):
    """Further down."""

    id, key, section, action, weight = "view_down", "plus", DEEDS, "move_view(1)", 4

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("down"), tr("Move the view down"), tr("Give it the key after its own."))


class ViewUp(Acting):
    """Further up."""

    id, key, section, action, weight = "view_up", "minus", DEEDS, "move_view(-1)", 5

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("up"), tr("Move the view up"), tr("Give it the key before its own."))


class RemoveView(Acting):
    """Remove it."""

    id, key, section, action, weight = "remove_view", "x,delete", DEEDS, "remove_view", 6

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("remove"), tr("Remove the view"), tr("Remove the view; nothing else goes with it."))


class CloseViews(Acting):
    """Go back."""

    id, key, section, action, weight = "close_views", "escape,q", GOING, "close_views", 9

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("back"), tr("Back"), tr("Go back to the list."))


NEEDING_A_VIEW = (UseThisView, RenameView, ReplaceView, ViewDown, ViewUp, RemoveView)
IN_VIEWS = (*NEEDING_A_VIEW, CloseViews)
