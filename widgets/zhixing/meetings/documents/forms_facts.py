"""What the forms of a meeting are printed from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhixing.actor import Actor
from zhixing.meetings.rules.norms import Norm
from zhixing.meetings.service.attendance import sheet_to_keep
from zhixing.meetings.service.material import norms
from zhixing.meetings.service.meetings import people_in
from zhixing.records import Work
from zhixing.teams.tables import TeamRow
from zhixing.text.dates import long_date
from zhixing.topics.service.setting import class_policy


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What is printed on forms.

    Args:
        title: of the meeting.
        group: name of the group, blank for everybody together.
        date: of the meeting in words, blank while it has none.
        people: in establishment order.
        turns: the same in the order in which they speak: whoever leads the group comes last.
        norms: the rules of a meeting.
        rank_top: how many ideas a slip ranks.
        dots: how many dots a slip has.
        idea_characters: how long an idea may be.
    """

    title: str
    group: str
    date: str
    people: Sequence[str]
    turns: Sequence[str]
    norms: Sequence[Norm]
    rank_top: int
    dots: int
    idea_characters: int


def form_facts(db: Work, actor: Actor, meeting_id: str, lane: str | None) -> FormFacts:
    """Return what the forms of a lane are printed from.

    Raises:
        MissingError: there is no such meeting or lane.
        RefusedError: another group's.
    """
    sheet = sheet_to_keep(db, actor, meeting_id, lane)
    values = class_policy(db, actor.classroom)
    team = db.get(TeamRow, sheet.lane) if sheet.lane else None
    here = people_in(db, sheet.meeting, sheet.lane)
    day = sheet.meeting.date
    return FormFacts(
        title=sheet.meeting.title,
        group="" if team is None else team.name,
        date="" if day is None else long_date(date.fromisoformat(day), actor.locale),
        people=[member.name for member in here],
        turns=[member.name for member in sorted(here, key=lambda member: member.duty == "leader")],
        norms=norms(),
        rank_top=values.int("ideas.rank-top"),
        dots=values.int("ideas.dots-each"),
        idea_characters=values.int("ideas.characters"),
    )
