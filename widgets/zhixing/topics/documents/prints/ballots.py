"""Paper ballots of a class: votes, weights and ratings, several on a page; they name nobody."""

import math
from collections.abc import Sequence

from zhixing.actor import Actor, Locale
from zhixing.classroom.ballots import current_window
from zhixing.classroom.people import classroom
from zhixing.classroom.rules import Door, require
from zhixing.documents.ballot_sheet import Ballot, BallotSheet
from zhixing.documents.characters import width
from zhixing.records import Work
from zhixing.text import catalogue
from zhixing.topics.rules import Criterion
from zhixing.topics.service.listing import RATINGS, VOTES, all_topics, compared_topics, subject_topics
from zhixing.topics.service.setting import class_policy, criteria
from zhixing.topics.service.votes import finished_vote, rated_topics
from zhixing.topics.tables import TopicRow

_PAGE_MM = 270
_HEAD_MM, _LINE_MM = 42, 6.2
_HALF, _WHOLE = 19, 42
"""Full-width characters in a line of half a page and of a whole one."""


def paper_ballots(db: Work, actor: Actor) -> tuple[str, bytes]:
    """Return the name of the file, and a page each of votes, weights and ratings, to copy and cut.

    Raises:
        RefusedError: not this person's.
    """
    require(actor, Door.ENTER_PAPER)
    room = classroom(db, actor)
    values = class_policy(db, actor.classroom)
    sheet = BallotSheet(author=room.name, locale=actor.locale)
    printer = _Printer(sheet, actor.locale, values.span("scale.ratings"))
    printer.votes(_numbered(_voted(db, actor)), values.int("topic.votes-each"))
    if len(criteria().ratings) > 1:
        printer.points(criteria().ratings)
    printer.ratings(_numbered(_rated(db, actor)), values.int("topic.rated-at-most"), criteria().ratings)
    return catalogue().say("prints.ballots.file", actor.locale), sheet.bytes()


def _voted(db: Work, actor: Actor) -> list[TopicRow]:
    """Return what is or will be voted on, in order of units."""
    window = current_window(db, actor.classroom, VOTES)
    if window is None:
        return compared_topics(db, actor.classroom)
    rows = {row.id: row for row in all_topics(db, actor.classroom)}
    return [rows[topic] for topic in subject_topics(window) if topic in rows]


def _rated(db: Work, actor: Actor) -> list[TopicRow]:
    """Return what is rated; nothing while that is not known: the ballot then has lines for the pen."""
    window = current_window(db, actor.classroom, RATINGS)
    rows = {row.id: row for row in all_topics(db, actor.classroom)}
    if window is not None:
        return [rows[topic] for topic in subject_topics(window) if topic in rows]
    if finished_vote(db, actor.classroom) is None:
        return []
    return [rows[topic] for topic in rated_topics(db, actor.classroom)[0].kept if topic in rows]


def _numbered(rows: Sequence[TopicRow]) -> list[str]:
    return [f"{row.position}. {row.title}" for row in rows]


class _Printer:
    def __init__(self, sheet: BallotSheet, locale: Locale, scale: tuple[int, int]) -> None:
        self._sheet = sheet
        self._locale = locale
        self._scale = scale

    def votes(self, titles: Sequence[str], most: int) -> None:
        """Print votes: a box before each topic; as many on a page as fit."""
        shown = titles or [""] * 10
        columns, rows = _fit(shown)

        def fill(ballot: Ballot) -> None:
            ballot.title(self._say("prints.ballots.votes"))
            ballot.line(self._say("prints.ballots.votes-how", most=most))
            for title in shown:
                ballot.entry(title or self._say("prints.ballots.blank"))
            ballot.line(self._say("prints.ballots.secret"), 9)

        self._sheet.page(columns, rows, fill)

    def points(self, asked: Sequence[Criterion]) -> None:
        """Print weights: a hundred points to share out."""

        def fill(ballot: Ballot) -> None:
            ballot.title(self._say("prints.ballots.points"))
            ballot.line(self._say("prints.ballots.points-how"))
            names = [[criterion.name.to(self._locale), ""] for criterion in asked]
            total = [self._say("prints.ballots.total"), "100"]
            ballot.grid(
                [self._say("prints.criterion"), self._say("prints.ballots.score")],
                [*names, total],
                [3, 2],
                12,
            )
            ballot.line(self._say("prints.ballots.secret"), 9)

        self._sheet.page(2, 3, fill)

    def ratings(self, titles: Sequence[str], most: int, asked: Sequence[Criterion]) -> None:
        """Print ratings: every topic by every criterion, a number to circle, and what the numbers mean."""
        shown = titles or [self._say("prints.ballots.blank-short")] * most
        low, high = self._scale
        marks = "\u3000".join(str(mark) for mark in range(low, high + 1))
        lines = sum(max(1, math.ceil(width(title) / 18)) for title in shown)
        each = 1 if lines > 11 else 2

        def fill(ballot: Ballot) -> None:
            ballot.title(self._say("prints.ballots.ratings"))
            ballot.line(self._say("prints.ballots.ratings-how"))
            names = [criterion.name.to(self._locale) for criterion in asked]
            head = [self._say("prints.topic"), *names]
            ballot.grid(head, [[title, *([marks] * len(names))] for title in shown], [8, *([5] * len(names))])
            ballot.line(self._say("prints.ballots.anchors"), 9)
            for criterion in asked:
                ballot.line(self._anchors(criterion), 8.5)
            ballot.line(self._say("prints.ballots.secret"), 9)

        self._sheet.page(1, each, fill)

    def _anchors(self, criterion: Criterion) -> str:
        levels = [
            self._say("prints.ballots.level", level=level.level, text=level.text.to(self._locale))
            for level in criterion.levels
        ]
        name = criterion.name.to(self._locale)
        return self._say("prints.ballots.criterion", name=name, levels="\u3000".join(levels))

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)


def _fit(titles: Sequence[str]) -> tuple[int, int]:
    """Return how many ballots stand beside and below each other so that all titles have room."""
    for columns, characters in ((2, _HALF), (1, _WHOLE)):
        lines = sum(max(1, math.ceil(width(title) / characters)) for title in titles)
        rows = int(_PAGE_MM // (_HEAD_MM + _LINE_MM * lines))
        if rows:
            return columns, min(rows, 4)
    return 1, 1
