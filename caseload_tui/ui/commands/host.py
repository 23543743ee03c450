"""Places on the screen that have commands: a list, a dossier, the program as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from caseload_tui.ui.commands.base import ACTION, Command, bindings

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen

    from caseload_tui.ui.targets import Target

    _Base = DOMNode
else:
    _Base = object


class Host(_Base):
    """Gives a widget, screen or app the keys of its commands; stands before the Textual class in the bases."""

    OFFERS: ClassVar[tuple[type[Command], ...]] = ()
    """In the order in which the footer shows them."""

    def __init_subclass__(cls, **options: Any) -> None:
        if "OFFERS" in cls.__dict__:
            own = cls.__dict__.get("BINDINGS", [])
            cls.BINDINGS = [*own, *bindings(cls.OFFERS)]
        super().__init_subclass__(**options)

    @property
    def target(self) -> Target | None:
        """What the keys work on at this moment."""
        return None

    @property
    def offers(self) -> tuple[type[Command], ...]:
        """What is offered at this moment; some places have commands of what somebody made."""
        return self.OFFERS

    def command(self, command_id: str) -> type[Command] | None:
        """Return the command of this place with this id."""
        return next((command for command in self.offers if command.id == command_id), None)

    def allows(self, command: type[Command]) -> bool:
        """Tell whether the command works here and at this moment."""
        return command.applies(self.target)

    def action_command(self, command_id: str) -> None:
        """Do what the key asks."""
        command = self.command(command_id)
        if command is not None and self.allows(command):
            command.run(self, self.target)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the keys that do nothing at this moment."""
        if action == ACTION:
            command = self.command(str(parameters[0]))
            return command is not None and self.allows(command)
        return super().check_action(action, parameters)


def hosts(screen: Screen[Any]) -> Iterator[Host]:
    """Yield the places with commands from the focus outwards; those behind a modal screen do not count."""
    inmost = screen.focused or screen
    for node in inmost.ancestors_with_self:
        if isinstance(node, Host):
            yield node
        if node.is_modal:
            return
