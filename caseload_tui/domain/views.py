"""Saved views: a filter of a list under a name of one's own, in the order in which keys call them up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from caseload_tui.domain.people import fold, tidy
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr

VIEWS = "views"
"""Under which key of the store they are kept."""
MOST_VIEWS = 50
LONGEST_NAME = 40
_TELLING = 3
"""Fewer letters say nothing about one person."""


@dataclass(frozen=True, slots=True)
class View:
    """What a list was narrowed to, to see it again."""

    name: str
    tab: str
    filter: str

    def content(self) -> dict[str, str]:
        """Return the view as it is kept."""
        return {"name": self.name, "tab": self.tab, "filter": self.filter}


Views = tuple[View, ...]


def read_views(content: Mapping[str, Any]) -> Views:
    """Return the views as they were kept, without what cannot be read."""
    listed = content.get("views")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    found = (View(*(_text(item.get(part)) for part in ("name", "tab", "filter"))) for item in items)
    return tuple(view for view in found if view.name and view.tab and view.filter)


def views_content(views: Views) -> dict[str, Any]:
    """Return the views as they are kept."""
    return {"views": [view.content() for view in views]}


def view_named(views: Views, name: str) -> View | None:
    """Return the view with this name, written with or without capitals and accents."""
    return next((view for view in views if fold(view.name) == fold(tidy(name))), None)


def view_of(views: Views, tab: str, filter: str) -> View | None:
    """Return the view that shows just this."""
    wanted = filter.split()
    return next((view for view in views if view.tab == tab and view.filter.split() == wanted), None)


def with_view(views: Views, view: View) -> Views:
    """Return the views with another one: at the end, or in the place of the one with its name."""
    view = replace(view, name=_checked(view.name), filter=tidy(view.filter))
    if not view.filter:
        raise Refused(tr("There is no filter to save."), tr("Filter a list first; then save what it shows."))
    former = view_named(views, view.name)
    if former is not None:
        return tuple(view if item is former else item for item in views)
    if len(views) >= MOST_VIEWS:
        raise Refused(tr("There are {n} saved views already.", n=len(views)), tr("Remove one that is no longer used."))
    return (*views, view)


def renamed(views: Views, name: str, wanted: str) -> Views:
    """Return the views with another name for one of them."""
    view, wanted = _found(views, name), _checked(wanted)
    if view_named(views, wanted) not in (None, view):
        raise Refused(tr("There is a view “{name}” already.", name=wanted), tr("Give it another name."))
    return tuple(replace(item, name=wanted) if item is view else item for item in views)


def moved(views: Views, name: str, step: int) -> Views:
    """Return the views with one of them some places further down, or up; at either end it stays."""
    view = _found(views, name)
    rest = [item for item in views if item is not view]
    rest.insert(min(max(views.index(view) + step, 0), len(rest)), view)
    return tuple(rest)


def without_view(views: Views, name: str) -> Views:
    """Return the views without one of them."""
    view = _found(views, name)
    return tuple(item for item in views if item is not view)


def without_person(views: Views, *known_as: str) -> Views:
    """Return the views that do not name somebody whose traces must go: in their name or in their filter."""
    return tuple(view for view in views if not names_person((view.name, view.filter), known_as))


def names_person(texts: Iterable[str], known_as: Iterable[str]) -> bool:
    """Tell whether a word of the texts stands in what somebody is known as."""
    known = fold(" ".join(known_as))
    words = (word.strip("\"'(),.-") for text in texts for word in fold(text).replace(":", " ").split())
    return any(word in known for word in words if len(word) >= _TELLING)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _found(views: Views, name: str) -> View:
    view = view_named(views, name)
    if view is None:
        raise Refused(tr("There is no view “{name}” any more.", name=name), tr("Look at the list of saved views."))
    return view


def _checked(name: str) -> str:
    name = tidy(name)
    if not name:
        raise Refused(tr("A view needs a name."), tr("Choose one by which you will know it again."))
    if len(name) > LONGEST_NAME:
        raise Refused(tr("The name is too long."), tr("Use at most {n} characters.", n=LONGEST_NAME))
    return name
