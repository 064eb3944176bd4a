"""Planning meetings: made from templates, edited, copied, deleted, repeated, and the load they are."""

from zhixing.meetings.service.planning.changing import (
    copy_meeting,
    create_meeting,
    delete_meeting,
    examine,
    save_meeting,
)
from zhixing.meetings.service.planning.ground import Ground, ground
from zhixing.meetings.service.planning.heading import Heading
from zhixing.meetings.service.planning.loading import LoadView, load_of
from zhixing.meetings.service.planning.progress import Progress, progress
from zhixing.meetings.service.planning.repeating import SeriesDraft, make_series, preview
from zhixing.meetings.service.planning.wording import sentence

__all__ = [
    "Ground",
    "Heading",
    "LoadView",
    "Progress",
    "SeriesDraft",
    "copy_meeting",
    "create_meeting",
    "delete_meeting",
    "examine",
    "ground",
    "load_of",
    "make_series",
    "preview",
    "progress",
    "save_meeting",
    "sentence",
]
