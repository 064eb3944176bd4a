"""The files of course work: a class's for its staff, a person's for that person alone."""

from collections.abc import Mapping

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.course.records_out.class_book import write_class_book
from zhixing.course.records_out.personal import compose
from zhixing.course.records_out.statements import json_lines
from zhixing.course.service.kept_work import class_work, own_work
from zhixing.records import Work
from zhixing.text import catalogue


def class_book(db: Work, actor: Actor) -> tuple[str, bytes]:
    """Return the Excel file of a class's course work.

    Raises:
        RefusedError: ``classroom.error.not-allowed``.
    """
    require(actor, Door.MANAGE_PEOPLE)
    name = catalogue().say("course-records.file.class-book", actor.locale)
    return name, write_class_book(class_work(db, actor.classroom), actor.locale)


def class_statements(db: Work, actor: Actor, wishes: Mapping[str, str]) -> tuple[str, bytes]:
    """Return a class's course work as xAPI statements; with ``names=yes`` people's names are in it.

    Raises:
        RefusedError: ``classroom.error.not-allowed``.
    """
    require(actor, Door.MANAGE_PEOPLE)
    name = catalogue().say("course-records.file.class-statements", actor.locale)
    return name, json_lines(class_work(db, actor.classroom), names=wishes.get("names") == "yes")


def own_record(db: Work, actor: Actor) -> tuple[str, bytes]:
    """Return the person's own record as a Word file, with all they have written."""
    name = catalogue().say("course-records.file.own-record", actor.locale)
    return name, compose(own_work(db, actor), actor.locale)


def own_statements(db: Work, actor: Actor) -> tuple[str, bytes]:
    """Return the person's own course work as xAPI statements."""
    name = catalogue().say("course-records.file.own-statements", actor.locale)
    return name, json_lines(own_work(db, actor), names=True, own=True)
