"""The packet of a class: which papers belong in it, in reading order, under which names; no I/O."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

NAME_AT_MOST = 60
_FORBIDDEN = frozenset('\\/:*?"<>|')


class Part(StrEnum):
    """A kind of paper, in the order in which people read."""

    ATTENDANCE = "attendance"
    MINUTES = "minutes"
    ACTIONS = "actions"
    CHARTER = "charter"
    HOURS = "hours"
    RATINGS = "ratings"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Piece:
    """One paper that belongs into a packet.

    Args:
        part: what kind it is.
        of: whose it is, blank where there is only one.
        missing: key of the sentence that says why it is not in it; blank where it is.
        remark: key of a sentence about one that is in it; blank for none.
        file: its name in the packet, blank where it is missing.
    """

    part: Part
    of: str = ""
    missing: str = ""
    remark: str = ""
    file: str = ""


def named(number: int, title: str, ending: str) -> str:
    """Return a name that sorts in reading order and that every system takes: ``03 会议记录-第一组.docx``."""
    plain = "".join(sign for sign in title if sign.isprintable() and sign not in _FORBIDDEN)
    return f"{number:02d} {' '.join(plain.split())[:NAME_AT_MOST].rstrip('. ')}.{ending}"


def complete(pieces: Sequence[Piece]) -> bool:
    """Tell whether nothing is missing."""
    return not any(piece.missing for piece in pieces)
