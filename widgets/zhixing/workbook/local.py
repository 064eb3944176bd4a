"""The local person: whoever works alone on this machine, with a class of their own."""

from zhixing.actor import Actor, Locale
from zhixing.classroom.classes import solo
from zhixing.demo.install import fill_solo
from zhixing.records import Store
from zhixing.text import catalogue


def local_person(store: Store, locale: Locale = Locale.ZH) -> Actor:
    """Return the local person; the first time, give them the demo organisation's topics to work on."""
    with store.work() as db:
        actor, fresh = solo(db, catalogue().say("classroom.solo.name", locale), locale)
        if fresh:
            fill_solo(db, actor)
    return actor
