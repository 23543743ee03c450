"""Checking the shape of a document: unknown keys, missing keys and values of the wrong sort, all at once.

What is wrong is then left out, and a misspelt key read as the one that was meant, so that the checks on the whole can
go on with what is right and say each thing once.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, get_args

from pydantic import ValidationError

from caseload_tui.frameworks.findings import Findings
from caseload_tui.frameworks.problems import Path, close_to, meant_by_name, nearest
from caseload_tui.frameworks.scalars import EXPECTED, EXPECTED_ID, shown
from caseload_tui.frameworks.schema import DocumentShape
from caseload_tui.frameworks.schema_parts import Shape
from caseload_tui.i18n import tr, trn

_UNKNOWN = "extra_forbidden"
_MISSING = "missing"
_NO_TABLE = ("model_type", "model_attributes_type", "dict_type")


def check_shape(document: Mapping[str, Any], findings: Findings, shape: type[Shape] = DocumentShape) -> dict[str, Any]:
    """Note every mistake of shape; return what of the document is right."""
    sound = deepcopy(dict(document))
    for path in _nothings(sound):
        findings.add(path, tr("Expected a value; found nothing."))
        _leave_out(sound, path)
    for path in _unknown_keys(sound, shape):
        known = _known_keys(shape, path[:-1])
        findings.add(path, tr("Unknown key “{key}”.", key=path[-1]) + nearest(str(path[-1]), known))
        _take_as_meant(sound, path, known)
    for path, kind, message in _mistakes(sound, shape):
        hint = meant_by_name(sound, _value_at(sound, path)) if kind == EXPECTED_ID and path[-1] != "id" else ""
        findings.add(path, message + hint)
        if kind != _MISSING and not _is_name(sound, path):
            _leave_out(sound, path, is_table=kind in _NO_TABLE)
    return sound


def _nothings(here: Any, path: Path = ()) -> list[Path]:
    """Return the places that hold JSON's null, which TOML does not have, deepest first."""
    pairs = here.items() if isinstance(here, dict) else enumerate(here) if isinstance(here, list) else ()
    inner = [found for key, item in pairs for found in _nothings(item, (*path, key))]
    return inner if here is not None else [path]


def _unknown_keys(document: dict[str, Any], shape: type[Shape]) -> list[Path]:
    return [path for path, kind, _ in _mistakes(document, shape) if kind == _UNKNOWN]


def _mistakes(document: dict[str, Any], shape: type[Shape]) -> list[tuple[Path, str, str]]:
    try:
        shape.model_validate(document)
    except ValidationError as error:
        return [(tuple(found["loc"]), found["type"], _message(found)) for found in error.errors(include_url=False)]
    return []


def _message(found: Any) -> str:
    kind, value = found["type"], found["input"]
    if kind in (EXPECTED, EXPECTED_ID):
        return str(found["msg"])
    if kind == _UNKNOWN:
        return tr("Unknown key “{key}”.", key=found["loc"][-1])
    if kind == _MISSING:
        return tr("The key “{key}” is missing.", key=found["loc"][-1])
    if kind == "too_short":
        least = found["ctx"]["min_length"]
        return trn("Expected at least {n} item here.", "Expected at least {n} items here.", least)
    is_list = kind == "list_type"
    said = tr("Expected {what}; found {found}.", what=tr("a list") if is_list else tr("a table"), found=shown(value))
    return said + _how_written(found["loc"][-1], value, is_list=is_list)


def _how_written(key: object, value: object, *, is_list: bool) -> str:
    """Return how one thing is written as a list, or a table that is no list of tables; nothing else."""
    if is_list and isinstance(value, str):
        return " " + tr("Write it as {written}.", written=f'["{value}"]')
    if is_list and isinstance(value, dict):
        return " " + tr("One item of a list of tables stands under [[{key}]].", key=key)
    if not is_list and isinstance(value, list):
        return " " + tr("This table stands once in the file, under [{key}].", key=key)
    return ""


def _known_keys(shape: type[Shape], path: Path) -> set[str]:
    """Return the keys that the table at a path may have."""
    for part in path:
        if isinstance(part, str):
            shape = next(_shape_in(field.annotation) for name, field in _fields(shape).items() if name == part)
    return set(_fields(shape))


def _fields(shape: type[Shape]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in shape.model_fields.items()}


def _shape_in(annotation: Any) -> type[Shape]:
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return annotation
    inner = [argument for argument in get_args(annotation) if argument is not type(None)]
    return _shape_in(inner[0])


def _is_name(document: dict[str, Any], path: Path) -> bool:
    """Tell whether this is an id in text: kept even if misspelt, so that what refers to it finds it."""
    return path[-1] == "id" and isinstance(_holder(document, path).get("id"), str)


def _take_as_meant(document: dict[str, Any], path: Path, known: set[str]) -> None:
    """Rename a misspelt key to the known key it is close to, unless that one is there; else leave it out."""
    table, wrong = _holder(document, path), path[-1]
    meant = close_to(str(wrong), known)
    value = table.pop(wrong)
    if meant and meant not in table:
        table[meant] = value


def _leave_out(document: dict[str, Any], path: Path, *, is_table: bool = False) -> None:
    """Leave out the value at a path; where a list should have a table, an empty one stands in, else the list goes."""
    holder, last = _holder(document, path), path[-1]
    if isinstance(last, str):
        holder.pop(last, None)
    elif is_table and isinstance(holder, list):
        holder[last] = {}
    else:
        _leave_out(document, path[:-1])


def _value_at(document: dict[str, Any], path: Path) -> Any:
    holder, last = _holder(document, path), path[-1]
    return holder.get(last) if isinstance(holder, dict) else holder[last]


def _holder(document: dict[str, Any], path: Path) -> Any:
    here: Any = document
    for part in path[:-1]:
        if isinstance(here, dict) and part not in here:
            return {}
        here = here[part]
    return here
