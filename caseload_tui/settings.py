"""What the user chose: flags over environment over the settings file over defaults."""

from __future__ import annotations

import json
import locale
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from threading import Lock

from caseload_tui import paths
from caseload_tui.errors import Refused, WrongUse
from caseload_tui.i18n import LANGUAGES, set_language, tr

THEMES = ("dark", "light", "contrast", "sober")
IDLE_LOCK_MINUTES = 5
Setting = str | int | bool | None
_KEEPING = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be chosen from outside."""

    store: Path
    acting: str | None = None
    """The consultant at the keyboard, as given."""
    language: str = "nl"
    today: date | None = None
    key_file: Path | None = None
    plain: bool = False
    no_color: bool = False
    theme: str = "dark"
    idle_lock_minutes: int = IDLE_LOCK_MINUTES
    keys: Mapping[str, str] | None = None
    """Keys for commands that the user chose: command -> key."""

    @property
    def day(self) -> date:
        """The day that is looked at: the chosen one, else the real one."""
        return self.today or real_today()


def real_today() -> date:
    """Return today in the office's time zone."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - the unlock screen asks for no day

    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def choose_language(flag: str | None, environment: Mapping[str, str]) -> str:
    """Return the language to speak before the settings are known, so that even their mistakes are told in it."""
    try:
        written = _text(_read_file(paths.settings_file()), "language")
    except WrongUse:
        written = None
    return _language(flag or environment.get("CASELOAD_LANG") or written, environment)


def settle(flags: Mapping[str, str | None], environment: Mapping[str, str]) -> Settings:
    """Return the settings, and speak the chosen language from here on.

    `flags` has `store`, `as`, `lang`, `today`, `key_file`, `plain` and `no_color`; absent or None means not given.
    """
    set_language(_language(flags.get("lang") or environment.get("CASELOAD_LANG"), environment))
    written = _read_file(paths.settings_file())
    lang = _language(flags.get("lang") or environment.get("CASELOAD_LANG") or _text(written, "language"), environment)
    set_language(lang)

    def chosen(flag: str, variable: str, key: str | None = None) -> str | None:
        return flags.get(flag) or environment.get(variable) or _text(written, key or flag) or None

    named = flags.get("as")
    if named is not None and not named.strip():
        raise WrongUse(tr("Nobody is named with --as."), tr("Name a {consultant}, or leave it out."))
    store, key_file = chosen("store", "CASELOAD_STORE"), chosen("key_file", "CASELOAD_KEY_FILE")
    theme = _text(written, "theme") or "dark"
    minutes = written.get("idle_lock_minutes", IDLE_LOCK_MINUTES)
    keys = written.get("keys", {})
    return Settings(
        store=Path(store).expanduser() if store else paths.default_store(),
        acting=chosen("as", "CASELOAD_AS"),
        language=lang,
        today=_day(flags.get("today") or environment.get("CASELOAD_TODAY")),
        key_file=Path(key_file).expanduser() if key_file else None,
        plain=bool(flags.get("plain")),
        no_color=bool(flags.get("no_color") or flags.get("plain") or environment.get("NO_COLOR")),
        theme=theme if theme in THEMES else "dark",
        idle_lock_minutes=minutes if isinstance(minutes, int) and minutes >= 0 else IDLE_LOCK_MINUTES,
        keys={str(name): str(key) for name, key in keys.items()} if isinstance(keys, dict) else {},
    )


def keep(name: str, value: Setting) -> None:
    """Keep a setting in the settings file, by a name such as `theme` or `keys.record`; None takes it out.

    Everything else that stands there stays as it is, remarks too.
    """
    import tomllib  # noqa: PLC0415 - see _read_file

    path, (table, _, key) = paths.settings_file(), name.rpartition(".")
    line = None if value is None else f"{key} = {json.dumps(value, ensure_ascii=False)}"
    with _KEEPING:
        before = _read_file(path)
        text = _with_line(path.read_text("utf-8") if path.exists() else "", table, key, line)
        try:
            if _filled(tomllib.loads(text)) != _filled(_with_value(before, table, key, value)):
                raise ValueError(line)
            path.parent.mkdir(parents=True, exist_ok=True)
            # A file that is replaced as a whole is never found half written.
            fresh = path.with_name(f".{path.name}.{os.getpid()}")
            fresh.write_text(text, "utf-8")
            fresh.replace(path)
        except (OSError, ValueError) as error:
            wanted = tr("Take out {name}.", name=name) if line is None else tr("Write there: {line}", line=line)
            raise Refused(tr("The setting cannot be kept in {path}.", path=path), wanted) from error


def _with_line(text: str, table: str, key: str, line: str | None) -> str:
    """Return the text of the file with the line in its table, in the place of the one with that key, or without it."""
    lines = text.splitlines()
    heads = [place for place, other in enumerate(lines) if other.lstrip().startswith("[")]
    begin = next((place + 1 for place in heads if lines[place].split("#")[0].strip() == f"[{table}]"), 0)
    if table and not begin:
        lines += [f"[{table}]"]
        begin = len(lines)
    end = next((place for place in heads if place >= begin), len(lines))
    known = next((place for place in range(begin, end) if lines[place].partition("=")[0].strip() == key), None)
    place = end if known is None else known
    lines[place : place if known is None else place + 1] = [] if line is None else [line]
    return "\n".join(lines) + "\n"


def _with_value(values: Mapping[str, object], table: str, key: str, value: Setting) -> dict[str, object]:
    """Return the values of the file with another one."""
    if table:
        inner = values.get(table, {})
        return {**values, table: _with_value(inner if isinstance(inner, dict) else {}, "", key, value)}
    kept = {name: item for name, item in values.items() if name != key}
    return kept if value is None else {**kept, key: value}


def _filled(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values without tables in which nothing stands."""
    return {name: value for name, value in values.items() if value != {}}


def _language(chosen: str | None, environment: Mapping[str, str]) -> str:
    """Return the chosen language; without one, English only where the system speaks English, else Dutch."""
    if chosen:
        if chosen not in LANGUAGES:
            raise WrongUse(tr("There is no language “{name}”.", name=chosen), tr("Choose nl or en."))
        return chosen
    system = (
        environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or _system_language()
    )
    return "en" if system.lower().startswith("en") else "nl"


def _system_language() -> str:
    return locale.getlocale()[0] or ""


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongUse(tr("“{text}” is no day.", text=text), tr("Write it as year-month-day: 2026-11-23.")) from error


def _read_file(path: Path) -> dict[str, object]:
    if not path.exists():
        return {}
    import tomllib  # noqa: PLC0415 - most have no settings file, and starting should not wait for it

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise WrongUse(
            tr("The settings file cannot be read: {path}", path=path), tr("Mend it, or remove it to start afresh.")
        ) from error


def _text(values: Mapping[str, object], key: str) -> str | None:
    value = values.get(key)
    return value if isinstance(value, str) else None
