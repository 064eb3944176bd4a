"""What is wrong with a plan, what to beware of in it, and what may still be changed; no I/O."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from zhixing.meetings.rules.plan import Block, Day, Form, Plan, Setting, clock_of, minute_of
from zhixing.meetings.rules.speaking import Crowd, Speaking, allotted, needed
from zhixing.meetings.rules.template import Template
from zhixing.policy import Policy
from zhixing.text import Text

MIDNIGHT = 24 * 60
DAYS_AT_MOST = 10
OFFSET_AT_MOST = 60
BLOCKS_AT_MOST = 80
TITLE_AT_MOST = 120
SAY_AT_MOST = 1000
UNNAMED = "—"
"""In place of the title of a block that was left blank."""
BOARDS = ("problem", "cause", "remedy", "ideas")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a plan that a person should know.

    Args:
        code: key of its sentence.
        params: values for the sentence.
        stops: whether the plan cannot be kept like this; else it is only a warning.
        day: the day it is about, counted from 0.
        block: the id of the block it is about.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    stops: bool = False
    day: int | None = None
    block: str | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a class holds to be usual: time to speak, the longest stretch without a break, the longest day."""

    speaking: Speaking
    stretch: int
    day: int

    @classmethod
    def of(cls, values: Policy) -> "Bounds":
        """Take the values in force."""
        return cls(
            Speaking.of(values), values.int("meeting.stretch-minutes"), values.int("meeting.day-minutes")
        )


def is_clock(text: str) -> bool:
    """Tell whether a text is a time of day such as ``09:30``."""
    return _CLOCK.fullmatch(text) is not None


def tidied(plan: Plan, crowd: Crowd, speaking: Speaking) -> Plan:
    """Return a plan in which each block holds only what its form asks for, and days follow their dates."""

    def tidy(block: Block) -> Block:
        setting = block.setting if crowd.groups > 1 and block.form is not Form.BREAK else Setting.TOGETHER
        board = (block.board if block.board in BOARDS else BOARDS[-1]) if block.form is Form.IDEAS else None
        seated = replace(block, setting=setting, board=board)
        usual = allotted(seated, crowd, speaking)
        return replace(seated, each=usual if block.each is None or usual is None else block.each)

    return Plan(tuple(replace(day, blocks=tuple(map(tidy, day.blocks))) for day in plan.days))


def faults(plan: Plan) -> list[Finding]:
    """Return why a plan cannot be kept as it is, in the order of its days."""
    found = list(_whole(plan))
    for place, day in enumerate(plan.days):
        found += _of_day(place, day)
    return found


def _whole(plan: Plan) -> Iterator[Finding]:
    blocks = list(plan)
    if not plan.days:
        yield Finding("planner.error.no-days", stops=True)
    if len(plan.days) > DAYS_AT_MOST:
        yield Finding("planner.error.many-days", {"found": len(plan.days), "most": DAYS_AT_MOST}, stops=True)
    if len(blocks) > BLOCKS_AT_MOST:
        yield Finding("planner.error.many-blocks", {"found": len(blocks), "most": BLOCKS_AT_MOST}, stops=True)
    ids = [block.id for block in blocks]
    for block in {block.id: block for block in blocks if ids.count(block.id) > 1}.values():
        yield Finding("planner.error.twice", {"block": block.title}, stops=True, block=block.id)
    for place, (before, day) in enumerate(zip(plan.days, plan.days[1:], strict=False), start=1):
        if day.offset <= before.offset:
            yield Finding(
                "planner.error.days-overlap", {"day": place + 1, "before": place}, stops=True, day=place
            )
    if plan.days and (plan.days[0].offset != 0 or plan.days[-1].offset > OFFSET_AT_MOST):
        yield Finding("planner.error.far", {"most": OFFSET_AT_MOST}, stops=True, day=len(plan.days) - 1)


def _of_day(place: int, day: Day) -> Iterator[Finding]:
    about: dict[str, Any] = {"stops": True, "day": place}
    if not day.blocks:
        yield Finding("planner.error.empty-day", {"day": place + 1}, **about)
    for block in day.blocks:
        for code, params in _of_block(block):
            yield Finding(
                code, {"day": place + 1, "block": _short(block.title), **params}, block=block.id, **about
            )
    if not is_clock(day.starts):
        yield Finding("planner.error.clock", {"day": place + 1, "found": day.starts[:20]}, **about)
        return
    if all(block.minutes > 0 for block in day.blocks):
        for block, begins in day.times():
            if begins + block.minutes > MIDNIGHT:
                over = begins + block.minutes - MIDNIGHT
                params = {"day": place + 1, "block": _short(block.title), "over": over}
                yield Finding("planner.error.midnight", params, block=block.id, **about)
                return


