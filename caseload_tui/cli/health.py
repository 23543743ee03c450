"""Health and safety of the store: `doctor`, `backup`, `restore`, `passphrase`, `locate`."""

from __future__ import annotations

from pathlib import Path

import click

from caseload_tui import paths
from caseload_tui.cli.context import Call, ask_new_passphrase
from caseload_tui.cli.options import pass_call
from caseload_tui.cli.output import Table, done, show, with_format
from caseload_tui.cli.speaking import command, option
from caseload_tui.errors import StoreUnusable
from caseload_tui.i18n import tr
from caseload_tui.store import backup as backups
from caseload_tui.store import key_files, keys, secret_text
from caseload_tui.store.files import backups_folder, create_private, keys_file, seal_file

UNUSABLE = 3


@command("doctor")
@with_format
@option("--quick", is_flag=True, help="Leave out what takes long.")
@pass_call
def doctor(call: Call, quick: bool) -> None:
    """Examine the store: encryption, both journals, and lists made anew beside it."""
    # Only here, so that `locate` works where the database cannot even be loaded.
    from caseload_tui.bootstrap import open_store, refuse_missing  # noqa: PLC0415

    refuse_missing(call.settings)
    store = open_store(call.settings, call.secret())
    try:
        checks = store.check(quick=quick)
        with store.reading() as reading:
            policy = reading.adopted_policy()
    finally:
        store.close()
    call.framework = policy.framework.id if policy is not None else None
    items = [{"check": item.check, "ok": item.ok, "detail": item.detail} for item in checks]
    rows = [(tr("well") if item.ok else tr("WRONG"), item.check, item.detail) for item in checks]
    show(call, "doctor", items, Table(("", tr("check"), tr("detail")), rows))
    if not all(item.ok for item in checks):
        call.say(tr("Something is wrong. Make no more changes, and go back to a backup with `caseload restore`."))
        click.get_current_context().exit(UNUSABLE)


@command("backup")
@with_format
@click.argument("target", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@pass_call
def backup(call: Call, target: Path | None) -> None:
    """Copy the store, open the copy and read it through; without FILE it joins the store's own backups."""
    from caseload_tui.bootstrap import open_store, refuse_missing  # noqa: PLC0415 - see doctor

    refuse_missing(call.settings)
    store = open_store(call.settings, call.secret())
    try:
        made = store.backup(target)
    finally:
        store.close()
    done(call, tr("The backup is made and was read through."), "backup", {"path": str(made)}, data=str(made))


@command("restore")
@with_format
@click.argument("file", metavar="BACKUP", type=click.Path(path_type=Path))
@pass_call
def restore(call: Call, file: Path) -> None:
    """Put a backup in the place of the store; what the store held is kept among its backups."""
    store = call.settings.store
    if not file.exists():
        raise StoreUnusable(tr("There is no backup at {path}.", path=file), tr("Check its name and place."))
    backups.restore(file, store, _key_of(store, file, call.secret()))
    done(call, tr("The store is restored: {path}", path=store), "restore", {"path": str(store), "backup": str(file)})


@command("passphrase")
@with_format
@option(
    "--new-key-file", type=click.Path(path_type=Path), help="A file with the fresh passphrase; made if it is not there."
)
@option("--recovery", is_flag=True, help="Make a fresh recovery key instead.")
@pass_call
def passphrase(call: Call, new_key_file: Path | None, recovery: bool) -> None:
    """Choose another passphrase for the store; the one before opens it no more."""
    from caseload_tui.bootstrap import refuse_missing  # noqa: PLC0415 - see doctor

    refuse_missing(call.settings)
    store, current = call.settings.store, call.secret()
    keys.unlock(store, current)
    if recovery:
        fresh = keys.renew_recovery_key(store, current)
        call.say(tr("The recovery key, shown only now. Write it down and keep it elsewhere than this computer:"))
        call.say(f"\n    {fresh}\n")
    elif new_key_file is not None:
        keys.change_passphrase(store, current, _secret_of(new_key_file))
    else:
        keys.change_passphrase(store, current, ask_new_passphrase())
    done(call, tr("The store opens with it from here on."), "passphrase", {"path": str(store)})


@command("locate")
@with_format
@pass_call
def locate(call: Call) -> None:
    """Say where everything is kept; this works without opening anything."""
    store = call.settings.store
    places = [
        ("store", tr("the store"), store),
        ("keys", tr("its key slots"), keys_file(store)),
        ("seal", tr("the seal of its journals"), seal_file(store)),
        ("backups", tr("its backups"), backups_folder(store)),
        ("settings", tr("the settings"), paths.settings_file()),
        ("log", tr("reports of failures"), paths.log_folder()),
        ("demo", tr("throw-away practice offices"), paths.demo_folder()),
    ]
    items = [{"what": key, "path": str(path), "exists": path.exists()} for key, _, path in places]
    rows = [(name, "" if path.exists() else tr("not there"), str(path)) for _, name, path in places]
    show(call, "locate", items, Table((tr("what"), "", tr("path")), rows))


def _secret_of(key_file: Path) -> str:
    """Return what a key file holds, after making it if it is not there."""
    if not key_file.exists():
        create_private(key_file, secret_text.generate().encode() + b"\n")
    return key_files.read_secret(key_file)


def _key_of(store: Path, backup: Path, secret: str) -> bytes:
    """Return the key of the store or, where its slots are gone or go with another secret, of the backup."""
    if keys_file(store).exists():
        try:
            return keys.unlock(store, secret)
        except StoreUnusable:
            if not keys_file(backup).exists():
                raise
    return keys.unlock(backup, secret)
