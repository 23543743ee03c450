"""The frameworks that ship with the program, and files of one's own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from caseload_tui.domain.framework import Framework
from caseload_tui.errors import Refused
from caseload_tui.frameworks.build import build
from caseload_tui.frameworks.problems import nearest
from caseload_tui.frameworks.reading import Document, read_document, read_file
from caseload_tui.i18n import tr

_POLICIES = "policies"
_TRAINING = "training"
_SUFFIX = ".toml"


def shipped() -> list[str]:
    """Return the ids of the municipal policies that ship with the program."""
    return sorted(_in_folder(_POLICIES))


def training() -> list[str]:
    """Return the ids of the invented policies for practice and tests."""
    return sorted(_in_folder(_TRAINING))


def template() -> str:
    """Return the commented starter file for a policy of one's own."""
    return (files(__package__) / "template.toml").read_text(encoding="utf-8")


def text_of(id_or_path: str) -> str:
    """Return the text of a framework: of one that ships by its id, else of a file."""
    known = _in_folder(_POLICIES) | _in_folder(_TRAINING)
    if id_or_path in known:
        return known[id_or_path].read_text(encoding="utf-8")
    path = Path(id_or_path)
    if path.suffix == _SUFFIX or _stands(path):
        return read_file(path)
    raise Refused(
        tr("There is no framework “{name}”.", name=id_or_path),
        (nearest(id_or_path, known) + " " + tr("Those that ship are: {ids}.", ids=", ".join(shipped()))).strip(),
    )


def load(id_or_path: str) -> tuple[Framework, str, Document]:
    """Return a framework with its text and document; a file of one's own is checked first."""
    text = text_of(id_or_path)
    if not is_shipped(id_or_path):
        _refuse_mistakes(text, id_or_path)
    document = read_document(text)
    return build(document), text, document


def is_shipped(id_or_path: str) -> bool:
    """Tell whether this is the id of a framework that ships with the program."""
    return id_or_path in _in_folder(_POLICIES) or id_or_path in _in_folder(_TRAINING)


def _refuse_mistakes(text: str, name: str) -> None:
    # The checker loads pydantic, which a start with a framework that ships need not wait for.
    from caseload_tui.frameworks.check import check_text  # noqa: PLC0415

    report = check_text(text, name=name)
    if not report.ok:
        lines = [f"{name}:{problem.line or 1}: {problem.path}: {problem.message}" for problem in report.problems]
        raise Refused(tr("The framework file has mistakes."), "\n".join(lines))


def _stands(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that no file can have, or a folder that may not be looked into
        return False


@cache
def _in_folder(folder: str) -> dict[str, Traversable]:
    place: Traversable = files(__package__) / folder
    if not place.is_dir():
        return {}
    return {item.name.removesuffix(_SUFFIX): item for item in place.iterdir() if item.name.endswith(_SUFFIX)}
