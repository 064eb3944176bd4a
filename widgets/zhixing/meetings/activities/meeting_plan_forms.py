"""Meetings, plans and series as forms in a browser have them."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from zhixing.errors import InputError
from zhixing.meetings.rules.editing import UNNAMED
from zhixing.meetings.rules.plan import Block, Day, Form, Plan, Setting
from zhixing.meetings.rules.series import LAST, DayRule, Rhythm
from zhixing.meetings.service.planning import Heading, SeriesDraft
from zhixing.meetings.service.planning.heading import day_of
from zhixing.text import Text

Words = Annotated[str, StringConstraints(max_length=20_000)]
Mark = Annotated[str, StringConstraints(max_length=40)]
FORM = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
_NUMBER = 10**6
Whole = Annotated[int, Field(ge=-_NUMBER, le=_NUMBER)]
Month = Annotated[str, StringConstraints(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]


class TextForm(BaseModel):
    """A text in both languages; a person who writes in one gives the same to both."""

    model_config = FORM

    zh: Words
    en: Words

    def text(self) -> Text:
        """Return the text; what was left blank is marked as unnamed."""
        return Text(self.zh or self.en or UNNAMED, self.en or self.zh or UNNAMED)


class BlockForm(BaseModel):
    """One block."""

    model_config = FORM

    id: Mark
    title: TextForm
    minutes: Whole
    form: Form
    setting: Setting
    say: TextForm | None
    each: Annotated[float, Field(ge=-_NUMBER, le=_NUMBER, allow_inf_nan=False)] | None
    board: Mark | None
    part: Mark

    def block(self) -> Block:
        """Return the block."""
        return Block(
            id=self.id,
            title=self.title.text(),
            minutes=self.minutes,
            form=self.form,
            setting=self.setting,
            say=self.say.text() if self.say is not None and self.say.zh + self.say.en else None,
            each=self.each,
            board=self.board,
            part=self.part,
        )


class DayForm(BaseModel):
    """One day."""

    model_config = FORM

    offset: Whole
    starts: Words
    blocks: Annotated[list[BlockForm], Field(max_length=500)]


class PlanForm(BaseModel):
    """A whole plan."""

    model_config = FORM

    days: Annotated[list[DayForm], Field(max_length=100)]

    def plan(self) -> Plan:
        """Return the plan."""
        return Plan(
            tuple(
                Day(day.offset, day.starts, tuple(block.block() for block in day.blocks)) for day in self.days
            )
        )


class HeadingForm(BaseModel):
    """Title, first day and place."""

    model_config = FORM

    title: Words
    date: Words
    place: Words

    def heading(self) -> Heading:
        """Return the heading."""
        return Heading(self.title, self.date, self.place)


class RuleForm(BaseModel):
    """Which day of each month."""

    model_config = FORM

    week: Annotated[int, Field(ge=1, le=LAST)] | None
    day: Whole

    def rule(self) -> DayRule:
        """Return the rule: a weekday from 0 to 4, or a day of the month from 1 to 31."""
        low, high = (1, 31) if self.week is None else (0, 4)
        return DayRule(self.week, min(max(self.day, low), high))


class SeriesForm(BaseModel):
    """A series."""

    model_config = FORM

    first: Month
    months: Whole
    teams: Annotated[list[Mark], Field(max_length=200)]
    seminar: RuleForm | None
    workshop: RuleForm | None
    opens: bool
    closed: Annotated[list[Words], Field(max_length=200)]
    starts: Words
    place: Words

    def draft(self) -> SeriesDraft:
        """Return what the series is to be; nothing to make remains for the service to say.

        Raises:
            InputError: ``planner.error.closed``, one of the days to avoid is no date.
        """
        rhythm = Rhythm(
            first=self.first,
            months=self.months,
            seminar=self.seminar.rule() if self.seminar is not None and self.teams else None,
            workshop=self.workshop.rule() if self.workshop is not None else None,
            opens=self.opens,
            closed=frozenset(map(_closed, self.closed)),
        )
        return SeriesDraft(rhythm, tuple(dict.fromkeys(self.teams)), self.starts, self.place)


def _closed(text: str) -> date:
    day = day_of(text)
    if day is None:
        raise InputError("planner.error.closed", {"found": text[:20]})
    return day
