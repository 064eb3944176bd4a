"""Groups that work apart in a meeting of the class: they begin together and are called back together."""

from datetime import datetime

from zhixing.errors import RefusedError
from zhixing.meetings.rules import run as rules
from zhixing.meetings.rules.run import Run
from zhixing.meetings.service.course import Course, write
from zhixing.records import Work


def part(db: Work, course: Course, now: datetime) -> None:
    """Let every group begin its first block, where the class has come to what groups do apart."""
    if course.apart is None:
        return
    for lane in course.groups:
        write(db, course, lane, rules.enter(course.run(lane), course.apart.each()[0], now))


def call_back(db: Work, course: Course, now: datetime) -> None:
    """Close what groups are in; undoing opens it again."""
    for lane in course.groups:
        if course.run(lane).block is not None:
            write(db, course, lane, rules.leave(course.run(lane), now, called=True))


def send_back(db: Work, course: Course) -> None:
    """Open again what groups were in when they were called together."""
    for lane in course.groups if course.apart is not None else ():
        here = course.run_apart(lane)
        if here.block is None and here.past and here.past[-1].called:
            write(db, course, lane, rules.undo(course.run(lane)))


def take_back(db: Work, course: Course) -> None:
    """Take back that groups went apart, unless one of them has gone on since.

    Raises:
        RefusedError: ``room.error.groups-moved``.
    """
    for lane in course.groups if course.apart is not None else ():
        if course.run_apart(lane).past:
            raise RefusedError("room.error.groups-moved")
        write(db, course, lane, Run(past=course.run(lane).past))


def next_apart(course: Course, lane: str, now: datetime) -> Run:
    """Return where a group is after its next press: in its next block, or waiting for the class.

    Raises:
        RefusedError: ``room.error.class-leads``, ``room.error.waiting``.
    """
    if course.apart is None:
        at = course.plan.get(course.run(course.home).block)
        raise RefusedError("room.error.class-leads", {"title": at.title if at else course.meeting.title})
    if course.waits(lane):
        raise RefusedError("room.error.waiting")
    coming = rules.following(course.apart.each(), course.run_apart(lane))
    left = rules.leave(course.run(lane), now)
    return left if coming is None else rules.enter(left, coming, now)
