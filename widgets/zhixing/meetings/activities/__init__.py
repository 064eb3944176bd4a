"""Activities of the room."""

from zhixing.activity import Activity


def meetings_activities() -> tuple[Activity, ...]:
    """Return one of each activity."""
    return ()