def _of_block(block: Block) -> Iterator[tuple[str, dict[str, object]]]:
    if block.minutes <= 0:
        yield "planner.error.minutes", {"found": block.minutes}
    elif block.minutes > MIDNIGHT:
        yield "planner.error.minutes-many", {"found": block.minutes, "most": MIDNIGHT}
    if block.each is not None and block.minutes > 0 and not 0 < block.each <= block.minutes:
        yield "planner.error.each", {"found": f"{block.each:g}"}
    if block.title.zh == UNNAMED:
        yield "planner.error.block-title", {}
    title = max(len(block.title.zh), len(block.title.en))
    if title > TITLE_AT_MOST:
        yield "planner.error.title-long", {"found": title, "most": TITLE_AT_MOST}
    said = 0 if block.say is None else max(len(block.say.zh), len(block.say.en))
    if said > SAY_AT_MOST:
        yield "planner.error.say-long", {"found": said, "most": SAY_AT_MOST}


def warnings(plan: Plan, crowd: Crowd, bounds: Bounds, template: Template | None) -> list[Finding]:
    """Return what to beware of in a plan that can be kept."""
    found: list[Finding] = []
    for place, day in enumerate(plan.days):
        found += _stretches(place, day, bounds.stretch)
        for block in day.blocks:
            found += _turns(place, block, crowd, bounds.speaking)
        if day.minutes > bounds.day:
            params = {"day": place + 1, "minutes": day.minutes, "most": bounds.day}
            found.append(Finding("planner.warning.long-day", params, day=place))
    if template is not None:
        held = {block.part for block in plan}
        found += [
            Finding(
                "planner.warning.part",
                {"part": part.title, "kind": template.title, "count": len(template.parts)},
            )
            for part in template.parts
            if part.id not in held
        ]
    return found


def _stretches(place: int, day: Day, most: int) -> Iterator[Finding]:
    begins: int | None = None
    stretch = [*day.times(), None]
    for entry in stretch:
        if entry is not None and entry[0].form is not Form.BREAK:
            begins = entry[1] if begins is None else begins
            continue
        ends = minute_of(day.starts) + day.minutes if entry is None else entry[1]
        if begins is not None and ends - begins > most:
            times = {"from": clock_of(begins), "to": clock_of(ends)}
            params = {"day": place + 1, **times, "minutes": ends - begins, "most": most}
            yield Finding("planner.warning.stretch", params, day=place)
        begins = None


def _turns(place: int, block: Block, crowd: Crowd, speaking: Speaking) -> Iterator[Finding]:
    wanted = needed(block, crowd, speaking)
    if block.each is None or wanted == 0:
        return
    count = crowd.speakers(block)
    least = speaking.span(block.form)[0]
    told = {"day": place + 1, "block": _short(block.title), "count": count, "each": f"{block.each:g}"}
    if block.each < least:
        yield Finding("planner.warning.each", {**told, "least": least}, day=place, block=block.id)
    if wanted > block.minutes:
        params = {**told, "needed": wanted, "minutes": block.minutes, "buffer": round(speaking.buffer * 100)}
        yield Finding("planner.warning.short", params, day=place, block=block.id)


def changed_past(
    before: Plan, after: Plan, past: Collection[str], current: Collection[str]
) -> Finding | None:
    """Return what was changed of a running meeting though it is over, or is going on.

    Args:
        before: the plan as it runs.
        after: the plan as it is to be.
        past: ids of blocks that are over in some lane.
        current: ids of blocks that are going on; their minutes and words may change, their place may not.
    """
    order = [(place, block) for place, day in enumerate(before.days) for block in day.blocks]
    wanted = [(place, block) for place, day in enumerate(after.days) for block in day.blocks]
    touched = [at for at, (_, block) in enumerate(order) if block.id in past or block.id in current]
    last_past = max((at for at, (_, block) in enumerate(order) if block.id in past), default=-1)
    for at in range(touched[-1] + 1 if touched else 0):
        place, block = order[at]
        same_place = at < len(wanted) and wanted[at][0] == place and wanted[at][1].id == block.id
        if not same_place:
            return Finding(
                "planner.error.past-moved", {"block": _short(block.title)}, stops=True, block=block.id
            )
        then = wanted[at][1]
        is_over = at <= last_past and block.id not in current
        if (is_over and then != block) or (then.form, then.setting) != (block.form, block.setting):
            return Finding(
                "planner.error.past-changed", {"block": _short(block.title)}, stops=True, block=block.id
            )
    days = {order[at][0] for at in touched}
    for place in sorted(days):
        if after.days[place].starts != before.days[place].starts:
            return Finding("planner.error.past-day", {"day": place + 1}, stops=True, day=place)
    return None


def _short(title: Text) -> Text:
    """Return a title that fits into a sentence."""
    return Text(title.zh[:40], title.en[:40])
