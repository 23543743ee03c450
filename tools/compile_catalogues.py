"""Build hook: compile the gettext catalogues into the package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueBuildHook(BuildHookInterface[Any]):
    """Write `caseload.mo` beside every `caseload.po`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files of the wheel are collected."""
        compile_all(Path(self.root) / "caseload_tui" / "locale")


def compile_all(folder: Path) -> None:
    """Compile every catalogue below the folder."""
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as catalogue, source.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(catalogue))


if __name__ == "__main__":
    compile_all(Path(__file__).parent.parent / "caseload_tui" / "locale")
