"""Commands on the store: the demo class, classes and rosters, backup and restore."""

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from zhixing.actor import Locale
from zhixing.classroom import entry
from zhixing.classroom.classes import fill, new_class
from zhixing.classroom.people import classroom_by_code
from zhixing.classroom.roster import RosterRow, read_roster
from zhixing.errors import MissingError
from zhixing.home import Home
from zhixing.records import Store
from zhixing.records.backup import backup as write_backup
from zhixing.records.backup import restore as read_backup
from zhixing.records.schema import upgrade
from zhixing.text import catalogue


@contextmanager
def store_of(options: argparse.Namespace) -> Iterator[Store]:
    """Open the store that a command works on, upgraded to this version."""
    home = Home.find(options.home)
    store = Store.open(options.database or home.database)
    try:
        upgrade(store)
        yield store
    finally:
        store.close()


def say(key: str, locale: Locale, **params: object) -> None:
    """Write a sentence to the terminal."""
    sys.stdout.write(catalogue().say(f"cli.said.{key}", locale, **params) + "\n")
    sys.stdout.flush()


def demo(options: argparse.Namespace, locale: Locale) -> int:
    """Create the demo class anew; no other class is touched."""
    from zhixing.demo.install import CODE, install_demo  # noqa: PLC0415

    with store_of(options) as store:
        install_demo(store, Locale(options.language))
    say("demo", locale, code=CODE)
    return 0


def classroom(options: argparse.Namespace, locale: Locale) -> int:
    """Set up a class or change it: roster, password, one-time link; all of it, or nothing."""
    rows = _roster(options)
    password = None
    if options.password:
        password = getpass.getpass(catalogue().say("cli.said.ask-password", locale))
    made = token = None
    added = 0
    with store_of(options) as store, store.work() as db:
        try:
            room = classroom_by_code(db, options.code)
        except MissingError:
            room = made = new_class(db, options.code, options.name or options.code)
        if rows is not None:
            added = fill(db, room.id, rows)
        if password is not None:
            entry.set_password(room, password)
        if options.link:
            token = entry.make_link(db, room)
    done = {
        "class-made": None if made is None else {"code": made.code},
        "roster": None if rows is None else {"added": added, "rows": len(rows)},
        "password": None if password is None else {},
        "link": None if token is None else {"path": f"link/{token}"},
    }
    for key, params in done.items():
        if params is not None:
            say(key, locale, **params)
    return 0


def _roster(options: argparse.Namespace) -> list[RosterRow] | None:
    if options.roster is None:
        return None
    try:
        content = options.roster.read_bytes()
    except OSError as error:
        raise MissingError("cli.error.no-file", {"path": options.roster}) from error
    return read_roster(options.roster.name, content)


def backup(options: argparse.Namespace, locale: Locale) -> int:
    """Write everything to one file, while the server goes on."""
    with store_of(options) as store:
        write_backup(store, options.file)
    say("backup", locale, path=options.file)
    return 0


def restore(options: argparse.Namespace, locale: Locale) -> int:
    """Replace everything by what a backup holds; what is replaced is backed up first."""
    before = Home.find(options.home).path / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.zip"
    with store_of(options) as store:
        write_backup(store, before)
        read_backup(store, options.file)
    say("before-restore", locale, path=before)
    say("restore", locale, path=options.file)
    return 0
