"""The plan of a meeting: its days, their blocks, and when each block begins; no I/O."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from zhixing.text import Text


class Form(StrEnum):
    """What people do in a block, and so which tools the room offers."""

    PLAIN = "plain"
    PLEDGE = "pledge"
    ACTIONS = "actions"
    TURNS = "turns"
    TALK = "talk"
    IDEAS = "ideas"
    REPORTS = "reports"
    COMMENT = "comment"
    REVIEW = "review"
    BREAK = "break"


class Setting(StrEnum):
    """Whether a block is for everybody together or for each group by itself."""

    TOGETHER = "together"
    GROUPS = "groups"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a meeting.

    Args:
        id: permanent within the meeting.
        title: what it is called.
        minutes: how long it is meant to take.
        form: what people do.
        setting: together, or each group by itself.
        say: what whoever leads says at its beginning.
        each: minutes for each speaker or each report, where people take turns.
        board: which wall of ideas it fills: ``problem``, ``cause``, ``remedy`` or ``ideas``.
        part: the part of the template it belongs to.
    """

    id: str
    title: Text
    minutes: int
    form: Form = Form.PLAIN
    setting: Setting = Setting.TOGETHER
    say: Text | None = None
    each: float | None = None
    board: str | None = None
    part: str = ""

    def json(self) -> dict[str, Any]:
        """Return the form that is stored."""
        return {
            "id": self.id,
            "title": self.title.json(),
            "minutes": self.minutes,
            "form": self.form.value,
            "setting": self.setting.value,
            "say": None if self.say is None else self.say.json(),
            "each": self.each,
            "board": self.board,
            "part": self.part,
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        return cls(
            id=raw["id"],
            title=Text.parse(raw["title"]),
            minutes=raw["minutes"],
            form=Form(raw["form"]),
            setting=Setting(raw["setting"]),
            say=None if raw.get("say") is None else Text.parse(raw["say"]),
            each=raw.get("each"),
            board=raw.get("board"),
            part=raw.get("part", ""),
        )


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a meeting; ``offset`` counts days after the first, ``starts`` is a time of day."""

    offset: int
    starts: str
    blocks: tuple[Block, ...]

    @property
    def minutes(self) -> int:
        """The minutes its blocks take together."""
        return sum(block.minutes for block in self.blocks)

    def times(self) -> tuple[tuple[Block, int], ...]:
        """Return each block with the minute of the day at which it begins."""
        clock = minute_of(self.starts)
        found = []
        for block in self.blocks:
            found.append((block, clock))
            clock += block.minutes
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Plan:
    """All days of a meeting."""

    days: tuple[Day, ...]

    def __iter__(self) -> Iterator[Block]:
        """Go through all blocks in order."""
        return (block for day in self.days for block in day.blocks)

    def get(self, block_id: str | None) -> Block | None:
        """Return a block by its id, None where it is not there."""
        return next((block for block in self if block.id == block_id), None)

    def json(self) -> dict[str, Any]:
        """Return the form that is stored."""
        return {
            "days": [
                {
                    "offset": day.offset,
                    "starts": day.starts,
                    "blocks": [block.json() for block in day.blocks],
                }
                for day in self.days
            ]
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        return cls(
            tuple(
                Day(day["offset"], day["starts"], tuple(Block.parse(block) for block in day["blocks"]))
                for day in raw["days"]
            )
        )


def minute_of(clock: str) -> int:
    """Return the minute of the day of ``"09:30"``."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def clock_of(minute: int) -> str:
    """Return ``"09:30"`` for a minute of the day; what lies after midnight begins again at 00:00."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"
