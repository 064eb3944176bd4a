"""Activities of the room."""

from zhixing.activity import Activity
from zhixing.meetings.activities.actions import Actions
from zhixing.meetings.activities.attendance import Attendance
from zhixing.meetings.activities.coach import Coach
from zhixing.meetings.activities.idea_wall import IdeaWall
from zhixing.meetings.activities.ideas_shown import IdeasShown
from zhixing.meetings.activities.meeting_lanes import MeetingLanes
from zhixing.meetings.activities.meeting_plan import MeetingPlan
from zhixing.meetings.activities.meeting_room import MeetingRoom
from zhixing.meetings.activities.meeting_rules import MeetingRules, RulesPaper
from zhixing.meetings.activities.meeting_wall import MeetingWall
from zhixing.meetings.activities.minutes import MinutesOf
from zhixing.meetings.activities.notes import MeetingNotes
from zhixing.meetings.activities.packet import PapersOfMeeting
from zhixing.meetings.activities.rehearsal import Rehearsal
from zhixing.meetings.activities.ten_steps import TenSteps

__all__ = ["RulesPaper", "meetings_activities"]


def meetings_activities() -> tuple[Activity, ...]:
    """Return one of each activity; the room nests the others by name."""
    others = (
        MeetingPlan(),
        MeetingRules(),
        TenSteps(),
        Coach(),
        MeetingNotes(),
        Actions(),
        MinutesOf(),
        IdeaWall(),
        IdeasShown(),
        Attendance(),
        PapersOfMeeting(),
    )
    names = frozenset(each.name for each in others)
    return (*others, Rehearsal(), MeetingLanes(), MeetingRoom(names), MeetingWall(names))
