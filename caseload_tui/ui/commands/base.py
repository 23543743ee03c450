"""What a command is: one class from which its key, the footer, the help and the palette are all made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding
from textual.message import Message

from caseload_tui.i18n import tr

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from caseload_tui.ui.targets import Target

ACTION = "command"
NO_KEY = "no_key_"
DEEDS, GOING, LOOKS = "deeds", "going", "looks"
"""The sections of the help."""


class Texts(NamedTuple):
    """What a command is called: in the footer (nothing where it never stands there), in lists, and in a sentence."""

    footer: str
    title: str
    help: str


class Command:
    """One thing that somebody can do; classes are never instantiated."""

    id: ClassVar[str]
    key: ClassVar[str] = ""
    """The keys as Textual names them, separated by commas; without one it stands in the palette only."""
    weight: ClassVar[int] = 99
    """Its place in the footer, where there is room for few: lower comes first."""
    section: ClassVar[str]
    """Under which heading of the help it stands: one of `sections()`."""

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts in the language and words of this moment."""
        raise NotImplementedError

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether it can be done with what is under the cursor."""
        return True

    @classmethod
    def lacks(cls, target: Target | None) -> str:
        """Return what to do first where it does not apply; nothing where that needs no words."""
        return ""

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the message that asks for it."""
        raise NotImplementedError

    @classmethod
    def run(cls, place: DOMNode, target: Target | None) -> None:
        """Do it from this place on the screen: post its message."""
        place.post_message(cls.message(target))

    @classmethod
    def binding(cls) -> Binding:
        """Return the key as Textual wants it; settings may give the command another one by its id."""
        return Binding(cls.key or f"{NO_KEY}{cls.id}", f"{ACTION}('{cls.id}')", cls.id, id=cls.id)


def bindings(commands: Iterable[type[Command]]) -> list[Binding]:
    """Return the keys of the commands; one without has a key of no keyboard, so that settings can put another there."""
    return [command.binding() for command in commands]


class OnClient(Command):
    """A command that needs a client under the cursor."""

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether there is a client."""
        return target is not None

    @classmethod
    def lacks(cls, target: Target | None) -> str:
        """Return what to do first."""
        return tr("Put the cursor on a row with one {client}.")


class OnActiveClient(Command):
    """A command that needs a client whose dossier is open under the cursor."""

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether there is one."""
        return target is not None and target.active

    @classmethod
    def lacks(cls, target: Target | None) -> str:
        """Return what to do first."""
        if target is not None and not target.active:
            return tr("The dossier is closed. Reopen it first.")
        return tr("Put the cursor on a row with one {client}.")


def needed(target: Target | None) -> Target:
    """Return the target, of which `applies` has seen that it is there."""
    if target is None:
        raise LookupError("a command was run without its target")
    return target
