"""Trainings: practice stores that are put back after use."""

from __future__ import annotations

from pathlib import Path

import click

from caseload_tui.cli.context import Call
from caseload_tui.cli.options import pass_call
from caseload_tui.cli.output import Table, show, with_format
from caseload_tui.cli.speaking import group
from caseload_tui.i18n import tr, trn
from caseload_tui.services import trainings

place_argument = click.argument(
    "place", metavar="[STORE|DIR]", required=False, type=click.Path(path_type=Path, exists=False)
)


@group("training")
def training() -> None:
    """Practice stores for a training day: what is done in them, and putting them back."""


@training.command("reset")
@with_format
@place_argument
@pass_call
def reset(call: Call, place: Path | None) -> None:
    """Put one practice store, or all in a folder, back to how it was handed out, whatever became of it."""
    stores = trainings.reset(place or call.settings.store)
    items = [{"store": str(store)} for store in stores]
    show(call, "training-reset", items, Table((tr("the store"),), [(str(store),) for store in stores]))
    call.say(trn("The store is as it was handed out.", "{n} stores are as they were handed out.", len(stores)))
