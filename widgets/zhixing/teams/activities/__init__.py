"""Activities of the room."""

from zhixing.activity import Activity
from zhixing.teams.activities.grouping import Grouping, GroupingCompare
from zhixing.teams.activities.grouping_draft import GroupingDraft
from zhixing.teams.activities.my_group import MyGroup
from zhixing.teams.activities.my_profile import MyProfile


def teams_activities() -> tuple[Activity, ...]:
    """Return one of each activity."""
    return (MyProfile(), Grouping(), GroupingDraft(), GroupingCompare(), MyGroup())
