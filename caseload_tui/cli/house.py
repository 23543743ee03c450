"""`settings`: the office's own choices on top of its policy, always shown as the office's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from caseload_tui.cli.context import Call
from caseload_tui.cli.options import pass_call
from caseload_tui.cli.output import Table, done, show, with_format
from caseload_tui.cli.speaking import group
from caseload_tui.domain.texts import Text
from caseload_tui.i18n import LANGUAGES, language, tr
from caseload_tui.papers.sheet import as_json

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.services.adopting import AdoptionPreview
    from caseload_tui.services.house import Setting


@group("settings")
def settings() -> None:
    """Look at the office's own choices where the policy is silent, and change them."""


@settings.command("show")
@with_format
@pass_call
def show_settings(call: Call) -> None:
    """Show every setting, and whether the policy or the office gives it."""
    with call.services() as services:
        found = services.house.settings()
    rows = [(item.key, _text(item.value), _origin(item.origin)) for item in found]
    show(call, "settings", [_item(item) for item in found], Table((tr("setting"), tr("value"), tr("given by")), rows))


@settings.command("set")
@with_format
@click.argument("key", metavar="KEY")
@click.argument("values", metavar="VALUE...", nargs=-1, required=True)
@pass_call
def set_(call: Call, key: str, values: tuple[str, ...]) -> None:
    """Give a setting a value: minutes.KIND, hours_per_fte, no_contact or sectors."""
    with call.services() as services:
        _tell(call, services, services.house.set(key, values), key)


@settings.command("unset")
@with_format
@click.argument("key", metavar="KEY")
@pass_call
def unset(call: Call, key: str) -> None:
    """Take back a setting of the office, or a chosen reading (readings.OPEN_POINT)."""
    with call.services() as services:
        _tell(call, services, services.house.unset(key), key)


@settings.command("reading")
@with_format
@click.argument("point", metavar="OPEN_POINT")
@click.argument("choice", metavar="CHOICE")
@pass_call
def reading(call: Call, point: str, choice: str) -> None:
    """Choose another reading of an open point: its position from 0, or its value."""
    with call.services() as services:
        _tell(call, services, services.house.read(point, choice), f"readings.{point}")


@settings.command("load")
@with_format
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@pass_call
def load(call: Call, file: Path) -> None:
    """Take settings from a TOML file: kinds, cadences, a no-show chain and the like, with the keys of a policy."""
    with call.services() as services:
        preview = services.house.load(file)
        found = services.house.settings()
    call.say(_done(preview))
    if call.form is not None:
        show(call, "settings", [_item(item) for item in found if item.origin == "office"], Table((), ()))


def _tell(call: Call, services: Services, preview: AdoptionPreview, key: str) -> None:
    found = next((item for item in services.house.settings() if item.key == key), None)
    item = _item(found) if found is not None else {"key": key, "value": None, "from": None}
    done(call, _done(preview), "settings", item)


def _done(preview: AdoptionPreview) -> str:
    moved = len(preview.outcome.dues)
    return tr("The office's own choice is kept. Due dates that change: {n}.", n=moved)


def _item(item: Setting) -> dict[str, Any]:
    return {"key": item.key, "value": item.value, "from": item.origin}


def _text(value: object) -> str:
    """Return a value as a person reads it; of a step or thing with a name, those words."""
    if value is None:
        return tr("unknown")
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    if isinstance(value, Mapping):
        if value.keys() <= set(LANGUAGES):
            return Text.of(value).to(language())
        words = next((_text(value[key]) for key in ("text", "name", "action", "id") if key in value), as_json(value))
        return f"{value['after']}: {words}" if "after" in value else words
    return value if isinstance(value, str) else as_json(value)


def _origin(origin: str | None) -> str:
    return {"policy": tr("the policy"), "office": tr("the office itself")}.get(origin or "", "")
