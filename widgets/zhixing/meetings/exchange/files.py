"""The Excel file of a group, by name."""

from collections.abc import Mapping

from zhixing.actor import Actor
from zhixing.meetings.exchange.write import write_pack
from zhixing.meetings.service.takehome import pack_of
from zhixing.records import Work
from zhixing.text import catalogue


def group_pack(db: Work, actor: Actor, wishes: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the file name and the Excel file of what a group takes home; without ``team`` one's own group's.

    Raises:
        MissingError: there is no such group, or the person has none.
        RefusedError: another group's.
    """
    pack = pack_of(db, actor, wishes.get("team", ""))
    name = catalogue().say("packet.pack.file", actor.locale, group=plain_name(pack.group))
    return name, write_pack(pack, actor.locale)


def plain_name(name: str) -> str:
    """Return a name without what a file's name cannot have."""
    return "".join(sign for sign in name if sign.isprintable() and sign not in '\\/:*?"<>|')[:40].strip()
