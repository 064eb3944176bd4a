"""The Excel files of topic choice, by name: the class's, and what a table takes home."""

from zhixing.actor import Actor
from zhixing.records import Work
from zhixing.text import catalogue
from zhixing.topics.exchange.write import write_book, write_take_home
from zhixing.topics.service.exchange import class_book, table_home


def class_file(db: Work, actor: Actor) -> tuple[str, bytes]:
    """Return the name of the class's file, and the file.

    Raises:
        RefusedError: not this person's.
    """
    book = class_book(db, actor)
    name = catalogue().say("exchange.file.book", actor.locale, name=_plain(book.name))
    return name, write_book(book, actor.locale)


def home_file(db: Work, actor: Actor) -> tuple[str, bytes]:
    """Return the name of what a table takes home, and the file.

    Raises:
        RefusedError: not a liaison, or one without a table.
    """
    home = table_home(db, actor)
    key = "exchange.file.own" if home.seat is None else "exchange.file.table"
    name = catalogue().say(key, actor.locale, name=_plain(home.name), seat=home.seat)
    return name, write_take_home(home, actor.locale)


def _plain(name: str) -> str:
    """Return a name without what a file's name cannot have."""
    return "".join(sign for sign in name if sign.isprintable() and sign not in '\\/:*?"<>|')[:40]
